// Chance as an argument. Secrets never come from here: they come from crypto.getRandomValues.

/** A number in [0, 1). */
export type Rng = () => number;

const MASK_64 = (1n << 64n) - 1n;

/** SplitMix64 (Steele, Lea, Flood 2014): 64 bits of state, so that neighbouring seeds do not collapse into each other. */
export function seededRng(seed: bigint): Rng {
  let state = seed & MASK_64;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK_64;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
    z ^= z >> 31n;
    return Number(z >> 11n) / 2 ** 53;
  };
}
