// VRM in one shape, whatever its version: the differences end here and in vrm0.ts and vrm1.ts.

import type { VrmLicence } from "../schema/asset.ts";
import type { AvatarLimits } from "../schema/avatar-limits.ts";
import { checkConstraints } from "./constraints.ts";
import { checkCount } from "./counts.ts";
import type { GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";
import type { BoneEntry } from "./humanoid.ts";
import { isRecord } from "./json-scan.ts";
import type { NodeTree } from "./nodes.ts";
import { readVrm0 } from "./vrm0.ts";
import { readVrm1 } from "./vrm1.ts";

export type VrmVersion = "0.x" | "1.0";

export type Vrm = {
  readonly version: VrmVersion;
  readonly bones: readonly BoneEntry[];
  /** Where the humanoid stands in the JSON. */
  readonly humanoidPointer: string;
  readonly licence: VrmLicence;
  readonly springJointCount: number;
  readonly colliderCount: number;
};

/** Reads the VRM extension. Reports NOT_A_VRM, VRM_VERSION, CONSTRAINT_BROKEN, what each version's reader reports, and the spring bone limits. */
export function readVrm(
  document: GltfDocument,
  tree: NodeTree,
  limits: AvatarLimits,
  findings: Findings,
): Vrm | null {
  const vrm1 = document.extensions["VRMC_vrm"];
  const vrm0 = document.extensions["VRM"];
  // A file may carry both for old and new viewers; the newer one is what our viewers read.
  const vrm = isRecord(vrm1)
    ? readVrm1(document, vrm1, findings)
    : isRecord(vrm0)
      ? readVrm0(document, vrm0, tree, findings)
      : null;
  if (vrm === null) {
    findings.report("NOT_A_VRM", { pointer: "/extensions", limit: "VRM or VRMC_vrm" });
    return null;
  }
  checkConstraints(document, tree, findings);
  const joints = {
    max: "springJointsMax",
    limitCode: "LIMIT_SPRING_JOINTS",
    warn: { above: "springJointsWarn", code: "HEAVY_SPRING_JOINTS" },
  } as const;
  const colliders = {
    max: "collidersMax",
    limitCode: "LIMIT_COLLIDERS",
    warn: { above: "collidersWarn", code: "HEAVY_COLLIDERS" },
  } as const;
  const where = { pointer: "/extensions" };
  checkCount(vrm.springJointCount, joints, limits, findings, where);
  checkCount(vrm.colliderCount, colliders, limits, findings, where);
  return vrm;
}
