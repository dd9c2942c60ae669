// A host whose ticks come late cannot serve everybody's far tier in full: it is thinned for all alike before anything else
// suffers. Pure. SPEC [INT-4]

const FAR_DIVISOR_MAX = 8;
/** A tick this much later than it was due counts as late. */
const LATE_MS = 25;
/** A late tick weighs as much as eight in time. One alone is a hiccup and no sign of load. */
const LATE_WEIGHT = 8;
const THIN_WEIGHT = 32;
const CALM_MS = 2_000;

export type Overload = {
  /** The far tier gets this fraction of its bytes: 1, 2, 4 or 8. */
  farDivisor: number;
  weight: number;
  calmSinceMs: number;
};

export function newOverload(nowMs: number): Overload {
  return { farDivisor: 1, weight: 0, calmSinceMs: nowMs };
}

/** Takes in how late a tick was. */
export function noteTick(overload: Overload, latenessMs: number, nowMs: number): void {
  if (latenessMs >= LATE_MS) {
    if (overload.weight > 0) overload.calmSinceMs = nowMs;
    overload.weight += LATE_WEIGHT;
    if (overload.weight < THIN_WEIGHT) return;
    overload.weight = 0;
    overload.farDivisor = Math.min(FAR_DIVISOR_MAX, overload.farDivisor * 2);
    return;
  }
  if (overload.weight > 0) overload.weight--;
  if (overload.farDivisor === 1 || nowMs - overload.calmSinceMs < CALM_MS) return;
  overload.farDivisor /= 2;
  overload.calmSinceMs = nowMs;
}
