// The command line of `bun run avatar`. Pure.

import { parseArgs } from "node:util";
import { PRESETS, type PresetName } from "../../shared/avatar/generate/spec.ts";
import type { Locale } from "../../shared/schema/user.ts";
import { localeOf } from "../visitor/locale.ts";
import { VisitFailed } from "../visitor/visit-failed.ts";
import { GENERATE_USAGE } from "./generate.ts";
import { PROFILES } from "./optimise/make-variants.ts";
import type { OptimiseArguments } from "./optimise.ts";
import type { ReportArguments } from "./report.ts";

const KINDS = [
  "avatar",
  "item",
  "accessory",
  "world",
] as const satisfies readonly OptimiseArguments["kind"][];
const REPORT_FOLDER = "avatar-report";
const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

export const USAGE = `Looks at avatars and makes them small, offline: needs neither a running Hiroba nor a network.

  bun run avatar -- inspect <file.vrm> [--as ${KINDS.join("|")}]
    What is in it, what is wrong with it, who may wear it. With --as, of a GLB that is no avatar.
  bun run avatar -- optimise <file.vrm> [--as ${KINDS.join("|")}] [--out <folder>] [--profile ${PROFILES.join("|")}]
    Makes what a Hiroba would deliver: the same avatar in less data, for near and far, for pages (web) and for Unity (compat);
    ktx2, which takes a minute, when it is asked for. The folder is <file>-variants beside the file unless said otherwise; the
    file itself stays as it is.
  bun run avatar -- report [<file.vrm> …] [--out <folder>] [--presets <a,b>|none] [--baseline <file>] [--keep]
    Optimises generated avatars and the files, and writes report.html, report.md and report.json: sizes, likeness, pictures side
    by side, whether three-vrm opens them, and what changed since the last release. The folder is ${REPORT_FOLDER}/.
  bun run avatar -- ${GENERATE_USAGE.replace("\n", "\n ")}

  --json           for programs, on standard output (inspect, optimise)
  --lang <lang>    ja or en (default: the terminal's own language); --locale is the same
  --baseline       figures to compare with, a report.json (default: those of the last release)
  --keep           writes this report's figures there afterwards: done when there is a release
  --help           this text

Exit code 0: it may be uploaded, or was made. 1: it may not, or cannot be read or written, and the text says why; 64: the command
line is wrong.
`;

export type Form = "text" | "json";
export type InspectArguments = Pick<OptimiseArguments, "path" | "kind"> & { readonly command: "inspect" };
export type Arguments = (InspectArguments | OptimiseArguments | ReportArguments) & {
  readonly form: Form;
  readonly locale: Locale;
};

/** `terminal` is the terminal's language, such as "ja_JP.UTF-8". Throws VisitFailed. */
export function readArguments(argv: readonly string[], terminal: string): Arguments | "help" {
  const { values, positionals } = parseFlags(argv);
  if (values.help) return "help";
  const [asked, ...paths] = positionals;
  // As it is written across the ocean.
  const command = asked === "optimize" ? "optimise" : asked;
  if (command === undefined) throw new VisitFailed(`What shall be done?\n\n${USAGE}`, "usage");
  const locale = localeOf(values.lang ?? values.locale, terminal);
  const shared = { form: values.json ? "json" : "text", locale } as const;
  refuseForeign(command, values);
  const out = values.out ?? null;
  switch (command) {
    case "inspect":
      return { command, path: onePath(command, paths), kind: kindOf(values.as), ...shared };
    case "optimise":
      return {
        command,
        path: onePath(command, paths),
        out,
        profile: profileOf(values.profile),
        kind: kindOf(values.as),
        ...shared,
      };
    case "report":
      return {
        command,
        paths,
        out: out ?? REPORT_FOLDER,
        presets: presetsOf(values.presets),
        baseline: values.baseline ?? null,
        afterwards: values.keep ? "keep the figures" : "leave the baseline",
        ...shared,
      };
    default:
      throw new VisitFailed(`"${command}" is no command.\n\n${USAGE}`, "usage");
  }
}

const OPTIONS = {
  json: { type: "boolean" },
  lang: { type: "string" },
  locale: { type: "string" },
  out: { type: "string" },
  profile: { type: "string" },
  as: { type: "string" },
  presets: { type: "string" },
  baseline: { type: "string" },
  keep: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** What each command takes beside --lang and --help. */
const OPTIONS_OF: Readonly<Record<string, readonly string[]>> = {
  inspect: ["json", "as"],
  optimise: ["json", "out", "profile", "as"],
  report: ["out", "presets", "baseline", "keep"],
};

function parseFlags(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new VisitFailed(`${error instanceof Error ? error.message : error}\n\n${USAGE}`, "usage");
  }
}

/** An option that would do nothing is a mistake somebody should hear of. */
function refuseForeign(command: string, values: Readonly<Record<string, unknown>>): void {
  const own = OPTIONS_OF[command];
  for (const name of Object.keys(values))
    if (own !== undefined && !["lang", "locale", ...own].includes(name))
      throw new VisitFailed(`--${name} means nothing to ${command}.\n\n${USAGE}`, "usage");
}

function onePath(command: string, [path, ...others]: readonly string[]): string {
  if (path === undefined)
    throw new VisitFailed(`Which file? bun run avatar -- ${command} my-avatar.vrm`, "usage");
  if (others.length > 0)
    throw new VisitFailed(`One file at a time, please: ${others.join(" ")} is too many.`, "usage");
  return path;
}

function profileOf(asked: string | undefined): OptimiseArguments["profile"] {
  const profile = PROFILES.find((name) => name === (asked ?? "all"));
  if (profile === undefined)
    throw new VisitFailed(`--profile ${asked} is none: ${PROFILES.join(", ")}.`, "usage");
  return profile;
}

function kindOf(asked: string | undefined): OptimiseArguments["kind"] {
  const kind = KINDS.find((name) => name === (asked ?? "avatar"));
  if (kind === undefined) throw new VisitFailed(`--as ${asked} is none: ${KINDS.join(", ")}.`, "usage");
  return kind;
}

function presetsOf(asked: string | undefined): readonly PresetName[] {
  if (asked === undefined) return PRESET_NAMES;
  if (asked === "none") return [];
  const names = asked.split(",");
  for (const name of names)
    if (!PRESET_NAMES.some((preset) => preset === name))
      throw new VisitFailed(`--presets: there is no "${name}", but ${PRESET_NAMES.join(", ")}.`, "usage");
  return PRESET_NAMES.filter((preset) => names.includes(preset));
}
