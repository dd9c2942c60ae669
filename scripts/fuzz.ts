// bun run fuzz: one door to every fuzzer. Prints a line for each target until one fails, and then the command that repeats what failed.

import { type FuzzOptions, FuzzUsageError, readArguments, USAGE } from "./fuzz/arguments.ts";
import { fuzzTargets, shareOf, type Told, toTold } from "./fuzz/fuzz-targets.ts";
import { fuzzLive } from "./fuzz/live.ts";
import { fuzzOnCores } from "./fuzz/on-cores.ts";
import { commandOf, seedText } from "./fuzz/run.ts";
import { GROUPS, TARGETS, targetsNamed } from "./fuzz/targets.ts";

const EXIT_FAILED = 1;
const EXIT_USAGE = 64;
const nowMs = (): number => performance.now();
const isTerminal = process.stdout.isTTY === true;
const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

function line({ target, frames, tookMs, grownBytes, failure }: Told): string {
  const perSecond = Math.round((frames / tookMs) * 1_000);
  return [
    target.padEnd(18),
    String(frames).padStart(12),
    `${String(perSecond).padStart(9)}/s`,
    `${megabytes(grownBytes).padStart(7)} MB`,
    failure === null ? "ok" : "FAILED",
  ].join("  ");
}

function tell(told: Told): void {
  if (isTerminal) process.stdout.write("\r\u001b[K");
  console.log(line(told));
  for (const said of told.summary) console.log(`  ${said}`);
  if (told.failure === null) return;
  console.log(`\n${told.failure.text}`);
  console.log(`\nAgain:  ${commandOf(told.target, told.failure.seed)}\n`);
}

function showProgress(target: string, frames: number): void {
  if (isTerminal) process.stdout.write(`\r\u001b[K${target.padEnd(18)}  ${String(frames).padStart(12)}`);
}

async function runLive(address: Exclude<FuzzOptions["live"], "off">, options: FuzzOptions): Promise<boolean> {
  const told = toTold(
    await fuzzLive({ address, seed: options.seed, extent: shareOf(options.extent, 1), nowMs }),
  );
  tell(told);
  return told.failure === null;
}

async function run(options: FuzzOptions): Promise<boolean> {
  const { target: name, seed, cores, live } = options;
  console.log(`seed ${seedText(seed)}\n`);
  if (live !== "off") return runLive(live, options);
  const targets = targetsNamed(name);
  if (targets === null) throw new FuzzUsageError(`no target "${name}"; --list names them`);
  const extent = shareOf(options.extent, targets.length);
  const beganAtMs = nowMs();
  const all: Told[] = [];
  const take = (told: Told): void => {
    all.push(told);
    tell(told);
  };
  if (cores === 1) await fuzzTargets(targets, { seed, extent, tell: take, progress: showProgress });
  else await fuzzOnCores({ target: name, seed, extent }, cores, take);
  const hasFailed = all.some(({ failure }) => failure !== null);
  if (all.length > 1 || cores > 1) console.log(`\n${summary(all, nowMs() - beganAtMs, cores)}`);
  return !hasFailed;
}

function summary(all: readonly Told[], tookMs: number, cores: number): string {
  const frames = all.reduce((sum, told) => sum + told.frames, 0);
  const peakBytes = Math.max(...all.map((told) => told.peakBytes));
  return [
    `${frames} frames in ${(tookMs / 1000).toFixed(0)} s`,
    `${Math.round((frames / tookMs) * 1_000)} a second${cores === 1 ? "" : ` in ${cores} processes`}`,
    `${cores === 1 ? "" : "each "}with ${megabytes(peakBytes)} MB at most`,
    all.some(({ failure }) => failure !== null) ? "one failed" : "nothing failed",
  ].join(", ");
}

try {
  const freshSeed = crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n;
  const options = readArguments(process.argv.slice(2), freshSeed);
  if (options === "help") console.log(USAGE);
  else if (options === "list")
    console.log([...TARGETS, ...GROUPS].map(({ name, about }) => `${name.padEnd(18)} ${about}`).join("\n"));
  else if (!(await run(options))) process.exitCode = EXIT_FAILED;
} catch (error) {
  if (!(error instanceof FuzzUsageError)) throw error;
  console.error(error.message);
  process.exitCode = EXIT_USAGE;
}
