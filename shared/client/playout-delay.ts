// How far behind the room clock an avatar is played: long enough that in 99 of 100 cases the next sample is there before it is
// wanted, and not longer. It moves slowly, for a change of delay is a change of speed to whoever looks. Pure.

const DELAY_MIN_MS = 80;
const DELAY_MAX_MS = 400;
const DELAY_FIRST_MS = 150;
/** 6 s of a walk at 20 samples a second. */
const WINDOW_MAX = 128;
const PERCENTILE = 0.99;
/** Finding the percentile means sorting; a crowd arrives often enough to notice. */
const RECKON_EVERY = 8;
/** Playback runs 10 % slow while the delay grows, 2 % fast while it shrinks: running dry looks worse than lagging. */
const GROW_MS_PER_MS = 0.1;
const SHRINK_MS_PER_MS = 0.02;

export type PlayoutSample = {
  readonly arrivalMs: number;
  readonly sampleMs: number;
  /** Since the sample before it; null when that was no neighbour, as after a pause. */
  readonly gapMs: number | null;
};

export type PlayoutDelay = {
  take(sample: PlayoutSample): void;
  /** The delay at this room time, which must not run backwards. */
  at(roomTimeMs: number): number;
  readonly currentMs: number;
};

export function createPlayoutDelay(): PlayoutDelay {
  /** How long before its successor came each sample was taken: the delay that would just have bridged it. */
  let needs: number[] = [];
  let takenCount = 0;
  let targetMs = DELAY_FIRST_MS;
  let currentMs = DELAY_FIRST_MS;
  let atMs: number | null = null;

  return {
    take({ arrivalMs, sampleMs, gapMs }) {
      if (gapMs === null) return;
      needs = [...needs, arrivalMs - sampleMs + gapMs].slice(-WINDOW_MAX);
      if (takenCount++ < WINDOW_MAX && takenCount % RECKON_EVERY !== 0) return;
      targetMs = clamp(percentile(needs));
    },
    at(roomTimeMs) {
      const passedMs = atMs === null ? 0 : Math.max(0, roomTimeMs - atMs);
      atMs = roomTimeMs;
      currentMs =
        targetMs > currentMs
          ? Math.min(targetMs, currentMs + passedMs * GROW_MS_PER_MS)
          : Math.max(targetMs, currentMs - passedMs * SHRINK_MS_PER_MS);
      return currentMs;
    },
    get currentMs() {
      return currentMs;
    },
  };
}

function percentile(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * PERCENTILE) - 1)] ?? DELAY_FIRST_MS;
}

function clamp(delayMs: number): number {
  return Math.min(DELAY_MAX_MS, Math.max(DELAY_MIN_MS, delayMs));
}
