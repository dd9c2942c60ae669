// bun run avatar -- inspect my-avatar.vrm: what an avatar is made of and what becomes of it, offline. Nothing of the rest of
// Hiroba has to run.

import { type Arguments, readArguments, USAGE } from "./avatar/arguments.ts";
import { FileRefused, readAvatarFile } from "./avatar/avatar-file.ts";
import { AvatarUsageError, generateToFile } from "./avatar/generate.ts";
import { inspect } from "./avatar/inspection.ts";
import { renderInspection } from "./avatar/render-inspection.ts";
import { exitCodeOf, VisitFailed } from "./visitor/visit-failed.ts";

const EXIT_REFUSED = 1;
const COLUMNS_DEFAULT = 100;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function runInspect({ path, form, locale }: Arguments): Promise<number> {
  const { inspection } = inspect(await readAvatarFile(path));
  if (form === "json") say(JSON.stringify({ file: path, ...inspection }, null, 2));
  else say(renderInspection(path, inspection, locale, process.stdout.columns || COLUMNS_DEFAULT).join("\n"));
  return inspection.ok ? 0 : EXIT_REFUSED;
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
    return await runInspect(options);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { code, sentence } = error;
    if (options.form === "json")
      say(JSON.stringify({ file: options.path, ok: false, refused: { code, message: sentence } }, null, 2));
    else process.stderr.write(`${sentence[options.locale]} [${code}]\n`);
    return EXIT_REFUSED;
  }
}

process.exitCode = await exitCodeOf(
  () => "",
  async () => {
    const argv = Bun.argv.slice(2);
    if (argv[0] === "generate" && !argv.includes("--help")) return await runGenerate(argv.slice(1));
    const terminal = process.env["LC_ALL"] || process.env["LC_MESSAGES"] || process.env["LANG"] || "";
    const options = readArguments(argv, terminal);
    if (options !== "help") return await run(options);
    say(USAGE);
    return 0;
  },
);
