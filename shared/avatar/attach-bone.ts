// At which bone of its wearer an accessory hangs, or an item is held. The file says it: a root node has the bone's name, VRM 1.0's,
// as `attachBone` in its extras (a custom property in Blender), or is called by it. glTF 2.0 §3.11 leaves extras to applications.

import type { GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";
import { BONE_PARENTS } from "./humanoid.ts";
import { isRecord } from "./json-scan.ts";
import { nodeName } from "./nodes.ts";

/** Where an accessory goes that does not say: most are hats, glasses and hair. */
const ATTACH_BONE_DEFAULT = "head";

/** The bone's name in VRM 1.0; null for an item that does not say. Reports ATTACH_BONE_UNKNOWN and ATTACH_BONE_MISSING. */
export function readAttachBone(
  document: GltfDocument,
  kind: "item" | "accessory",
  findings: Findings,
): string | null {
  const roots = document.scenes[document.scene]?.nodes ?? [];
  for (const at of roots) {
    const extras = document.nodes[at]?.extras;
    if (!isRecord(extras) || !Object.hasOwn(extras, "attachBone")) continue;
    const said = extras["attachBone"];
    if (isBone(said)) return said;
    findings.report("ATTACH_BONE_UNKNOWN", {
      pointer: `/nodes/${at}/extras/attachBone`,
      name: nodeName(document, at),
      actual: typeof said === "string" ? said : "not a text",
    });
    return null;
  }
  for (const at of roots) {
    const name = document.nodes[at]?.name;
    if (isBone(name)) return name;
  }
  if (kind === "item") return null;
  findings.report("ATTACH_BONE_MISSING", { pointer: "/nodes", actual: ATTACH_BONE_DEFAULT });
  return ATTACH_BONE_DEFAULT;
}

function isBone(name: unknown): name is string {
  return typeof name === "string" && Object.hasOwn(BONE_PARENTS, name);
}
