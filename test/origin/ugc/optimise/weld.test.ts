import { expect, test } from "bun:test";
import type { VertexSet } from "../../../../origin/ugc/optimise/vertex-set.ts";
import { weld } from "../../../../origin/ugc/optimise/weld.ts";

/** Two triangles over six vertices along a line; `texCoords` says what tells them apart. */
function pair(texCoords: readonly number[], moved: readonly number[] = []): VertexSet {
  const positions = [0, 1, 2, 1, 2, 3].flatMap((x) => [x, 0, 0]);
  const displacement = Float32Array.from({ length: 18 }, (_, i) => moved[Math.floor(i / 3)] ?? 0);
  return {
    vertexCount: 6,
    attributes: new Map([
      ["POSITION", { components: 3, values: Float32Array.from(positions) }],
      ["TEXCOORD_0", { components: 1, values: Float32Array.from(texCoords) }],
    ]),
    targets: [new Map([["POSITION", { components: 3, values: displacement }]])],
    faces: [
      { meshIndex: 0, primitiveIndex: 0, isTriangles: true, indices: Uint32Array.of(0, 1, 2) },
      { meshIndex: 0, primitiveIndex: 1, isTriangles: true, indices: Uint32Array.of(3, 4, 5) },
    ],
  };
}

test("vertices equal in everything become one, and the triangles stay where they are", () => {
  const welded = weld(pair([0, 0, 0, 0, 0, 0]));
  expect(welded.vertexCount).toBe(4);
  expect(welded.faces.map(({ indices }) => [...indices])).toEqual([
    [0, 1, 2],
    [1, 2, 3],
  ]);
  const x = [...(welded.attributes.get("POSITION")?.values ?? [])].filter((_, i) => i % 3 === 0);
  expect(x).toEqual([0, 1, 2, 3]);
});

test("a seam of the texture, and a morph that tears, keep vertices apart", () => {
  expect(weld(pair([0, 0, 0, 0, 0.5, 0])).vertexCount).toBe(5);
  expect(weld(pair([0, 0, 0, 0, 0, 0], [0, 0, 0, 0.1, 0, 0])).vertexCount).toBe(5);
});
