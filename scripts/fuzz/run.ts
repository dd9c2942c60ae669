// Runs one target over many frames. Each frame's chance has a seed of its own, the run's plus its number, so that the one that failed
// can be tried alone.

import { breathe } from "../parts/serve-part.ts";
import { Chance } from "./chance.ts";
import type { Target } from "./target.ts";

const MASK_64 = (1n << 64n) - 1n;
/** The clock and the machine's other work are looked at so often. */
const BATCH_INPUTS = 256;
const PROGRESS_INTERVAL_MS = 1_000;
/** What a run may keep at its end: garbage is collected first. */
export const GROWTH_MAX_BYTES = 64 * 1024 * 1024;

export type Extent = { readonly frames: number } | { readonly seconds: number };

export type Failure = { readonly seed: bigint; readonly error: unknown };
export type Report = {
  readonly target: string;
  readonly frames: number;
  readonly tookMs: number;
  /** Heap at the end less heap at the beginning, bytes. */
  readonly grownBytes: number;
  readonly failure: Failure | null;
};

export type Watch = {
  /** Told before each input: if nothing follows, it is this one that hangs. */
  began(seed: bigint): void;
  progress(frames: number): void;
};
const NOBODY: Watch = { began: () => {}, progress: () => {} };

export const seedText = (seed: bigint): string => `0x${seed.toString(16).padStart(16, "0")}`;

/** The command that tries one input again. */
export const commandOf = (target: string, seed: bigint): string =>
  `bun run fuzz -- ${target} --seed ${seedText(seed)} --frames 1`;

/** Runs until the extent is reached or the first failure. `nowMs` is a steady clock. Never rejects for what a target throws. */
export async function runTarget(
  target: Target,
  options: {
    readonly seed: bigint;
    readonly extent: Extent;
    readonly nowMs: () => number;
    readonly watch?: Watch;
  },
): Promise<Report> {
  const { seed, extent, nowMs, watch = NOBODY } = options;
  const beganAtMs = nowMs();
  const heldBytes = heapBytes();
  let frames = 0;
  let toldAtMs = beganAtMs;
  let failure: Failure | null = null;
  const isOver = (): boolean =>
    failure !== null ||
    ("frames" in extent ? frames >= extent.frames : nowMs() - beganAtMs >= extent.seconds * 1_000);
  for (let index = 0n; !isOver(); ) {
    for (let left = BATCH_INPUTS; left > 0 && failure === null; left--, index++) {
      if ("frames" in extent && frames >= extent.frames) break;
      const inputSeed = (seed + index) & MASK_64;
      watch.began(inputSeed);
      try {
        const ran = target.run(new Chance(inputSeed));
        frames += typeof ran === "number" ? ran : await ran;
      } catch (error) {
        failure = { seed: inputSeed, error };
      }
    }
    if (nowMs() - toldAtMs < PROGRESS_INTERVAL_MS) continue;
    toldAtMs = nowMs();
    watch.progress(frames);
    await breathe();
  }
  const tookMs = nowMs() - beganAtMs;
  const grownBytes = heapBytes() - heldBytes;
  if (failure === null && grownBytes > GROWTH_MAX_BYTES)
    failure = { seed, error: new Error(`the heap grew by ${grownBytes} bytes, at most ${GROWTH_MAX_BYTES}`) };
  return { target: target.name, frames, tookMs, grownBytes, failure };
}

function heapBytes(): number {
  Bun.gc(true);
  return process.memoryUsage().heapUsed;
}
