// What `bun run sim` is told on its command line. Pure.

import { parseArgs } from "node:util";

const SEEDS_DEFAULT = 200;
const SEEDS_MAX = 1_000_000_000;
const SEED_MAX = 2n ** 64n - 1n;
const SECONDS_MAX = 7 * 86_400;
const CORES_MAX = 64;

export const USAGE = `Rooms with clients of every kind on a bad network, in virtual time: a seed decides everything.

  bun run sim [-- <seed>] [--scenario <name>] [--canary <name>]
  bun run sim -- --seeds <n> [--seconds <n>] [--from <seed>] [--cores <n>] [--scenario <name>] [--canary <name>]

  bun run sim -- lease [...]   the leases of rooms instead: hosts, origins and Postgres, cut apart, frozen and killed
  bun run sim -- money [...]   coins, tickets and the store instead: buyers, refunds, disputes, and a Stripe that is late, or silent

  <seed>             play this one, and say what happened
  --seeds <n>        play so many, one after the other (default ${SEEDS_DEFAULT}, with --seconds whatever fits in)
  --seconds <n>      begin no further one after so long
  --from <seed>      begin with this one (default 0)
  --cores <n>        in so many processes, each of which takes every so manyth seed (default 1)
  --scenario <name>  this scenario instead of the one the seed draws
  --canary <name>    plant this bug; it has to be found
  --list             name scenarios and canaries
  --help             this text

Exit code 0: nothing failed. 1: something did, and its command line is printed; 64: this command line is wrong.
`;

export class SimUsageError extends Error {}

export type SimOptions = {
  readonly from: bigint;
  readonly seeds: number;
  /** null: until all are played. */
  readonly seconds: number | null;
  readonly cores: number;
  /** null: whichever the seed draws. */
  readonly scenario: string | null;
  readonly canary: string | null;
};

/** Reads the command line. Throws SimUsageError in one sentence. */
export function readArguments(argv: readonly string[]): SimOptions | "help" | "list" {
  const { values, positionals } = parse(argv.filter((arg) => arg !== "--"));
  if (values.help) return "help";
  if (values.list) return "list";
  const [seed, ...others] = positionals;
  if (others.length > 0) throw new SimUsageError(`one seed at a time, not also "${others.join(" ")}"`);
  if (seed !== undefined && (values.seeds ?? values.from ?? values.seconds) !== undefined)
    throw new SimUsageError("a seed, or --seeds, --seconds and --from, not both");
  const seedsDefault = values.seconds === undefined ? SEEDS_DEFAULT : SEEDS_MAX;
  return {
    from: seedOf(seed ?? values.from ?? "0"),
    seeds: seed === undefined ? countOf("--seeds", values.seeds ?? String(seedsDefault), SEEDS_MAX) : 1,
    seconds: values.seconds === undefined ? null : countOf("--seconds", values.seconds, SECONDS_MAX),
    cores: countOf("--cores", values.cores ?? "1", CORES_MAX),
    scenario: values.scenario ?? null,
    canary: values.canary ?? null,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        seeds: { type: "string" },
        from: { type: "string" },
        seconds: { type: "string" },
        cores: { type: "string" },
        scenario: { type: "string" },
        canary: { type: "string" },
        list: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new SimUsageError(error instanceof Error ? error.message : String(error));
  }
}

function countOf(flag: string, value: string, max: number): number {
  const count = Number(value.replaceAll("_", ""));
  if (!Number.isInteger(count) || count < 1 || count > max)
    throw new SimUsageError(`${flag} is a whole number from 1 to ${max}, not "${value}"`);
  return count;
}

function seedOf(value: string): bigint {
  const seed = /^(0x[0-9a-f]{1,16}|\d{1,20})$/i.test(value) ? BigInt(value) : SEED_MAX + 1n;
  if (seed > SEED_MAX) throw new SimUsageError(`a seed is a number of 64 bits, not "${value}"`);
  return seed;
}
