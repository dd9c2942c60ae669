// Skin weights that sum to one. The bytes of an accessor may be shared with others, so what is mended is written anew behind
// everything else, and the primitive is pointed there.

import { openAccessor } from "../accessor-reader.ts";
import type { GltfModel } from "../gltf-model.ts";
import type { SoundPrimitive } from "../meshes.ts";

export type EvenSkin = {
  /** u16 × 4 per vertex, little-endian. A joint of no weight is 0, as glTF 2.0 §3.7.3.3 asks. */
  readonly joints: Uint8Array;
  /** f32 × 4 per vertex, little-endian, each four summing to one. */
  readonly weights: Uint8Array;
};

/**
 * The four joints and weights of each vertex, evened out. Weights below zero or not finite count as none; a vertex without any hangs
 * on the first joint it names, or on the skin's first where it names none of `jointCount`.
 */
export function evenWeights(
  { document, bin }: GltfModel,
  { primitive, vertexCount }: SoundPrimitive,
  jointCount: number,
): EvenSkin | null {
  const jointAccessor = document.accessors[primitive.attributes["JOINTS_0"] ?? -1];
  const weightAccessor = document.accessors[primitive.attributes["WEIGHTS_0"] ?? -1];
  if (jointAccessor === undefined || weightAccessor === undefined) return null;
  const jointOf = openAccessor(document, bin, jointAccessor).get;
  const weightOf = openAccessor(document, bin, weightAccessor).get;
  const joints = new DataView(new ArrayBuffer(vertexCount * 8));
  const weights = new DataView(new ArrayBuffer(vertexCount * 16));
  for (let vertex = 0; vertex < vertexCount; vertex++) {
    let sum = 0;
    for (let c = 0; c < 4; c++) sum += sound(weightOf(vertex, c));
    for (let c = 0; c < 4 && sum > 0; c++) {
      const share = sound(weightOf(vertex, c)) / sum;
      if (share === 0) continue;
      const joint = jointOf(vertex, c);
      // A joint named twice carries both.
      const first = [0, 1, 2, 3].find(
        (d) => d === c || (jointOf(vertex, d) === joint && sound(weightOf(vertex, d)) > 0),
      );
      const at = vertex * 4 + (first ?? c);
      weights.setFloat32(at * 4, weights.getFloat32(at * 4, true) + share, true);
      joints.setUint16(at * 2, joint, true);
    }
    if (sum > 0) continue;
    const named = [0, 1, 2, 3].map((c) => jointOf(vertex, c)).find((joint) => joint < jointCount);
    joints.setUint16(vertex * 8, named ?? 0, true);
    weights.setFloat32(vertex * 16, 1, true);
  }
  return { joints: new Uint8Array(joints.buffer), weights: new Uint8Array(weights.buffer) };
}

function sound(weight: number): number {
  return weight > 0 && Number.isFinite(weight) ? weight : 0;
}
