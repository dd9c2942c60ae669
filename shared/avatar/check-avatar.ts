// The avatar check, the same in the browser before an upload and in the worker after it. Bytes in, findings and facts out;
// every stage says all it can, and the next runs on what was sound.

import type { AvatarFacts, Finding, VrmLicence } from "../schema/asset.ts";
import { checkAccessors } from "./accessors.ts";
import { Bounds, checkHeight } from "./bounds.ts";
import { checkCounts } from "./counts.ts";
import { type GltfDocument, readDocument } from "./document.ts";
import { checkExtensions } from "./extensions.ts";
import { Findings, hasErrors } from "./findings.ts";
import { parseGlb } from "./glb.ts";
import { checkSkeleton, readBones } from "./humanoid.ts";
import { checkImages } from "./images.ts";
import { parseJsonChunk } from "./json-scan.ts";
import { type AvatarLimits, DEFAULT_AVATAR_LIMITS } from "./limits.ts";
import { type Matrix, worldMatrices } from "./matrix.ts";
import { checkMeshData } from "./mesh-data.ts";
import { checkMeshes, type SoundPrimitive, vertexSetKey } from "./meshes.ts";
import { checkSkins, readNodeTree } from "./nodes.ts";
import { checkReferences } from "./references.ts";
import { poseAtRest } from "./rest-pose.ts";
import { checkUris } from "./uris.ts";
import { readVrm, type VrmVersion } from "./vrm.ts";

export type AvatarCheck = {
  /** No finding is an error: the avatar may be published. */
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  /** What was counted; null when the file could not be read that far. */
  readonly facts: (AvatarFacts & { readonly boneCount: number; readonly sizeBytes: number }) | null;
  /** What its creator says; null when there is no VRM in the file. */
  readonly licence: VrmLicence | null;
};

/** A file that passed, opened: for whoever draws it. Everything in it is inside its bounds. */
export type AvatarModel = {
  readonly document: GltfDocument;
  readonly bin: Uint8Array;
  readonly version: VrmVersion;
  /** Humanoid bone (VRM 1.0's name) -> node. */
  readonly bones: ReadonlyMap<string, number>;
  readonly worlds: readonly Matrix[];
  readonly primitives: readonly SoundPrimitive[];
};

/**
 * Checks a VRM file. Never throws for what the bytes say and keeps no reference to them.
 * Bounds: at most 20 findings per code; work is bounded by `limits`, before anything is allocated.
 */
export function checkAvatar(bytes: Uint8Array, limits: AvatarLimits = DEFAULT_AVATAR_LIMITS): AvatarCheck {
  return openAvatar(bytes, limits).check;
}

/** Checks a VRM file, and opens it when it passed; `model` holds views into `bytes`. */
export function openAvatar(
  bytes: Uint8Array,
  limits: AvatarLimits = DEFAULT_AVATAR_LIMITS,
): { readonly check: AvatarCheck; readonly model: AvatarModel | null } {
  const findings = new Findings();
  const read = readBytes(bytes, limits, findings);
  const list = findings.list();
  const ok = !hasErrors(list);
  const check = { ok, findings: list, facts: read?.facts ?? null, licence: read?.licence ?? null };
  return { check, model: ok ? (read?.model ?? null) : null };
}

type Read = {
  readonly facts: AvatarCheck["facts"];
  readonly licence: VrmLicence | null;
  readonly model: AvatarModel | null;
};

function readBytes(bytes: Uint8Array, limits: AvatarLimits, findings: Findings): Read | null {
  if (bytes.length > limits.fileMaxBytes) {
    findings.report("FILE_TOO_LARGE", { actual: bytes.length, limit: limits.fileMaxBytes });
    return null;
  }
  const glb = parseGlb(bytes, findings);
  if (glb === null) return null;
  const json = parseJsonChunk(glb, limits, findings);
  if (json === null || !checkCounts(json, limits, findings)) return null;
  checkUris(json, "", findings);
  const document = readDocument(json, findings);
  checkExtensions(document, findings);
  return readModel(document, glb.bin, bytes.length, limits, findings);
}

function readModel(
  document: GltfDocument,
  binOrNone: Uint8Array | null,
  sizeBytes: number,
  limits: AvatarLimits,
  findings: Findings,
): Read {
  const bin = binOrNone ?? new Uint8Array(0);
  const safe = checkAccessors(document, binOrNone, limits, findings);
  checkReferences(document, findings);
  const tree = readNodeTree(document, findings);
  const boneCount = checkSkins(document, safe, limits, findings);
  const totals = checkMeshes(document, safe, limits, findings);
  checkImages(document, bin, limits, findings);
  const worlds = worldMatrices(document, tree);
  const primitives = totals.withinLimits ? checkMeshData(document, bin, totals.sound, findings) : [];
  const vrm = readVrm(document, tree, limits, findings);
  if (vrm === null) return { facts: null, licence: null, model: null };

  const bones = readBones(document, vrm.bones, vrm.version, vrm.humanoidPointer, findings);
  checkSkeleton(document, bones, tree, worlds, vrm.version, findings);
  const model: AvatarModel = { document, bin, version: vrm.version, bones, worlds, primitives };
  // With a mesh left out, what remains says nothing about the height.
  const isWhole = primitives.length > 0 && !hasErrors(findings.list());
  const heightM = isWhole ? checkHeight(restBounds(model), limits, findings) : 0;
  const facts = {
    vrmVersion: vrm.version,
    triangleCount: totals.triangleCount,
    vertexCount: totals.vertexCount,
    materialCount: document.materials.length,
    textureCount: document.textures.length,
    nodeCount: document.nodes.length,
    heightM,
    boneCount,
    sizeBytes,
  };
  return { facts, licence: vrm.licence, model };
}

function restBounds(model: AvatarModel): Bounds {
  const bounds = new Bounds();
  for (const [nodeIndex, node] of model.document.nodes.entries()) {
    const done = new Set<string>();
    for (const { meshIndex, primitive } of model.primitives) {
      const key = vertexSetKey(primitive);
      if (meshIndex !== node.mesh || done.has(key)) continue;
      done.add(key);
      bounds.add(poseAtRest(model.document, model.bin, model.worlds, nodeIndex, primitive).positions);
    }
  }
  return bounds;
}
