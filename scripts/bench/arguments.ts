// What `bun run bench` is told on its command line. Pure.

import { parseArgs } from "node:util";
import type { ServerName } from "./plan.ts";

export const PEER_NAMES = ["mosquitto", "nats", "aedes", "floor"] as const satisfies readonly ServerName[];
export type PeerName = (typeof PEER_NAMES)[number];

export const SUITE_NAMES = ["room", "edge", "catalog", "avatar", "fleet"] as const;
export type SuiteName = (typeof SUITE_NAMES)[number];

export type BenchOptions = {
  readonly suite: SuiteName;
  readonly scenarios: readonly string[];
  readonly peers: readonly PeerName[];
  /** Fewer and shorter windows: to see which way a change goes, not to quote. */
  readonly pace: "full" | "quick";
  /** Length of a window, or null for the pace's own. */
  readonly seconds: number | null;
  /** At most so many clients in each scenario, or null for as many as it is about. */
  readonly clientsMax: number | null;
  /** Where to write the figures as JSON besides, or null. */
  readonly jsonPath: string | null;
  /** Whether this run goes into the history. */
  readonly history: "kept" | "left out";
};

export class UsageError extends Error {}

/** The scenarios there are, by suite. */
export type Known = Readonly<Record<SuiteName, readonly string[]>>;

export function usage(known: Known): string {
  return `Measures, on this machine, the room host beside other brokers, the edge beside a bare hello on its runtimes, the
catalog of a large square, the optimiser of avatars beside the tools people have, or a fleet whose hosts are replaced.

  bun run bench room [scenario ...] [--quick] [--peers ${PEER_NAMES.join(",")}] [--seconds N] [--clients N] [--json FILE]
  bun run bench edge [scenario ...] [--quick] [--seconds N] [--clients N] [--json FILE]
  bun run bench catalog [scenario ...] [--quick] [--json FILE]
  bun run bench avatar [scenario ...] [--quick] [--json FILE]
  bun run bench fleet [scenario ...] [--quick] [--clients N] [--json FILE]

  scenarios of room: ${known.room.join(", ")} (default: all)
  scenarios of edge: ${known.edge.join(", ")} (default: all)
  scenarios of catalog: ${known.catalog.join(", ")} (default: all)
  scenarios of avatar: ${known.avatar.join(", ")} (default: all)
  scenarios of fleet: ${known.fleet.join(", ")} (default: all)

  --quick        fewer and shorter windows: to see which way a change goes, not to quote
  --peers a,b    whom to compare with (default: all that are installed; "none" for ours alone)
  --seconds N    length of a window, and of what idle connections are given to settle
  --clients N    at most so many clients in each scenario: to see that it runs
  --json FILE    write the figures as JSON
  --keep         write them to test/bench/history/ as well
  --help         this text

Exit code 0: every target was met. 1: one was missed, or a scenario failed; 64: the command line is wrong.
`;
}

/** Reads the command line behind `bench`. Throws UsageError in one sentence. */
export function readArguments(argv: readonly string[], known: Known): BenchOptions | "help" {
  const { values, positionals } = parseFlags(argv);
  if (values.help) return "help";
  const [wanted, ...scenarios] = positionals;
  const suite = SUITE_NAMES.find((name) => name === wanted);
  if (suite === undefined)
    throw new UsageError(`"${wanted ?? ""}" is not a suite: there are ${SUITE_NAMES.join(", ")}.`);
  const own = known[suite];
  for (const name of scenarios)
    if (!own.includes(name))
      throw new UsageError(`"${name}" is not a scenario: there are ${own.join(", ")}.`);
  return {
    suite,
    scenarios: scenarios.length === 0 ? own : own.filter((name) => scenarios.includes(name)),
    peers: peersOf(values.peers),
    pace: values.quick ? "quick" : "full",
    seconds: values.seconds === undefined ? null : positive("--seconds", values.seconds),
    clientsMax: values.clients === undefined ? null : Math.floor(positive("--clients", values.clients)),
    jsonPath: values.json ?? null,
    history: values.keep ? "kept" : "left out",
  };
}

function parseFlags(argv: readonly string[]) {
  try {
    return parseArgs({
      args: argv.filter((arg) => arg !== "--"),
      allowPositionals: true,
      options: {
        quick: { type: "boolean", default: false },
        peers: { type: "string", default: PEER_NAMES.join(",") },
        seconds: { type: "string" },
        clients: { type: "string" },
        json: { type: "string" },
        keep: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message.split(/\.|\n/)[0]}. See --help.`);
  }
}

function peersOf(raw: string): PeerName[] {
  if (raw === "none") return [];
  const names = raw.split(",");
  for (const name of names)
    if (!PEER_NAMES.some((peer) => peer === name))
      throw new UsageError(`"${name}" is not a peer: there are ${PEER_NAMES.join(", ")}, or none.`);
  return PEER_NAMES.filter((peer) => names.includes(peer));
}

function positive(flag: string, raw: string): number {
  const value = Number(raw);
  if (Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`${flag} "${raw}" is not a number above 0.`);
}
