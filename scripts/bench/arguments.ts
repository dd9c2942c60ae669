// What `bun run bench` is told on its command line. Pure.

import { parseArgs } from "node:util";
import type { ServerName } from "./plan.ts";

export const PEER_NAMES = ["mosquitto", "nats", "aedes", "floor"] as const satisfies readonly ServerName[];
export type PeerName = (typeof PEER_NAMES)[number];

export type BenchOptions = {
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

export function usage(scenarios: readonly string[]): string {
  return `Measures the room host against other brokers on this machine.

  bun run bench room [scenario ...] [--quick] [--peers ${PEER_NAMES.join(",")}] [--seconds N] [--clients N] [--json FILE]

  scenarios: ${scenarios.join(", ")} (default: all)

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
export function readArguments(argv: readonly string[], known: readonly string[]): BenchOptions | "help" {
  const { values, positionals } = parseFlags(argv);
  if (values.help) return "help";
  const [suite, ...scenarios] = positionals;
  if (suite !== "room") throw new UsageError(`"${suite ?? ""}" is not a suite: there is room.`);
  for (const name of scenarios)
    if (!known.includes(name))
      throw new UsageError(`"${name}" is not a scenario: there are ${known.join(", ")}.`);
  return {
    scenarios: scenarios.length === 0 ? known : known.filter((name) => scenarios.includes(name)),
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
