// bun run avatar -- inspect|optimise my-avatar.vrm: what an avatar is made of and what becomes of it, offline. Nothing of the rest
// of Hiroba has to run.

import { type Arguments, type InspectArguments, readArguments, USAGE } from "./avatar/arguments.ts";
import { FileRefused, readAvatarFile, readModelFile } from "./avatar/avatar-file.ts";
import { AvatarUsageError, generateToFile } from "./avatar/generate.ts";
import { inspectModel, renderInspectedModel } from "./avatar/inspect-model.ts";
import { inspect } from "./avatar/inspection.ts";
import { type OptimiseArguments, type Optimised, optimise, renderOptimised } from "./avatar/optimise.ts";
import { optimiseModelFile, renderOptimisedModel } from "./avatar/optimise-model.ts";
import { progressLine } from "./avatar/progress-line.ts";
import { renderInspection } from "./avatar/render-inspection.ts";
import type { ReportArguments } from "./avatar/report.ts";
import { terminalLanguage } from "./visitor/locale.ts";
import { exitCodeOf, VisitFailed } from "./visitor/visit-failed.ts";

const EXIT_REFUSED = 1;
const COLUMNS_DEFAULT = 100;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

type Shown = Pick<Arguments, "form" | "locale">;

async function runInspect({ path, form, locale, kind }: InspectArguments & Shown): Promise<number> {
  if (kind !== "avatar") {
    const { seen } = inspectModel(await readModelFile(path), kind);
    if (form === "json") say(JSON.stringify({ file: path, ...seen }, null, 2));
    else say(renderInspectedModel(path, seen, locale).join("\n"));
    return seen.ok ? 0 : EXIT_REFUSED;
  }
  const { inspection } = inspect(await readAvatarFile(path));
  if (form === "json") say(JSON.stringify({ file: path, ...inspection }, null, 2));
  else say(renderInspection(path, inspection, locale, terminalColumns()).join("\n"));
  return inspection.ok ? 0 : EXIT_REFUSED;
}

async function runOptimise(options: OptimiseArguments & Shown): Promise<number> {
  const { path, form, locale, kind } = options;
  if (kind !== "avatar") {
    const made = await optimiseModelFile(options, kind, progressLine(), () => performance.now());
    const { optimisation, ...seen } = made;
    if (form === "json") say(JSON.stringify({ file: path, ...seen, ...madeOf(optimisation) }, null, 2));
    else say(renderOptimisedModel(path, made, locale, terminalColumns()).join("\n"));
    return optimisation === null ? EXIT_REFUSED : 0;
  }
  const optimised = await optimise(options, progressLine(), () => performance.now());
  if (form === "json") say(JSON.stringify(forPrograms(path, optimised), null, 2));
  else say(renderOptimised(path, optimised, locale, terminalColumns()).join("\n"));
  return optimised.optimisation === null ? EXIT_REFUSED : 0;
}

async function runReport(options: ReportArguments): Promise<number> {
  // Loaded for it alone: three.js would double what the others take to start.
  const { report } = await import("./avatar/report.ts");
  const chromiumPath = process.env["CHROMIUM_PATH"];
  say((await report(options, chromiumPath, progressLine(), () => performance.now())).join("\n"));
  return 0;
}

function forPrograms(path: string, { inspection, optimisation }: Optimised): object {
  return { file: path, ...inspection, ...madeOf(optimisation) };
}

function madeOf(optimisation: Optimised["optimisation"]): object {
  const { folder = null, variants = [], tookMs = null } = optimisation ?? {};
  return { folder, variants, tookMs };
}

function terminalColumns(): number {
  return process.stdout.columns || COLUMNS_DEFAULT;
}

async function runGenerate(argv: readonly string[]): Promise<number> {
  try {
    say(await generateToFile(argv));
    return 0;
  } catch (error) {
    if (error instanceof AvatarUsageError) throw new VisitFailed(`${error.message}\n\n${USAGE}`, "usage");
    throw error;
  }
}

/** A refused file is an answer as any other: as JSON where JSON was asked for. */
async function run(options: Arguments): Promise<number> {
  try {
    switch (options.command) {
      case "inspect":
        return await runInspect(options);
      case "optimise":
        return await runOptimise(options);
      case "report":
        return await runReport(options);
    }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { code, sentence, path } = error;
    if (options.form === "json")
      say(JSON.stringify({ file: path, ok: false, refused: { code, message: sentence } }, null, 2));
    else process.stderr.write(`${sentence[options.locale]} [${code}]\n`);
    return EXIT_REFUSED;
  }
}

process.exitCode = await exitCodeOf(
  () => "",
  async () => {
    const argv = Bun.argv.slice(2);
    if (argv[0] === "generate" && !argv.includes("--help")) return await runGenerate(argv.slice(1));
    const options = readArguments(argv, terminalLanguage(process.env));
    if (options !== "help") return await run(options);
    say(USAGE);
    return 0;
  },
);
