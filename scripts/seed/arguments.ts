// What `bun run seed` is told on its command line. Pure.

import { parseArgs } from "node:util";

export type SeedOptions = {
  readonly size: "demo" | "large";
  /** Fill it whatever it looks like. */
  readonly isCertain: boolean;
};

export class UsageError extends Error {}

export const USAGE = `Fills a running square with made-up people, worlds, events, likes and visits, in Japanese and English.

  bun run seed [-- --large] [--yes]

  --large   100,000 worlds, 20,000 events, 50,000 users, a million visits, avatars and items: to see lists and searches at
            size. Takes minutes and about a gigabyte; files and pictures of its avatars there are none.
            Without it: 48 worlds and 14 events of 30 users, a pleasant evening.
  --yes     also where the database looks like one that people depend on
  --help    this text

It fills the database in DATABASE_URL, or else the one of the square that runs here (bun run start; HIROBA_DATA_DIR). A
second run adds nothing; one that was interrupted is taken up where it was left.`;

/** Reads the command line behind `seed`. Throws UsageError in one sentence. */
export function readArguments(argv: readonly string[]): SeedOptions | "help" {
  try {
    const { values } = parseArgs({
      args: argv.filter((arg) => arg !== "--"),
      options: {
        large: { type: "boolean", default: false },
        yes: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return values.help ? "help" : { size: values.large ? "large" : "demo", isCertain: values.yes };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message.split(/\.|\n/)[0]}. See --help.`);
  }
}
