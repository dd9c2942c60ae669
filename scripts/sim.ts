// bun run sim: rooms, clients and a network out of a seed. Prints what broke, the smallest trace that breaks it, and the command that
// shows it again.

import { readArguments, type SimOptions, SimUsageError, USAGE } from "./sim/arguments.ts";
import { CANARIES, canaryNamed } from "./sim/canaries.ts";
import { LEASE_CANARIES, leaseBugs, playLeases } from "./sim/lease/play.ts";
import { MONEY_CANARIES, moneyBugs, playMoney } from "./sim/money/play.ts";
import { play } from "./sim/play.ts";
import { SCENARIOS, scenarioNamed } from "./sim/scenarios.ts";
import { shrink } from "./sim/shrink.ts";
import type { Run, SimulateOptions } from "./sim/simulate.ts";

const EXIT_FAILED = 1;
const EXIT_USAGE = 64;
const TRACE_MAX_LINES = 400;
const LINE_MAX_CHARS = 300;
const PROGRESS_RUNS = 100;
const isTerminal = process.stdout.isTTY === true;

function commandOf(run: Run, { scenario, canary }: SimOptions): string {
  const more = [
    ...(scenario === null ? [] : ["--scenario", scenario]),
    ...(canary === null ? [] : ["--canary", canary]),
  ];
  return ["bun run sim --", String(run.seed), ...more].join(" ");
}

async function tell(run: Run, options: SimOptions, how: Omit<SimulateOptions, "seed">): Promise<void> {
  console.log(`\nseed ${run.seed} (${run.scenario.name}) breaks ${run.violation?.message}\n`);
  const smallest = await shrink(run, { ...how, seed: run.seed });
  const lines = smallest.trace.slice(-TRACE_MAX_LINES);
  console.log(`with ${smallest.steps.length} of its ${run.steps.length} steps, seconds on the left:\n`);
  for (const line of lines) console.log(line.slice(0, LINE_MAX_CHARS));
  console.log(`\nAgain:  ${commandOf(run, options)}\n`);
}

async function run(options: SimOptions): Promise<boolean> {
  const scenario = options.scenario === null ? null : scenarioNamed(options.scenario);
  if (scenario === null && options.scenario !== null)
    throw new SimUsageError(`no scenario "${options.scenario}"; --list names them`);
  const canary = options.canary === null ? null : canaryNamed(options.canary);
  if (canary === null && options.canary !== null)
    throw new SimUsageError(`no canary "${options.canary}"; --list names them`);
  using _planted = canary?.plant();
  const how = {
    ...(scenario === null ? {} : { scenario }),
    ...(canary?.deps === undefined ? {} : { deps: canary.deps }),
  };
  const beganMs = performance.now();
  const { runs, virtualMs, failed } = await play(options.from, options.seeds, how, (count) => {
    if (isTerminal && count % PROGRESS_RUNS === 0) process.stdout.write(`\r${count}`);
  });
  const seconds = (performance.now() - beganMs) / 1000;
  const pace = `${(runs / seconds).toFixed(1)} a second, ${(virtualMs / 1000 / seconds).toFixed(0)} times as fast as life`;
  console.log(`${isTerminal ? "\r" : ""}${runs} seeds from ${options.from}, ${pace}`);
  if (failed !== null) await tell(failed, options, how);
  return failed === null;
}

type Failure = { readonly seed: bigint; readonly message: string; readonly trace: readonly string[] };
/** A simulation beside that of rooms. */
type Other = {
  readonly name: string;
  readonly canaries: readonly { readonly name: string; readonly about: string }[];
  /** Plays with this bug planted, or with none; answers the first seed that breaks something, or null. */
  play(from: bigint, seeds: number, canary: string | null): Failure | null | "no such canary";
  readonly fine: string;
};

function other<Bug extends string>(
  name: string,
  {
    canaries,
    bugs,
    play,
    fine,
  }: Omit<Other, "name" | "play"> & {
    readonly bugs: readonly Bug[];
    readonly play: (from: bigint, seeds: number, bug: Bug | null) => Failure | null;
  },
): Other {
  return {
    name,
    canaries,
    fine,
    play: (from, seeds, canary) => {
      const bug = bugs.find((each) => each === canary) ?? null;
      return canary !== null && bug === null ? "no such canary" : play(from, seeds, bug);
    },
  };
}

const OTHERS: readonly Other[] = [
  other("lease", {
    canaries: LEASE_CANARIES,
    bugs: leaseBugs(),
    play: playLeases,
    fine: "no room had two hosts",
  }),
  other("money", {
    canaries: MONEY_CANARIES,
    bugs: moneyBugs(),
    play: playMoney,
    fine: "no money and no seat was lost or made",
  }),
];

function runOther({ name, play, fine }: Other, { from, seeds, canary }: SimOptions): boolean {
  const failed = play(from, seeds, canary);
  if (failed === "no such canary") throw new SimUsageError(`no canary "${canary}"; --list names them`);
  if (failed === null) console.log(`${seeds} seeds from ${from}: ${fine}`);
  else {
    const { seed, message, trace } = failed;
    for (const line of trace.slice(-TRACE_MAX_LINES)) console.log(line);
    const more = canary === null ? "" : ` --canary ${canary}`;
    console.log(`\nseed ${seed} breaks it: ${message}\n\nAgain:  bun run sim -- ${name} ${seed}${more}\n`);
  }
  return failed === null;
}

try {
  const argv = process.argv.slice(2).filter((arg) => arg !== "--");
  const instead = OTHERS.find(({ name }) => name === argv[0]);
  const options = readArguments(instead === undefined ? argv : argv.slice(1));
  if (options === "help") console.log(USAGE);
  else if (options === "list")
    for (const { name, about } of instead?.canaries ?? [...SCENARIOS, ...CANARIES])
      console.log(`${name.padEnd(22)} ${about}`);
  else if (!(instead === undefined ? await run(options) : runOther(instead, options)))
    process.exitCode = EXIT_FAILED;
} catch (error) {
  if (!(error instanceof SimUsageError)) throw error;
  console.error(error.message);
  process.exitCode = EXIT_USAGE;
}
