// How two servers are compared on a machine that others use too: windows side by side, a ratio for each pair, the median of those.
// Pure.

/**
 * The order of `count` targets in a round: forwards in even rounds, backwards in odd ones (A B, B A), so that what drifts over
 * time falls on both sides of a pair alike.
 */
export function roundOrder(count: number, round: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  return round % 2 === 0 ? order : order.reverse();
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export type PairedRatio = {
  readonly ratio: number;
  /** From the lower to the upper quartile, as a share of the median. */
  readonly spread: number;
  readonly pairs: number;
};

/** One value of either side per round. A round that lacks one of them is left out; null when none is whole. */
export function pairedRatio(
  numerators: ReadonlyMap<number, number>,
  denominators: ReadonlyMap<number, number>,
): PairedRatio | null {
  const ratios: number[] = [];
  for (const [round, numerator] of numerators) {
    const denominator = denominators.get(round);
    if (denominator !== undefined && denominator > 0 && numerator > 0) ratios.push(numerator / denominator);
  }
  if (ratios.length === 0) return null;
  const sorted = ratios.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  const ratio = median(ratios);
  return { ratio, spread: (at(0.75) - at(0.25)) / ratio, pairs: ratios.length };
}
