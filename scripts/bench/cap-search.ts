// Which number to try next when looking for the largest one that is held. Pure.

export type Probe = { readonly avatars: number; readonly held: boolean };
export type SearchBounds = {
  readonly startAt: number;
  readonly avatarsMax: number;
  /** The search ends when held and missed are this close, as a share of the held. */
  readonly precision: number;
};

const GROWTH = 1.5;

/** Grows by half until a number is missed, or shrinks until one is held, then halves the gap. Null when the answer is known. */
export function nextAvatars(probes: readonly Probe[], bounds: SearchBounds): number | null {
  const missed = Math.min(...probes.filter((p) => !p.held).map((p) => p.avatars));
  const held = Math.max(0, ...probes.filter((p) => p.held && p.avatars < missed).map((p) => p.avatars));
  if (probes.length === 0) return Math.min(bounds.startAt, bounds.avatarsMax);
  if (missed === Number.POSITIVE_INFINITY)
    return held >= bounds.avatarsMax ? null : Math.min(bounds.avatarsMax, Math.ceil(held * GROWTH));
  if (missed - held <= Math.max(1, held * bounds.precision)) return null;
  return held === 0 ? Math.floor(missed / GROWTH) : Math.floor((held + missed) / 2);
}
