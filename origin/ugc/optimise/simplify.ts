// Fewer triangles that still bend, blink and carry their picture: what a vertex gives to normals, texture coordinates and
// expressions counts as much as where it is. Plain simplification smears all three.

import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import type { Values } from "../../../shared/avatar/accessor-reader.ts";
import type { Settings } from "./settings.ts";
import { keepUsed, type VertexSet } from "./vertex-set.ts";

/** Tried on generated avatars: more on either costs up to two dB at the silhouette. */
const NORMAL_WEIGHT = 0.1;
const TEXCOORD_WEIGHT = 0.1;
const DISPLACEMENT_WEIGHT = 2;
/** meshoptimizer looks at no more attributes than this. */
const COMPONENTS_MAX = 32;

/**
 * Keeps about as many of each primitive's triangles as is asked for. `scale` is how many metres a unit of the set is where it is
 * shown largest. Waits once for WebAssembly to be compiled.
 */
export async function simplify(
  set: VertexSet,
  { trianglesKept, errorMax }: Pick<Settings, "trianglesKept" | "errorMax">,
  scale: number,
): Promise<VertexSet> {
  if (trianglesKept >= 1) return set;
  await MeshoptSimplifier.ready;
  const positions = set.attributes.get("POSITION");
  if (positions === undefined) return set;
  // Of a thing that stands for itself edges may move; where pieces of a world meet, a gap would show.
  const isWhole = "share" in errorMax;
  const most = isWhole ? errorMax.share : errorMax.metres / Math.max(scale, 1e-6);
  const { values, weights } = gather(set, MeshoptSimplifier.getScale(positions.values, 3));
  const indices = set.faces.map((face) => {
    if (!face.isTriangles) return face.indices;
    const target = Math.floor((face.indices.length / 3) * trianglesKept) * 3;
    const [simpler] = MeshoptSimplifier.simplifyWithAttributes(
      face.indices,
      positions.values,
      3,
      values,
      weights.length,
      weights,
      null,
      target,
      most,
      isWhole ? ["Sparse"] : ["Sparse", "ErrorAbsolute", "LockBorder"],
    );
    // A primitive must not vanish: what was there may be asked for by an expression or a first-person view.
    return simpler.length === 0 ? face.indices : simpler;
  });
  return keepUsed(set, indices);
}

/** Everything but the position that a vertex says, side by side. */
function gather(set: VertexSet, extent: number): { values: Float32Array; weights: number[] } {
  const columns: { readonly from: Values; readonly weight: number }[] = [];
  const take = (from: Values | null | undefined, weight: number) => {
    const taken = columns.reduce((sum, column) => sum + column.from.components, 0);
    if (from !== null && from !== undefined && taken + from.components <= COMPONENTS_MAX)
      columns.push({ from, weight });
  };
  take(set.attributes.get("NORMAL"), NORMAL_WEIGHT);
  take(set.attributes.get("TEXCOORD_0"), TEXCOORD_WEIGHT);
  const displacements = set.targets
    .flatMap((target) => target.get("POSITION") ?? [])
    .map((from) => ({ from, reach: from.values.reduce((most, v) => Math.max(most, Math.abs(v)), 0) }))
    .toSorted((a, b) => b.reach - a.reach);
  for (const { from } of displacements) take(from, DISPLACEMENT_WEIGHT / Math.max(extent, 1e-6));
  const weights = columns.flatMap(({ from, weight }) => new Array<number>(from.components).fill(weight));
  const values = new Float32Array(set.vertexCount * weights.length);
  let offset = 0;
  for (const { from } of columns) {
    for (let i = 0; i < set.vertexCount; i++)
      for (let c = 0; c < from.components; c++)
        values[i * weights.length + offset + c] = from.values[i * from.components + c] ?? 0;
    offset += from.components;
  }
  return { values, weights };
}
