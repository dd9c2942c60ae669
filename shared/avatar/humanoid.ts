// The human skeleton both VRM versions share, in VRM 1.0's names. A table and the checks that read it.

import type { GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";
import { type Matrix, originOf } from "./matrix.ts";
import { isBelow, type NodeTree, nodeName } from "./nodes.ts";
import type { VrmVersion } from "./vrm.ts";

const limb = (side: "left" | "right") => ({
  [`${side}UpperLeg`]: "hips",
  [`${side}LowerLeg`]: `${side}UpperLeg`,
  [`${side}Foot`]: `${side}LowerLeg`,
  [`${side}Toes`]: `${side}Foot`,
  [`${side}Shoulder`]: "upperChest",
  [`${side}UpperArm`]: `${side}Shoulder`,
  [`${side}LowerArm`]: `${side}UpperArm`,
  [`${side}Hand`]: `${side}LowerArm`,
  [`${side}Eye`]: "head",
  ...finger(side, "Thumb", ["Metacarpal", "Proximal", "Distal"]),
  ...finger(side, "Index", ["Proximal", "Intermediate", "Distal"]),
  ...finger(side, "Middle", ["Proximal", "Intermediate", "Distal"]),
  ...finger(side, "Ring", ["Proximal", "Intermediate", "Distal"]),
  ...finger(side, "Little", ["Proximal", "Intermediate", "Distal"]),
});

function finger(side: string, name: string, parts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    parts.map((part, i) => [
      `${side}${name}${part}`,
      i === 0 ? `${side}Hand` : `${side}${name}${parts[i - 1] ?? ""}`,
    ]),
  );
}

/** Bone -> the bone above it; null above the hips. VRM 1.0 humanoid.md */
export const BONE_PARENTS: Readonly<Record<string, string | null>> = {
  hips: null,
  spine: "hips",
  chest: "spine",
  upperChest: "chest",
  neck: "upperChest",
  head: "neck",
  jaw: "head",
  ...limb("left"),
  ...limb("right"),
};

export const REQUIRED_BONES = [
  "hips",
  "spine",
  "head",
  ...["left", "right"].flatMap((side) =>
    ["UpperLeg", "LowerLeg", "Foot", "UpperArm", "LowerArm", "Hand"].map((part) => side + part),
  ),
] as const;
/** VRM 0.x requires these as well; everyone who draws them derives a missing one from its neighbours. */
const REQUIRED_IN_0X = ["chest", "neck"] as const;

/** VRM 0.x counted the thumb from its second joint. */
const NAMES_IN_0X: Readonly<Record<string, string>> = {
  leftThumbProximal: "leftThumbMetacarpal",
  leftThumbIntermediate: "leftThumbProximal",
  rightThumbProximal: "rightThumbMetacarpal",
  rightThumbIntermediate: "rightThumbProximal",
};

export function boneNameOf0x(bone: string): string {
  return NAMES_IN_0X[bone] ?? bone;
}

/** One line of the file's humanoid, in the file's order. */
export type BoneEntry = { readonly bone: string; readonly node: number; readonly pointer: string };

/** Reports BONE_UNKNOWN, BONE_NODE_RANGE, BONE_DUPLICATE, BONE_MISSING(_DERIVABLE). Returns bone -> node. */
export function readBones(
  document: GltfDocument,
  entries: readonly BoneEntry[],
  version: VrmVersion,
  pointer: string,
  findings: Findings,
): ReadonlyMap<string, number> {
  const bones = new Map<string, number>();
  const owners = new Map<number, string>();
  for (const { bone, node, pointer: at } of entries) {
    if (!Object.hasOwn(BONE_PARENTS, bone)) {
      findings.report("BONE_UNKNOWN", { pointer: at, name: bone });
      continue;
    }
    if (document.nodes[node] === undefined) {
      const range = { actual: node, limit: document.nodes.length };
      findings.report("BONE_NODE_RANGE", { pointer: at, name: bone, ...range });
      bones.set(bone, -1); // assigned, though wrongly: not missing as well
      continue;
    }
    const other = owners.get(node);
    if (bones.has(bone) || other !== undefined) {
      const names = [bones.get(bone) ?? node, node].map((n) => nodeName(document, n));
      const actual = other !== undefined ? `${other}, ${bone}: ${names[1] ?? ""}` : names.join(", ");
      findings.report("BONE_DUPLICATE", { pointer: at, name: bone, actual });
    }
    bones.set(bone, node);
    owners.set(node, bone);
  }
  for (const bone of REQUIRED_BONES)
    if (!bones.has(bone)) findings.report("BONE_MISSING", { pointer, name: bone });
  if (version === "0.x")
    for (const bone of REQUIRED_IN_0X)
      if (!bones.has(bone)) findings.report("BONE_MISSING_DERIVABLE", { pointer, name: bone });
  return new Map([...bones].filter(([, node]) => node >= 0));
}

/** Reports BONE_ORDER and BONE_SIDES for the bones a body cannot do without. Fingers and eyes are their creator's affair. */
export function checkSkeleton(
  document: GltfDocument,
  bones: ReadonlyMap<string, number>,
  tree: NodeTree,
  worlds: readonly Matrix[],
  version: VrmVersion,
  findings: Findings,
): void {
  for (const bone of REQUIRED_BONES) {
    const node = bones.get(bone);
    const above = nearestAssigned(bone, bones);
    if (node === undefined || above === null || isBelow(tree, node, above.node)) continue;
    const names = { name: bone, actual: nodeName(document, node), limit: above.bone };
    findings.report("BONE_ORDER", { pointer: `/nodes/${node}`, ...names });
  }
  // VRM 1.0 faces +Z, so its left is at +X; VRM 0.x faces −Z.
  const leftSign = version === "1.0" ? 1 : -1;
  for (const part of ["UpperArm", "UpperLeg"]) {
    const left = bones.get(`left${part}`);
    const right = bones.get(`right${part}`);
    if (left === undefined || right === undefined) continue;
    const apartM = (originOf(worlds[left])[0] - originOf(worlds[right])[0]) * leftSign;
    if (apartM >= -SIDE_TOLERANCE_M) continue;
    const names = { name: `left${part}`, limit: `right${part}`, actual: nodeName(document, left) };
    findings.report("BONE_SIDES", { pointer: `/nodes/${left}`, ...names });
  }
}

const SIDE_TOLERANCE_M = 0.001;

function nearestAssigned(
  bone: string,
  bones: ReadonlyMap<string, number>,
): { bone: string; node: number } | null {
  for (let above = BONE_PARENTS[bone] ?? null; above !== null; above = BONE_PARENTS[above] ?? null) {
    const node = bones.get(above);
    if (node !== undefined) return { bone: above, node };
  }
  return null;
}
