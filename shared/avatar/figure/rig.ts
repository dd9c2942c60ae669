// The base rig: every bone of a figure 1.4 m tall that stands in a T and faces +Z, the avatar's left at +X. Parts hang on bones by
// name; whoever writes the file gives them numbers.

import { BONE_PARENTS } from "../humanoid.ts";
import type { Point } from "../matrix.ts";

/** Soles to crown of the figure as it is drawn; other heights are scaled. */
export const RIG_HEIGHT_M = 1.4;

export type Bone = {
  /** The humanoid bone's name, or one of a joint's own. */
  readonly name: string;
  readonly parent: string | null;
  /** Where it stands in the model. */
  readonly at: Point;
};

/** On the middle line, and on the left: right is its mirror image. */
const middle: Readonly<Record<string, Point>> = {
  hips: [0, 0.7, 0],
  spine: [0, 0.77, 0],
  chest: [0, 0.86, 0],
  upperChest: [0, 0.95, 0],
  neck: [0, 1.06, -0.004],
  head: [0, 1.115, 0],
};
const left: Readonly<Record<string, Point>> = {
  Shoulder: [0.03, 1.03, 0],
  UpperArm: [0.1, 1.025, 0],
  LowerArm: [0.255, 1.025, 0],
  Hand: [0.395, 1.025, 0],
  UpperLeg: [0.062, 0.67, 0],
  LowerLeg: [0.066, 0.38, 0.004],
  Foot: [0.068, 0.075, -0.008],
  Toes: [0.07, 0.02, 0.065],
};

export const FINGERS = ["Thumb", "Index", "Middle", "Ring", "Little"] as const;
export type Finger = (typeof FINGERS)[number];
const JOINT_NAMES: Readonly<Record<Finger, readonly string[]>> = {
  Thumb: ["Metacarpal", "Proximal", "Distal"],
  Index: ["Proximal", "Intermediate", "Distal"],
  Middle: ["Proximal", "Intermediate", "Distal"],
  Ring: ["Proximal", "Intermediate", "Distal"],
  Little: ["Proximal", "Intermediate", "Distal"],
};
/** Left hand: from the root to the tip. */
const FINGER_LINES: Readonly<Record<Finger, readonly [root: Point, tip: Point]>> = {
  Thumb: [
    [0.42, 1.02, 0.024],
    [0.46, 1.014, 0.058],
  ],
  Index: [
    [0.458, 1.027, 0.023],
    [0.52, 1.023, 0.027],
  ],
  Middle: [
    [0.461, 1.028, 0.007],
    [0.528, 1.024, 0.008],
  ],
  Ring: [
    [0.459, 1.027, -0.009],
    [0.521, 1.023, -0.01],
  ],
  Little: [
    [0.453, 1.025, -0.024],
    [0.503, 1.021, -0.028],
  ],
};

export const mirror = (sign: number, [x, y, z]: Point): Point => [x * sign, y, z];
export const SIDES = [
  ["left", 1],
  ["right", -1],
] as const;

/** Where a finger begins and ends. */
export function fingerLine(sign: number, finger: Finger): readonly [root: Point, tip: Point] {
  const [root, tip] = FINGER_LINES[finger];
  return [mirror(sign, root), mirror(sign, tip)];
}

/** The three bones of a finger, root first. */
export function fingerBones(side: string, finger: Finger): readonly string[] {
  return JOINT_NAMES[finger].map((joint) => `${side}${finger}${joint}`);
}

/** Every bone of the body, parents first. `withFingers` adds thirty. */
export function bodyBones(withFingers: boolean): readonly Bone[] {
  const places = new Map<string, Point>(Object.entries(middle));
  for (const [side, sign] of SIDES) {
    for (const [part, at] of Object.entries(left)) places.set(side + part, mirror(sign, at));
    if (withFingers)
      for (const finger of FINGERS) {
        const [root, tip] = fingerLine(sign, finger);
        for (const [i, name] of fingerBones(side, finger).entries())
          places.set(
            name,
            [0, 1, 2].map((axis) => (root[axis] ?? 0) + ((tip[axis] ?? 0) - (root[axis] ?? 0)) * (i / 3)) as [
              number,
              number,
              number,
            ],
          );
      }
  }
  return [...places].map(([name, at]) => ({ name, at, parent: BONE_PARENTS[name] ?? null }));
}
