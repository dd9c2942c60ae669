// The integers themselves; how much they lose is measured in bounds.test.ts.

import { expect, test } from "bun:test";
import {
  jointToWords,
  lookToSteps,
  metresToSteps,
  rotationToWords,
  speedToSteps,
  wordsToJoint,
  wordsToRotation,
  yawToSteps,
} from "../../../../shared/protocol/ext/quantize.ts";
import { seededRng } from "../../../../shared/rng.ts";

test("[POSE-2] halves round up, a turn is no turn, and what cannot be said is clamped", () => {
  expect(metresToSteps(0.5 / 1024, false)).toBe(1);
  expect(metresToSteps(-0.5 / 1024, false)).toBe(0);
  expect(metresToSteps(1000, false)).toBe(32_767);
  expect(metresToSteps(-10_000, true)).toBe(-8_388_608);
  expect(lookToSteps(9)).toBe(127);
  expect([yawToSteps(2 * Math.PI), yawToSteps(Math.PI), yawToSteps(-Math.PI / 2)]).toEqual([
    0, 0x8000, 0xc000,
  ]);
});

test("[POSE-4] a joint beyond its range is clamped, and whether it is tracked is kept (seed 0x7b)", () => {
  const rng = seededRng(0x7bn);
  for (let count = 0; count < 1_000; count++) {
    const tracked = rng() < 0.5;
    const far = { position: [9, -9, 9], rotation: [rng(), rng(), rng(), rng()], tracked } as const;
    const back = wordsToJoint(jointToWords(far));
    expect([back.position, back.tracked]).toEqual([[2047 / 1024, -1, 2047 / 1024], tracked]);
  }
});

test("[POSE-4] no rotation at all is exact", () => {
  const identity = { position: [0, 1, 0], rotation: [0, 0, 0, 1], tracked: true } as const;
  expect(wordsToJoint(jointToWords(identity))).toEqual(identity);
  expect(wordsToJoint(jointToWords({ ...identity, rotation: [0, 0, 0, 0] }))).toEqual(identity);
});

test("[ITEM-2] no rotation at all is exact, and any words decode to a quaternion of length 1", () => {
  const identity = [0, 0, 0, 1] as const;
  expect(wordsToRotation(rotationToWords(identity))).toEqual(identity);
  const rng = seededRng(0x7dn);
  const word = () => Math.floor(rng() * 65_536);
  for (let count = 0; count < 1_000; count++)
    expect(Math.hypot(...wordsToRotation([word(), word(), word()]))).toBeCloseTo(1, 12);
});

test("[ITEM-2] a velocity is clamped beyond ±127.99 m/s", () => {
  expect([speedToSteps(1000), speedToSteps(-1000)]).toEqual([32_767, -32_768]);
});
