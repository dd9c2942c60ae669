// `avatar report`: what the pipeline makes of generated avatars and of files, in figures and pictures, and what a change did to it.

import { basename, extname, join } from "node:path";
import { findBrowser } from "../../origin/ugc/thumbnail/find-browser.ts";
import { ThumbnailBrowser } from "../../origin/ugc/thumbnail/thumbnail-browser.ts";
import { generateAvatar } from "../../shared/avatar/generate/generate-avatar.ts";
import { PRESETS, type PresetName } from "../../shared/avatar/generate/spec.ts";
import { seededRng } from "../../shared/rng.ts";
import { VisitFailed } from "../visitor/visit-failed.ts";
import { readAvatarFile } from "./avatar-file.ts";
import { putFile } from "./optimise/variants-folder.ts";
import type { Progress } from "./progress-line.ts";
import { differences } from "./report/difference.ts";
import { type Figures, figuresSchema } from "./report/figures.ts";
import { figuresOf, lookAtAvatar, type SeenAvatar } from "./report/look-at-avatar.ts";
import { renderHtml } from "./report/render-html.ts";
import { renderMarkdown } from "./report/render-markdown.ts";
import { type Report, tilesOf } from "./report/summary.ts";

/** The last release's figures, committed with it. */
const BASELINE = "test/fixtures/avatar-report.json";
const ROOT = join(import.meta.dir, "../..");
const SEED = 1n;
/** The largest uploads, drawn without a graphics card. */
const PICTURE_MAX_MS = 60_000;
const AVATARS_MAX = 200;

export type ReportArguments = {
  readonly command: "report";
  readonly paths: readonly string[];
  readonly presets: readonly PresetName[];
  readonly out: string;
  /** Null: the last release's. */
  readonly baseline: string | null;
  readonly afterwards: "keep the figures" | "leave the baseline";
};

type Source = { readonly name: string; readonly read: () => Promise<Uint8Array> };

/** Makes and writes it; answers lines to read. Throws FileRefused and VisitFailed, each with a sentence. */
export async function report(
  options: ReportArguments,
  chromiumPath: string | undefined,
  tell: Progress,
  clock: () => number,
): Promise<readonly string[]> {
  const sources = sourcesOf(options);
  const baseline = options.baseline ?? join(ROOT, BASELINE);
  const then = await readBaseline(baseline, options);
  const path = findBrowser(chromiumPath);
  using browser = path === null ? null : new ThumbnailBrowser({ path, pictureMaxMs: PICTURE_MAX_MS });
  const avatars: SeenAvatar[] = [];
  try {
    for (const [at, { name, read }] of sources.entries()) {
      const tellOf = (line: string) => tell(`${at + 1} of ${sources.length}, ${name}: ${line}`);
      tellOf("opening");
      avatars.push(await lookAtAvatar(name, await read(), { browser, clock, tell: tellOf }));
    }
  } finally {
    tell(null);
  }
  const figures = figuresOfAll(avatars);
  const made: Report = {
    avatars,
    differences: then === null ? null : differences(figures, then),
    baseline: options.baseline ?? BASELINE,
  };
  await putFile(join(options.out, "report.html"), renderHtml(made), null);
  await putFile(join(options.out, "report.md"), renderMarkdown(made), null);
  await putFile(join(options.out, "report.json"), textOf(figures), null);
  if (options.afterwards === "keep the figures") await putFile(baseline, textOf(figures), null);
  return [
    ...tilesOf(made).map(({ what, value, note }) => `${value} ${what}${note === "" ? "" : ` (${note})`}`),
    `Written: ${["html", "md", "json"].map((kind) => join(options.out, `report.${kind}`)).join(", ")}`,
    ...(options.afterwards === "keep the figures" ? [`Kept in ${baseline}`] : []),
  ];
}

function sourcesOf({ presets, paths }: ReportArguments): readonly Source[] {
  const generated = presets.map((name) => ({
    name,
    read: () => generateAvatar(PRESETS[name], seededRng(SEED)),
  }));
  const files = paths.map((path) => ({
    name: basename(path, extname(path)),
    read: () => readAvatarFile(path),
  }));
  const sources = [...generated, ...files];
  const names = sources.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new VisitFailed(`Two avatars are called ${twice}; the report tells them by their names.`, "usage");
  if (sources.length === 0 || sources.length > AVATARS_MAX)
    throw new VisitFailed(
      `A report is about 1 to ${AVATARS_MAX} avatars; here are ${sources.length}.`,
      "usage",
    );
  return sources;
}

/** Null when there is none yet. One that was named must be there, unless it is to be made. */
async function readBaseline(
  path: string,
  { baseline, afterwards }: ReportArguments,
): Promise<Figures | null> {
  const file = Bun.file(path);
  if (!(await file.exists())) {
    if (baseline === null || afterwards === "keep the figures") return null;
    throw new VisitFailed(`There is no file ${path} to compare with.`);
  }
  const figures = figuresSchema.safeParse(await file.json().catch(() => null));
  if (!figures.success)
    throw new VisitFailed(
      `${path} is no report.json of this version. Name another with --baseline, or make one with --keep.`,
    );
  return figures.data;
}

function figuresOfAll(avatars: readonly SeenAvatar[]): Figures {
  const made = avatars.filter((avatar) => avatar.outcome === "made");
  return {
    format: "hiroba-avatar-report",
    version: 1,
    avatars: Object.fromEntries(
      made.map(({ name, uploadBytes, variants }) => [
        name,
        { uploadBytes, variants: Object.fromEntries(variants.map((each) => [each.name, figuresOf(each)])) },
      ]),
    ),
  };
}

function textOf(figures: Figures): string {
  return `${JSON.stringify(figures, null, 2)}\n`;
}
