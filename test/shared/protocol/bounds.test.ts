// The error bounds that the SPEC states, measured: never more, and where the worst case is known, nearly as much, so that a bound
// is no empty promise. Seeded.

import { expect, test } from "bun:test";
import { BOUNDS } from "../../../scripts/spec/bounds.ts";
import {
  curlToSteps,
  EMOTIONS,
  type Face,
  packFace,
  stepsToCurl,
  unpackFace,
  VISEMES,
} from "../../../shared/protocol/ext/face.ts";
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
  type Vec3,
  wordsToJoint,
  wordsToRotation,
  yawToSteps,
} from "../../../shared/protocol/ext/quantize.ts";
import { type Rng, seededRng } from "../../../shared/rng.ts";

const SAMPLES = 20_000;
const DEGREE = Math.PI / 180;
const MILLIMETRE = 0.001;

type Measured = Readonly<Record<keyof typeof BOUNDS, (rng: Rng) => Iterable<number>>>;

/** As many values between two ends as there are samples, both ends too. */
function* between(rng: Rng, low: number, high: number): Generator<number> {
  yield low;
  yield high;
  for (let count = 0; count < SAMPLES; count++) yield low + rng() * (high - low);
}

function* errors(
  values: Iterable<number>,
  roundTrip: (value: number) => number,
  unit: number,
): Generator<number> {
  for (const value of values) yield Math.abs(roundTrip(value) - value) / unit;
}

/** The shorter way round. */
function* yawErrors(rng: Rng): Generator<number> {
  for (const yaw of between(rng, -20, 20))
    yield (2 * Math.asin(Math.abs(Math.sin((stepsToYaw(yawToSteps(yaw)) - yaw) / 2)))) / DEGREE;
}

const joint = (position: Vec3, rotation: Quat = [0, 0, 0, 1]) => ({ position, rotation, tracked: true });
const throughJoint = (position: Vec3): Vec3 => wordsToJoint(jointToWords(joint(position))).position;

function* jointPositionErrors(rng: Rng): Generator<number> {
  yield* errors(between(rng, -2, 1.999), (x) => throughJoint([x, 1, 0])[0], MILLIMETRE);
  yield* errors(between(rng, -1, 2.999), (y) => throughJoint([0, y, 0])[1], MILLIMETRE);
  yield* errors(between(rng, -2, 1.999), (z) => throughJoint([0, 1, z])[2], MILLIMETRE);
}

/** Exact for the smallest angles, where the arc cosine of a product is not. */
function angleBetween(a: Quat, b: Quat): number {
  const distance = (sign: number) => Math.hypot(...a.map((c, index) => c - sign * (b[index] ?? 0)));
  return (4 * Math.asin(Math.min(distance(1), distance(-1)) / 2)) / DEGREE;
}

function randomRotation(rng: Rng): Quat {
  const q = [0, 0, 0, 0].map(() => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng()));
  const length = Math.hypot(...q);
  return [(q[0] ?? 0) / length, (q[1] ?? 0) / length, (q[2] ?? 0) / length, (q[3] ?? 0) / length];
}

/** By chance, and the worst there is: three components just below the fourth, each half a step from what can be said. */
function* rotationErrors(rng: Rng, limit: number, roundTrip: (q: Quat) => Quat): Generator<number> {
  for (let count = 0; count < SAMPLES; count++) {
    const q = randomRotation(rng);
    yield angleBetween(q, roundTrip(q));
  }
  for (let step = Math.floor(limit * 0.65); step <= limit * Math.SQRT1_2; step++) {
    const c = (step + 0.5) / (limit * Math.SQRT2);
    const q: Quat = [c, c, c, Math.sqrt(Math.max(0, 1 - 3 * c * c))];
    if (3 * c * c < 1) yield angleBetween(q, roundTrip(q));
  }
}

const still: Face = {
  viseme: "none",
  emotion: "neutral",
  visemeWeight: 0,
  emotionWeight: 0,
  blinkLeft: 0,
  blinkRight: 0,
};
const throughFace = (face: Partial<Face>): Face => unpackFace(packFace({ ...still, ...face }));

function* blinkErrors(rng: Rng): Generator<number> {
  yield* errors(between(rng, 0, 1), (blinkLeft) => throughFace({ blinkLeft, blinkRight: 1 }).blinkLeft, 1);
  yield* errors(between(rng, 0, 1), (blinkRight) => throughFace({ blinkRight, blinkLeft: 1 }).blinkRight, 1);
}

function* weightErrors(rng: Rng): Generator<number> {
  const [viseme, emotion] = ["oh", "surprised"] as const;
  yield* errors(between(rng, 0, 1), (visemeWeight) => throughFace({ viseme, visemeWeight }).visemeWeight, 1);
  yield* errors(
    between(rng, 0, 1),
    (emotionWeight) => throughFace({ emotion, emotionWeight }).emotionWeight,
    1,
  );
}

const throughMetres = (isWide: boolean) => (x: number) => stepsToMetres(metresToSteps(x, isWide));
const MEASURED: Measured = {
  bodyYaw: yawErrors,
  look: (rng) =>
    errors(between(rng, -Math.PI / 2, Math.PI / 2), (look) => stepsToLook(lookToSteps(look)), DEGREE),
  narrow: (rng) => errors(between(rng, -32, 31.999), throughMetres(false), MILLIMETRE),
  wide: (rng) => errors(between(rng, -8_192, 8_191.999), throughMetres(true), MILLIMETRE),
  jointPosition: jointPositionErrors,
  jointRotation: (rng) =>
    rotationErrors(rng, 1023, (q) => wordsToJoint(jointToWords(joint([0, 1, 0], q))).rotation),
  finger: (rng) => errors(between(rng, 0, 1), (curl) => stepsToCurl(curlToSteps(curl)), 1),
  weight: weightErrors,
  blink: blinkErrors,
  itemRotation: (rng) => rotationErrors(rng, 16_383, (q) => wordsToRotation(rotationToWords(q))),
  velocity: (rng) => errors(between(rng, -128, 127.99), (v) => stepsToSpeed(speedToSteps(v)), 1),
};

for (const [name, measured] of Object.entries(MEASURED)) {
  const { what, errorMax, unit } = BOUNDS[name as keyof typeof BOUNDS];
  test(`[POSE-2] [POSE-4] [POSE-8] [ITEM-2] ${what} errs by at most ${errorMax} ${unit || "of 1"}, and by nearly as much (seed 0x7a)`, () => {
    let worst = 0;
    for (const error of measured(seededRng(0x7an))) worst = Math.max(worst, error);
    expect(worst).toBeLessThan(errorMax);
    expect(worst).toBeGreaterThan(0.97 * errorMax);
  });
}

test("[POSE-8] visemes and emotions go with their weights, and numbers of later versions are none", () => {
  for (const viseme of VISEMES) expect(throughFace({ viseme, visemeWeight: 1 })).toMatchObject({ viseme });
  for (const emotion of EMOTIONS) expect(throughFace({ emotion, blinkLeft: 1 })).toMatchObject({ emotion });
  expect(unpackFace([7, 6, 0])).toMatchObject({ viseme: "none", emotion: "neutral" });
  expect(packFace({ ...still, visemeWeight: 9, blinkRight: -1 })).toEqual([31 << 3, 0, 0]);
});
