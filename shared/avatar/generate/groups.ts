// Parts gathered by mesh and material: each group becomes one primitive.

import { MATERIALS, type MaterialName, MESHES, type MeshName, type Part } from "../figure/part.ts";
import type { Weights } from "../figure/surface.ts";

export type Group = {
  readonly mesh: MeshName;
  readonly material: MaterialName;
  readonly parts: readonly Part[];
};

/** By mesh, then by material. `countMin`: groups are halved, the fullest first, until there are so many or nothing is left to halve. */
export function groupParts(parts: readonly Part[], countMin: number): Group[] {
  const groups: Group[] = MESHES.flatMap((mesh) =>
    MATERIALS.map((material) => ({
      mesh,
      material,
      parts: parts.filter((part) => part.mesh === mesh && part.material === material),
    })),
  ).filter((group) => group.parts.length > 0);
  while (groups.length < countMin) {
    const fullest = groups.reduce((a, b) => (b.parts.length > a.parts.length ? b : a));
    if (fullest.parts.length < 2) break;
    const half = fullest.parts.length >> 1;
    const at = groups.indexOf(fullest);
    groups.splice(
      at,
      1,
      { ...fullest, parts: fullest.parts.slice(0, half) },
      { ...fullest, parts: fullest.parts.slice(half) },
    );
  }
  return groups;
}

export type Merged = {
  readonly vertexCount: number;
  readonly positions: Float32Array<ArrayBuffer>;
  readonly normals: Float32Array<ArrayBuffer>;
  readonly uvs: Float32Array<ArrayBuffer>;
  readonly indices: Uint32Array<ArrayBuffer>;
  readonly weights: readonly Weights[];
};

/** One surface of many. */
export function mergeParts(parts: readonly Part[]): Merged {
  const vertexCount = parts.reduce((sum, { surface }) => sum + surface.weights.length, 0);
  const indices = new Uint32Array(parts.reduce((sum, { surface }) => sum + surface.indices.length, 0));
  const [positions, normals] = [new Float32Array(vertexCount * 3), new Float32Array(vertexCount * 3)];
  const uvs = new Float32Array(vertexCount * 2);
  let [vertex, index] = [0, 0];
  for (const { surface } of parts) {
    positions.set(surface.positions, vertex * 3);
    normals.set(surface.normals, vertex * 3);
    uvs.set(surface.uvs, vertex * 2);
    for (const corner of surface.indices) indices[index++] = corner + vertex;
    vertex += surface.weights.length;
  }
  return {
    vertexCount,
    positions,
    normals,
    uvs,
    indices,
    weights: parts.flatMap(({ surface }) => surface.weights),
  };
}

/** How far an expression moves every vertex of merged parts. */
export function mergeMorph(
  parts: readonly Part[],
  name: string,
  vertexCount: number,
): Float32Array<ArrayBuffer> {
  const moved = new Float32Array(vertexCount * 3);
  let at = 0;
  for (const { surface, morphs } of parts) {
    const delta = morphs?.get(name);
    if (delta !== undefined) moved.set(delta, at);
    at += surface.positions.length;
  }
  return moved;
}
