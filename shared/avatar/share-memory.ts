// Who of a room is shown how, within the memory that all avatars of it may take together. The sum is never above that: first everybody's
// stand-in has its place, and what is left goes to those all came to see, and then to those who are near. Pure.

import type { Appearance } from "./appearances.ts";

/** Beyond it a stand-in is as good: a person is about fifty pixels tall. */
const FAR_M = 25;
/** Who is shown by a stand-in comes this near before that changes, and who is shown in detail counts as this much nearer. */
const STICKY = 0.8;

export type Wearer<K> = {
  readonly key: K;
  /** Whom all came to see: before everybody else, from however far. */
  readonly isFirst: boolean;
  readonly distanceM: number;
  /** The best first (appearances.ts). */
  readonly appearances: readonly Appearance[];
  /** How they are shown so far; null: by none of these. */
  readonly shown: Appearance["level"] | null;
};

export type Shares = {
  readonly memoryMaxBytes: number;
  /** How many at most are shown by more than a stand-in. */
  readonly detailedMax: number;
};

/** The appearance of each; null for whoever is left without. `n log n` in the wearers. */
export function shareMemory<K>(
  wearers: readonly Wearer<K>[],
  { memoryMaxBytes, detailedMax }: Shares,
): ReadonlyMap<K, Appearance | null> {
  const inOrder = wearers.toSorted(
    (a, b) => Number(b.isFirst) - Number(a.isFirst) || feltDistanceM(a) - feltDistanceM(b),
  );
  const shares = new Map<K, Appearance | null>();
  let spareBytes = memoryMaxBytes;
  const take = (key: K, appearance: Appearance | null) => {
    spareBytes += (shares.get(key)?.memoryBytes ?? 0) - (appearance?.memoryBytes ?? 0);
    shares.set(key, appearance);
  };
  for (const { key, appearances } of inOrder) {
    const standIn = appearances.find(({ level }) => level === "stand-in") ?? null;
    take(key, standIn !== null && standIn.memoryBytes <= spareBytes ? standIn : null);
  }
  let detailedCount = 0;
  for (const wearer of inOrder) {
    const { key, appearances } = wearer;
    const kept = shares.get(key) ?? null;
    if (detailedCount >= detailedMax || (kept !== null && isFar(wearer))) continue;
    const mostBytes = spareBytes + (kept?.memoryBytes ?? 0);
    const best = appearances.find(
      ({ level, memoryBytes }) => level !== "stand-in" && memoryBytes <= mostBytes,
    );
    if (best === undefined) continue;
    take(key, best);
    detailedCount++;
  }
  return shares;
}

function feltDistanceM({ distanceM, shown }: Wearer<unknown>): number {
  return shown === null || shown === "stand-in" ? distanceM : distanceM * STICKY;
}

function isFar({ isFirst, distanceM, shown }: Wearer<unknown>): boolean {
  return !isFirst && distanceM > (shown === "stand-in" ? FAR_M * STICKY : FAR_M);
}
