// The same targets in several processes, each from a seed that is far from the others', and one report for each target.

import { runParts } from "../parts/run-parts.ts";
import type { Told } from "./fuzz-targets.ts";
import type { FuzzPart } from "./part.ts";
import type { Extent } from "./run.ts";

const PROGRAM = new URL("part.ts", import.meta.url).pathname;
const MASK_64 = (1n << 64n) - 1n;
/** More inputs than a run may have. */
const APART = 1n << 40n;

/** `tell` is told when all are through with a target, or one of them has failed: then all are ended. */
export async function fuzzOnCores(
  { target, seed, extent }: FuzzPart,
  cores: number,
  tell: (told: Told) => void,
): Promise<void> {
  const jobs = Array.from({ length: cores }, (_, part) => ({
    target,
    seed: (seed + BigInt(part) * APART) & MASK_64,
    extent: partOf(extent, cores),
  }));
  const heard = new Map<string, Told[]>();
  await runParts<FuzzPart, Told>(PROGRAM, jobs, (told) => {
    const all = [...(heard.get(told.target) ?? []), told];
    heard.set(told.target, all);
    if (told.failure === null && all.length < cores) return "go on";
    tell(all.reduce(together));
    return told.failure === null ? "go on" : "enough";
  });
}

const partOf = (extent: Extent, cores: number): Extent =>
  "frames" in extent ? { frames: Math.ceil(extent.frames / cores) } : extent;

function together(one: Told, other: Told): Told {
  return {
    target: one.target,
    frames: one.frames + other.frames,
    tookMs: Math.max(one.tookMs, other.tookMs),
    grownBytes: Math.max(one.grownBytes, other.grownBytes),
    failure: one.failure ?? other.failure,
    summary: [...one.summary, ...other.summary],
    peakBytes: Math.max(one.peakBytes, other.peakBytes),
  };
}
