// The room's clock as a client knows it, from PING and PONG (Cristian 1989). Of the last eight exchanges the one with the
// shortest round trip is believed; the clock walks towards it, so that what it drives never jerks. Pure: reads no clock.
// SPEC [CLOCK-1]

const SAMPLES_MAX = 8;
/** The exchanges right after joining set the clock outright: nobody has looked at it yet. */
const SETTLING_SAMPLES = 5;
const SLEW_MS_PER_MS = 5 / 1000;
const STEP_ABOVE_MS = 250;

/** One PING and its PONG; `sentAtMs` and `receivedAtMs` by the client's own clock. */
export type ClockSample = {
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
  readonly roomTimeMs: number;
};

export type ClockSync = {
  take(sample: ClockSample): void;
  /** The room clock at `nowMs`, or null before the first sample. */
  roomTimeMs(nowMs: number): number | null;
  /** Round trip of the exchange that is believed, milliseconds, or null before the first. */
  readonly roundTripMs: number | null;
};

/** Room clock less own clock: true to within half the round trip. */
type Offset = { readonly offsetMs: number; readonly roundTripMs: number };

export function createClockSync(): ClockSync {
  let samples: Offset[] = [];
  let takenCount = 0;
  let applied: { readonly offsetMs: number; readonly atMs: number } | null = null;
  let target: Offset | null = null;

  function offsetAt(nowMs: number): number | null {
    if (applied === null || target === null) return null;
    const distanceMs = target.offsetMs - applied.offsetMs;
    const walkMs = Math.max(0, nowMs - applied.atMs) * SLEW_MS_PER_MS;
    return applied.offsetMs + Math.sign(distanceMs) * Math.min(Math.abs(distanceMs), walkMs);
  }

  return {
    take(sample) {
      const roundTripMs = Math.max(0, sample.receivedAtMs - sample.sentAtMs);
      const fresh = { offsetMs: sample.roomTimeMs + roundTripMs / 2 - sample.receivedAtMs, roundTripMs };
      // One of the two clocks was set: what was measured before tells nothing any more, however short its round trip.
      if (target !== null && contradicts(fresh, target)) samples = [];
      samples = [...samples, fresh].slice(-SAMPLES_MAX);
      takenCount++;
      const offsetMs = offsetAt(sample.receivedAtMs);
      target = samples.reduce((best, other) => (other.roundTripMs <= best.roundTripMs ? other : best));
      const mustStep =
        offsetMs === null ||
        takenCount <= SETTLING_SAMPLES ||
        Math.abs(target.offsetMs - offsetMs) > STEP_ABOVE_MS;
      applied = { offsetMs: mustStep ? target.offsetMs : offsetMs, atMs: sample.receivedAtMs };
    },
    roomTimeMs(nowMs) {
      const offsetMs = offsetAt(nowMs);
      return offsetMs === null ? null : nowMs + offsetMs;
    },
    get roundTripMs() {
      return target?.roundTripMs ?? null;
    },
  };
}

/** Whether no clocks that only ran could have given both. */
function contradicts(a: Offset, b: Offset): boolean {
  return Math.abs(a.offsetMs - b.offsetMs) > (a.roundTripMs + b.roundTripMs) / 2 + STEP_ABOVE_MS;
}
