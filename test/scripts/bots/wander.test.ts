import { describe, expect, test } from "bun:test";
import { createWalker, SPEED_MAX_MPS } from "../../../scripts/bots/wander.ts";
import { decodePose, encodePose } from "../../../shared/protocol/ext/pose.ts";
import { seededRng } from "../../../shared/rng.ts";

const STEP_MS = 50;
const SEEDS = Array.from({ length: 12 }, (_, index) => BigInt(index));

function walk(seed: bigint, minutes: number, halfSizeM = 24, spawn: [number, number, number] = [0, 0, 0]) {
  const walker = createWalker({ rng: seededRng(seed), halfSizeM, spawn });
  return Array.from({ length: (minutes * 60_000) / STEP_MS }, () => walker.step(STEP_MS));
}

describe("a bot that walks about", () => {
  test("stays inside the square, however small it is and wherever one appears in it", () => {
    for (const seed of SEEDS) {
      for (const [halfSizeM, spawn] of [
        [24, [0, 0, 0]],
        [4, [0, 1, 0]],
        [50, [49, 0, -49]],
        [4_096, [4_000, 0, 4_000]],
      ] as const) {
        const places = walk(seed, 2, halfSizeM, [...spawn]).map((pose) => pose.position);
        const farthestM = Math.max(...places.flatMap(([x, , z]) => [Math.abs(x), Math.abs(z)]));
        expect(farthestM).toBeLessThanOrEqual(halfSizeM - 1);
        expect(new Set(places.map(([, y]) => y))).toEqual(new Set([spawn[1]]));
      }
    }
  });

  test("moves smoothly: no step is longer, no turn sharper than legs allow", () => {
    for (const seed of SEEDS) {
      const poses = walk(seed, 5);
      let [stepMaxM, turnMax, lookMax] = [0, 0, 0];
      for (const [index, now] of poses.entries()) {
        const before = poses[index - 1] ?? now;
        const [dx, dz] = [now.position[0] - before.position[0], now.position[2] - before.position[2]];
        const turn = now.bodyYaw - before.bodyYaw;
        stepMaxM = Math.max(stepMaxM, Math.hypot(dx, dz));
        turnMax = Math.max(turnMax, Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))));
        lookMax = Math.max(lookMax, Math.abs(now.lookYaw - before.lookYaw));
      }
      expect(stepMaxM).toBeLessThanOrEqual((SPEED_MAX_MPS * STEP_MS) / 1000 + 1e-9);
      expect(turnMax).toBeLessThanOrEqual((2.5 * STEP_MS) / 1000 + 1e-9);
      expect(lookMax).toBeLessThan(0.1);
    }
  });

  test("faces where it goes: yaw 0 is +Z, and grows towards +X", () => {
    const poses = walk(3n, 5);
    let forwardM = 0;
    let walkedM = 0;
    for (const [index, now] of poses.entries()) {
      const before = poses[index - 1] ?? now;
      const [dx, dz] = [now.position[0] - before.position[0], now.position[2] - before.position[2]];
      forwardM += dx * Math.sin(now.bodyYaw) + dz * Math.cos(now.bodyYaw);
      walkedM += Math.hypot(dx, dz);
    }
    expect(walkedM).toBeGreaterThan(50);
    expect(forwardM).toBeCloseTo(walkedM, 6);
  });

  test("gets about, stands still now and then, and waves with its right hand", () => {
    for (const seed of SEEDS) {
      const poses = walk(seed, 5);
      const xs = poses.map((pose) => pose.position[0]);
      expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(5);
      expect(new Set(poses.map((pose) => pose.locomotion))).toEqual(new Set([0, 1]));
      const waves = poses.filter((pose) => pose.mode === 1);
      expect(waves.length).toBeGreaterThan(0);
      const hands = waves.map((pose) => pose.joints?.[2]?.position ?? [0, 0, 0]);
      expect(Math.max(...hands.map(([, y]) => y))).toBeGreaterThan(1.6);
      expect(Math.max(...hands.map(([x]) => x))).toBeLessThan(0);
    }
  });

  test("walks the same way for the same seed, and another for another", () => {
    expect(walk(5n, 1)).toEqual(walk(5n, 1));
    expect(walk(5n, 1)).not.toEqual(walk(6n, 1));
  });

  test("does not jump when the process was held up", () => {
    const walker = createWalker({ rng: seededRng(1n), halfSizeM: 24, spawn: [0, 0, 0] });
    let before = walker.step(STEP_MS);
    for (let count = 0; count < 200; count++) {
      const now = walker.step(60_000);
      const movedM = Math.hypot(now.position[0] - before.position[0], now.position[2] - before.position[2]);
      expect(movedM).toBeLessThan(0.5);
      before = now;
    }
  });

  test("makes poses that go over the wire as they are", () => {
    for (const pose of walk(7n, 2)) {
      const arrived = decodePose(encodePose({ ...pose, tMs: 0 }));
      expect(arrived.mode).toBe(pose.mode);
      for (const [index, joint] of (pose.joints ?? []).entries())
        for (const axis of [0, 1, 2] as const)
          expect(arrived.joints?.[index]?.position[axis]).toBeCloseTo(joint.position[axis], 2);
    }
  });
});
