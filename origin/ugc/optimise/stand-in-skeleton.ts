// The human bones of an avatar and what they hang from; everything else that moves is left behind. Pure.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import type { Matrix } from "../../../shared/avatar/matrix.ts";

export type Skeleton = {
  /** Nodes of the upload, parents before children: the nodes of the stand-in, and its joints, by their new index. */
  readonly nodes: readonly number[];
  /** New index -> new index of its parent; null at a root. */
  readonly parents: readonly (number | null)[];
  /** A node of the upload -> the joint it belongs to: itself, what it hangs from, or the hips. */
  readonly jointOf: (node: number) => number;
};

export function keepHumanBones({ document, bones }: AvatarModel): Skeleton {
  const parentOf = new Map<number, number>();
  for (const [at, { children }] of document.nodes.entries())
    for (const child of children) parentOf.set(child, at);
  const kept = new Set<number>();
  for (const bone of bones.values()) for (const at of pathUp(bone, parentOf).reverse()) kept.add(at);
  const nodes = [...kept];
  const indexOf = new Map(nodes.map((node, at) => [node, at]));
  const hips = indexOf.get(bones.get("hips") ?? -1) ?? 0;
  const joints = document.nodes.map((_, node) => {
    const nearest = pathUp(node, parentOf).find((at) => kept.has(at));
    return nearest === undefined ? hips : (indexOf.get(nearest) ?? hips);
  });
  return {
    nodes,
    parents: nodes.map((node) => indexOf.get(parentOf.get(node) ?? -1) ?? null),
    jointOf: (node) => joints[node] ?? hips,
  };
}

function pathUp(node: number, parentOf: ReadonlyMap<number, number>): number[] {
  const path: number[] = [];
  for (let at: number | undefined = node; at !== undefined; at = parentOf.get(at)) path.push(at);
  return path;
}

/** What moves on its own, and so uncovers what is beside it. */
const LIMBS = ["head", "leftUpperArm", "rightUpperArm", "leftUpperLeg", "rightUpperLeg"];

/** By joint: which limb it belongs to; 0 is the body that they hang from. */
export function limbsOf({ bones }: AvatarModel, { nodes, parents }: Skeleton): Uint8Array {
  const limbs = new Uint8Array(nodes.length);
  for (const [joint, node] of nodes.entries()) {
    const own = LIMBS.findIndex((bone) => bones.get(bone) === node);
    limbs[joint] = own < 0 ? (limbs[parents[joint] ?? -1] ?? 0) : own + 1;
  }
  return limbs;
}

/** What takes the model to where a joint is: its world's inverse. Of a joint scaled to nothing, nothing. */
export function inverseBind(world: Matrix): readonly number[] {
  const m = (row: number, column: number) => world[column * 4 + row] ?? 0;
  const cofactor = (row: number, column: number) => {
    const [r1, r2] = [(row + 1) % 3, (row + 2) % 3];
    const [c1, c2] = [(column + 1) % 3, (column + 2) % 3];
    return m(r1, c1) * m(r2, c2) - m(r1, c2) * m(r2, c1);
  };
  const determinant = m(0, 0) * cofactor(0, 0) + m(0, 1) * cofactor(0, 1) + m(0, 2) * cofactor(0, 2);
  const scale = determinant === 0 ? 0 : 1 / determinant;
  const turned = (row: number, column: number) => cofactor(column, row) * scale;
  const axes = [0, 1, 2].flatMap((column) => [...[0, 1, 2].map((row) => turned(row, column)), 0]);
  const origin = [0, 1, 2].map((row) => -[0, 1, 2].reduce((sum, k) => sum + turned(row, k) * m(k, 3), 0));
  return [...axes, ...origin, 1];
}
