// The avatar check, the same in the browser before an upload and in the worker after it. Bytes in, findings and facts out;
// every stage says all it can, and the next runs on what was sound.

import type { AvatarFacts, Finding, VrmLicence } from "../schema/asset.ts";
import { type AvatarLimits, DEFAULT_AVATAR_LIMITS } from "../schema/avatar-limits.ts";
import { checkHeight } from "./bounds.ts";
import { Findings, hasErrors } from "./findings.ts";
import type { Mend } from "./fix/mend.ts";
import { type GltfModel, modelCounts, type ReadGltf, readGltf, restBounds } from "./gltf-model.ts";
import { checkSkeleton, readBones } from "./humanoid.ts";
import { readVrm, type VrmVersion } from "./vrm.ts";

/** What is counted for the rank, and not kept. */
type CheckCounts = {
  readonly boneCount: number;
  readonly morphTargetCount: number;
  readonly springJointCount: number;
  readonly colliderCount: number;
  readonly texturePixelCount: number;
  readonly sizeBytes: number;
};

export type AvatarCheck = {
  /** No finding is an error: the avatar may be published. */
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  /** What was counted; null when the file could not be read that far. */
  readonly facts: (AvatarFacts & CheckCounts) | null;
  /** What its creator says; null when there is no VRM in the file. */
  readonly licence: VrmLicence | null;
};

/** A file that passed, opened: for whoever draws it. Everything in it is inside its bounds. */
export type AvatarModel = GltfModel & {
  readonly version: VrmVersion;
  /** Humanoid bone (VRM 1.0's name) -> node. */
  readonly bones: ReadonlyMap<string, number>;
};

/**
 * Checks a VRM file. Never throws for what the bytes say and keeps no reference to them.
 * Bounds: at most 20 findings per code; work is bounded by `limits`, before anything is allocated.
 */
export function checkAvatar(bytes: Uint8Array, limits: AvatarLimits = DEFAULT_AVATAR_LIMITS): AvatarCheck {
  return openAvatar(bytes, limits).check;
}

/** Checks a VRM file, and opens it when it passed; `model` holds views into `bytes`, `mends` is what fixModel makes of them. */
export function openAvatar(
  bytes: Uint8Array,
  limits: AvatarLimits = DEFAULT_AVATAR_LIMITS,
): { readonly check: AvatarCheck; readonly model: AvatarModel | null; readonly mends: readonly Mend[] } {
  const findings = new Findings();
  const read = readBytes(bytes, limits, findings);
  const list = findings.list();
  const ok = !hasErrors(list);
  const check = { ok, findings: list, facts: read?.facts ?? null, licence: read?.licence ?? null };
  return { check, model: ok ? (read?.model ?? null) : null, mends: findings.mends };
}

type Read = {
  readonly facts: AvatarCheck["facts"];
  readonly licence: VrmLicence | null;
  readonly model: AvatarModel | null;
};

function readBytes(bytes: Uint8Array, limits: AvatarLimits, findings: Findings): Read | null {
  const read = readGltf(bytes, limits, findings);
  return read === null ? null : readAvatar(read, bytes.length, limits, findings);
}

function readAvatar(read: ReadGltf, sizeBytes: number, limits: AvatarLimits, findings: Findings): Read {
  const { document, worlds, primitives } = read.model;
  const vrm = readVrm(document, read.tree, limits, findings);
  if (vrm === null) return { facts: null, licence: null, model: null };

  const bones = readBones(document, vrm.bones, vrm.version, vrm.humanoidPointer, findings);
  checkSkeleton(document, bones, read.tree, worlds, vrm.version, findings);
  const model: AvatarModel = { ...read.model, version: vrm.version, bones };
  // With a mesh left out, what remains says nothing about the height.
  const isWhole = primitives.length > 0 && !hasErrors(findings.list());
  const heightM = isWhole ? checkHeight(restBounds(model), limits, findings) : 0;
  const facts = {
    format: "vrm" as const,
    vrmVersion: vrm.version,
    ...modelCounts(read),
    heightM,
    boneCount: read.boneCount,
    morphTargetCount: read.totals.morphTargetCount,
    springJointCount: vrm.springJointCount,
    colliderCount: vrm.colliderCount,
    texturePixelCount: read.texturePixelCount,
    sizeBytes,
  };
  return { facts, licence: vrm.licence, model };
}
