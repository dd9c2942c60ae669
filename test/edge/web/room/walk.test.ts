import { describe, expect, test } from "bun:test";
import {
  groundSpeedMps,
  locomotionOf,
  RUN_SPEED_MPS,
  standingAt,
  stepWalk,
  turnTowards,
  WALK_SPEED_MPS,
  type WalkIntent,
  type WalkState,
  wrapAngle,
} from "../../../../edge/web/room/walk.ts";
import { Locomotion } from "../../../../shared/protocol/ext/pose.ts";

const FRAME_S = 1 / 60;
const STILL: WalkIntent = { forward: 0, right: 0, run: false, jump: false };
const OPEN = { halfSizeM: 20, obstacles: [] };

function walk(
  intent: Partial<WalkIntent>,
  options: { seconds: number; cameraYaw?: number; from?: WalkState; ground?: typeof OPEN },
): WalkState {
  let state = options.from ?? standingAt(0, 0, 0, 0);
  for (let frame = 0; frame < options.seconds / FRAME_S; frame++)
    state = stepWalk(
      state,
      { ...STILL, ...intent },
      options.cameraYaw ?? 0,
      options.ground ?? OPEN,
      0,
      FRAME_S,
    );
  return state;
}

describe("walking", () => {
  test("forward is where the camera looks: +Z at yaw 0, +X after a quarter turn to the left", () => {
    const ahead = walk({ forward: 1 }, { seconds: 1 });
    expect(ahead.z).toBeGreaterThan(1.5);
    expect(ahead.x).toBeCloseTo(0, 6);
    const turned = walk({ forward: 1 }, { seconds: 1, cameraYaw: Math.PI / 2 });
    expect(turned.x).toBeGreaterThan(1.5);
    expect(turned.z).toBeCloseTo(0, 6);
  });

  test("right is −X for somebody who looks along +Z", () => {
    expect(walk({ right: 1 }, { seconds: 1 }).x).toBeLessThan(-1.5);
  });

  test("a diagonal is as fast as a straight line, running is faster, half a stick is half as fast", () => {
    const speedOf = (intent: Partial<WalkIntent>) => groundSpeedMps(walk(intent, { seconds: 2 }));
    expect(speedOf({ forward: 1 })).toBeCloseTo(WALK_SPEED_MPS, 3);
    expect(speedOf({ forward: 1, right: 1 })).toBeCloseTo(WALK_SPEED_MPS, 3);
    expect(speedOf({ forward: 1, run: true })).toBeCloseTo(RUN_SPEED_MPS, 3);
    expect(speedOf({ forward: 0.5 })).toBeCloseTo(WALK_SPEED_MPS / 2, 3);
  });

  test("the body turns the short way to where it walks", () => {
    const from = standingAt(0, 0, 0, (170 * Math.PI) / 180);
    const cameraYaw = (-170 * Math.PI) / 180;
    const first = stepWalk(from, { ...STILL, forward: 1 }, cameraYaw, OPEN, 0, FRAME_S);
    expect(Math.abs(wrapAngle(first.bodyYaw - from.bodyYaw))).toBeLessThan((20 * Math.PI) / 180);
    expect(wrapAngle(walk({ forward: 1 }, { seconds: 1, cameraYaw, from }).bodyYaw - cameraYaw)).toBeCloseTo(
      0,
      2,
    );
  });

  test("nobody leaves the square, however long they walk", () => {
    const ground = { halfSizeM: 4, obstacles: [] };
    const { x, z } = walk({ forward: 1, right: 1, run: true }, { seconds: 5, ground });
    expect({ x, z }).toEqual({ x: -4, z: 4 });
  });

  test("an obstacle is walked round, never through, even from its very middle", () => {
    const ground = { halfSizeM: 20, obstacles: [{ x: 0, z: 5, radiusM: 1 }] };
    let state = standingAt(0.1, 0, 0, 0);
    for (let frame = 0; frame < 600; frame++) {
      state = stepWalk(state, { ...STILL, forward: 1 }, 0, ground, 0, FRAME_S);
      expect(Math.hypot(state.x, state.z - 5)).toBeGreaterThanOrEqual(1 - 1e-9);
    }
    const inside = stepWalk(standingAt(0, 0, 5, 0), STILL, 0, ground, 0, FRAME_S);
    expect(Math.hypot(inside.x, inside.z - 5)).toBeCloseTo(1, 6);
  });

  test("a jump rises, falls and ends on the ground, and cannot be begun in the air", () => {
    let state = standingAt(0, 0, 0, 0);
    const kinds = new Set<number>();
    let highestM = 0;
    for (let frame = 0; frame < 60; frame++) {
      state = stepWalk(state, { ...STILL, jump: frame < 10 }, 0, OPEN, 0, FRAME_S);
      kinds.add(locomotionOf(state, 0));
      highestM = Math.max(highestM, state.y);
    }
    expect(highestM).toBeWithin(0.4, 0.8);
    expect([...kinds].sort()).toEqual([Locomotion.idle, Locomotion.jump, Locomotion.fall]);
    expect(state.y).toBe(0);
  });

  test("a frame of ten seconds, after a sleep, moves no further than one of a tenth", () => {
    const moving = walk({ forward: 1 }, { seconds: 1 });
    const after = (seconds: number) => stepWalk(moving, { ...STILL, forward: 1 }, 0, OPEN, 0, seconds).z;
    expect(after(10)).toBe(after(0.1));
  });

  test("standing, walking and running are told apart by speed", () => {
    expect(locomotionOf(standingAt(0, 0, 0, 0), 0)).toBe(Locomotion.idle);
    expect(locomotionOf(walk({ forward: 1 }, { seconds: 1 }), 0)).toBe(Locomotion.walk);
    expect(locomotionOf(walk({ forward: 1, run: true }, { seconds: 1 }), 0)).toBe(Locomotion.run);
  });
});

describe("angles", () => {
  test("wrap into [−π, π)", () => {
    for (const turns of [-3, -1, 0, 1, 5]) expect(wrapAngle(0.5 + turns * 2 * Math.PI)).toBeCloseTo(0.5, 9);
    expect(wrapAngle(Math.PI)).toBeCloseTo(-Math.PI, 9);
  });

  test("turn by a share of the short way", () => {
    expect(turnTowards(3, -3, 0.5)).toBeCloseTo(wrapAngle(Math.PI), 6);
    expect(turnTowards(0.2, 0.4, 1)).toBeCloseTo(0.4, 9);
  });
});
