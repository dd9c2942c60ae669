// How many event streams one user may hold open at one edge: each asks the origin again and again, and costs whoever opens it
// nothing. Knows who holds how many, not what is streamed.

/** Of one user: as many tabs as anybody waits in, and a few that hung up without a word. */
export const STREAMS_PER_USER_MAX = 8;

export type StreamPlaces = {
  /** A way to give the place back, or null where the user holds as many as one may. */
  take(userId: string, nowMs: number): (() => void) | null;
};

/** None taken. Whoever's end was never told (a runtime may just stop) is forgotten after `lifetimeMs`. */
export function createStreamPlaces(lifetimeMs: number): StreamPlaces {
  const heldByUser = new Map<string, Set<{ readonly untilMs: number }>>();
  let nextSweepAtMs = 0;

  function sweep(nowMs: number): void {
    if (nowMs < nextSweepAtMs) return;
    nextSweepAtMs = nowMs + lifetimeMs;
    for (const [userId, held] of heldByUser) {
      for (const place of held) if (place.untilMs <= nowMs) held.delete(place);
      if (held.size === 0) heldByUser.delete(userId);
    }
  }

  return {
    take(userId, nowMs) {
      sweep(nowMs);
      const held = heldByUser.get(userId) ?? new Set();
      for (const place of held) if (place.untilMs <= nowMs) held.delete(place);
      if (held.size >= STREAMS_PER_USER_MAX) return null;
      const place = { untilMs: nowMs + lifetimeMs };
      heldByUser.set(userId, held.add(place));
      return () => {
        held.delete(place);
        if (held.size === 0 && heldByUser.get(userId) === held) heldByUser.delete(userId);
      };
    },
  };
}
