// A walk without animation files: angles of limbs from a phase and a speed. Pure; figures apply it to bones or to shapes.
// Angles are radians about the body's own X axis, +Z ahead: positive swings a limb back.

import { Locomotion } from "../../../shared/protocol/ext/pose.ts";

/** Metres of one full cycle, two steps, for legs of one metre. */
const CYCLE_WALK_M = 1.7;
const CYCLE_RUN_M = 3;
const RUN_BLEND_FROM_MPS = 2.6;
const RUN_BLEND_TO_MPS = 4.4;
const SETTLE_PER_S = 9;
const TURN = 2 * Math.PI;

/** What a figure remembers from frame to frame. */
export type GaitState = {
  /** 0 to 2π over two steps. */
  readonly phase: number;
  /** 0 standing, 1 walking with full swing. */
  readonly swing: number;
  /** 0 walking, 1 running. */
  readonly run: number;
  /** 0 on the ground, 1 in the air. */
  readonly air: number;
  readonly timeS: number;
};

export const STANDING: GaitState = { phase: 0, swing: 0, run: 0, air: 0, timeS: 0 };

export type Limbs = {
  readonly leftLeg: number;
  readonly rightLeg: number;
  readonly leftKnee: number;
  readonly rightKnee: number;
  readonly leftArm: number;
  readonly rightArm: number;
  readonly elbow: number;
  /** Of the spine, forwards. */
  readonly lean: number;
  /** About the body's up axis. */
  readonly twist: number;
  /** Metres for legs of one metre; the hips rise and fall. */
  readonly bob: number;
  /** −1 to 1, slow: breathing. */
  readonly breath: number;
};

export type GaitInput = {
  readonly speedMps: number;
  readonly locomotion: number;
  readonly legLengthM: number;
};

/** Advances the gait by one frame. */
export function stepGait(state: GaitState, input: GaitInput, dtS: number): GaitState {
  const { speedMps, legLengthM } = input;
  const kind = input.locomotion & 0x0f;
  const isInAir = kind === Locomotion.jump || kind === Locomotion.fall;
  const towards = (from: number, to: number) => from + (to - from) * (1 - Math.exp(-SETTLE_PER_S * dtS));
  const run = towards(
    state.run,
    Math.min(1, Math.max(0, (speedMps - RUN_BLEND_FROM_MPS) / (RUN_BLEND_TO_MPS - RUN_BLEND_FROM_MPS))),
  );
  const cycleM = (CYCLE_WALK_M + (CYCLE_RUN_M - CYCLE_WALK_M) * run) * Math.max(0.2, legLengthM);
  return {
    phase: (state.phase + (speedMps / cycleM) * TURN * dtS) % TURN,
    swing: towards(state.swing, isInAir ? 0 : Math.min(1, speedMps / 1.2)),
    run,
    air: towards(state.air, isInAir ? 1 : 0),
    timeS: state.timeS + dtS,
  };
}

/** The pose of the limbs now. */
export function limbsOf({ phase, swing, run, air, timeS }: GaitState): Limbs {
  const leg = (0.48 + 0.32 * run) * swing;
  const arm = (0.38 + 0.5 * run) * swing;
  const sin = Math.sin(phase);
  const knee = (at: number) =>
    // Bent while the foot is carried forward, nearly straight while it bears weight.
    Math.max(0, Math.cos(at + 0.3)) * (0.75 + 0.7 * run) * swing + 0.06 + 0.5 * air;
  return {
    leftLeg: -sin * leg - 0.35 * air,
    rightLeg: sin * leg + 0.1 * air,
    leftKnee: knee(phase),
    rightKnee: knee(phase + Math.PI),
    leftArm: sin * arm - 0.15 * air,
    rightArm: -sin * arm - 0.15 * air,
    elbow: 0.15 + (0.12 + 0.9 * run) * swing,
    lean: (0.03 + 0.12 * run) * swing,
    twist: sin * 0.08 * swing,
    bob: (Math.abs(Math.cos(phase)) - 0.7) * (0.03 + 0.03 * run) * swing,
    breath: Math.sin((timeS * TURN) / 3.6),
  };
}

const BLINK_S = 0.16;

/** How closed the eyes are, 0 to 1, for an eye that blinks about every four seconds, each figure at its own times. */
export function blinkAt(timeS: number, seed: number): number {
  const period = 3.4 + (seed % 7) * 0.31;
  const at = (timeS + seed * 1.7) % period;
  return at < BLINK_S ? Math.sin((at / BLINK_S) * Math.PI) : 0;
}
