// What came of one avatar in every program's hands: the table, and ours held to its targets. Pure.

import { judge, type Verdict } from "../scenario.ts";
import { renderTable, short } from "../table.ts";
import type { Judged } from "./judge-output.ts";
import type { ProgramName } from "./programs.ts";

const BYTES_PER_MB = 1_000_000;

/** What is asked of the heavy one; FIELD's own figures are of an avatar like it. */
const FIRST_WEARABLE_MAX_MS = 3_000;
const WEB_LODS_MAX_MS = 6_000;
const PEAK_MAX_MB = 320;
const LOD1_RATIO_MIN = 30;
const LOD2_RATIO_MIN = 60;
const LIKENESS_MIN_DB = 30;

export type Output = Judged & { readonly file: string; readonly atMs: number | null };
export type Row = {
  readonly program: ProgramName;
  readonly failed: string | null;
  /** The median of all rounds, and the largest peak. */
  readonly tookMs: number;
  readonly peakMb: number;
  readonly outputs: readonly Output[];
};

/** What each program made, a line each. */
export function renderRows(rows: readonly Row[], uploadBytes: number): string {
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

/** A tool may lose the avatar in an avatar; our LODs may not. */
export function survival(rows: readonly Row[]): readonly Verdict[] {
  const { outputs = [] } = rows.find(({ program }) => program === "hiroba") ?? {};
  const lods = outputs.filter(({ file }) => file.includes("-lod"));
  const equal = lods.filter(({ vrm }) => vrm === "equal").length;
  return [
    judge({
      what: "LODs of ours that three-vrm wears as the upload",
      value: lods.length === 0 ? Number.NaN : equal / lods.length,
      limit: 1,
      better: "high",
      show: (share) => `${Math.round(share * 100)} %`,
    }),
  ];
}

/** How the heavy avatar went. */
export function verdictsOn(rows: readonly Row[], uploadBytes: number): readonly Verdict[] {
  const ours = rows.find(({ program }) => program === "hiroba");
  const outputs = ours?.outputs ?? [];
  const webLods = outputs.filter(({ file }) => file.startsWith("web-lod"));
  const ratio = (name: string) =>
    uploadBytes / (outputs.find(({ file }) => file === `${name}.glb`)?.sizeBytes ?? Number.NaN);
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
