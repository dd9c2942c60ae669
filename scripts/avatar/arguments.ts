// The command line of `bun run avatar`. Pure.

import { parseArgs } from "node:util";
import { type Locale, localeSchema } from "../../shared/schema/user.ts";
import { VisitFailed } from "../visitor/visit-failed.ts";
import { GENERATE_USAGE } from "./generate.ts";

export const USAGE = `Looks at avatars, offline: needs neither a running Hiroba nor a network.

  bun run avatar -- inspect <file.vrm>     what is in it, what is wrong with it, who may wear it
  bun run avatar -- ${GENERATE_USAGE.replace("\n", "\n ")}

  --json           for programs, on standard output
  --lang <lang>    ja or en (default: the terminal's own language)
  --help           this text

Exit code 0: it may be uploaded. 1: it may not, or cannot be read, and the text says why; 64: the command line is wrong.
`;

export type Form = "text" | "json";
export type Arguments = {
  readonly command: "inspect";
  readonly path: string;
  readonly form: Form;
  readonly locale: Locale;
};

/** `terminal` is the terminal's language, such as "ja_JP.UTF-8". Throws VisitFailed. */
export function readArguments(argv: readonly string[], terminal: string): Arguments | "help" {
  const { values, positionals } = parseFlags(argv);
  if (values.help) return "help";
  const [command, path, ...others] = positionals;
  if (command === undefined) throw new VisitFailed(`What shall be done?\n\n${USAGE}`, "usage");
  if (command !== "inspect") throw new VisitFailed(`"${command}" is no command.\n\n${USAGE}`, "usage");
  if (path === undefined)
    throw new VisitFailed(`Which file? bun run avatar -- ${command} my-avatar.vrm`, "usage");
  if (others.length > 0)
    throw new VisitFailed(`One file at a time, please: ${others.join(" ")} is too many.`, "usage");
  return { command, path, form: values.json ? "json" : "text", locale: localeOf(values.lang, terminal) };
}

function parseFlags(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        lang: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new VisitFailed(`${error instanceof Error ? error.message : error}\n\n${USAGE}`, "usage");
  }
}

function localeOf(asked: string | undefined, terminal: string): Locale {
  if (asked === undefined) return terminal.toLowerCase().startsWith("ja") ? "ja" : "en";
  const locale = localeSchema.safeParse(asked);
  if (!locale.success)
    throw new VisitFailed(`--lang ${asked} is none: ${localeSchema.options.join(" or ")}.`, "usage");
  return locale.data;
}
