// Directions made one long, and matrices made such that they only move, turn and scale. Bytes out, in floats; nothing in place.

import { readAccessor } from "../accessor-reader.ts";
import type { GltfModel } from "../gltf-model.ts";

type Numbers = { readonly data: Uint8Array; readonly count: number };

/** Normals (three numbers) or tangents (four). A direction of no length points up, as good as any; a hand that is none is a right one. */
export function unitDirections(model: GltfModel, at: number): Numbers {
  const { values, components, count } = read(model, at);
  for (let i = 0; i < values.length; i += components) {
    const [x = 0, y = 0, z = 0, hand = 1] = values.subarray(i, i + components);
    const length = Math.hypot(x, y, z);
    values.set(length > 0 ? [x / length, y / length, z / length] : [0, 1, 0], i);
    if (components === 4) values[i + 3] = hand < 0 ? -1 : 1;
  }
  return { data: bytesOf(values), count };
}

/** Inverse bind matrices, column by column: the last row becomes 0 0 0 1. */
export function affineMatrices(model: GltfModel, at: number): Numbers {
  const { values, count } = read(model, at);
  for (let i = 0; i < values.length; i += 16) {
    values[i + 3] = 0;
    values[i + 7] = 0;
    values[i + 11] = 0;
    values[i + 15] = 1;
  }
  return { data: bytesOf(values), count };
}

function read({ document, bin }: GltfModel, at: number) {
  const accessor = document.accessors[at];
  if (accessor === undefined) throw new RangeError(`no accessor ${at}`);
  return { ...readAccessor(document, bin, accessor), count: accessor.count };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
