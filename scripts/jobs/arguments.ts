// What `bun run jobs` is told on its command line. Pure.

import { parseArgs } from "node:util";

export const USAGE = `Background jobs that failed every time, and another try for them.

  bun run jobs -- list [--json]
  bun run jobs -- retry <id>…
  bun run jobs -- retry --all

  list          the dead letters, the oldest first, with what each failed of last
  retry         gives them back to their queue, with all their tries
  --json        one line of JSON for each
  --help        this text

The database is DATABASE_URL's, or the one that bun run start runs here. Exit code 1: there is nothing by that id, or no
database; 64: the command line is wrong.
`;

export type JobsCommand =
  | { readonly name: "list"; readonly form: "table" | "json" }
  | { readonly name: "retry" /** null: all. */; readonly ids: readonly string[] | null }
  | { readonly name: "help" };

/** The command line is wrong, in one sentence. */
export class JobsUsageError extends Error {}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Throws JobsUsageError. */
export function readArguments(argv: readonly string[]): JobsCommand {
  const { values, positionals } = parse(argv);
  if (values.help) return { name: "help" };
  const [command, ...ids] = positionals;
  if (command === "list" && ids.length === 0 && !values.all)
    return { name: "list", form: values.json ? "json" : "table" };
  if (command !== "retry") throw new JobsUsageError("There are two commands: list and retry.");
  if (values.all === ids.length > 0) throw new JobsUsageError("retry takes ids, or --all, and not both.");
  const wrong = ids.find((id) => !UUID.test(id));
  if (wrong !== undefined) throw new JobsUsageError(`"${wrong}" is not an id such as list shows.`);
  return { name: "retry", ids: values.all ? null : ids };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: argv.filter((arg) => arg !== "--"),
      allowPositionals: true,
      options: {
        all: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new JobsUsageError(error instanceof Error ? error.message : String(error));
  }
}
