// What an avatar and any other GLB have alike: the container, the JSON, and everything that glTF itself says must hold.
// Every stage says all it can, and the next runs on what was sound.

import type { AvatarLimits } from "../schema/avatar-limits.ts";
import { checkAccessors } from "./accessors.ts";
import { Bounds } from "./bounds.ts";
import { checkViewUses } from "./buffer-view-uses.ts";
import { checkCounts } from "./counts.ts";
import { checkDeclaredBounds } from "./declared-bounds.ts";
import { type GltfDocument, readDocument } from "./document.ts";
import { checkDeclared, checkExtensions } from "./extensions.ts";
import type { Findings } from "./findings.ts";
import { parseGlb } from "./glb.ts";
import { checkImages } from "./images.ts";
import { parseJsonChunk } from "./json-scan.ts";
import { checkLeftovers } from "./leftovers.ts";
import { type Matrix, worldMatrices } from "./matrix.ts";
import { checkMeshData } from "./mesh-data.ts";
import { checkMeshes, type MeshTotals, type SoundPrimitive, vertexSetKey } from "./meshes.ts";
import { checkSkins, type NodeTree, readNodeTree } from "./nodes.ts";
import { checkReferences } from "./references.ts";
import { poseAtRest } from "./rest-pose.ts";
import { checkSkinJoints } from "./skin-joints.ts";
import { checkUris } from "./uris.ts";

/** A file opened for whoever draws it. When it passed, everything in it is inside its bounds. */
export type GltfModel = {
  readonly document: GltfDocument;
  readonly bin: Uint8Array;
  readonly worlds: readonly Matrix[];
  readonly primitives: readonly SoundPrimitive[];
};

export type ReadGltf = {
  readonly model: GltfModel;
  readonly tree: NodeTree;
  readonly totals: MeshTotals;
  readonly boneCount: number;
  readonly texturePixelCount: number;
};

/** What every kind of model counts. */
export function modelCounts({ model: { document }, totals }: ReadGltf) {
  return {
    triangleCount: totals.triangleCount,
    vertexCount: totals.vertexCount,
    materialCount: document.materials.length,
    textureCount: document.textures.length,
    nodeCount: document.nodes.length,
  };
}

/** Reads a GLB and reports what is wrong with it as glTF. Null when it could not be read that far. */
export function readGltf(bytes: Uint8Array, limits: AvatarLimits, findings: Findings): ReadGltf | null {
  if (bytes.length > limits.fileMaxBytes) {
    findings.report("FILE_TOO_LARGE", { actual: bytes.length, limit: limits.fileMaxBytes });
    return null;
  }
  const glb = parseGlb(bytes, findings);
  if (glb === null) return null;
  const json = parseJsonChunk(glb, limits, findings);
  if (json === null || !checkCounts(json, limits, findings)) return null;
  checkUris(json, "", findings);
  checkLeftovers(json, findings);
  const document = readDocument(json, findings);
  checkExtensions(document, findings);
  checkDeclared(json, document, findings);
  return readBody(document, glb.bin, limits, findings);
}

function readBody(
  document: GltfDocument,
  binOrNone: Uint8Array | null,
  limits: AvatarLimits,
  findings: Findings,
): ReadGltf {
  const bin = binOrNone ?? new Uint8Array(0);
  const safe = checkAccessors(document, binOrNone, limits, findings);
  checkViewUses(document, safe, findings);
  checkReferences(document, findings);
  const tree = readNodeTree(document, findings);
  const boneCount = checkSkins(document, safe, limits, findings);
  checkSkinJoints(document, bin, safe, tree, findings);
  const totals = checkMeshes(document, safe, limits, findings);
  const texturePixelCount = checkImages(document, bin, limits, findings);
  const worlds = worldMatrices(document, tree);
  const primitives = totals.withinLimits ? checkMeshData(document, bin, totals.sound, findings) : [];
  if (totals.withinLimits) checkDeclaredBounds(document, bin, { safe, ...usesOf(totals.sound) }, findings);
  return { model: { document, bin, worlds, primitives }, tree, totals, boneCount, texturePixelCount };
}

/** Which accessors the primitives that are sound read, and which of them are positions. */
function usesOf(sound: readonly SoundPrimitive[]) {
  const used = new Set<number>();
  const positions = new Set<number>();
  for (const { primitive } of sound) {
    if (primitive.indices !== undefined) used.add(primitive.indices);
    for (const holder of [primitive.attributes, ...primitive.targets])
      for (const [key, at] of Object.entries(holder)) {
        used.add(at);
        if (key === "POSITION") positions.add(at);
      }
  }
  return { used, positions };
}

/** The box around everything the model shows at rest. */
export function restBounds(model: GltfModel): Bounds {
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
