// bun run bench room|edge|catalog|avatar|fleet: the room host beside other brokers, the edge beside a bare hello, the catalog of a large
// square, the optimiser of avatars beside other tools, hosts that are replaced, on this machine, in one command.
// scripts/bench/README.md says how to read what it prints.

import { writeFile } from "node:fs/promises";
import { type BenchOptions, readArguments, type SuiteName, UsageError, usage } from "./bench/arguments.ts";
import { AVATAR_SCENARIOS } from "./bench/avatar/beside-tools.ts";
import { refusals } from "./bench/avatar/refusals.ts";
import { atSize } from "./bench/catalog/at-size.ts";
import { EDGE_SCENARIOS } from "./bench/edge/scenarios.ts";
import { handOver } from "./bench/fleet/hand-over.ts";
import { describeRun, keep } from "./bench/history.ts";
import type { Scenario, ScenarioResult, Verdict } from "./bench/scenario.ts";
import { SCENARIOS } from "./bench/scenarios.ts";
import { isInstalled, startServer } from "./bench/servers/start-server.ts";

const EXIT_MISSED = 1;
const EXIT_USAGE = 64; // EX_USAGE
const EXIT_INTERRUPTED = 130;
const MARK = { met: "✓", missed: "✗", "not judged": "·" } as const;

const SUITES: Readonly<Record<SuiteName, readonly Scenario[]>> = {
  room: SCENARIOS,
  edge: EDGE_SCENARIOS,
  catalog: [atSize],
  avatar: [...AVATAR_SCENARIOS, refusals],
  fleet: [handOver],
};

const isTerminal = process.stderr.isTTY === true;

/** A line that the next one replaces; nothing where no terminal would. */
function progress(line: string): void {
  if (isTerminal) process.stderr.write(`\r\u001b[K${line}`);
}

type Finished = { readonly name: string; readonly result: ScenarioResult | { readonly failed: string } };

const running = new Set<{ stop(): Promise<unknown> }>();

async function stopServers(): Promise<void> {
  const servers = [...running];
  running.clear();
  await Promise.all(servers.map((server) => server.stop()));
}

/** Runs one scenario with servers of its own. */
async function runScenario(scenario: Scenario, options: BenchOptions): Promise<Finished> {
  try {
    const result = await scenario.run({
      options,
      start: async (name, standing = "lead") => {
        const server = await startServer(name, standing);
        running.add(server);
        return server;
      },
      endAfterwards: (server) => void running.add(server),
      progress,
    });
    return { name: scenario.name, result };
  } catch (error) {
    return {
      name: scenario.name,
      result: { failed: error instanceof Error ? error.message : String(error) },
    };
  } finally {
    progress("");
    await stopServers();
  }
}

function verdictLine({ what, target, reached, outcome }: Verdict): string {
  return `  ${MARK[outcome]} ${what}: ${reached} (target ${target})`;
}

function tell(scenario: Scenario, { result }: Finished): void {
  console.log(`\n${scenario.name}: ${scenario.about}`);
  if ("failed" in result) console.log(`  ✗ ${result.failed}`);
  else console.log([result.text, ...result.verdicts.map(verdictLine)].join("\n"));
}

function wasMissed({ result }: Finished): boolean {
  return "failed" in result || result.verdicts.some((v) => v.outcome === "missed");
}

async function run(options: BenchOptions): Promise<number> {
  const startedAt = new Date();
  const missing = options.suite === "room" ? options.peers.filter((peer) => !isInstalled(peer)) : [];
  if (missing.length > 0) console.log(`not installed, left out: ${missing.join(", ")}`);
  const usable = { ...options, peers: options.peers.filter(isInstalled) };
  const finished: Finished[] = [];
  for (const scenario of SUITES[options.suite].filter(({ name }) => options.scenarios.includes(name))) {
    const outcome = await runScenario(scenario, usable);
    tell(scenario, outcome);
    finished.push(outcome);
  }
  const record = { ...describeRun(startedAt), suite: options.suite, options: usable, scenarios: finished };
  if (options.jsonPath !== null) await writeFile(options.jsonPath, `${JSON.stringify(record, null, 2)}\n`);
  if (options.history === "kept") console.log(`\nkept in ${await keep(record)}`);
  return finished.some(wasMissed) ? EXIT_MISSED : 0;
}

async function main(): Promise<number> {
  const names = (suite: SuiteName) => SUITES[suite].map(({ name }) => name);
  const known = {
    room: names("room"),
    edge: names("edge"),
    catalog: names("catalog"),
    avatar: names("avatar"),
    fleet: names("fleet"),
  };
  try {
    const options = readArguments(Bun.argv.slice(2), known);
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => void stopServers().then(() => process.exit(EXIT_INTERRUPTED)));
    if (options !== "help") return await run(options);
    console.log(usage(known));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return EXIT_USAGE;
  }
}

process.exit(await main());
