// Vertices that are equal in everything, made one: exporters split what need not be, and simplification sees a seam there.

import { keepUsed, type VertexSet } from "./vertex-set.ts";

/** The same set without copies. Compares bits: -0 is not 0, and two of the same NaN are one. */
export function weld(set: VertexSet): VertexSet {
  const columns = [...set.attributes.values(), ...set.targets.flatMap((target) => [...target.values()])]
    .flatMap((values) => values ?? [])
    .map(({ components, values }) => ({
      components,
      bits: new Uint32Array(values.buffer, values.byteOffset, values.length),
    }));
  const first = new Map<number, number[]>();
  const same = new Uint32Array(set.vertexCount);
  const isEqual = (a: number, b: number) =>
    columns.every(({ components, bits }) => {
      for (let c = 0; c < components; c++)
        if (bits[a * components + c] !== bits[b * components + c]) return false;
      return true;
    });
  for (let vertex = 0; vertex < set.vertexCount; vertex++) {
    const hash = hashOf(columns, vertex);
    const alike = first.get(hash);
    const known = alike?.find((other) => isEqual(other, vertex));
    same[vertex] = known ?? vertex;
    if (alike === undefined) first.set(hash, [vertex]);
    else if (known === undefined) alike.push(vertex);
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
  return hash;
}
