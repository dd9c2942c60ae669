// Node constraints: a node that follows another. Viewers open no file in which one follows what is not there, or itself in a circle.
// VRMC_node_constraint 1.0

import type { GltfDocument, GltfNode } from "./document.ts";
import type { Findings } from "./findings.ts";
import { isRecord } from "./json-scan.ts";
import { type NodeTree, nodeName } from "./nodes.ts";

const NAME = "VRMC_node_constraint";
const KINDS = ["roll", "aim", "rotation"] as const;

/** Reports CONSTRAINT_BROKEN, once for each node. The tree ends: its cycles were told. */
export function checkConstraints(document: GltfDocument, tree: NodeTree, findings: Findings): void {
  const followed = new Map<number, readonly number[]>();
  const drop = (at: number, actual: string) => {
    followed.delete(at);
    const pointer = `/nodes/${at}/extensions/${NAME}`;
    findings.report("CONSTRAINT_BROKEN", { pointer, name: nodeName(document, at), actual }, [
      { kind: "remove", pointer },
    ]);
  };
  for (const [at, node] of document.nodes.entries()) {
    if (!Object.hasOwn(node.extensions, NAME)) continue;
    const { source, isAim } = readConstraint(node);
    if (source === null || document.nodes[source] === undefined) {
      drop(at, source === null ? "no source" : `source ${source}`);
      continue;
    }
    const parent = tree.parents[at] ?? null;
    followed.set(at, isAim && parent !== null ? [source, parent] : [source]);
  }
  for (const at of circular(followed, tree)) drop(at, "a circle");
}

function readConstraint({ extensions }: GltfNode): {
  readonly source: number | null;
  readonly isAim: boolean;
} {
  const constraint = extensions[NAME]?.["constraint"];
  if (!isRecord(constraint)) return { source: null, isAim: false };
  // Viewers take the first of these.
  const kind = KINDS.find((each) => constraint[each] !== undefined && constraint[each] !== null);
  const body = kind === undefined ? null : constraint[kind];
  const source = isRecord(body) ? body["source"] : null;
  const isIndex = typeof source === "number" && Number.isInteger(source) && source >= 0;
  return { source: isIndex ? source : null, isAim: kind === "aim" };
}

/** Those that close a circle: what they follow, or anything above it, follows them. */
function circular(
  followed: ReadonlyMap<number, readonly number[]>,
  { parents }: NodeTree,
): readonly number[] {
  const done = new Set<number>();
  const path = new Set<number>();
  const closing = new Set<number>();
  const visit = (at: number): void => {
    path.add(at);
    for (const source of followed.get(at) ?? []) {
      // No way up is longer than there are nodes.
      let above: number | null = source;
      for (let steps = 0; above !== null && steps < parents.length; steps++, above = parents[above] ?? null) {
        if (!followed.has(above) || done.has(above) || closing.has(above)) continue;
        if (path.has(above)) closing.add(at);
        else visit(above);
      }
    }
    path.delete(at);
    done.add(at);
  };
  for (const at of followed.keys()) if (!done.has(at)) visit(at);
  return [...closing];
}
