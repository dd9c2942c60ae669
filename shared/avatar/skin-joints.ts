// Joints as glTF wants them: each listed once, all below one root that the scene shows, and matrices that only move, turn and scale.
// glTF 2.0 §3.7.3. What can be put right is put right without moving anything that is there.

import { openAccessor } from "./accessor-reader.ts";
import type { GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";
import type { Mend } from "./fix/mend.ts";
import { type NodeTree, nodeName } from "./nodes.ts";

/**
 * Reports SKIN_ROOTS, GLTF_MENDED and ATTRIBUTE_NOT_FINITE. Where a joint is listed twice the second becomes a node of its own, which
 * stands where the joint stands.
 */
export function checkSkinJoints(
  document: GltfDocument,
  bin: Uint8Array,
  safe: ReadonlySet<number>,
  tree: NodeTree,
  findings: Findings,
): void {
  checkTwice(document, findings);
  for (const [at, skin] of document.skins.entries()) {
    const roots = new Set(skin.joints.map((joint) => rootOf(tree, joint)));
    const pointer = `/skins/${at}`;
    if (roots.size > 1)
      findings.report("SKIN_ROOTS", { pointer, name: skin.name, actual: namesOf(document, roots) });
    checkSkeletonNode(document, at, tree, findings);
    checkMatrices(document, bin, safe, at, findings);
  }
  showRoots(document, tree, findings);
}

function rootOf({ parents }: NodeTree, node: number): number {
  let at = node;
  // A cycle was reported: no path is longer than there are nodes.
  for (let steps = 0; steps < parents.length; steps++) {
    const above = parents[at] ?? null;
    if (above === null) return at;
    at = above;
  }
  return at;
}

function namesOf(document: GltfDocument, nodes: ReadonlySet<number>): string {
  return [...nodes]
    .slice(0, 5)
    .map((node) => nodeName(document, node))
    .join(", ");
}

function checkTwice(document: GltfDocument, findings: Findings): void {
  let nodeCount = document.nodes.length;
  const children = new Map<number, readonly number[]>();
  for (const [at, { joints }] of document.skins.entries()) {
    const seen = new Set<number>();
    for (const [i, joint] of joints.entries()) {
      const node = document.nodes[joint];
      if (node === undefined) continue;
      if (!seen.has(joint)) {
        seen.add(joint);
        continue;
      }
      const pointer = `/skins/${at}/joints/${i}`;
      const copy = nodeCount++;
      const below = [...(children.get(joint) ?? node.children), copy];
      children.set(joint, below);
      findings.report(
        "GLTF_MENDED",
        { pointer, name: nodeName(document, joint), actual: "a joint listed twice" },
        [
          { kind: "set", pointer: `/nodes/${copy}`, value: { name: `${nodeName(document, joint)} (${i})` } },
          { kind: "set", pointer: `/nodes/${joint}/children`, value: below },
          { kind: "set", pointer, value: copy },
        ],
      );
    }
  }
}

/** `skeleton` is a hint that nobody needs: one that is none goes. */
function checkSkeletonNode(document: GltfDocument, at: number, tree: NodeTree, findings: Findings): void {
  const { skeleton, joints } = document.skins[at] ?? { joints: [] };
  if (skeleton === undefined || document.nodes[skeleton] === undefined) return;
  const isAbove = new Set([skeleton]);
  // Parents come first, so that one pass reaches whatever is below.
  for (const node of tree.order) if (isAbove.has(tree.parents[node] ?? -1)) isAbove.add(node);
  if (joints.every((joint) => isAbove.has(joint))) return;
  const pointer = `/skins/${at}/skeleton`;
  const actual = nodeName(document, skeleton);
  findings.report("GLTF_MENDED", { pointer, actual }, [{ kind: "remove", pointer }]);
}

/** The last row of each matrix is 0 0 0 1. */
function checkMatrices(
  document: GltfDocument,
  bin: Uint8Array,
  safe: ReadonlySet<number>,
  at: number,
  findings: Findings,
): void {
  const { inverseBindMatrices: index, name } = document.skins[at] ?? {};
  const accessor = document.accessors[index ?? -1];
  if (index === undefined || accessor === undefined || !safe.has(index)) return;
  if (accessor.type !== "MAT4" || accessor.componentType !== 5126) return;
  const { count, get } = openAccessor(document, bin, accessor);
  const pointer = `/skins/${at}/inverseBindMatrices`;
  let skewed = 0;
  let notFinite = 0;
  for (let i = 0; i < count; i++) {
    let isSound = true;
    for (let c = 0; c < 16; c++) isSound &&= Number.isFinite(get(i, c));
    if (!isSound) notFinite++;
    if (get(i, 3) !== 0 || get(i, 7) !== 0 || get(i, 11) !== 0 || get(i, 15) !== 1) skewed++;
  }
  if (notFinite > 0) {
    const more = { what: "inverseBindMatrices" };
    findings.report("ATTRIBUTE_NOT_FINITE", { pointer, name, actual: notFinite, more });
  } else if (skewed > 0)
    findings.report("GLTF_MENDED", { pointer, name, actual: "a matrix whose last row is not 0 0 0 1" }, [
      { kind: "matrices", skin: at },
    ]);
}

/** A scene that shows a skinned mesh shows the roots of its joints. */
function showRoots(document: GltfDocument, tree: NodeTree, findings: Findings): void {
  for (const [at, scene] of document.scenes.entries()) {
    const shown = new Set(scene.nodes);
    const below = new Set(scene.nodes);
    for (const node of tree.order) if (below.has(tree.parents[node] ?? -1)) below.add(node);
    const roots: number[] = [];
    for (const node of below) {
      const { mesh, skin } = document.nodes[node] ?? {};
      if (mesh === undefined) continue;
      for (const joint of document.skins[skin ?? -1]?.joints ?? []) {
        const root = rootOf(tree, joint);
        if (shown.has(root) || document.nodes[root] === undefined) continue;
        shown.add(root);
        roots.push(root);
      }
    }
    if (roots.length === 0) continue;
    const pointer = `/scenes/${at}/nodes`;
    const value = [...scene.nodes, ...roots];
    const mends: readonly Mend[] = [{ kind: "set", pointer, value }];
    findings.report("GLTF_MENDED", { pointer, actual: namesOf(document, new Set(roots)) }, mends);
  }
}
