// How soon, and in how much memory, the worker's subprocess refuses each bad input: whoever sends them by the thousand must not
// keep it from the others' files.

import { fileURLToPath } from "node:url";
import { CHILD_ENV } from "../../../origin/ugc/subprocess.ts";
import { type BadInput, badInputs } from "../../avatar/bad-inputs.ts";
import { median } from "../paired-ratio.ts";
import { judge, type Scenario } from "../scenario.ts";
import { renderTable, short } from "../table.ts";
import { type Run, runProgram } from "./run-program.ts";

const ROUNDS = { full: 5, quick: 1 } as const;
const REFUSAL_MAX_MS = 100;
const ABOVE_REST_MAX_MB = 64;
const KB_PER_MB = 1024;
const CHILD = fileURLToPath(new URL("../../../origin/ugc/entry/child.ts", import.meta.url));

type Row = { readonly what: string; readonly code: string; readonly tookMs: number; readonly peakMb: number };

export const refusals: Scenario = {
  name: "refusals",
  about:
    "each bad input that is refused, in the worker's subprocess, above what it takes to be refused by one's length",
  async run({ options, progress }) {
    const inputs = (await badInputs()).filter(({ told }) => told.severity === "error");
    const runs = new Map<BadInput, Run[]>(inputs.map((input) => [input, []]));
    const rounds = ROUNDS[options.pace];
    await refuse(new Uint8Array(0)); // the first one reads the program from the disk
    for (let round = 1; round <= rounds; round++)
      for (const [input, done] of runs) {
        progress(`round ${round} of ${rounds}: ${input.what}`);
        done.push(await refuse(input.bytes));
      }
    const rows = [...runs].map(([{ what, told }, done]) => rowOf(what, told.code, done));
    const rest = rows.find(({ code }) => code === "GLB_EMPTY");
    if (rest === undefined) throw new Error("an empty file is a bad input");
    const above = rows.map((row) => ({
      ...row,
      tookMs: row.tookMs - rest.tookMs,
      peakMb: row.peakMb - rest.peakMb,
    }));
    const verdicts = [
      judge({
        what: "slowest refusal, above rest",
        value: Math.max(...above.map(({ tookMs }) => tookMs)),
        limit: REFUSAL_MAX_MS,
        better: "low",
        show: (ms) => `${short(ms)} ms`,
      }),
      judge({
        what: "largest refusal, above rest",
        value: Math.max(...above.map(({ peakMb }) => peakMb)),
        limit: ABOVE_REST_MAX_MB,
        better: "low",
        show: (mb) => `${short(mb)} MB`,
      }),
    ];
    return { text: render(above, rest), verdicts, figures: { rest, above } };
  },
};

function refuse(bytes: Uint8Array): Promise<Run> {
  return runProgram([process.execPath, CHILD, "avatar"], null, bytes, CHILD_ENV);
}

/** The medians of all rounds; a peak that nobody saw counts for nothing. */
function rowOf(what: string, code: string, done: readonly Run[]): Row {
  const peaksKb = done.flatMap(({ peakKb }) => (Number.isNaN(peakKb) ? [] : [peakKb]));
  return {
    what,
    code,
    tookMs: median(done.map(({ tookMs }) => tookMs)),
    peakMb: peaksKb.length === 0 ? Number.NaN : median(peaksKb) / KB_PER_MB,
  };
}

function render(rows: readonly Row[], rest: Row): string {
  const titles = [
    { title: "", align: "left" },
    { title: "answer", align: "left" },
    { title: "ms", align: "right" },
    { title: "MB", align: "right" },
  ] as const;
  const lines = rows
    .toSorted((a, b) => b.tookMs - a.tookMs)
    .map(({ what, code, tookMs, peakMb }) => [what, code, tookMs.toFixed(0), peakMb.toFixed(0)]);
  return `at rest ${short(rest.tookMs)} ms, ${short(rest.peakMb)} MB\n${renderTable(titles, lines)}`;
}
