// Vertices that are equal in everything, made one: exporters split what need not be, and simplification sees a seam there.

import { keepUsed, type VertexSet } from "./vertex-set.ts";

const FREE = -1;

/** The same set without copies. Compares bits: -0 is not 0, and two of the same NaN are one. */
export function weld(set: VertexSet): VertexSet {
  const columns = [...set.attributes.values(), ...set.targets.flatMap((target) => [...target.values()])]
    .flatMap((values) => values ?? [])
    .map(({ components, values }) => ({
      components,
      bits: new Uint32Array(values.buffer, values.byteOffset, values.length),
    }));
  const same = new Uint32Array(set.vertexCount);
  const isEqual = (a: number, b: number) =>
    columns.every(({ components, bits }) => {
      for (let c = 0; c < components; c++)
        if (bits[a * components + c] !== bits[b * components + c]) return false;
      return true;
    });
  // A table of vertices by hash, at most half full; whoever finds his place taken by another looks at the next.
  const placeCount = 2 ** Math.ceil(Math.log2(set.vertexCount * 2 + 1));
  const places = new Int32Array(placeCount).fill(FREE);
  for (let vertex = 0; vertex < set.vertexCount; vertex++) {
    let place = hashOf(columns, vertex) & (placeCount - 1);
    let other = places[place] ?? FREE;
    while (other !== FREE && !isEqual(other, vertex)) {
      place = (place + 1) & (placeCount - 1);
      other = places[place] ?? FREE;
    }
    if (other === FREE) places[place] = vertex;
    same[vertex] = other === FREE ? vertex : other;
  }
  return keepUsed(
    set,
    set.faces.map(({ indices }) => indices.map((vertex) => same[vertex] ?? vertex)),
  );
}

/** FNV-1a over words. */
function hashOf(
  columns: readonly { readonly components: number; readonly bits: Uint32Array }[],
  vertex: number,
): number {
  let hash = 0x811c9dc5;
  for (const { components, bits } of columns)
    for (let c = 0; c < components; c++)
      hash = Math.imul(hash ^ (bits[vertex * components + c] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}
