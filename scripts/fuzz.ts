// bun run fuzz: one door to every fuzzer. Prints a line for each target, and the command that repeats what failed.

import { type FuzzOptions, FuzzUsageError, readArguments, USAGE } from "./fuzz/arguments.ts";
import { fuzzLive } from "./fuzz/live.ts";
import { commandOf, type Extent, type Report, runTarget, seedText } from "./fuzz/run.ts";
import type { Target } from "./fuzz/target.ts";
import { TARGETS, targetsNamed } from "./fuzz/targets.ts";
import { startWatchdog } from "./fuzz/watchdog.ts";

const EXIT_FAILED = 1;
const EXIT_USAGE = 64;
const nowMs = (): number => performance.now();
const isTerminal = process.stdout.isTTY === true;

function line(report: Report): string {
  const perSecond = Math.round((report.frames / report.tookMs) * 1_000);
  const verdict = report.failure === null ? "ok" : "FAILED";
  return [
    report.target.padEnd(18),
    String(report.frames).padStart(12),
    `${String(perSecond).padStart(9)}/s`,
    `${(report.grownBytes / 1024 / 1024).toFixed(1).padStart(7)} MB`,
    verdict,
  ].join("  ");
}

function tell(report: Report): void {
  if (isTerminal) process.stdout.write("\r\u001b[K");
  console.log(line(report));
  if (report.failure === null) return;
  const { error, seed } = report.failure;
  console.log(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  if (error instanceof Error && error.cause !== undefined)
    console.log(`caused by ${error.cause instanceof Error ? error.cause.stack : String(error.cause)}`);
  console.log(`\nAgain:  ${commandOf(report.target, seed)}\n`);
}

/** What one of so many targets gets of the whole. */
function shareOf(extent: Extent, count: number): Extent {
  return "frames" in extent ? extent : { seconds: extent.seconds / count };
}

async function fuzzTarget(target: Target, seed: bigint, extent: Extent): Promise<Report> {
  const watchdog = startWatchdog(target.name, (frames) => {
    if (isTerminal)
      process.stdout.write(`\r\u001b[K${target.name.padEnd(18)}  ${String(frames).padStart(12)}`);
  });
  try {
    return await runTarget(target, { seed, extent, nowMs, watch: watchdog });
  } finally {
    await watchdog.stop();
  }
}

async function run({ target: name, extent, seed, live }: FuzzOptions): Promise<boolean> {
  console.log(`seed ${seedText(seed)}\n`);
  if (live !== "off") {
    const report = await fuzzLive({ address: live, seed, extent, nowMs });
    tell(report);
    return report.failure === null;
  }
  const targets = targetsNamed(name);
  if (targets === null) throw new FuzzUsageError(`no target "${name}"; --list names them`);
  const reports: Report[] = [];
  for (const target of targets) {
    const report = await fuzzTarget(target, seed, shareOf(extent, targets.length));
    reports.push(report);
    tell(report);
    for (const said of target.summary?.() ?? []) console.log(`  ${said}`);
  }
  const frames = reports.reduce((sum, report) => sum + report.frames, 0);
  const failed = reports.filter((report) => report.failure !== null).length;
  if (reports.length > 1)
    console.log(`\n${frames} frames, ${failed === 0 ? "nothing failed" : `${failed} failed`}`);
  return failed === 0;
}

try {
  const freshSeed = crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n;
  const options = readArguments(process.argv.slice(2), freshSeed);
  if (options === "help") console.log(USAGE);
  else if (options === "list")
    console.log(TARGETS.map(({ name, about }) => `${name.padEnd(18)} ${about}`).join("\n"));
  else if (!(await run(options))) process.exitCode = EXIT_FAILED;
} catch (error) {
  if (!(error instanceof FuzzUsageError)) throw error;
  console.error(error.message);
  process.exitCode = EXIT_USAGE;
}
