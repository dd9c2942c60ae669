import { expect, test } from "bun:test";
import {
  jointToWords,
  lookToSteps,
  metresToSteps,
  type Quat,
  rotationToWords,
  speedToSteps,
  stepsToLook,
  stepsToMetres,
  stepsToSpeed,
  stepsToYaw,
  wordsToJoint,
  wordsToRotation,
  yawToSteps,
} from "../../../../shared/protocol/ext/quantize.ts";
import { type Rng, seededRng } from "../../../../shared/rng.ts";

const SAMPLES = 20_000;
const DEGREE = Math.PI / 180;

test("[POSE-2] yaw, look and position stay within their stated errors (seed 0x7a)", () => {
  const rng = seededRng(0x7an);
  for (let count = 0; count < SAMPLES; count++) {
    const yaw = (rng() - 0.5) * 20;
    const yawError = Math.abs(Math.sin((stepsToYaw(yawToSteps(yaw)) - yaw) / 2)) * 2;
    expect(yawError).toBeLessThan(0.00275 * DEGREE);
    const look = (rng() - 0.5) * Math.PI;
    expect(Math.abs(stepsToLook(lookToSteps(look)) - look)).toBeLessThan(0.355 * DEGREE);
    const metres = (rng() - 0.5) * 60;
    expect(Math.abs(stepsToMetres(metresToSteps(metres, false)) - metres)).toBeLessThan(0.000_488_3);
  }
});

test("[POSE-2] halves round up, and what cannot be said is clamped", () => {
  expect(metresToSteps(0.5 / 1024, false)).toBe(1);
  expect(metresToSteps(-0.5 / 1024, false)).toBe(0);
  expect(metresToSteps(1000, false)).toBe(32_767);
  expect(metresToSteps(-10_000, true)).toBe(-8_388_608);
  expect(lookToSteps(9)).toBe(127);
});

function randomRotation(rng: Rng): Quat {
  const q = [0, 0, 0, 0].map(() => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng()));
  const length = Math.hypot(...q);
  return [(q[0] ?? 0) / length, (q[1] ?? 0) / length, (q[2] ?? 0) / length, (q[3] ?? 0) / length];
}
const angleBetween = (a: Quat, b: Quat) => {
  const dot = Math.abs(a.reduce((sum, c, index) => sum + c * (b[index] ?? 0), 0));
  return 2 * Math.acos(Math.min(1, dot));
};

test("[POSE-4] a joint's rotation errs by at most 0.14°, its position by 0.4883 mm (seed 0x7b)", () => {
  const rng = seededRng(0x7bn);
  let worst = 0;
  for (let count = 0; count < SAMPLES; count++) {
    const joint = {
      position: [(rng() - 0.5) * 3.9, rng() * 3.9 - 0.95, (rng() - 0.5) * 3.9] as const,
      rotation: randomRotation(rng),
      tracked: rng() < 0.5,
    };
    const back = wordsToJoint(jointToWords(joint));
    worst = Math.max(worst, angleBetween(joint.rotation, back.rotation));
    for (const axis of [0, 1, 2] as const)
      expect(Math.abs(back.position[axis] - joint.position[axis])).toBeLessThan(0.000_488_3);
    expect(back.tracked).toBe(joint.tracked);
  }
  expect(worst).toBeLessThan(0.14 * DEGREE);
  expect(worst).toBeGreaterThan(0.05 * DEGREE);
});

test("[POSE-4] no rotation at all is exact", () => {
  const identity = { position: [0, 1, 0], rotation: [0, 0, 0, 1], tracked: true } as const;
  expect(wordsToJoint(jointToWords(identity))).toEqual(identity);
});

/** Exact for the smallest angles, where the arc cosine of a product is not. */
const smallAngleBetween = (a: Quat, b: Quat) => {
  const distance = (sign: number) => Math.hypot(...a.map((c, index) => c - sign * (b[index] ?? 0)));
  return 4 * Math.asin(Math.min(distance(1), distance(-1)) / 2);
};

test("[ITEM-2] a rotation that stands alone errs by at most 0.0086°, and comes near it where all components are alike (seed 0x7c)", () => {
  const rng = seededRng(0x7cn);
  const errorOf = (q: Quat) => smallAngleBetween(q, wordsToRotation(rotationToWords(q)));
  const random = Array.from({ length: SAMPLES }, () => errorOf(randomRotation(rng)));
  expect(Math.max(...random)).toBeLessThan(0.0086 * DEGREE);
  // The worst there is: three components just below the fourth, each half a step from what can be said.
  const scale = 16_383 * Math.SQRT2;
  let worst = 0;
  for (let step = 11_000; step <= 11_584; step++) {
    const c = (step + 0.5) / scale;
    if (3 * c * c < 1) worst = Math.max(worst, errorOf([c, c, c, Math.sqrt(1 - 3 * c * c)]));
  }
  expect(worst).toBeLessThan(0.0086 * DEGREE);
  expect(worst).toBeGreaterThan(0.0085 * DEGREE);
});

test("[ITEM-2] no rotation at all is exact, and any words decode to a quaternion of length 1", () => {
  const identity = [0, 0, 0, 1] as const;
  expect(wordsToRotation(rotationToWords(identity))).toEqual(identity);
  const rng = seededRng(0x7dn);
  const word = () => Math.floor(rng() * 65_536);
  for (let count = 0; count < 1_000; count++)
    expect(Math.hypot(...wordsToRotation([word(), word(), word()]))).toBeCloseTo(1, 12);
});

test("[ITEM-2] a velocity errs by at most 0.001954 m/s per axis and is clamped beyond ±127.99 (seed 0x7e)", () => {
  const rng = seededRng(0x7en);
  for (let count = 0; count < SAMPLES; count++) {
    const speed = (rng() - 0.5) * 255;
    expect(Math.abs(stepsToSpeed(speedToSteps(speed)) - speed)).toBeLessThan(0.001_954);
  }
  expect([speedToSteps(1000), speedToSteps(-1000)]).toEqual([32_767, -32_768]);
});
