import { expect, test } from "bun:test";
import { COVERS, Cover, keepSeen } from "../../../../origin/ugc/optimise/stand-in-seen.ts";
import type { VertexSet } from "../../../../origin/ugc/optimise/vertex-set.ts";

const CORNERS = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => [at & 1, (at >> 1) & 1, at >> 2] as const);
/** Seen from outside, counter-clockwise. */
const SIDES = [
  [0, 2, 3, 1],
  [4, 5, 7, 6],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
  [0, 4, 6, 2],
  [1, 3, 7, 5],
] as const;
const SIDE_TRIANGLES = 12;

type Cube = { readonly sideM: number; readonly joint: number; readonly cover: number };

/** Cubes about one middle, each moved by one joint. */
function cubes(all: readonly Cube[]): VertexSet {
  const column = (components: number, of: (cube: Cube, corner: readonly number[]) => readonly number[]) => ({
    components,
    values: Float32Array.from(all.flatMap((cube) => CORNERS.flatMap((corner) => of(cube, corner)))),
  });
  const indices = all.flatMap((_, i) =>
    SIDES.flatMap(([a, b, c, d]) => [a, b, c, a, c, d].map((corner) => i * CORNERS.length + corner)),
  );
  return {
    vertexCount: all.length * CORNERS.length,
    attributes: new Map([
      ["POSITION", column(3, ({ sideM }, corner) => corner.map((at) => (at - 0.5) * sideM))],
      ["JOINTS_0", column(4, ({ joint }) => [joint, 0, 0, 0])],
      ["WEIGHTS_0", column(4, () => [1, 0, 0, 0])],
      [COVERS, column(1, ({ cover }) => [cover])],
    ]),
    targets: [],
    faces: [{ meshIndex: 0, primitiveIndex: 0, isTriangles: true, indices: Uint32Array.from(indices) }],
  };
}

const inner = { sideM: 0.9, joint: 1, cover: Cover.ofBothSides };
const outer = { sideM: 1, joint: 1, cover: Cover.ofBothSides };
/** Of joint 0 and of joint 1. */
const LIMBS = Uint8Array.of(0, 1);

test.each<readonly [what: string, all: readonly Cube[], triangles: number]>([
  ["of a cube alone all is kept", [outer], SIDE_TRIANGLES],
  ["what is inside something opaque goes", [inner, outer], SIDE_TRIANGLES],
  [
    "of something that shows from its front alone the front hides",
    [inner, { ...outer, cover: Cover.ofItsFront }],
    SIDE_TRIANGLES,
  ],
  [
    "what is inside something that lets light through stays",
    [inner, { ...outer, cover: Cover.none }],
    SIDE_TRIANGLES * 2,
  ],
  ["what is inside another limb stays", [inner, { ...outer, joint: 0 }], SIDE_TRIANGLES * 2],
])("%s", (_, all, triangles) => {
  const { faces, vertexCount } = keepSeen(cubes(all), LIMBS);
  expect(faces[0]?.indices.length).toBe(triangles * 3);
  expect(vertexCount).toBe((triangles / SIDE_TRIANGLES) * CORNERS.length);
});

test("of nothing, nothing is kept", () => {
  expect(keepSeen(cubes([]), LIMBS).vertexCount).toBe(0);
});
