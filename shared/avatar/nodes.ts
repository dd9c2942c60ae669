// The node tree and the skins. glTF 2.0 §3.5.2: a strict forest; whoever walks it later may trust that it ends.

import type { AvatarLimits } from "../schema/avatar-limits.ts";
import { checkCount } from "./counts.ts";
import type { GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";
import { checkIndex } from "./references.ts";

const MATRIX_BYTES = 64;

export type NodeTree = {
  /** Parent of each node, or null at a root. */
  readonly parents: readonly (number | null)[];
  /** Parents before children. Nodes caught in a cycle are left out. */
  readonly order: readonly number[];
};

/** Reports INDEX_RANGE, NODE_TWO_PARENTS, NODE_CYCLE; returns the tree of what is sound. */
export function readNodeTree(document: GltfDocument, findings: Findings): NodeTree {
  const { nodes, meshes, skins } = document;
  const parents: (number | null)[] = nodes.map(() => null);
  for (const [at, node] of nodes.entries()) {
    const { name } = node;
    checkIndex(node.mesh, meshes.length, "meshes", { pointer: `/nodes/${at}/mesh`, name }, findings);
    checkIndex(node.skin, skins.length, "skins", { pointer: `/nodes/${at}/skin`, name }, findings);
    for (const [i, child] of node.children.entries()) {
      const pointer = `/nodes/${at}/children/${i}`;
      if (!checkIndex(child, nodes.length, "nodes", { pointer, name }, findings)) continue;
      const other = parents[child];
      if (other === null || other === undefined) parents[child] = at;
      else
        findings.report("NODE_TWO_PARENTS", {
          pointer,
          name: nodeName(document, child),
          actual: `${nodeName(document, other)}, ${nodeName(document, at)}`,
        });
    }
  }
  checkRoots(document, parents, findings);
  const order = parentsFirst(document, parents);
  reportCycles(document, parents, new Set(order), findings);
  return { parents, order };
}

/** A scene lists roots, each once: a node that also has a parent would be taken from it. glTF 2.0 §3.5.1 */
function checkRoots(document: GltfDocument, parents: readonly (number | null)[], findings: Findings): void {
  for (const [at, { nodes }] of document.scenes.entries()) {
    const seen = new Set<number>();
    for (const [i, node] of nodes.entries()) {
      const parent = parents[node] ?? null;
      if (parent !== null || seen.has(node))
        findings.report("NODE_TWO_PARENTS", {
          pointer: `/scenes/${at}/nodes/${i}`,
          name: nodeName(document, node),
          actual: `${parent === null ? "scene" : nodeName(document, parent)}, scene`,
        });
      seen.add(node);
    }
  }
}

export function nodeName(document: GltfDocument, at: number): string {
  const name = document.nodes[at]?.name;
  return name === undefined || name === "" ? `#${at}` : name;
}

/** Whether `ancestor` stands above `node`. */
export function isBelow(tree: NodeTree, node: number, ancestor: number): boolean {
  let at = tree.parents[node] ?? null;
  for (let steps = 0; at !== null && steps <= tree.parents.length; steps++) {
    if (at === ancestor) return true;
    at = tree.parents[at] ?? null;
  }
  return false;
}

function parentsFirst(document: GltfDocument, parents: readonly (number | null)[]): number[] {
  const order: number[] = [];
  for (const [at, parent] of parents.entries()) if (parent === null) order.push(at);
  for (let i = 0; i < order.length; i++) {
    const at = order[i] ?? 0;
    for (const child of document.nodes[at]?.children ?? []) if (parents[child] === at) order.push(child);
    // The same child named twice by one parent was reported; a tree never has more entries than nodes.
    if (order.length > parents.length) break;
  }
  return [...new Set(order)];
}

function reportCycles(
  document: GltfDocument,
  parents: readonly (number | null)[],
  reached: ReadonlySet<number>,
  findings: Findings,
): void {
  const told = new Set<number>();
  for (const at of parents.keys()) {
    if (reached.has(at) || told.has(at)) continue;
    // Upwards from an unreached node there is no root: the walk ends where it has been.
    const path: number[] = [];
    for (let up: number | null = at; up !== null && !told.has(up); up = parents[up] ?? null) {
      told.add(up);
      path.push(up);
    }
    const last = parents[path.at(-1) ?? at] ?? null;
    const from = last === null ? -1 : path.indexOf(last);
    if (from === -1) continue; // leads into a cycle that was already told
    const names = path.slice(from).map((node) => nodeName(document, node));
    const shown = names.length > 5 ? [...names.slice(0, 5), "…"] : names;
    findings.report("NODE_CYCLE", {
      pointer: `/nodes/${path[from] ?? at}`,
      name: names[0] ?? null,
      actual: shown.join(" ← "),
    });
  }
}

/** Reports SKIN_EMPTY, INDEX_RANGE, ACCESSOR_FORMAT and the bone limits. Returns the number of distinct bones. */
export function checkSkins(
  document: GltfDocument,
  safeAccessors: ReadonlySet<number>,
  limits: AvatarLimits,
  findings: Findings,
): number {
  const bones = new Set<number>();
  for (const [at, skin] of document.skins.entries()) {
    const pointer = `/skins/${at}`;
    if (skin.joints.length === 0) findings.report("SKIN_EMPTY", { pointer, name: skin.name });
    for (const [i, joint] of skin.joints.entries()) {
      const where = { pointer: `${pointer}/joints/${i}`, name: skin.name };
      if (checkIndex(joint, document.nodes.length, "nodes", where, findings)) bones.add(joint);
    }
    const skeletonAt = { pointer: `${pointer}/skeleton`, name: skin.name };
    checkIndex(skin.skeleton, document.nodes.length, "nodes", skeletonAt, findings);
    checkInverseBinds(document, at, safeAccessors, findings);
  }
  const rule = {
    max: "bonesMax",
    limitCode: "LIMIT_BONES",
    warn: { above: "bonesWarn", code: "HEAVY_BONES" },
  } as const;
  checkCount(bones.size, rule, limits, findings, { pointer: "/skins" });
  return bones.size;
}

function checkInverseBinds(
  document: GltfDocument,
  at: number,
  safeAccessors: ReadonlySet<number>,
  findings: Findings,
): void {
  const skin = document.skins[at];
  const index = skin?.inverseBindMatrices;
  if (skin === undefined || index === undefined) return;
  const where = { pointer: `/skins/${at}/inverseBindMatrices`, name: skin.name };
  if (!checkIndex(index, document.accessors.length, "accessors", where, findings)) return;
  const accessor = document.accessors[index];
  if (accessor === undefined || !safeAccessors.has(index)) return;
  if (accessor.type !== "MAT4" || accessor.componentType !== 5126)
    findings.report("ACCESSOR_FORMAT", {
      ...where,
      actual: `${accessor.type} ${accessor.componentType}`,
      limit: "MAT4 5126",
    });
  else if (accessor.count < skin.joints.length)
    findings.report("ACCESSOR_BOUNDS", {
      ...where,
      actual: skin.joints.length * MATRIX_BYTES,
      limit: accessor.count * MATRIX_BYTES,
    });
}
