// What `bun run room` is told on its command line. Pure.

import { parseArgs } from "node:util";
import { VisitFailed } from "../visitor/visit-failed.ts";

export const USAGE = `Looks at a running room host.

  bun run room top [--url <url>] [--once] [--json]

  top           live rooms, busiest senders, slowest receivers, and what is dropped and why, every second
  --url <url>   where the host tells its metrics (default: of bun run start here, else http://127.0.0.1:9464)
  --once        print it once and leave; so does an output that is no terminal
  --json        once, as JSON, up to 50 rows of each
  --help        this text

On a terminal q or Ctrl-C leaves. Exit code 1: no host answers; 64: the command line is wrong.
`;

export type TopOptions = {
  /** Without a trailing slash; null: to be found. */
  readonly url: string | null;
  /** live: drawn again and again, where there is a terminal to draw on. */
  readonly form: "live" | "once" | "json";
};

/** Reads the command line. Throws VisitFailed in one sentence. */
export function readArguments(argv: readonly string[]): TopOptions | "help" {
  const { values, positionals } = parse(argv);
  if (values.help) return "help";
  const [command, ...more] = positionals;
  if (command === undefined) throw refused("What shall be looked at is missing: bun run room top");
  if (command !== "top" || more.length > 0)
    throw refused(`"${positionals.join(" ")}" is no command; there is: bun run room top`);
  const form = values.json ? "json" : values.once ? "once" : "live";
  return { url: values.url === undefined ? null : urlOf(values.url), form };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        url: { type: "string" },
        once: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw refused(`${message.split(/\.|\n/)[0]}. See --help.`);
  }
}

function urlOf(raw: string): string {
  const url = raw.replace(/\/+$/, "");
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return url;
  throw refused(`--url "${raw}" is not a URL such as http://127.0.0.1:9464.`);
}

function refused(message: string): VisitFailed {
  return new VisitFailed(message, "usage");
}
