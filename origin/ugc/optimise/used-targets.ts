// Which morph targets anything can move. The others cost every viewer memory and never show.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import { isRecord } from "../../../shared/avatar/json-scan.ts";
import { listExpressions } from "../likeness/expressions.ts";

/** By mesh and target. Everything counts as moved when the file has animations, which may weigh any mesh. */
export function findUsedTargets(
  model: AvatarModel,
  json: Readonly<Record<string, unknown>>,
): (meshIndex: number, target: number) => boolean {
  const animations = json["animations"];
  if (Array.isArray(animations) && animations.length > 0) return () => true;
  const used = new Set<string>();
  for (const { binds } of listExpressions(model))
    for (const { node, target } of binds) used.add(`${model.document.nodes[node]?.mesh} ${target}`);
  // Weights that hold at rest: a mesh's own, or a node's in their place.
  const meshes = list(json["meshes"]);
  for (const [at, mesh] of meshes.entries()) for (const i of weighted(mesh)) used.add(`${at} ${i}`);
  for (const node of list(json["nodes"]))
    for (const i of weighted(node)) used.add(`${isRecord(node) ? node["mesh"] : ""} ${i}`);
  return (meshIndex, target) => used.has(`${meshIndex} ${target}`);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function weighted(holder: unknown): readonly number[] {
  const weights = isRecord(holder) ? list(holder["weights"]) : [];
  return weights.flatMap((weight, i) => (typeof weight === "number" && weight !== 0 ? [i] : []));
}
