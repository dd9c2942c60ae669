// Where the vertices of an avatar are when nobody moves it: skinning as glTF 2.0 §3.7.3 says, on the CPU, in model space.

import { openAccessor } from "./accessor-reader.ts";
import type { GltfDocument, Primitive } from "./document.ts";
import { IDENTITY, type Matrix, multiply } from "./matrix.ts";

export type Posed = {
  /** xyz per vertex, metres. */
  readonly positions: Float32Array;
  /** xyz per vertex, of any length; null when the primitive has none. */
  readonly normals: Float32Array | null;
};

/**
 * Poses one checked primitive as `nodeIndex` shows it. A skinned mesh ignores its node's own transform; weights that do not
 * sum to one are normalised, and a vertex without any stays where the mesh has it.
 */
export function poseAtRest(
  document: GltfDocument,
  bin: Uint8Array,
  worlds: readonly Matrix[],
  nodeIndex: number,
  primitive: Primitive,
): Posed {
  const read = (key: string) => {
    const accessor = document.accessors[primitive.attributes[key] ?? -1];
    return accessor === undefined ? null : openAccessor(document, bin, accessor);
  };
  const position = read("POSITION");
  const normal = read("NORMAL");
  const count = position?.count ?? 0;
  const positions = new Float32Array(count * 3);
  const normals = normal === null ? null : new Float32Array(count * 3);
  const matrixOf = vertexMatrices(document, bin, worlds, nodeIndex, primitive);
  for (let i = 0; i < count; i++) {
    const matrix = matrixOf(i);
    if (position !== null)
      transform(matrix, position.get(i, 0), position.get(i, 1), position.get(i, 2), 1, positions, i * 3);
    if (normal !== null && normals !== null)
      transform(matrix, normal.get(i, 0), normal.get(i, 1), normal.get(i, 2), 0, normals, i * 3);
  }
  return { positions, normals };
}

/**
 * What takes a vertex of one checked primitive to where it rests in the model, as poseAtRest says. The matrix handed out is the
 * same array each time: use it before asking again.
 */
export function vertexMatrices(
  document: GltfDocument,
  bin: Uint8Array,
  worlds: readonly Matrix[],
  nodeIndex: number,
  primitive: Primitive,
): (vertex: number) => Float64Array {
  const read = (key: string) => {
    const accessor = document.accessors[primitive.attributes[key] ?? -1];
    return accessor === undefined ? null : openAccessor(document, bin, accessor);
  };
  const joints = jointMatrices(document, bin, worlds, nodeIndex);
  const joint = read("JOINTS_0");
  const weight = read("WEIGHTS_0");
  const rigid = Float64Array.from(worlds[nodeIndex] ?? IDENTITY);
  if (joints === null || joint === null || weight === null) return () => rigid;
  const blended = new Float64Array(16);
  return (vertex) => {
    blended.fill(0);
    let sum = 0;
    for (let c = 0; c < 4; c++) {
      const w = weight.get(vertex, c);
      const of = joints[joint.get(vertex, c)];
      if (!(w > 0) || of === undefined) continue;
      sum += w;
      for (let k = 0; k < 16; k++) blended[k] = at(blended, k) + w * at(of, k);
    }
    if (!(sum > 0)) return rigid;
    for (let k = 0; k < 16; k++) blended[k] = at(blended, k) / sum;
    return blended;
  };
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0;
}

/** Writes m × (x, y, z, w); w is 1 for a place, 0 for a direction. */
export function transform(
  m: Float64Array,
  x: number,
  y: number,
  z: number,
  w: 0 | 1,
  into: Float32Array,
  offset: number,
): void {
  for (let row = 0; row < 3; row++)
    into[offset + row] = at(m, row) * x + at(m, 4 + row) * y + at(m, 8 + row) * z + at(m, 12 + row) * w;
}

/** Per joint of the node's skin: world × inverse bind; null for a node without a skin. */
function jointMatrices(
  document: GltfDocument,
  bin: Uint8Array,
  worlds: readonly Matrix[],
  nodeIndex: number,
): readonly Float64Array[] | null {
  const skin = document.skins[document.nodes[nodeIndex]?.skin ?? -1];
  if (skin === undefined) return null;
  const accessor = document.accessors[skin.inverseBindMatrices ?? -1];
  const inverse = accessor === undefined ? null : openAccessor(document, bin, accessor);
  return skin.joints.map((joint, i) => {
    const world = worlds[joint] ?? IDENTITY;
    if (inverse === null || i >= inverse.count) return Float64Array.from(world);
    const bind = Array.from({ length: 16 }, (_, k) => inverse.get(i, k));
    return Float64Array.from(multiply(world, bind));
  });
}
