import { expect, test } from "bun:test";
import { reorder } from "../../../../origin/ugc/optimise/reorder.ts";
import type { VertexSet } from "../../../../origin/ugc/optimise/vertex-set.ts";
import { seededRng } from "../../../../shared/rng.ts";

const SIDE = 24;
const KNOWN_MAX = 16;

/** A grid of squares whose triangles come in no order at all; two primitives share its vertices. */
function shuffledGrid(): VertexSet {
  const rng = seededRng(5n);
  const triangles: number[][] = [];
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const at = y * (SIDE + 1) + x;
      triangles.push([at, at + 1, at + SIDE + 1], [at + 1, at + SIDE + 2, at + SIDE + 1]);
    }
  const shuffled = triangles
    .map((triangle) => ({ triangle, place: rng() }))
    .sort((a, b) => a.place - b.place)
    .map(({ triangle }) => triangle);
  const vertexCount = (SIDE + 1) ** 2;
  const values = Float32Array.from({ length: vertexCount * 3 }, (_, i) => Math.floor(i / 3));
  const face = (primitiveIndex: number, list: readonly number[][]) => ({
    meshIndex: 0,
    primitiveIndex,
    isTriangles: true,
    indices: Uint32Array.from(list.flat()),
  });
  const half = shuffled.length / 2;
  return {
    vertexCount,
    attributes: new Map([["POSITION", { components: 3, values }]]),
    targets: [],
    faces: [face(0, shuffled.slice(0, half)), face(1, shuffled.slice(half))],
  };
}

/** Corners, by the number the vertex was made with. */
function cornersOf(set: VertexSet, face: number): readonly number[] {
  const values = set.attributes.get("POSITION")?.values ?? new Float32Array();
  return [...(set.faces[face]?.indices ?? [])].map((at) => values[at * 3] ?? -1);
}

function missesOf(corners: readonly number[]): number {
  const known: number[] = [];
  let misses = 0;
  for (const corner of corners) {
    if (known.includes(corner)) continue;
    misses++;
    known.push(corner);
    if (known.length > KNOWN_MAX) known.shift();
  }
  return misses;
}

test.each(["web", "compat"] as const)(
  "triangles for %s come while their vertices are known",
  async (profile) => {
    const grid = shuffledGrid();
    const ordered = await reorder(grid, profile, () => false);
    for (const face of [0, 1])
      expect(missesOf(cornersOf(ordered, face))).toBeLessThan(missesOf(cornersOf(grid, face)) * 0.8);
    expect(ordered.vertexCount).toBe(grid.vertexCount);
  },
);

test("what blends is drawn in the order it was", async () => {
  const grid = shuffledGrid();
  const ordered = await reorder(grid, "web", ({ primitiveIndex }) => primitiveIndex === 1);
  expect(cornersOf(ordered, 1)).toEqual(cornersOf(grid, 1));
  expect(cornersOf(ordered, 0)).not.toEqual(cornersOf(grid, 0));
});
