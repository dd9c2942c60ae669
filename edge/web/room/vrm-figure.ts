// A VRM as a figure: its normalised humanoid bones are swung by the same gait as the stand-in's limbs. VRM 0.x faces −Z
// and is turned here, so that everything behind knows one front only; VRM 1.0 faces +Z already.

import { type VRM, type VRMHumanBoneName, VRMLoaderPlugin, VRMUtils } from "@pixiv/three-vrm";
import { Box3, Mesh, type Object3D, Vector3 } from "three";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import type { Figure, Motion } from "./figure.ts";
import { blinkAt, type GaitState, type Limbs, limbsOf, STANDING, stepGait } from "./gait.ts";

/** Hair may go this much higher than the head bone, which sits in the neck; a halo or a banner does not count. */
const TOP_OVER_HEAD_MIN = 1.1;
const TOP_OVER_HEAD_MAX = 1.5;
const ARM_DOWN_RAD = 1.22;
/** Spring bones explode when a slept-through second is simulated at once. */
const STEP_MAX_S = 0.05;

export type VrmFigure = Figure & {
  /** Shows an expression by its name (VRM 1.0's), at full weight; null lets the face rest. */
  express(name: string | null): void;
};

/** Opens a VRM's bytes. Throws when they are none. `seed` sets when it blinks. */
export async function createVrmFigure(bytes: ArrayBuffer, seed: number): Promise<VrmFigure> {
  const loader = new GLTFLoader();
  loader.setMeshoptDecoder(MeshoptDecoder);
  loader.register((parser) => new VRMLoaderPlugin(parser));
  const gltf = await loader.parseAsync(bytes, "");
  const vrm = gltf.userData["vrm"] as VRM | undefined;
  if (vrm === undefined) throw new Error("there is no VRM in this file");
  VRMUtils.removeUnnecessaryVertices(gltf.scene);
  VRMUtils.combineSkeletons(gltf.scene);
  VRMUtils.rotateVRM0(vrm);
  vrm.scene.traverse((node) => {
    // The bounds of a skinned mesh are those of its rest pose, and would cull what an arm or a jump brings into view.
    node.frustumCulled = false;
  });
  return figureOf(vrm, seed);
}

function figureOf(vrm: VRM, seed: number): VrmFigure {
  // Normalised bones of VRM 0.x live in a space that is turned half round: X and Z turn the other way there.
  const sign = vrm.meta.metaVersion === "0" ? -1 : 1;
  const bone = (name: VRMHumanBoneName): Object3D | null => vrm.humanoid.getNormalizedBoneNode(name);
  const hips = bone("hips");
  const hipsRestY = hips?.position.y ?? 0;
  const place = new Vector3();
  const headY = bone("head")?.getWorldPosition(place).y ?? 1.4;
  const legLengthM = bone("leftUpperLeg")?.getWorldPosition(place).y ?? headY / 2;
  let gait: GaitState = STANDING;
  let shown: string | null = null;

  const turn = (name: VRMHumanBoneName, x: number, y: number, z: number) =>
    bone(name)?.rotation.set(x * sign, y, z * sign);
  const apply = (limbs: Limbs, motion: Motion) => {
    if (hips !== null) hips.position.y = hipsRestY + limbs.bob * legLengthM;
    turn("hips", limbs.lean * 0.4, limbs.twist, 0);
    turn("spine", limbs.lean * 0.6 + limbs.breath * 0.012, -limbs.twist * 1.6, 0);
    turn("chest", -limbs.breath * 0.012, 0, 0);
    turn("leftUpperLeg", limbs.leftLeg, 0, 0);
    turn("rightUpperLeg", limbs.rightLeg, 0, 0);
    turn("leftLowerLeg", limbs.leftKnee, 0, 0);
    turn("rightLowerLeg", limbs.rightKnee, 0, 0);
    turn("leftFoot", -0.3 * limbs.leftLeg - 0.35 * limbs.leftKnee, 0, 0);
    turn("rightFoot", -0.3 * limbs.rightLeg - 0.35 * limbs.rightKnee, 0, 0);
    turn("leftUpperArm", limbs.leftArm, 0, -ARM_DOWN_RAD + 0.02 * limbs.breath);
    turn("rightUpperArm", limbs.rightArm, 0, ARM_DOWN_RAD - 0.02 * limbs.breath);
    turn("leftLowerArm", 0, -limbs.elbow, 0);
    turn("rightLowerArm", 0, limbs.elbow, 0);
    turn("neck", -motion.lookPitch * 0.35, motion.lookYaw * 0.35, 0);
    turn("head", -motion.lookPitch * 0.45, motion.lookYaw * 0.45, 0);
  };

  return {
    object: vrm.scene,
    heightM: Math.min(headY * TOP_OVER_HEAD_MAX, Math.max(headY * TOP_OVER_HEAD_MIN, topOf(vrm.scene))),
    animate(motion, dtS) {
      gait = stepGait(gait, { ...motion, legLengthM }, dtS);
      apply(limbsOf(gait), motion);
      vrm.expressionManager?.setValue("blink", blinkAt(gait.timeS, seed));
      vrm.update(Math.min(dtS, STEP_MAX_S));
    },
    express(name) {
      if (shown !== null) vrm.expressionManager?.setValue(shown, 0);
      shown = name;
      if (shown !== null) vrm.expressionManager?.setValue(shown, 1);
    },
    dispose() {
      VRMUtils.deepDispose(vrm.scene);
    },
  };
}

/** The highest point of what is drawn, metres, from the meshes' bounds: bones are at rest, so skinning changes little. */
function topOf(scene: Object3D): number {
  const box = new Box3();
  let top = 0;
  scene.traverse((node) => {
    if (!(node instanceof Mesh)) return;
    if (node.geometry.boundingBox === null) node.geometry.computeBoundingBox();
    if (node.geometry.boundingBox === null) return;
    box.copy(node.geometry.boundingBox).applyMatrix4(node.matrixWorld);
    top = Math.max(top, box.max.y);
  });
  return top;
}
