// What three-vrm makes of an avatar beyond its looks: the body that whoever wears it moves, and what is said of it. To see that
// a variant wears like the upload.

import type { VRM } from "@pixiv/three-vrm";

/** Plain values, part by part; equal parts wear alike. */
export type WornBody = Readonly<Record<BodyPart, unknown>>;
export const BODY_PARTS = ["humanoid", "expressions", "springs", "firstPerson", "lookAt", "meta"] as const;
export type BodyPart = (typeof BODY_PARTS)[number];

export function wornBody({
  humanoid,
  expressionManager,
  springBoneManager,
  firstPerson,
  lookAt,
  meta,
}: VRM): WornBody {
  const joints = [...(springBoneManager?.joints ?? [])];
  return {
    humanoid: Object.entries(humanoid.humanBones).map(([bone, { node }]) => [bone, node.name]),
    expressions: expressionManager?.expressions.map(({ expressionName, isBinary, binds }) => [
      expressionName,
      isBinary,
      binds.map((bind) => bind.constructor.name),
    ]),
    springs: {
      joints: joints.map(({ bone, child, settings: { gravityDir, ...settings } }) => [
        bone.name,
        child?.name,
        { ...settings, gravityDir: gravityDir.toArray() },
      ]),
      colliders: springBoneManager?.colliders.map(({ name, parent }) => [name, parent?.name]),
    },
    firstPerson: firstPerson?.meshAnnotations.map(({ meshes, type }) => [
      meshes.map(({ name }) => name),
      type,
    ]),
    lookAt:
      lookAt === undefined ? null : [lookAt.applier.constructor.name, lookAt.offsetFromHeadBone.toArray()],
    // Pictures in it are objects of the one that loaded them.
    meta: { ...meta, thumbnailImage: null, texture: null },
  };
}

/** The parts that differ. */
export function changedParts(a: WornBody, b: WornBody): readonly BodyPart[] {
  return BODY_PARTS.filter((part) => !Bun.deepEquals(a[part], b[part]));
}
