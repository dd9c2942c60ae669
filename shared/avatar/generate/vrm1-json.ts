// What VRM 1.0 adds to the glTF: VRMC_vrm, VRMC_springBone and VRMC_materials_mtoon. vrm-c/vrm-specification, 1.0.

import { EXPRESSION_NAMES } from "../figure/face-pose.ts";
import { linear, timesRgb } from "../figure/look.ts";
import { factorsOf } from "../figure/materials.ts";
import { BONE_PARENTS } from "../humanoid.ts";
import type { Point } from "../matrix.ts";
import { BODY_COLLIDERS, SPRING } from "./colliders.ts";
import type { AvatarMeta } from "./spec.ts";
import type { Written } from "./write-vrm.ts";

export type VrmExtensions = {
  readonly extensionsUsed: readonly string[];
  readonly extensions: object;
  readonly materialExtensions: (material: number) => object;
};

/** How far the eye's picture slides when it looks all the way. */
const GAZE = { lookLeft: [-0.13, 0], lookRight: [0.13, 0], lookUp: [0, 0.1], lookDown: [0, -0.1] } as const;
/** An expression that closes the eyes must not blink as well. */
const BLOCKS_BLINK: ReadonlySet<string> = new Set(["happy", "relaxed"]);

export function vrm1Extensions(written: Written): VrmExtensions {
  const { figure, options } = written;
  const hasSprings = figure.chains.length > 0;
  return {
    extensionsUsed: ["VRMC_vrm", "VRMC_materials_mtoon", ...(hasSprings ? ["VRMC_springBone"] : [])],
    extensions: {
      VRMC_vrm: {
        specVersion: "1.0",
        meta: meta(options.meta),
        humanoid: { humanBones: humanBones(written) },
        firstPerson: { meshAnnotations: annotations(written) },
        lookAt: lookAt(),
        expressions: { preset: expressions(written) },
      },
      ...(hasSprings ? { VRMC_springBone: springs(written) } : {}),
    },
    materialExtensions: (material) => ({ extensions: { VRMC_materials_mtoon: mtoon(written, material) } }),
  };
}

function meta({ name, author, avatarPermission, isCc0 }: AvatarMeta): object {
  return {
    name,
    version: "1",
    authors: [author],
    licenseUrl: "https://vrm.dev/licenses/1.0/",
    avatarPermission,
    allowExcessivelyViolentUsage: false,
    allowExcessivelySexualUsage: false,
    commercialUsage: isCc0 ? "corporation" : "personalNonProfit",
    allowPoliticalOrReligiousUsage: false,
    allowAntisocialOrHateUsage: false,
    creditNotation: "unnecessary",
    allowRedistribution: isCc0,
    modification: modificationOf(avatarPermission, isCc0),
    ...(isCc0 ? { otherLicenseUrl: "https://creativecommons.org/publicdomain/zero/1.0/" } : {}),
  };
}

function modificationOf(permission: AvatarMeta["avatarPermission"], isCc0: boolean): string {
  if (isCc0) return "allowModificationRedistribution";
  return permission === "everyone" ? "allowModification" : "prohibited";
}

function humanBones({ figure, nodeOf }: Written): Record<string, { node: number }> {
  const bones: Record<string, { node: number }> = {};
  for (const { name } of figure.bones) {
    const node = nodeOf.get(name);
    if (node !== undefined && Object.hasOwn(BONE_PARENTS, name)) bones[name] = { node };
  }
  return bones;
}

function annotations({ meshNodes }: Written): object[] {
  return [...meshNodes].map(([mesh, node]) => ({ node, type: mesh === "Body" ? "auto" : "thirdPersonOnly" }));
}

function lookAt(): object {
  const range = { inputMaxValue: 40, outputScale: 1 };
  return {
    type: "expression",
    offsetFromHeadBone: [0, 0.115, 0.11],
    rangeMapHorizontalInner: range,
    rangeMapHorizontalOuter: range,
    rangeMapVerticalDown: range,
    rangeMapVerticalUp: range,
  };
}

function expressions({ meshNodes, morphNames, materials }: Written): Record<string, object> {
  const face = meshNodes.get("Face");
  const plain = { isBinary: false, overrideLookAt: "none", overrideMouth: "none" };
  const preset: Record<string, object> = {};
  for (const name of EXPRESSION_NAMES)
    preset[name] = {
      ...plain,
      morphTargetBinds: [{ node: face, index: morphNames.indexOf(name), weight: 1 }],
      overrideBlink: BLOCKS_BLINK.has(name) ? "block" : "none",
    };
  for (const [name, offset] of Object.entries(GAZE))
    preset[name] = {
      ...plain,
      overrideBlink: "none",
      textureTransformBinds: materials.flatMap(({ of }, material) =>
        of === "eye" ? [{ material, scale: [1, 1], offset }] : [],
      ),
    };
  return preset;
}

function springs({ figure, nodeOf, scale }: Written): object {
  const sized = (at: Point) => at.map((value) => value * scale);
  return {
    specVersion: "1.0",
    colliders: BODY_COLLIDERS.map(({ bone, offset, radiusM, tail }) => ({
      node: nodeOf.get(bone),
      shape:
        tail === undefined
          ? { sphere: { offset: sized(offset), radius: radiusM * scale } }
          : { capsule: { offset: sized(offset), radius: radiusM * scale, tail: sized(tail) } },
    })),
    colliderGroups: [{ name: "body", colliders: BODY_COLLIDERS.map((_, i) => i) }],
    springs: figure.chains.map(({ name, joints, stiffness, radiusM }) => ({
      name,
      joints: joints.map((joint) => ({
        node: nodeOf.get(joint.name),
        hitRadius: radiusM * scale,
        stiffness,
        gravityPower: SPRING.gravityPower,
        gravityDir: [0, -1, 0],
        dragForce: SPRING.dragForce,
      })),
      colliderGroups: [0],
    })),
  };
}

function mtoon({ materials, scale }: Written, at: number): object {
  const material = materials[at];
  if (material === undefined) return {};
  const { paint, texture } = material;
  return {
    specVersion: "1.0",
    transparentWithZWrite: false,
    renderQueueOffsetNumber: 0,
    shadeColorFactor: factorsOf(paint).shade,
    ...(texture === null ? {} : { shadeMultiplyTexture: { index: texture } }),
    shadingShiftFactor: -0.1,
    shadingToonyFactor: 0.82,
    giEqualizationFactor: 0.9,
    rimLightingMixFactor: 1,
    parametricRimColorFactor: [0, 0, 0],
    outlineWidthMode: paint.outlineM > 0 ? "worldCoordinates" : "none",
    outlineWidthFactor: paint.outlineM * scale,
    outlineColorFactor: linear(timesRgb(paint.shade, [0.5, 0.42, 0.46])),
    outlineLightingMixFactor: 0.3,
  };
}
