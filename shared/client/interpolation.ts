// Where to draw a remote avatar: its samples are played back D behind the room clock, by the time they were taken, not by the
// time they came, so that jitter on the way does not show. Pure; one per avatar. SPEC 6

import { Locomotion, type Pose } from "../protocol/ext/pose.ts";
import { createPlayoutDelay } from "./playout-delay.ts";

export type InterpolatedPose = {
  readonly position: readonly [x: number, y: number, z: number];
  readonly bodyYaw: number;
  readonly lookYaw: number;
  readonly lookPitch: number;
  /** Of the sample last passed. */
  readonly locomotion: number;
  /** Over the ground, metres a second: what a walk cycle is played by. */
  readonly speedMps: number;
};

/** 1.6 s at 20 samples a second: four times the longest delay. */
const SAMPLES_MAX = 32;
/** Whoever says nothing for longer stood still in between: the next sample is a start, not the end of a slow glide. */
const PAUSE_MIN_MS = 300;
const START_MS = 100;
/** How far a walk is carried on when its next sample is late; then it holds. */
const EXTRAPOLATION_MAX_MS = 100;

type Sample = { readonly pose: Pose; readonly timeMs: number };

/** Plays one avatar's samples back. `at` is to be called with times that do not run backwards. */
export type Interpolation = {
  /** Takes a sample; both times by the room clock. The teleport flag is a cut: nothing is drawn between it and the sample before. */
  push(pose: Pose, sampleTimeMs: number, arrivalRoomTimeMs: number): void;
  /** What to draw at this room time, or null before the first sample. */
  at(roomTimeMs: number): InterpolatedPose | null;
  /** How far behind the room clock it plays, 80 to 400 ms. */
  readonly delayMs: number;
};

export function createInterpolation(): Interpolation {
  const delay = createPlayoutDelay();
  let samples: Sample[] = [];

  return {
    push(pose, timeMs, arrivalRoomTimeMs) {
      const last = samples.at(-1);
      // The same moment in more detail.
      if (last?.timeMs === timeMs) {
        samples = samples.with(-1, { pose, timeMs });
        return;
      }
      const isNewer = last !== undefined && timeMs > last.timeMs;
      // Later, but of an earlier time: the clock it was stamped by was set anew, and what we hold cannot be compared to it.
      if (!isNewer) samples = [];
      const gapMs = isNewer ? timeMs - last.timeMs : null;
      delay.take({ arrivalMs: arrivalRoomTimeMs, sampleMs: timeMs, gapMs: isPause(gapMs) ? null : gapMs });
      if (isNewer && isPause(gapMs)) samples.push({ pose: last.pose, timeMs: timeMs - START_MS });
      samples.push({ pose, timeMs });
      samples = samples.slice(-SAMPLES_MAX);
    },
    at(roomTimeMs) {
      const playMs = roomTimeMs - delay.at(roomTimeMs);
      const nextIndex = samples.findIndex((sample) => sample.timeMs > playMs);
      const next = nextIndex === -1 ? undefined : samples[nextIndex];
      const before = samples.at(next === undefined ? -1 : nextIndex - 1);
      if (nextIndex === 0) return next === undefined ? null : still(next.pose);
      if (before === undefined) return null;
      if (next !== undefined) return between(before, next, playMs);
      const previous = samples.at(-2);
      return previous === undefined ? still(before.pose) : beyond(previous, before, playMs);
    },
    get delayMs() {
      return delay.currentMs;
    },
  };
}

function isPause(gapMs: number | null): boolean {
  return gapMs === null || gapMs > PAUSE_MIN_MS;
}

function still(pose: Pose): InterpolatedPose {
  const { position, bodyYaw, lookYaw, lookPitch, locomotion } = pose;
  return { position, bodyYaw, lookYaw, lookPitch, locomotion, speedMps: 0 };
}

function between(from: Sample, to: Sample, playMs: number): InterpolatedPose {
  if (to.pose.teleport) return still(from.pose);
  return mix(from, to, (playMs - from.timeMs) / (to.timeMs - from.timeMs));
}

/** Past the newest sample: on in the same direction for a moment, then there. */
function beyond(from: Sample, to: Sample, playMs: number): InterpolatedPose {
  const lateMs = playMs - to.timeMs;
  if (to.pose.teleport || isIdle(to.pose) || lateMs <= 0) return still(to.pose);
  const carriedMs = Math.min(lateMs, EXTRAPOLATION_MAX_MS);
  const carried = mix(from, to, 1 + carriedMs / (to.timeMs - from.timeMs));
  const { bodyYaw, lookYaw, lookPitch, locomotion } = to.pose;
  const speedMps = lateMs > EXTRAPOLATION_MAX_MS ? 0 : carried.speedMps;
  return { position: carried.position, bodyYaw, lookYaw, lookPitch, locomotion, speedMps };
}

function isIdle(pose: Pose): boolean {
  return (pose.locomotion & 0x0f) === Locomotion.idle;
}

function mix(from: Sample, to: Sample, share: number): InterpolatedPose {
  const [a, b] = [from.pose, to.pose];
  const line = (x: number, y: number) => x + (y - x) * share;
  const groundM = Math.hypot(b.position[0] - a.position[0], b.position[2] - a.position[2]);
  return {
    position: [
      line(a.position[0], b.position[0]),
      line(a.position[1], b.position[1]),
      line(a.position[2], b.position[2]),
    ],
    bodyYaw: a.bodyYaw + shortWay(a.bodyYaw, b.bodyYaw) * share,
    lookYaw: line(a.lookYaw, b.lookYaw),
    lookPitch: line(a.lookPitch, b.lookPitch),
    locomotion: a.locomotion,
    speedMps: groundM / ((to.timeMs - from.timeMs) / 1000),
  };
}

/** From one angle to another by less than half a turn. */
function shortWay(from: number, to: number): number {
  const turn = 2 * Math.PI;
  const difference = (((to - from) % turn) + turn) % turn;
  return difference > Math.PI ? difference - turn : difference;
}
