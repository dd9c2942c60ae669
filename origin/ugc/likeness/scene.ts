// An avatar laid out for drawing it many times: every primitive where it rests, in flat arrays. Pure.

import { openAccessor } from "../../../shared/avatar/accessor-reader.ts";
import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import { type SoundPrimitive, vertexSetKey } from "../../../shared/avatar/meshes.ts";
import { type Posed, poseAtRest, transform, vertexMatrices } from "../../../shared/avatar/rest-pose.ts";
import type { MorphBind } from "./expressions.ts";

export type Part = {
  readonly node: number;
  readonly sound: SoundPrimitive;
  /** Index in the document's materials; their count for "none". */
  readonly material: number;
  readonly posed: Posed;
  /** Three corners a triangle, whatever the primitive's mode is. */
  readonly corners: Uint32Array;
};

/** Every primitive of every node that shows one; points and lines are left out. Vertices that are shared are posed once. */
export function layOut(model: AvatarModel): readonly Part[] {
  const { document, bin, worlds } = model;
  const parts: Part[] = [];
  for (const [node, { mesh }] of document.nodes.entries()) {
    const posedSets = new Map<string, Posed>();
    for (const sound of model.primitives) {
      if (sound.meshIndex !== mesh || sound.primitive.mode < 4) continue;
      const key = vertexSetKey(sound.primitive);
      const posed = posedSets.get(key) ?? poseAtRest(document, bin, worlds, node, sound.primitive);
      posedSets.set(key, posed);
      const material = sound.primitive.material ?? document.materials.length;
      parts.push({ node, sound, material, posed, corners: cornersOf(model, sound) });
    }
  }
  return parts;
}

/** Lists (4) as they are, strips (5) and fans (6) taken apart. glTF 2.0 §3.7.2.1 */
function cornersOf(model: AvatarModel, { primitive, vertexCount }: SoundPrimitive): Uint32Array {
  const accessor = model.document.accessors[primitive.indices ?? -1];
  const reader = accessor === undefined ? null : openAccessor(model.document, model.bin, accessor);
  const count = reader?.count ?? vertexCount;
  const at = (i: number) => (reader === null ? i : reader.get(i, 0));
  if (primitive.mode === 4) {
    const corners = new Uint32Array(count - (count % 3));
    for (let i = 0; i < corners.length; i++) corners[i] = at(i);
    return corners;
  }
  const corners = new Uint32Array(Math.max(0, count - 2) * 3);
  for (let i = 0; i + 2 < count; i++)
    if (primitive.mode === 5) corners.set([at(i), at(i + 1 + (i % 2)), at(i + 2 - (i % 2))], i * 3);
    else corners.set([at(i + 1), at(i + 2), at(0)], i * 3);
  return corners;
}

/** One part as an expression shapes it: where its vertices are, and which of them moved. */
export type Shaped = {
  readonly posed: Posed;
  /** One byte a vertex: 1 where it moved. */
  readonly moved: Uint8Array;
};

/** Applies morph targets before the skin does its part, as glTF 2.0 §3.7.2.2 says. Null when nothing moves. */
export function shape(model: AvatarModel, part: Part, binds: readonly MorphBind[]): Shaped | null {
  const { document, bin, worlds } = model;
  const { targets } = part.sound.primitive;
  const applied = binds.filter(({ node, target }) => node === part.node && targets[target] !== undefined);
  if (applied.length === 0) return null;
  const places = sumTargets(model, part, applied, "POSITION");
  if (places === null) return null;
  const turns = part.posed.normals === null ? null : sumTargets(model, part, applied, "NORMAL");
  const positions = part.posed.positions.slice();
  const normals = turns === null ? part.posed.normals : (part.posed.normals?.slice() ?? null);
  const matrixOf = vertexMatrices(document, bin, worlds, part.node, part.sound.primitive);
  const moved = new Uint8Array(positions.length / 3);
  let movedCount = 0;
  const step = new Float32Array(3);
  for (let i = 0, k = 0; k < positions.length; i++, k += 3) {
    const x = places[k] ?? 0;
    const y = places[k + 1] ?? 0;
    const z = places[k + 2] ?? 0;
    if (x === 0 && y === 0 && z === 0) continue;
    moved[i] = 1;
    movedCount++;
    const matrix = matrixOf(i);
    transform(matrix, x, y, z, 0, step, 0);
    for (let c = 0; c < 3; c++) positions[k + c] = (positions[k + c] ?? 0) + (step[c] ?? 0);
    if (turns === null || normals === null) continue;
    transform(matrix, turns[k] ?? 0, turns[k + 1] ?? 0, turns[k + 2] ?? 0, 0, step, 0);
    for (let c = 0; c < 3; c++) normals[k + c] = (normals[k + c] ?? 0) + (step[c] ?? 0);
  }
  return movedCount === 0 ? null : { posed: { positions, normals }, moved };
}

function sumTargets(
  model: AvatarModel,
  { sound }: Part,
  binds: readonly MorphBind[],
  key: "POSITION" | "NORMAL",
): Float32Array | null {
  let sum: Float32Array | null = null;
  for (const { target, weight } of binds) {
    const accessor = model.document.accessors[sound.primitive.targets[target]?.[key] ?? -1];
    if (accessor === undefined) continue;
    const { count, get } = openAccessor(model.document, model.bin, accessor);
    sum ??= new Float32Array(count * 3);
    for (let i = 0, to = 0; i < count; i++)
      for (let c = 0; c < 3; c++, to++) sum[to] = (sum[to] ?? 0) + weight * get(i, c);
  }
  return sum;
}
