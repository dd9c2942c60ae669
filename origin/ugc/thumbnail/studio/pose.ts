// How an avatar stands for its picture: arms down, elbows a little bent, the head a little aside. Nobody stands like a T.

import type { VRM, VRMHumanBoneName } from "@pixiv/three-vrm";

/** Radians about x, y and z of VRM 1.0's normalised bones, which face +Z. */
const POSE: Readonly<Partial<Record<VRMHumanBoneName, readonly [number, number, number]>>> = {
  leftShoulder: [0, 0, -0.06],
  rightShoulder: [0, 0, 0.06],
  leftUpperArm: [0.08, 0, -1.2],
  rightUpperArm: [0.08, 0, 1.2],
  leftLowerArm: [0, -0.22, 0],
  rightLowerArm: [0, 0.22, 0],
  leftHand: [0, 0, 0.06],
  rightHand: [0, 0, -0.06],
  spine: [0.01, 0.03, 0],
  neck: [0.02, -0.04, 0.02],
  head: [0.02, -0.06, 0.04],
  leftUpperLeg: [0, 0, 0.03],
  rightUpperLeg: [0, 0, -0.03],
};
const FINGERS = ["Index", "Middle", "Ring", "Little"] as const;
const FINGER_BEND_RAD = 0.22;

export function poseNaturally(vrm: VRM): void {
  // Normalised bones of VRM 0.x live in a space that is turned half round: X and Z turn the other way there.
  const sign = vrm.meta.metaVersion === "0" ? -1 : 1;
  const turn = (name: VRMHumanBoneName, x: number, y: number, z: number) =>
    vrm.humanoid.getNormalizedBoneNode(name)?.rotation.set(x * sign, y, z * sign);
  for (const [name, [x, y, z]] of Object.entries(POSE)) turn(name as VRMHumanBoneName, x, y, z);
  for (const finger of FINGERS)
    for (const joint of ["Proximal", "Intermediate"] as const) {
      turn(`left${finger}${joint}`, 0, 0, -FINGER_BEND_RAD);
      turn(`right${finger}${joint}`, 0, 0, FINGER_BEND_RAD);
    }
  vrm.humanoid.update();
  vrm.springBoneManager?.reset();
}
