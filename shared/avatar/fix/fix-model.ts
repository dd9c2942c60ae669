// Puts right in a file what the check found and can be put right, and touches nothing else: JSON values stay equal, the bytes of the
// binary chunk stay where they are. Whether the outcome passes is for the caller to check again.

import { Findings } from "../findings.ts";
import { parseGlb } from "../glb.ts";
import type { GltfModel } from "../gltf-model.ts";
import { isRecord } from "../json-scan.ts";
import { writeGlb } from "../write-glb.ts";
import { affineMatrices, unitDirections } from "./even-directions.ts";
import { evenWeights } from "./even-weights.ts";
import { type Mend, mendJson } from "./mend.ts";

const FLOAT = 5126;
const UNSIGNED_SHORT = 5123;

/** A stretch of the upload, [fromByte, toByte), that stands as it is in the fixed file, from `atByte` on. */
export type Kept = { readonly fromByte: number; readonly toByte: number; readonly atByte: number };

/**
 * Applies `mends`, which the check of these very bytes gave beside its `model`. Returns null when there is nothing to do.
 * Numbers made anew are appended to the binary chunk: weights, 24 bytes a vertex, directions, 16, and matrices. Linear in the file.
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
  mendJson(json, mends);
  const appended = appendNumbers(json, model, mends, binBytes);
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

type Kind = {
  readonly componentType: number;
  readonly count: number;
  readonly type: "VEC3" | "VEC4" | "MAT4";
};
type Append = (data: Uint8Array, kind: Kind) => number;

/**
 * Appends numbers made anew to the lists of the JSON, and returns their bytes. What shared its numbers goes on sharing them; an accessor
 * that nothing uses any more becomes what took its place, since what it holds is wrong.
 */
function appendNumbers(
  json: Record<string, unknown>,
  model: GltfModel,
  mends: readonly Mend[],
  binBytes: number,
): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const done = new Map<string, readonly Replaced[]>();
  let byteOffset = binBytes;
  const append: Append = (data, kind) => {
    const target = kind.type === "MAT4" ? {} : { target: 34962 };
    const view = { buffer: 0, byteOffset, byteLength: data.length, ...target };
    const bufferView = pushTo(json, "bufferViews", view);
    pieces.push(data);
    byteOffset += data.length;
    return pushTo(json, "accessors", { bufferView, ...kind });
  };
  for (const mend of mends) {
    const key = keyOf(model, mend);
    if (key === null) continue;
    const made = done.get(key) ?? replace(model, mend, append);
    done.set(key, made);
    const place = placeOf(mend);
    mendJson(
      json,
      made.map(({ what, by }) => ({ kind: "set", pointer: `${place}/${what}`, value: by })),
    );
  }
  retire(json, [...done.values()].flat());
  if (pieces.length > 0)
    mendJson(json, [{ kind: "set", pointer: "/buffers/0/byteLength", value: byteOffset }]);
  return pieces;
}

/** An accessor, what it is to those who use it, and what took its place. */
type Replaced = { readonly what: string; readonly accessor: number; readonly by: number };

/** Mends with the same key make the same numbers; null for those that make none. */
function keyOf({ document }: GltfModel, mend: Mend): string | null {
  switch (mend.kind) {
    case "weights": {
      const { JOINTS_0, WEIGHTS_0 } = mend.primitive.primitive.attributes;
      return `weights ${JOINTS_0} ${WEIGHTS_0} ${mend.jointCount}`;
    }
    case "directions":
      return `${mend.what} ${mend.primitive.primitive.attributes[mend.what]}`;
    case "matrices":
      return `matrices ${document.skins[mend.skin]?.inverseBindMatrices}`;
    default:
      return null;
  }
}

function placeOf(mend: Mend): string {
  if (mend.kind === "matrices") return `/skins/${mend.skin}`;
  return mend.kind === "weights" || mend.kind === "directions" ? `${mend.primitive.pointer}/attributes` : "";
}

function replace(model: GltfModel, mend: Mend, append: Append): readonly Replaced[] {
  const { document } = model;
  switch (mend.kind) {
    case "weights": {
      const { primitive, vertexCount: count } = mend.primitive;
      const { JOINTS_0, WEIGHTS_0 } = primitive.attributes;
      const skin = evenWeights(model, mend.primitive, mend.jointCount);
      if (skin === null || JOINTS_0 === undefined || WEIGHTS_0 === undefined) return [];
      const joints = append(skin.joints, { componentType: UNSIGNED_SHORT, count, type: "VEC4" });
      const weights = append(skin.weights, { componentType: FLOAT, count, type: "VEC4" });
      return [
        { what: "JOINTS_0", accessor: JOINTS_0, by: joints },
        { what: "WEIGHTS_0", accessor: WEIGHTS_0, by: weights },
      ];
    }
    case "directions": {
      const accessor = mend.primitive.primitive.attributes[mend.what];
      if (accessor === undefined) return [];
      const { data, count } = unitDirections(model, accessor);
      const type = mend.what === "NORMAL" ? "VEC3" : "VEC4";
      return [{ what: mend.what, accessor, by: append(data, { componentType: FLOAT, count, type }) }];
    }
    case "matrices": {
      const accessor = document.skins[mend.skin]?.inverseBindMatrices;
      if (accessor === undefined) return [];
      const { data, count } = affineMatrices(model, accessor);
      const by = append(data, { componentType: FLOAT, count, type: "MAT4" });
      return [{ what: "inverseBindMatrices", accessor, by }];
    }
    default:
      return [];
  }
}

/** Makes accessors that no primitive, skin or animation uses any more read what took their place. */
function retire(json: Readonly<Record<string, unknown>>, replaced: readonly Replaced[]): void {
  if (replaced.length === 0) return;
  const used = new Set<unknown>();
  const collect = (value: unknown): void => {
    if (typeof value === "number") used.add(value);
    else if (typeof value === "object" && value !== null)
      for (const below of Object.values(value)) collect(below);
  };
  // Rather one number too many: what is kept that could go does no harm but to a validator.
  for (const list of ["meshes", "skins", "animations"]) collectReferences(json[list], collect);
  const accessors = json["accessors"];
  if (!Array.isArray(accessors)) return;
  for (const { accessor, by } of replaced)
    if (!used.has(accessor)) accessors[accessor] = structuredClone(accessors[by]);
}

/** The numbers below keys that hold accessors. */
function collectReferences(value: unknown, collect: (value: unknown) => void): void {
  if (Array.isArray(value)) for (const element of value) collectReferences(element, collect);
  else if (isRecord(value))
    for (const [key, below] of Object.entries(value))
      if (ACCESSOR_KEYS.has(key)) collect(below);
      else collectReferences(below, collect);
}
const ACCESSOR_KEYS: ReadonlySet<string> = new Set([
  "attributes",
  "targets",
  "indices",
  "inverseBindMatrices",
  "input",
  "output",
]);

/** Returns where the element stands. */
function pushTo(json: Readonly<Record<string, unknown>>, list: string, element: object): number {
  const elements = json[list];
  if (!Array.isArray(elements)) throw new TypeError(`a skinned mesh has ${list}`);
  return elements.push(element) - 1;
}
