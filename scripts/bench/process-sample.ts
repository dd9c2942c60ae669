// What the kernel says about a process: time on a core, time spent waiting for one, memory. Linux alone.

import { readdirSync, readFileSync } from "node:fs";
import type { ProcessFigures } from "./plan.ts";

const NS_PER_MS = 1e6;

export type ThreadTimes = { readonly runNs: number; readonly delayNs: number };
export type ProcessSample = { readonly threads: ReadonlyMap<string, ThreadTimes>; readonly rssKb: number };

/** `/proc/PID/task/TID/schedstat`: nanoseconds run, nanoseconds waited for a core, slices. */
export function parseSchedstat(text: string): ThreadTimes {
  const [runNs = Number.NaN, delayNs = Number.NaN] = text.trim().split(" ").map(Number);
  if (Number.isNaN(runNs) || Number.isNaN(delayNs)) throw new Error(`not a schedstat: ${text}`);
  return { runNs, delayNs };
}

/** The resident set in kB, out of `/proc/PID/status`. */
export function parseRssKb(status: string): number {
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(status);
  if (match === null) throw new Error("no VmRSS in the status of the process");
  return Number(match[1]);
}

/** The largest resident set it ever had, in kB, out of `/proc/PID/status`; null for one that is ending. */
export function parsePeakKb(status: string): number | null {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(status);
  return match === null ? null : Number(match[1]);
}

/**
 * Reads a process as it is now. `/proc/PID/stat` has the same times in steps of 10 ms, which is an error of three in a hundred
 * for a server that is nearly idle; schedstat has nanoseconds. Throws when the process is gone.
 */
export function sampleProcess(pid: number | "self"): ProcessSample {
  const threads = new Map<string, ThreadTimes>();
  for (const tid of readdirSync(`/proc/${pid}/task`)) {
    try {
      threads.set(tid, parseSchedstat(readFileSync(`/proc/${pid}/task/${tid}/schedstat`, "utf8")));
    } catch {
      // A thread that ended between the listing and the reading: what it used is lost to us.
    }
  }
  return { threads, rssKb: readRssKb(pid) };
}

export function readRssKb(pid: number | "self"): number {
  return parseRssKb(readFileSync(`/proc/${pid}/status`, "utf8"));
}

/**
 * What a process used between two samples that are `wallMs` apart. Of its busiest thread's waiting, what its own other threads
 * (a collector, a compiler) ran meanwhile on the same core is not somebody else's doing and is left out.
 */
export function processFigures(before: ProcessSample, after: ProcessSample, wallMs: number): ProcessFigures {
  let cpuNs = 0;
  let busiest: ThreadTimes = { runNs: -1, delayNs: 0 };
  for (const [tid, now] of after.threads) {
    const then = before.threads.get(tid) ?? { runNs: 0, delayNs: 0 };
    const used = { runNs: now.runNs - then.runNs, delayNs: now.delayNs - then.delayNs };
    cpuNs += used.runNs;
    if (used.runNs > busiest.runNs) busiest = used;
  }
  return {
    cpuMs: cpuNs / NS_PER_MS,
    runDelayShare: Math.max(0, busiest.delayNs - (cpuNs - busiest.runNs)) / NS_PER_MS / wallMs,
    rssKb: after.rssKb,
  };
}
