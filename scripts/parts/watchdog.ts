// Ends the process when one seed takes forever: a hang also hangs whoever would report it. Runs in a worker, which shares the seed under
// way.

import { writeSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";

/**
 * No seed takes as long, on however busy a machine: an avatar and two variants of it are judged for 20 s each at most. In looks and not by
 * the clock, which goes on while a process is stopped.
 */
const HANG_MAX_LOOKS = 120;
const LOOK_INTERVAL_MS = 1_000;
const STDERR_FD = 2;
/** What is shared: how many seeds began, and the halves of the last one. */
const CELL = { began: 0, seedHigh: 1, seedLow: 2 } as const;
const CELLS = 3;
const LOW_32 = 0xffff_ffffn;

/** The command line that tries one seed again, without it. */
export type Command = { readonly before: string; readonly after: string };
type Shared = Command & { readonly cells: Int32Array };

export type Watchdog = {
  /** Told before each seed: if nothing follows, it is this one that hangs. */
  began(seed: bigint): void;
  /** Lets the process end. */
  stop(): Promise<void>;
};

export function startWatchdog(command: Command): Watchdog {
  const cells = new Int32Array(new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { ...command, cells } satisfies Shared,
  });
  return {
    began: (seed) => {
      Atomics.store(cells, CELL.seedHigh, Number(seed >> 32n) | 0);
      Atomics.store(cells, CELL.seedLow, Number(seed & LOW_32) | 0);
      Atomics.add(cells, CELL.began, 1);
    },
    stop: async () => {
      await worker.terminate();
    },
  };
}

function watch({ cells, before, after }: Shared): void {
  let seenBegan = 0;
  let looks = 0;
  setInterval(() => {
    const began = Atomics.load(cells, CELL.began);
    if (began !== seenBegan) looks = 0;
    seenBegan = began;
    if (++looks < HANG_MAX_LOOKS) return;
    const half = (cell: number): string => (Atomics.load(cells, cell) >>> 0).toString(16).padStart(8, "0");
    const seed = `0x${half(CELL.seedHigh)}${half(CELL.seedLow)}`;
    // A worker's own stderr is written by the thread that hangs.
    writeSync(STDERR_FD, `\nthis hangs: ${before}${seed}${after}\n`);
    process.kill(process.pid, "SIGKILL");
  }, LOOK_INTERVAL_MS);
}

if (!isMainThread) watch(workerData as Shared);
