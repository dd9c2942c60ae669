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
import { judge, type Scenario, type ScenarioContext, type Verdict } from "../scenario.ts";
import { renderTable, short } from "../table.ts";
import { type Judged, judgeOutput, type Reference } from "./judge-output.ts";
import { PROGRAMS, type Program, type ProgramName } from "./programs.ts";
import { type Run, runProgram } from "./run-program.ts";

const ROUNDS = { full: 5, quick: 1 } as const;
const SEED = 1n;
const SAMPLE = join(import.meta.dir, "../../../test/fixtures/avatars/godette.vrm");
const BYTES_PER_MB = 1_000_000;
const KB_PER_MB = 1024;

/** What is asked of the heavy one; FIELD's own figures are of an avatar like it. */
const FIRST_WEARABLE_MAX_MS = 3_000;
const WEB_LODS_MAX_MS = 6_000;
const PEAK_MAX_MB = 320;
const LOD1_RATIO_MIN = 30;
const LOD2_RATIO_MIN = 60;
const LIKENESS_MIN_DB = 30;

type Output = Judged & { readonly file: string; readonly atMs: number | null };
type Row = {
  readonly program: ProgramName;
  readonly failed: string | null;
  /** The median of all rounds, and the largest peak. */
  readonly tookMs: number;
  readonly peakMb: number;
  readonly outputs: readonly Output[];
};

function scenarioOf(
  name: string,
  about: string,
  read: () => Promise<Uint8Array>,
  isJudged: boolean,
): Scenario {
  return {
    name,
    about,
    async run(context) {
      const folder = await mkdtemp(join(tmpdir(), "hiroba-bench-avatar-"));
      try {
        context.progress(`${name} is being made`);
        const reference = await refer(await read());
        const rows = await runAll(reference, folder, context);
        const verdicts = [...(isJudged ? verdictsOn(rows, reference) : []), ...survival(rows)];
        return {
          text: render(rows, reference.bytes.length),
          verdicts,
          figures: { uploadBytes: reference.bytes.length, rows },
        };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

const generated = (preset: PresetName) => () => generateAvatar(PRESETS[preset], seededRng(SEED));

export const AVATAR_SCENARIOS: readonly Scenario[] = [
  scenarioOf(
    "heavy",
    "a generated avatar of 30 MB, 99,000 triangles and 12 pictures of 2048²",
    generated("heavy"),
    true,
  ),
  scenarioOf(
    "ordinary",
    "a generated avatar of 8 MB, 31,000 triangles and 12 pictures of 1024²",
    generated("ordinary"),
    false,
  ),
  scenarioOf(
    "sample",
    "somebody's VRM 0.x of 0.6 MB and 3,400 triangles",
    () => Bun.file(SAMPLE).bytes(),
    false,
  ),
];

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
      await mkdir(out, { recursive: true });
      done.push(await runProgram(program.command(input, out), out).catch(String));
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

function render(rows: readonly Row[], uploadBytes: number): string {
  const figures = ["done s", "peak MB", "size MB", "smaller", "triangles", "dB", "with faces"].map(
    (title) => ({ title, align: "right" }) as const,
  );
  const lines = rows.flatMap(({ program, failed, tookMs, peakMb, outputs }) =>
    failed !== null
      ? [[program, failed]]
      : outputs.map((output, at) => [
          at === 0 ? program : "",
          output.file.replace(".glb", ""),
          short((output.atMs ?? tookMs) / 1000),
          at === 0 ? short(peakMb) : "",
          short(output.sizeBytes / BYTES_PER_MB),
          `${short(uploadBytes / output.sizeBytes)}×`,
          short(output.triangleCount ?? Number.NaN),
          short(output.likenessDb ?? Number.NaN),
          short(output.withExpressionsDb ?? Number.NaN),
          output.vrm,
        ]),
  );
  const titles = [
    { title: "", align: "left" },
    { title: "file", align: "left" },
    ...figures,
    { title: "VRM", align: "left" },
  ] as const;
  return `upload ${short(uploadBytes / BYTES_PER_MB)} MB\n${renderTable(titles, lines)}`;
}

/** A tool may lose the avatar in an avatar; ours may not. */
function survival(rows: readonly Row[]): readonly Verdict[] {
  const { outputs = [] } = rows.find(({ program }) => program === "hiroba") ?? {};
  const equal = outputs.filter(({ vrm }) => vrm === "equal").length;
  return [
    judge({
      what: "variants of ours that three-vrm wears as the upload",
      value: outputs.length === 0 ? Number.NaN : equal / outputs.length,
      limit: 1,
      better: "high",
      show: (share) => `${Math.round(share * 100)} %`,
    }),
  ];
}

function verdictsOn(rows: readonly Row[], { bytes }: Reference): readonly Verdict[] {
  const ours = rows.find(({ program }) => program === "hiroba");
  const outputs = ours?.outputs ?? [];
  const webLods = outputs.filter(({ file }) => file.startsWith("web-lod"));
  const ratio = (name: string) =>
    bytes.length / (outputs.find(({ file }) => file === `${name}.glb`)?.sizeBytes ?? Number.NaN);
  const times = (list: readonly Output[]) => list.map(({ atMs }) => atMs ?? Number.NaN);
  const seconds = (ms: number) => `${short(ms / 1000)} s`;
  const smaller = (value: number) => `${short(value)}×`;
  return [
    judge({
      what: "first wearable variant",
      value: Math.min(...times(outputs)),
      limit: FIRST_WEARABLE_MAX_MS,
      better: "low",
      show: seconds,
    }),
    judge({
      what: "all LODs for the web",
      value: webLods.length === 0 ? Number.NaN : Math.max(...times(webLods)),
      limit: WEB_LODS_MAX_MS,
      better: "low",
      show: seconds,
    }),
    judge({
      what: "peak memory",
      value: ours?.peakMb ?? Number.NaN,
      limit: PEAK_MAX_MB,
      better: "low",
      show: (mb) => `${short(mb)} MB`,
    }),
    judge({
      what: "LOD1 smaller than the upload",
      value: ratio("web-lod1"),
      limit: LOD1_RATIO_MIN,
      better: "high",
      show: smaller,
    }),
    judge({
      what: "LOD2 smaller than the upload",
      value: ratio("web-lod2"),
      limit: LOD2_RATIO_MIN,
      better: "high",
      show: smaller,
    }),
    judge({
      what: "least likeness of the LODs for the web, all expressions",
      value:
        webLods.length === 0
          ? Number.NaN
          : Math.min(...webLods.map(({ withExpressionsDb }) => withExpressionsDb ?? Number.NaN)),
      limit: LIKENESS_MIN_DB,
      better: "high",
      show: (db) => `${short(db)} dB`,
    }),
  ];
}
