// What `bun run bots` is told on its command line. Pure.

import { parseArgs } from "node:util";
import { DEFAULT_EDGE_URL, edgeUrlOf } from "../visitor/edge-url.ts";
import { VisitFailed } from "../visitor/visit-failed.ts";

const COUNT_MAX = 200;
const SECONDS_MAX = 86_400;
const SEED_MAX = 2n ** 64n - 1n;

export const USAGE = `Lets a crowd of guests walk about in a world of a running Hiroba.

  bun run bots [-- --count <n>] [--world <name or id>] [--edge <url>] [--seconds <n>] [--chat] [--seed <n>]

  --count <n>     how many, 1 to ${COUNT_MAX} (default 10)
  --world <name>  which world (default: the first of the list)
  --edge <url>    where Hiroba answers (default ${DEFAULT_EDGE_URL})
  --seconds <n>   leave after so long (default: at Ctrl-C)
  --chat          let them say something now and then
  --seed <n>      walk the same ways as last time
  --help          this text

Exit code 0: they left when asked to. 1: they could not get in, or were all sent away; 64: the command line is wrong.
`;

export type BotsOptions = {
  readonly count: number;
  /** Name or id; null takes the first. */
  readonly world: string | null;
  readonly edgeUrl: string;
  /** null: until interrupted. */
  readonly seconds: number | null;
  readonly chat: boolean;
  readonly seed: bigint;
};

/** Reads the command line. Throws VisitFailed in one sentence; `freshSeed` is what is used when none is given. */
export function readArguments(argv: readonly string[], freshSeed: bigint): BotsOptions | "help" {
  const values = parseFlags(argv);
  if (values.help) return "help";
  return {
    count: wholeNumber("--count", values.count, COUNT_MAX),
    world: values.world ?? null,
    edgeUrl: edgeUrlOf(values.edge),
    seconds: values.seconds === undefined ? null : wholeNumber("--seconds", values.seconds, SECONDS_MAX),
    chat: values.chat,
    seed: values.seed === undefined ? freshSeed : seedOf(values.seed),
  };
}

function parseFlags(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        count: { type: "string", default: "10" },
        world: { type: "string" },
        edge: { type: "string", default: DEFAULT_EDGE_URL },
        seconds: { type: "string" },
        chat: { type: "boolean", default: false },
        seed: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new VisitFailed(`${message.split(/\.|\n/)[0]}. See --help.`, "usage");
  }
}

function wholeNumber(flag: string, raw: string, max: number): number {
  const value = Number(raw);
  if (/^\d+$/.test(raw) && value >= 1 && value <= max) return value;
  throw new VisitFailed(`${flag} "${raw}" is not a whole number from 1 to ${max}.`, "usage");
}

function seedOf(raw: string): bigint {
  if (/^\d{1,20}$/.test(raw) && BigInt(raw) <= SEED_MAX) return BigInt(raw);
  throw new VisitFailed(`--seed "${raw}" is not a whole number from 0 to ${SEED_MAX}.`, "usage");
}
