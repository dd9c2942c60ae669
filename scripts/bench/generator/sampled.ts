// Whose packets are looked at. Pure.

/** Whether `index` is one of `sampled` that are spread evenly over `size`: who is served first and last counts alike. */
export function isSampled(index: number, size: number, sampled: number): boolean {
  const share = Math.min(1, sampled / size);
  return Math.floor((index + 1) * share + 0.5) !== Math.floor(index * share + 0.5);
}
