import { expect, test } from "bun:test";
import { blinkAt, type Limbs, limbsOf, STANDING, stepGait } from "../../../../edge/web/room/gait.ts";
import { Locomotion } from "../../../../shared/protocol/ext/pose.ts";

const FRAME_S = 1 / 60;
const LEG_M = 0.8;

function limbsOver(speedMps: number, locomotion: number, seconds: number): Limbs[] {
  let gait = STANDING;
  return Array.from({ length: Math.round(seconds / FRAME_S) }, () => {
    gait = stepGait(gait, { speedMps, locomotion, legLengthM: LEG_M }, FRAME_S);
    return limbsOf(gait);
  });
}
const widest = (limbs: readonly Limbs[], of: (l: Limbs) => number) =>
  Math.max(...limbs.map((l) => Math.abs(of(l))));

test("somebody who stands swings nothing and still breathes", () => {
  const limbs = limbsOver(0, Locomotion.idle, 4);
  expect(widest(limbs, (l) => l.leftLeg)).toBe(0);
  expect(widest(limbs, (l) => l.breath)).toBeGreaterThan(0.9);
});

test("legs go against each other, and each arm against its own leg", () => {
  for (const { leftLeg, rightLeg, leftArm } of limbsOver(2, Locomotion.walk, 2).slice(60)) {
    expect(leftLeg + rightLeg).toBeCloseTo(0, 2);
    expect(leftLeg * leftArm).toBeLessThanOrEqual(1e-9);
  }
});

test("a knee bends only backwards, most while its leg comes forward", () => {
  const limbs = limbsOver(2, Locomotion.walk, 3).slice(60);
  expect(Math.min(...limbs.map((l) => Math.min(l.leftKnee, l.rightKnee)))).toBeGreaterThan(0);
  const most = limbs.reduce((a, b) => (b.leftKnee > a.leftKnee ? b : a));
  const next = limbs[limbs.indexOf(most) + 1];
  if (next !== undefined) expect(next.leftLeg).toBeLessThan(most.leftLeg);
});

test("who runs swings wider and leans further than who walks, and no joint passes what a body can", () => {
  const walk = limbsOver(2, Locomotion.walk, 3).slice(60);
  const run = limbsOver(5, Locomotion.run, 3).slice(60);
  expect(widest(run, (l) => l.leftLeg)).toBeGreaterThan(widest(walk, (l) => l.leftLeg));
  expect(widest(run, (l) => l.lean)).toBeGreaterThan(widest(walk, (l) => l.lean));
  expect(widest(run, (l) => l.leftLeg)).toBeLessThan(1);
  expect(widest(run, (l) => l.leftKnee)).toBeLessThan(2);
});

test("a step is as long as the legs allow: feet do not slide under long legs faster than under short ones", () => {
  const cycles = (legLengthM: number) => {
    let gait = STANDING;
    let turns = 0;
    for (let frame = 0; frame < 600; frame++) {
      const next = stepGait(gait, { speedMps: 2, locomotion: Locomotion.walk, legLengthM }, FRAME_S);
      if (next.phase < gait.phase) turns++;
      gait = next;
    }
    return turns;
  };
  expect(cycles(0.4)).toBeGreaterThan(cycles(1) * 2);
});

test("eyes are open nearly always, and figures do not blink together", () => {
  const times = Array.from({ length: 6_000 }, (_, index) => index / 100);
  const closed = (seed: number) => times.filter((t) => blinkAt(t, seed) > 0.5);
  expect(closed(1).length / times.length).toBeWithin(0.01, 0.06);
  expect(closed(1)).not.toEqual(closed(2));
});
