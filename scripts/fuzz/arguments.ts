// What `bun run fuzz` is told on its command line. Pure.

import { parseArgs } from "node:util";

const SECONDS_DEFAULT = 60;
const SECONDS_MAX = 7 * 86_400;
const FRAMES_MAX = 10_000_000_000;
const SEED_MAX = 2n ** 64n - 1n;
const CORES_MAX = 64;
const PORT_MAX = 65_535;

export const USAGE = `Throws made-up and broken input at everything that reads what a peer sends.

  bun run fuzz [-- <target>] [--seconds <n> | --frames <n> | --in-all <n>] [--seed <n>] [--cores <n>]
  bun run fuzz -- --live [<host:port>] [--seconds <n> | --frames <n>] [--seed <n>]

  <target>         one of those that --list names (default: all of them, one after the other)
  --seconds <n>    how long, all targets together (default ${SECONDS_DEFAULT})
  --frames <n>     how many packets, bodies or sections, for each target
  --in-all <n>     how many, all targets together, each as many
  --seed <n>       begin with this input; a failure names the seed of its own
  --cores <n>      in so many processes, each with seeds of its own (default 1)
  --live           through real sockets against a room host of its own, or against one that listens
                   (HOST:PORT of MQTT over TCP, started with --open)
  --list           name the targets
  --help           this text

Exit code 0: nothing failed. 1: something did, and its command line is printed; 64: this command line is wrong.
`;

export class FuzzUsageError extends Error {}

export type Address = { readonly hostname: string; readonly port: number };
/** `frames` are of each target, the others of all together. */
export type WholeExtent =
  | { readonly frames: number }
  | { readonly framesInAll: number }
  | { readonly seconds: number };
export type FuzzOptions = {
  /** null: all of them. */
  readonly target: string | null;
  readonly extent: WholeExtent;
  readonly seed: bigint;
  readonly cores: number;
  readonly live: "off" | "own-host" | Address;
};

/** Reads the command line. Throws FuzzUsageError in one sentence; `freshSeed` is what is used when none is given. */
export function readArguments(argv: readonly string[], freshSeed: bigint): FuzzOptions | "help" | "list" {
  const { values, positionals } = parse(argv.filter((arg) => arg !== "--"));
  if (values.help) return "help";
  if (values.list) return "list";
  const [first, ...others] = positionals;
  if (others.length > 0) throw new FuzzUsageError(`one target at a time, not also "${others.join(" ")}"`);
  if (values.live && values.cores !== undefined)
    throw new FuzzUsageError("--live is one process beside the host, whatever --cores says");
  return {
    target: values.live ? null : (first ?? null),
    extent: extentOf(values.seconds, values.frames, values["in-all"]),
    seed: values.seed === undefined ? freshSeed : seedOf(values.seed),
    cores: wholeNumber("--cores", values.cores ?? "1", CORES_MAX),
    live: values.live ? (first === undefined ? "own-host" : addressOf(first)) : "off",
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        seconds: { type: "string" },
        frames: { type: "string" },
        "in-all": { type: "string" },
        cores: { type: "string" },
        seed: { type: "string" },
        live: { type: "boolean", default: false },
        list: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new FuzzUsageError(error instanceof Error ? error.message : String(error));
  }
}

function extentOf(
  seconds: string | undefined,
  frames: string | undefined,
  inAll: string | undefined,
): WholeExtent {
  if ([seconds, frames, inAll].filter((one) => one !== undefined).length > 1)
    throw new FuzzUsageError("one of --seconds, --frames and --in-all");
  if (frames !== undefined) return { frames: wholeNumber("--frames", frames, FRAMES_MAX) };
  if (inAll !== undefined) return { framesInAll: wholeNumber("--in-all", inAll, FRAMES_MAX) };
  return { seconds: wholeNumber("--seconds", seconds ?? String(SECONDS_DEFAULT), SECONDS_MAX) };
}

function wholeNumber(flag: string, value: string, max: number): number {
  const number = Number(value.replaceAll("_", ""));
  if (!Number.isInteger(number) || number < 1 || number > max)
    throw new FuzzUsageError(`${flag} is a whole number from 1 to ${max}, not "${value}"`);
  return number;
}

function seedOf(value: string): bigint {
  const seed = /^(0x[0-9a-f]{1,16}|\d{1,20})$/i.test(value) ? BigInt(value) : SEED_MAX + 1n;
  if (seed > SEED_MAX) throw new FuzzUsageError(`--seed is a number of 64 bits, not "${value}"`);
  return seed;
}

function addressOf(value: string): Address {
  const colon = value.lastIndexOf(":");
  const port = Number(value.slice(colon + 1));
  if (colon < 1 || !Number.isInteger(port) || port < 1 || port > PORT_MAX)
    throw new FuzzUsageError(`--live takes HOST:PORT, not "${value}"`);
  return { hostname: value.slice(0, colon), port };
}
