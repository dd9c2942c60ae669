// How the own avatar moves over the ground: pure, so that a test can walk. Metres, seconds, radians; yaw 0 faces +Z.

import { Locomotion } from "../../../shared/protocol/ext/pose.ts";

export const WALK_SPEED_MPS = 2.2;
export const RUN_SPEED_MPS = 5;
const ACCELERATION_PER_S = 12;
const TURN_PER_S = 14;
const JUMP_SPEED_MPS = 3.6;
const GRAVITY_MPS2 = 11;
/** A tab that slept must not leap. */
const STEP_MAX_S = 0.1;
const STANDING_BELOW_MPS = 0.08;
const RUNNING_FROM_MPS = 3.4;

export type WalkState = {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly bodyYaw: number;
  readonly velocityX: number;
  readonly velocityY: number;
  readonly velocityZ: number;
};

/** What the person wants: `forward` and `right` from −1 to 1, as seen from the camera. */
export type WalkIntent = {
  readonly forward: number;
  readonly right: number;
  readonly run: boolean;
  readonly jump: boolean;
};

/** A thing one cannot walk through: an upright cylinder. */
export type Obstacle = { readonly x: number; readonly z: number; readonly radiusM: number };

export type Ground = { readonly halfSizeM: number; readonly obstacles: readonly Obstacle[] };

export function standingAt(x: number, y: number, z: number, bodyYaw: number): WalkState {
  return { x, y, z, bodyYaw, velocityX: 0, velocityY: 0, velocityZ: 0 };
}

/** One frame. `cameraYaw` is where the camera looks; the ground is flat and at `groundY`. */
export function stepWalk(
  state: WalkState,
  intent: WalkIntent,
  cameraYaw: number,
  ground: Ground,
  groundY: number,
  frameS: number,
): WalkState {
  const dtS = Math.min(frameS, STEP_MAX_S);
  const wanted = wantedVelocity(intent, cameraYaw);
  const blend = 1 - Math.exp(-ACCELERATION_PER_S * dtS);
  const velocityX = state.velocityX + (wanted.x - state.velocityX) * blend;
  const velocityZ = state.velocityZ + (wanted.z - state.velocityZ) * blend;

  const isOnGround = state.y <= groundY + 1e-6;
  const thrown = isOnGround && intent.jump ? JUMP_SPEED_MPS : state.velocityY;
  const y = Math.max(groundY, state.y + thrown * dtS);
  const velocityY = y <= groundY ? 0 : thrown - GRAVITY_MPS2 * dtS;

  const place = keepInside(
    pushOut({ x: state.x + velocityX * dtS, z: state.z + velocityZ * dtS }, ground.obstacles),
    ground.halfSizeM,
  );
  const isSteered = wanted.x !== 0 || wanted.z !== 0;
  const bodyYaw = isSteered
    ? turnTowards(state.bodyYaw, Math.atan2(wanted.x, wanted.z), 1 - Math.exp(-TURN_PER_S * dtS))
    : state.bodyYaw;
  return { ...place, y, bodyYaw, velocityX, velocityY, velocityZ };
}

function wantedVelocity({ forward, right, run }: WalkIntent, cameraYaw: number): { x: number; z: number } {
  const length = Math.hypot(forward, right);
  if (length < 0.05) return { x: 0, z: 0 };
  // Diagonals are no faster; a stick that is pushed half way walks half as fast.
  const speed = ((run ? RUN_SPEED_MPS : WALK_SPEED_MPS) * Math.min(1, length)) / length;
  const sin = Math.sin(cameraYaw);
  const cos = Math.cos(cameraYaw);
  return { x: (forward * sin - right * cos) * speed, z: (forward * cos + right * sin) * speed };
}

type Place = { readonly x: number; readonly z: number };

function pushOut(place: Place, obstacles: readonly Obstacle[]): Place {
  let { x, z } = place;
  for (const obstacle of obstacles) {
    const distance = Math.hypot(x - obstacle.x, z - obstacle.z);
    if (distance >= obstacle.radiusM) continue;
    // Right in the middle there is no way out that is nearer than another.
    const [outX, outZ] =
      distance < 1e-4 ? [0, 1] : [(x - obstacle.x) / distance, (z - obstacle.z) / distance];
    x = obstacle.x + outX * obstacle.radiusM;
    z = obstacle.z + outZ * obstacle.radiusM;
  }
  return { x, z };
}

function keepInside({ x, z }: Place, halfSizeM: number): Place {
  const clamp = (value: number) => Math.min(halfSizeM, Math.max(-halfSizeM, value));
  return { x: clamp(x), z: clamp(z) };
}

/** The angle in [−π, π). */
export function wrapAngle(radians: number): number {
  const turn = 2 * Math.PI;
  return ((((radians + Math.PI) % turn) + turn) % turn) - Math.PI;
}

/** From one yaw towards another the short way; `share` from 0 to 1. */
export function turnTowards(from: number, to: number, share: number): number {
  return wrapAngle(from + wrapAngle(to - from) * share);
}

export function groundSpeedMps({ velocityX, velocityZ }: WalkState): number {
  return Math.hypot(velocityX, velocityZ);
}

export function locomotionOf(state: WalkState, groundY: number): number {
  if (state.y > groundY + 0.01) return state.velocityY > 0 ? Locomotion.jump : Locomotion.fall;
  const speed = groundSpeedMps(state);
  if (speed < STANDING_BELOW_MPS) return Locomotion.idle;
  return speed < RUNNING_FROM_MPS ? Locomotion.walk : Locomotion.run;
}
