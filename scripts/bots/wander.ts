// How a bot walks about: to a place, stands and looks round, sometimes waves, goes on. Pure: chance and passed time come in, a
// pose comes out. Metres, radians, yaw 0 faces +Z and grows towards +X.

import { Locomotion, type Pose } from "../../shared/protocol/ext/pose.ts";
import type { Joint } from "../../shared/protocol/ext/quantize.ts";
import type { Rng } from "../../shared/rng.ts";

/** Large worlds are not for getting lost in: bots stay within this distance of where people appear. */
const ROAM_MAX_M = 12;
const WALL_M = 1;
const ARRIVED_M = 0.4;
const ACCELERATION_MPS2 = 2.5;
const TURN_MAX_RADPS = 2.5;
export const SPEED_MAX_MPS = 1.6;
const SPEED_MIN_MPS = 1;
const WALK_MAX_MS = 20_000;
const STAND_MIN_MS = 1_000;
const STAND_MAX_MS = 6_000;
const WAVE_MS = 2_400;
const WAVE_CHANCE = 0.35;
const STILL_BELOW_MPS = 0.05;
/** A process that was held up must not make its bots jump. */
const STEP_MAX_MS = 200;

export type Walker = {
  /** The pose `elapsedMs` later. */
  step(elapsedMs: number): Omit<Pose, "tMs">;
};

type Doing =
  | { readonly name: "walking"; readonly to: Place; readonly leftMs: number }
  | { readonly name: "standing"; readonly leftMs: number }
  | { readonly name: "waving"; readonly leftMs: number };
type Place = { readonly x: number; readonly z: number };

/** Puts a walker near `spawn`, inside the square of ±`halfSizeM`. */
export function createWalker(options: {
  readonly rng: Rng;
  readonly halfSizeM: number;
  readonly spawn: readonly [x: number, y: number, z: number];
}): Walker {
  const { rng } = options;
  const limitM = Math.max(0, options.halfSizeM - WALL_M);
  const roamM = Math.min(ROAM_MAX_M, limitM);
  const topSpeedMps = between(rng, SPEED_MIN_MPS, SPEED_MAX_MPS);
  let { x, z } = somewhere(roamM / 3);
  let yaw = between(rng, -Math.PI, Math.PI);
  let speedMps = 0;
  let doing: Doing = { name: "standing", leftMs: between(rng, 0, STAND_MAX_MS) };
  let aliveMs = between(rng, 0, 60_000);

  function somewhere(withinM: number): Place {
    const [spawnX, , spawnZ] = options.spawn;
    return {
      x: clamp(spawnX + between(rng, -withinM, withinM), limitM),
      z: clamp(spawnZ + between(rng, -withinM, withinM), limitM),
    };
  }

  function next(): Doing {
    if (doing.name === "walking" && rng() < WAVE_CHANCE) return { name: "waving", leftMs: WAVE_MS };
    if (doing.name === "standing") return { name: "walking", to: somewhere(roamM), leftMs: WALK_MAX_MS };
    return { name: "standing", leftMs: between(rng, STAND_MIN_MS, STAND_MAX_MS) };
  }

  /** Turns towards where it wants to be and walks, the slower the more it has to turn: that is what makes it arrive. */
  function move(seconds: number): void {
    let wantedMps = 0;
    if (doing.name === "walking") {
      const [dx, dz] = [doing.to.x - x, doing.to.z - z];
      const turn = shortWay(yaw, Math.atan2(dx, dz));
      yaw = wrap(yaw + Math.sign(turn) * Math.min(Math.abs(turn), TURN_MAX_RADPS * seconds));
      wantedMps = topSpeedMps * Math.max(0, Math.cos(turn)) * Math.min(1, Math.hypot(dx, dz));
    }
    const change = wantedMps - speedMps;
    speedMps += Math.sign(change) * Math.min(Math.abs(change), ACCELERATION_MPS2 * seconds);
    x = clamp(x + Math.sin(yaw) * speedMps * seconds, limitM);
    z = clamp(z + Math.cos(yaw) * speedMps * seconds, limitM);
  }

  return {
    step(elapsedMs) {
      const stepMs = Math.min(elapsedMs, STEP_MAX_MS);
      aliveMs += stepMs;
      doing = { ...doing, leftMs: doing.leftMs - stepMs };
      const hasArrived = doing.name === "walking" && Math.hypot(doing.to.x - x, doing.to.z - z) < ARRIVED_M;
      if (hasArrived || doing.leftMs <= 0) doing = next();
      move(stepMs / 1000);
      const waveMs = doing.name === "waving" ? WAVE_MS - doing.leftMs : null;
      return {
        mode: waveMs === null ? 0 : 1,
        bodyYaw: yaw,
        lookYaw: Math.sin(aliveMs / 1900) * 0.6 * (1 - speedMps / SPEED_MAX_MPS),
        lookPitch: Math.sin(aliveMs / 2700) * 0.15,
        locomotion: speedMps > STILL_BELOW_MPS ? Locomotion.walk : Locomotion.idle,
        position: [x, options.spawn[1], z],
        teleport: false,
        ...(waveMs === null ? {} : { joints: wavingJoints(waveMs) }),
      };
    },
  };
}

const UPRIGHT = [0, 0, 0, 1] as const;

/** Head, left hand hanging, right hand going up, to and fro, and down again. The body faces +Z, so its right is −X. */
function wavingJoints(waveMs: number): readonly Joint[] {
  const raised = Math.sin((Math.PI * waveMs) / WAVE_MS) ** 0.5;
  const swing = Math.sin(waveMs / 110) * 0.12 * raised;
  const joint = (position: Joint["position"]): Joint => ({ position, rotation: UPRIGHT, tracked: true });
  return [
    joint([0, 1.5, 0.05]),
    joint([0.25, 0.8, 0.05]),
    joint([-0.3 + swing, 0.8 + 0.85 * raised, 0.05 + 0.2 * raised]),
  ];
}

function between(rng: Rng, low: number, high: number): number {
  return low + rng() * (high - low);
}

function clamp(metres: number, limitM: number): number {
  return Math.min(limitM, Math.max(-limitM, metres));
}

function wrap(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

function shortWay(from: number, to: number): number {
  return wrap(to - from);
}
