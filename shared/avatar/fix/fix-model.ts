// Puts right in a file what the check found and can be put right, and touches nothing else: JSON values stay equal, the bytes of the
// binary chunk stay where they are. Whether the outcome passes is for the caller to check again.

import { Findings } from "../findings.ts";
import { parseGlb } from "../glb.ts";
import type { GltfModel } from "../gltf-model.ts";
import { isRecord } from "../json-scan.ts";
import { writeGlb } from "../write-glb.ts";
import { evenWeights } from "./even-weights.ts";
import { type Mend, mendJson } from "./mend.ts";

const FLOAT = 5126;
const UNSIGNED_SHORT = 5123;

/** A stretch of the upload, [fromByte, toByte), that stands as it is in the fixed file, from `atByte` on. */
export type Kept = { readonly fromByte: number; readonly toByte: number; readonly atByte: number };

/**
 * Applies `mends`, which the check of these very bytes gave beside its `model`. Returns null when there is nothing to do.
 * Evened weights are appended to the binary chunk, 24 bytes a vertex. Linear in the file.
 */
export function fixModel(
  bytes: Uint8Array,
  model: GltfModel,
  mends: readonly Mend[],
): { readonly bytes: Uint8Array; readonly kept: Kept } | null {
  if (mends.length === 0) return null;
  const glb = parseGlb(bytes, new Findings());
  if (glb === null) throw new TypeError("a file that passed its check has JSON");
  const json: unknown = JSON.parse(new TextDecoder().decode(glb.json));
  if (!isRecord(json)) throw new TypeError("a file that passed its check has an object at its root");
  const binBytes = glb.bin?.length ?? 0;
  const appended = evenSkins(json, model, mends, binBytes);
  mendJson(json, mends);
  const written = writeGlb(json, glb.bin === null ? appended : [glb.bin, ...appended]);
  const fixed = withRest(written, restOf(bytes, glb.bin ?? glb.json));
  return { bytes: fixed, kept: keptOf(bytes, fixed, glb.bin) };
}

function keptOf(bytes: Uint8Array, fixed: Uint8Array, bin: Uint8Array | null): Kept {
  if (bin === null) return { fromByte: 0, toByte: 0, atByte: 0 };
  const fromByte = bin.byteOffset - bytes.byteOffset;
  const atByte = (parseGlb(fixed, new Findings())?.bin?.byteOffset ?? 0) - fixed.byteOffset;
  return { fromByte, toByte: fromByte + bin.length, atByte };
}

/** Chunks behind the two we know are carried over; what lies behind the declared end is not. */
function restOf(bytes: Uint8Array, last: Uint8Array): Uint8Array {
  const declaredBytes = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(8, true);
  return bytes.subarray(last.byteOffset - bytes.byteOffset + last.length, declaredBytes);
}

function withRest(written: Uint8Array, rest: Uint8Array): Uint8Array {
  if (rest.length === 0) return written;
  const whole = new Uint8Array(written.length + rest.length);
  whole.set(written);
  whole.set(rest, written.length);
  new DataView(whole.buffer).setUint32(8, whole.length, true);
  return whole;
}

/** Appends evened skins to the lists of the JSON, and returns their bytes. Primitives that share their vertices go on sharing them. */
function evenSkins(
  json: Record<string, unknown>,
  model: GltfModel,
  mends: readonly Mend[],
  binBytes: number,
): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const done = new Map<string, { readonly joints: number; readonly weights: number }>();
  let byteOffset = binBytes;
  const append = (data: Uint8Array, componentType: number, count: number): number => {
    const bufferView = pushTo(json, "bufferViews", {
      buffer: 0,
      byteOffset,
      byteLength: data.length,
      target: 34962,
    });
    pieces.push(data);
    byteOffset += data.length;
    return pushTo(json, "accessors", { bufferView, componentType, count, type: "VEC4" });
  };
  for (const mend of mends) {
    if (mend.kind !== "weights") continue;
    const { pointer, primitive, vertexCount } = mend.primitive;
    const { JOINTS_0, WEIGHTS_0 } = primitive.attributes;
    const key = `${JOINTS_0} ${WEIGHTS_0} ${mend.jointCount}`;
    let made = done.get(key);
    if (made === undefined) {
      const skin = evenWeights(model, mend.primitive, mend.jointCount);
      if (skin === null) continue;
      const joints = append(skin.joints, UNSIGNED_SHORT, vertexCount);
      made = { joints, weights: append(skin.weights, FLOAT, vertexCount) };
      done.set(key, made);
    }
    mendJson(json, [
      { kind: "set", pointer: `${pointer}/attributes/JOINTS_0`, value: made.joints },
      { kind: "set", pointer: `${pointer}/attributes/WEIGHTS_0`, value: made.weights },
    ]);
  }
  if (pieces.length > 0)
    mendJson(json, [{ kind: "set", pointer: "/buffers/0/byteLength", value: byteOffset }]);
  return pieces;
}

/** Returns where the element stands. */
function pushTo(json: Readonly<Record<string, unknown>>, list: string, element: object): number {
  const elements = json[list];
  if (!Array.isArray(elements)) throw new TypeError(`a skinned mesh has ${list}`);
  return elements.push(element) - 1;
}
