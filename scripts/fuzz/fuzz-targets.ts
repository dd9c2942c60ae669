// Target after target, each watched in case it hangs, until one fails. What comes of it is data, so that it may be of another process.

import { startWatchdog } from "../parts/watchdog.ts";
import type { WholeExtent } from "./arguments.ts";
import { type Extent, type Report, runTarget, type Watch } from "./run.ts";
import type { Target } from "./target.ts";

/** A report without anything that only its own process knows. */
export type Told = Omit<Report, "failure"> & {
  readonly failure: { readonly seed: bigint; readonly text: string } | null;
  /** What was counted on the way, in lines. */
  readonly summary: readonly string[];
  /** The largest resident set the process ever had. */
  readonly peakBytes: number;
};

const KB = 1024;

export function toTold(report: Report, summary: readonly string[] = []): Told {
  const { failure } = report;
  return {
    ...report,
    failure: failure === null ? null : { seed: failure.seed, text: textOf(failure.error) },
    summary,
    peakBytes: process.resourceUsage().maxRSS * KB,
  };
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.stack ?? error.message;
  return error.cause === undefined ? text : `${text}\ncaused by ${textOf(error.cause)}`;
}

/** What one of so many targets gets of the whole. */
export function shareOf(extent: WholeExtent, count: number): Extent {
  if ("frames" in extent) return extent;
  if ("framesInAll" in extent) return { frames: Math.ceil(extent.framesInAll / count) };
  return { seconds: extent.seconds / count };
}

/** `tell` is told when one is through, or has failed; `progress` about every second. */
export async function fuzzTargets(
  targets: readonly Target[],
  options: {
    readonly seed: bigint;
    /** Of each. */
    readonly extent: Extent;
    readonly tell: (told: Told) => void;
    readonly progress?: (target: string, frames: number) => void;
  },
): Promise<void> {
  const { seed, extent, tell, progress = () => {} } = options;
  for (const target of targets) {
    const watchdog = startWatchdog({
      before: `bun run fuzz -- ${target.name} --seed `,
      after: " --frames 1",
    });
    const watch: Watch = {
      began: watchdog.began,
      progress: (frames) => progress(target.name, frames),
    };
    try {
      const report = await runTarget(target, { seed, extent, nowMs: () => performance.now(), watch });
      tell(toTold(report, target.summary?.()));
      if (report.failure !== null) return;
    } finally {
      await watchdog.stop();
    }
  }
}
