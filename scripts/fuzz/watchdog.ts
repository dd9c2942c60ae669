// Ends the process when one input takes forever: a hang in a decoder also hangs whoever would report it. Runs in a worker, which shares
// the seed of the input under way.

import { writeSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import type { Watch } from "./run.ts";

/** No input takes as long, on however busy a machine: an avatar and two variants of it are judged for 20 s each at most. */
const HANG_MAX_MS = 120_000;
const LOOK_INTERVAL_MS = 1_000;
const STDERR_FD = 2;
/** What is shared: how many inputs began, and the halves of the last one's seed. */
const CELL = { began: 0, seedHigh: 1, seedLow: 2 } as const;
const CELLS = 3;
const LOW_32 = 0xffff_ffffn;

type Shared = { readonly cells: Int32Array; readonly target: string };

/** Begins to watch the inputs of one target. `stop` lets the process end. */
export function startWatchdog(
  target: string,
  progress: Watch["progress"],
): Watch & { stop(): Promise<void> } {
  const cells = new Int32Array(new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(new URL(import.meta.url), { workerData: { cells, target } satisfies Shared });
  return {
    progress,
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

function watch({ cells, target }: Shared): void {
  let seenBegan = 0;
  let seenAtMs = performance.now();
  setInterval(() => {
    const began = Atomics.load(cells, CELL.began);
    const nowMs = performance.now();
    if (began !== seenBegan) {
      seenBegan = began;
      seenAtMs = nowMs;
    }
    if (nowMs - seenAtMs < HANG_MAX_MS) return;
    const half = (cell: number): string => (Atomics.load(cells, cell) >>> 0).toString(16).padStart(8, "0");
    const seed = `0x${half(CELL.seedHigh)}${half(CELL.seedLow)}`;
    // A worker's own stderr is written by the thread that hangs.
    writeSync(STDERR_FD, `\n${target} hangs: bun run fuzz -- ${target} --seed ${seed} --frames 1\n`);
    process.kill(process.pid, "SIGKILL");
  }, LOOK_INTERVAL_MS);
}

if (!isMainThread) watch(workerData as Shared);
