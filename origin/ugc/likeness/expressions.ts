// The expressions of an avatar as morph weights, whatever its version. What an expression does to colours and texture
// coordinates of materials is left out: no variant changes those, and they are not geometry. Pure.

import * as z from "zod";
import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";

export type MorphBind = { readonly node: number; readonly target: number; readonly weight: number };
export type Expression = { readonly name: string; readonly binds: readonly MorphBind[] };

/** A face tracked in full has 52 expressions beside the 18 of VRM. More are not looked at: the time of a look is bounded. */
export const EXPRESSIONS_MAX = 80;

const index = z.number().int().catch(-1);
const expressionsOf1 = z.record(
  z.string(),
  z.object({
    morphTargetBinds: z.array(z.object({ node: index, index, weight: z.number().catch(1) })).catch([]),
  }),
);
const vrm1Schema = z.object({
  expressions: z
    .object({ preset: expressionsOf1.catch({}), custom: expressionsOf1.catch({}) })
    .catch({ preset: {}, custom: {} }),
});
const vrm0Schema = z.object({
  blendShapeMaster: z
    .object({
      blendShapeGroups: z
        .array(
          z.object({
            name: z.string().catch(""),
            presetName: z.string().catch(""),
            binds: z.array(z.object({ mesh: index, index, weight: z.number().catch(100) })).catch([]),
          }),
        )
        .catch([]),
    })
    .catch({ blendShapeGroups: [] }),
});

/** Reads every expression that moves a vertex, in the file's order; broken binds are left out, as viewers do. */
export function readExpressions(model: AvatarModel): readonly Expression[] {
  return listExpressions(model).slice(0, EXPRESSIONS_MAX);
}

/** The same without a bound: for whoever only needs to know what they move. */
export function listExpressions(model: AvatarModel): readonly Expression[] {
  const all = model.version === "1.0" ? readVrm1(model) : readVrm0(model);
  return all.filter(({ binds }) => binds.length > 0);
}

function readVrm1({ document }: AvatarModel): Expression[] {
  const vrm = vrm1Schema.safeParse(document.extensions["VRMC_vrm"]);
  if (!vrm.success) return [];
  const { preset, custom } = vrm.data.expressions;
  return [...Object.entries(preset), ...Object.entries(custom)].map(([name, { morphTargetBinds }]) => ({
    name,
    binds: morphTargetBinds
      .filter(({ node }) => document.nodes[node]?.mesh !== undefined)
      .map(({ node, index: target, weight }) => ({ node, target, weight })),
  }));
}

/** 0.x binds by mesh, and its weights run to 100. */
function readVrm0({ document }: AvatarModel): Expression[] {
  const vrm = vrm0Schema.safeParse(document.extensions["VRM"]);
  if (!vrm.success) return [];
  return vrm.data.blendShapeMaster.blendShapeGroups.map(({ name, presetName, binds }, at) => ({
    name: name || presetName || `#${at}`,
    binds: binds.flatMap(({ mesh, index: target, weight }) =>
      document.nodes.flatMap((node, i) =>
        node.mesh === mesh ? [{ node: i, target, weight: weight / 100 }] : [],
      ),
    ),
  }));
}
