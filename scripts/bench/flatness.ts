// Whether memory grows, from samples over a long run. Pure.

import { median } from "./paired-ratio.ts";

export type RssSample = { readonly atMs: number; readonly rssKb: number };
export type Flatness = {
  readonly middleKb: number;
  readonly lastKb: number;
  /** What the last third's median is above the middle third's, as a share of it; negative when it shrank. */
  readonly growthShare: number;
};

/** Compares thirds by their medians: the first third, in which everything warms up, does not count. NaN without samples. */
export function flatness(samples: readonly RssSample[]): Flatness {
  const third = samples.length / 3;
  const medianKb = (from: number, to: number): number =>
    median(samples.slice(Math.floor(from), Math.ceil(to)).map((s) => s.rssKb));
  const middleKb = medianKb(third, 2 * third);
  const lastKb = medianKb(2 * third, samples.length);
  return { middleKb, lastKb, growthShare: lastKb / middleKb - 1 };
}
