// What a scenario is: a name, what it asks of the server, and how it is run and judged.

import type { BenchOptions } from "./arguments.ts";
import type { ServerName } from "./plan.ts";
import type { RunningServer, Standing } from "./servers/start-server.ts";

/** A target beside what was reached. */
export type Verdict = {
  readonly what: string;
  readonly target: string;
  readonly reached: string;
  readonly outcome: "met" | "missed" | "not judged";
};

export type ScenarioResult = {
  /** For people: a table. */
  readonly text: string;
  readonly verdicts: readonly Verdict[];
  /** For machines and the history. */
  readonly figures: unknown;
};

export type ScenarioContext = {
  readonly options: BenchOptions;
  /** A fresh server on the server core; ended when the scenario is over. */
  start(name: ServerName, standing?: Standing): Promise<RunningServer>;
  /** Ends what a scenario started by itself when it is over, however it ends. */
  endAfterwards(server: { stop(): Promise<unknown> }): void;
  /** Tells whoever waits. */
  progress(line: string): void;
};

export type Scenario = {
  readonly name: string;
  /** One line: who does what. */
  readonly about: string;
  run(context: ScenarioContext): Promise<ScenarioResult>;
};

/** How long to measure. A quick run is over in about ten seconds per scenario; a full one follows FIELD's rule of five pairs of 4 s. */
export function windowsOf({ pace, seconds }: BenchOptions): {
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly windowMs: number;
} {
  const quick = pace === "quick";
  const windowMs = seconds === null ? (quick ? 2_000 : 4_000) : seconds * 1000;
  return { rounds: quick ? 2 : 6, warmUpMs: Math.min(1_000, windowMs), windowMs };
}

/** As many clients as a scenario is about, or as the command line allows. */
export function capped(wanted: number, { clientsMax }: BenchOptions): number {
  return clientsMax === null ? wanted : Math.min(wanted, clientsMax);
}

/** A verdict on a figure that must be at most, or at least, so much. Null is not judged; NaN, a server that broke down, is missed. */
export function judge(options: {
  readonly what: string;
  readonly value: number | null;
  readonly limit: number;
  readonly better: "low" | "high";
  readonly show: (value: number) => string;
}): Verdict {
  const { what, value, limit, better, show } = options;
  const target = `${better === "low" ? "≤" : "≥"} ${show(limit)}`;
  if (value === null) return { what, target, reached: "–", outcome: "not judged" };
  const isMet = better === "low" ? value <= limit : value >= limit;
  return { what, target, reached: show(value), outcome: isMet ? "met" : "missed" };
}
