// 4×4 matrices as glTF stores them: 16 numbers, column by column; a point is a column vector. Right-handed, +Y up, metres.

import type { GltfDocument, GltfNode } from "./document.ts";
import type { NodeTree } from "./nodes.ts";

export type Matrix = readonly number[];
export type Point = readonly [x: number, y: number, z: number];

export const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

export function multiply(a: Matrix, b: Matrix): Matrix {
  const product = new Array<number>(16);
  for (let column = 0; column < 4; column++)
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += (a[k * 4 + row] ?? 0) * (b[column * 4 + k] ?? 0);
      product[column * 4 + row] = sum;
    }
  return product;
}

/** The node's own transform: its matrix, or translation × rotation × scale. Rotation is a quaternion xyzw. */
function localMatrix(node: GltfNode): Matrix {
  if (node.matrix !== undefined) return node.matrix;
  const [x = 0, y = 0, z = 0, w = 1] = node.rotation;
  const [sx = 1, sy = 1, sz = 1] = node.scale;
  const [tx = 0, ty = 0, tz = 0] = node.translation;
  return [
    (1 - 2 * (y * y + z * z)) * sx,
    2 * (x * y + z * w) * sx,
    2 * (x * z - y * w) * sx,
    0,
    2 * (x * y - z * w) * sy,
    (1 - 2 * (x * x + z * z)) * sy,
    2 * (y * z + x * w) * sy,
    0,
    2 * (x * z + y * w) * sz,
    2 * (y * z - x * w) * sz,
    (1 - 2 * (x * x + y * y)) * sz,
    0,
    tx,
    ty,
    tz,
    1,
  ];
}

/** Rest pose: the transform of every node into the model's space. Nodes outside the tree stay at the origin. */
export function worldMatrices(document: GltfDocument, tree: NodeTree): readonly Matrix[] {
  const worlds: Matrix[] = document.nodes.map(() => IDENTITY);
  for (const at of tree.order) {
    const node = document.nodes[at];
    if (node === undefined) continue;
    const parent = tree.parents[at] ?? null;
    const local = localMatrix(node);
    worlds[at] = parent === null ? local : multiply(worlds[parent] ?? IDENTITY, local);
  }
  return worlds;
}

/** Where the origin of a node stands. */
export function originOf(world: Matrix | undefined): Point {
  return [world?.[12] ?? 0, world?.[13] ?? 0, world?.[14] ?? 0];
}
