// One avatar made small by our optimiser and by the tools people have, in processes of their own, by turns, in one run.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLikeness } from "../../../origin/ugc/likeness/likeness.ts";
import { openAvatar } from "../../../shared/avatar/check-avatar.ts";
import { generateAvatar } from "../../../shared/avatar/generate/generate-avatar.ts";
import { PRESETS, type PresetName } from "../../../shared/avatar/generate/spec.ts";
import { seededRng } from "../../../shared/rng.ts";
import { loadVrm } from "../../avatar/load-vrm.ts";
import { wornBody } from "../../avatar/worn-body.ts";
import { median } from "../paired-ratio.ts";
import type { Scenario, ScenarioContext } from "../scenario.ts";
import { judgeOutput, type Reference } from "./judge-output.ts";
import { PROGRAMS, type Program, type ProgramName } from "./programs.ts";
import { type Output, type Row, renderRows, survival, verdictsOn } from "./rows.ts";
import { type Run, runProgram } from "./run-program.ts";

const ROUNDS = { full: 5, quick: 1 } as const;
const SEED = 1n;
const SAMPLE = join(import.meta.dir, "../../../test/fixtures/avatars/godette.vrm");
const KB_PER_MB = 1024;

type Subject = {
  readonly name: string;
  readonly about: string;
  readonly read: () => Promise<Uint8Array>;
  /** Whether there are targets beyond that ours can still be worn. */
  readonly targets: "heavy" | "none";
};

function scenarioOf({ name, about, read, targets }: Subject): Scenario {
  return {
    name,
    about,
    async run(context) {
      const folder = await mkdtemp(join(tmpdir(), "hiroba-bench-avatar-"));
      try {
        context.progress(`${name} is being made`);
        const reference = await refer(await read());
        const uploadBytes = reference.bytes.length;
        const rows = await runAll(reference, folder, context);
        const verdicts = [...(targets === "heavy" ? verdictsOn(rows, uploadBytes) : []), ...survival(rows)];
        return {
          text: renderRows(rows, uploadBytes),
          verdicts,
          figures: { uploadBytes, rows },
        };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

const generated = (preset: PresetName) => () => generateAvatar(PRESETS[preset], seededRng(SEED));

export const AVATAR_SCENARIOS: readonly Scenario[] = (
  [
    {
      name: "heavy",
      about: "a generated avatar of 30 MB, 99,000 triangles and 12 pictures of 2048²",
      read: generated("heavy"),
      targets: "heavy",
    },
    {
      name: "ordinary",
      about: "a generated avatar of 8 MB, 31,000 triangles and 12 pictures of 1024²",
      read: generated("ordinary"),
      targets: "none",
    },
    {
      name: "sample",
      about: "somebody's VRM 0.x of 0.6 MB and 3,400 triangles",
      read: () => Bun.file(SAMPLE).bytes(),
      targets: "none",
    },
  ] satisfies readonly Subject[]
).map(scenarioOf);

async function refer(bytes: Uint8Array): Promise<Reference> {
  const { model } = openAvatar(bytes);
  if (model === null) throw new Error("the avatar does not pass our own check");
  return { bytes, model, likeness: await createLikeness(model), body: wornBody(await loadVrm(bytes)) };
}

/** Each once, then all again: what disturbs the machine disturbs all alike. */
async function runAll(
  reference: Reference,
  folder: string,
  context: ScenarioContext,
): Promise<readonly Row[]> {
  const rounds = ROUNDS[context.options.pace];
  const input = join(folder, "avatar.glb");
  await Bun.write(input, reference.bytes);
  const runs = new Map<Program, (Run | string)[]>(PROGRAMS.map((program) => [program, []]));
  const folderOf = (program: Program) => join(folder, program.name.replaceAll(" ", "-"));
  for (let round = 1; round <= rounds; round++)
    for (const [program, done] of runs) {
      context.progress(`round ${round} of ${rounds}: ${program.name}`);
      const out = folderOf(program);
      await rm(out, { recursive: true, force: true });
      await mkdir(out);
      const run = async () => await runProgram(program.command(input, out), out, "ignore", program.env);
      // A tool that is not there, or that fails, is a line of the table.
      done.push(await run().catch(String));
    }
  const rows: Row[] = [];
  for (const [program, done] of runs) {
    context.progress(`looking at what ${program.name} made`);
    rows.push(await rowOf(program.name, done, folderOf(program), reference));
  }
  return rows;
}

async function rowOf(
  program: ProgramName,
  done: readonly (Run | string)[],
  folder: string,
  reference: Reference,
): Promise<Row> {
  const failed = done.find((run) => typeof run === "string") ?? null;
  const runs = done.filter((run) => typeof run !== "string");
  const [first] = runs;
  if (first === undefined || failed !== null)
    return { program, failed, tookMs: Number.NaN, peakMb: Number.NaN, outputs: [] };
  const atMs = (file: string) => {
    const times = runs.flatMap(({ lines }) =>
      lines.filter(({ text }) => text === file).map((line) => line.atMs),
    );
    return times.length === 0 ? null : median(times);
  };
  const outputs: Output[] = [];
  for (const file of first.files) {
    const judged = await judgeOutput(await Bun.file(join(folder, file)).bytes(), reference);
    outputs.push({ file, atMs: atMs(file), ...judged });
  }
  return {
    program,
    failed: null,
    tookMs: median(runs.map((run) => run.tookMs)),
    peakMb: Math.max(...runs.map(({ peakKb }) => peakKb)) / KB_PER_MB,
    outputs: outputs.toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0)),
  };
}
