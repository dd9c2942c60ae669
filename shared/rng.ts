// Chance as an argument. Secrets never come from here: they come from crypto.getRandomValues.

/** A number in [0, 1). */
export type Rng = () => number;

const LOW_32 = 0xffff_ffffn;

/**
 * SplitMix64 (Steele, Lea, Flood 2014): 64 bits of state, so that neighbouring seeds do not collapse into each other. Reckoned in
 * halves of 32 bits: a BigInt for each step takes five times as long, and simulations and fuzzers begin a generator for every choice
 * they make.
 */
export function seededRng(seed: bigint): Rng {
  let high = Number((seed >> 32n) & LOW_32) | 0;
  let low = Number(seed & LOW_32) | 0;
  return () => {
    low = (low + 0x7f4a7c15) | 0;
    high = (high + 0x9e3779b9 + (low >>> 0 < 0x7f4a7c15 ? 1 : 0)) | 0;
    // z ^= z >> 30, z *= 0xbf58476d1ce4e5b9
    let zLow = low ^ ((low >>> 30) | (high << 2));
    let zHigh = high ^ (high >>> 30);
    zHigh = (upperProduct(zLow, 0x1ce4e5b9) + Math.imul(zHigh, 0x1ce4e5b9) + Math.imul(zLow, 0xbf58476d)) | 0;
    zLow = Math.imul(zLow, 0x1ce4e5b9);
    // z ^= z >> 27, z *= 0x94d049bb133111eb
    zLow ^= (zLow >>> 27) | (zHigh << 5);
    zHigh ^= zHigh >>> 27;
    zHigh = (upperProduct(zLow, 0x133111eb) + Math.imul(zHigh, 0x133111eb) + Math.imul(zLow, 0x94d049bb)) | 0;
    zLow = Math.imul(zLow, 0x133111eb);
    // z ^= z >> 31; of what comes, the upper 53 bits.
    zLow ^= (zLow >>> 31) | (zHigh << 1);
    zHigh ^= zHigh >>> 31;
    return ((zHigh >>> 0) * 2 ** 21 + (zLow >>> 11)) / 2 ** 53;
  };
}

/** The upper 32 bits of the product of two numbers of 32 bits. */
function upperProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  // Neither sum is above 32 bits: (2^16 - 1)^2 + 2^16 - 1 is not.
  const middle = (Math.imul(aHigh, bLow) >>> 0) + (Math.imul(aLow, bLow) >>> 16);
  const other = (Math.imul(aLow, bHigh) >>> 0) + (middle & 0xffff);
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (other >>> 16)) | 0;
}
