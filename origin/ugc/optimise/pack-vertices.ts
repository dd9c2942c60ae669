// Vertices into accessors. `compat`: plain floats, as UniVRM reads them, each attribute in a view of its own. `web`: what a
// viewer decodes with meshopt. Positions stay floats there, so that inverse bind matrices stay what they were.

import { MeshoptDecoder } from "meshoptimizer/decoder";
import { MeshoptEncoder } from "meshoptimizer/encoder";
import { boundsOf } from "../../../shared/avatar/accessor-bounds.ts";
import type { Values } from "../../../shared/avatar/accessor-reader.ts";
import type { BodyWriter } from "./body-writer.ts";
import type { PlannedVariant } from "./variant.ts";
import type { VertexSet } from "./vertex-set.ts";

const BYTE = 5120;
const UNSIGNED_BYTE = 5121;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;
const FLOAT = 5126;
const VERTICES = { target: 34962 };
const INDICES = { target: 34963 };
const TYPES = ["", "SCALAR", "VEC2", "VEC3", "VEC4"] as const;
/** Mantissa bits of positions and texture coordinates: a sixteenth of a millimetre of two metres, an eighth of a texel of 2048. */
const FLOAT_BITS = 15;
/** Of a float, all. */
const FLOAT_BITS_MAX = 24;
const NORMAL_BITS = 8;

export type Packed = {
  readonly attributes: Readonly<Record<string, number>>;
  readonly targets: readonly Readonly<Record<string, number>>[];
  /** In the order of the set's faces. */
  readonly indices: readonly number[];
};

/**
 * Writes one vertex set; returns the accessors. With `metresPerUnit` a large set keeps the resolution of a small one: meshes that
 * meet, and textures that repeat, stay where they were. Waits once for WebAssembly to be compiled.
 */
export async function packVertices(
  set: VertexSet,
  profile: PlannedVariant["profile"],
  out: BodyWriter,
  metresPerUnit: number | null = null,
): Promise<Packed> {
  await Promise.all([MeshoptEncoder.ready, MeshoptDecoder.ready]);
  const pack = (name: string, values: Values): number => {
    if (name.startsWith("JOINTS_")) return packJoints(values, profile, out);
    const isDirection = name === "NORMAL" || name === "TANGENT";
    if (profile !== "compat" && isDirection) return packDirections(values, out);
    return packFloats(name, values, profile, out, bitsFor(name, values, metresPerUnit));
  };
  const attributes: Record<string, number> = {};
  for (const [name, values] of set.attributes) attributes[name] = pack(name, values);
  const targets = set.targets.map((target) => {
    const packed: Record<string, number> = {};
    for (const [name, values] of target)
      packed[name] =
        values === null ? stillTarget(set, name, out) : packFloats(name, values, profile, out, FLOAT_BITS);
    return packed;
  });
  const indices = set.faces.map(({ indices: list, isTriangles }) =>
    packIndices(list, isTriangles, set.vertexCount, profile, out),
  );
  return { attributes, targets, indices };
}

/** A target that moves nothing needs no bytes: an accessor without a bufferView is zeros. glTF 2.0 §3.6.2.3 */
function stillTarget(set: VertexSet, name: string, out: BodyWriter): number {
  const zero = [0, 0, 0];
  const bounds = name === "POSITION" ? { min: zero, max: zero } : {};
  return out.addAccessor({ componentType: FLOAT, count: set.vertexCount, type: "VEC3", ...bounds });
}

/** As many more than FLOAT_BITS as the values go beyond those two metres, or that one picture. */
function bitsFor(name: string, { values }: Values, metresPerUnit: number | null): number {
  if (metresPerUnit === null) return FLOAT_BITS;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const over = name === "POSITION" ? (largest * metresPerUnit) / 2 : largest;
  return Math.min(FLOAT_BITS_MAX, FLOAT_BITS + Math.max(0, Math.ceil(Math.log2(Math.max(over, 1)))));
}

function packFloats(
  name: string,
  { values, components }: Values,
  profile: string,
  out: BodyWriter,
  bits: number,
): number {
  const count = values.length / components;
  const type = TYPES[components];
  // Weights must still sum to one, and colours are few: both stay exact.
  const isExact = profile === "compat" || name.startsWith("WEIGHTS_") || name.startsWith("COLOR_");
  const byteStride = components * 4;
  let stored = values;
  let bufferView: number;
  if (isExact && profile === "compat") bufferView = out.addView(bytesOf(values), VERTICES);
  else {
    const filtered = isExact
      ? bytesOf(values)
      : MeshoptEncoder.encodeFilterExp(values, count, byteStride, bits, "SharedComponent");
    const packed = MeshoptEncoder.encodeGltfBuffer(filtered, count, byteStride, "ATTRIBUTES");
    const filter: { readonly filter?: string } = isExact ? {} : { filter: "EXPONENTIAL" };
    // Bounds must be those of what is read, to the last bit.
    if (name === "POSITION") {
      stored = new Float32Array(values.length);
      MeshoptDecoder.decodeGltfBuffer(
        bytesOf(stored),
        count,
        byteStride,
        packed,
        "ATTRIBUTES",
        filter.filter,
      );
    }
    bufferView = out.addCompressed(
      packed,
      { count, byteStride, mode: "ATTRIBUTES", ...filter },
      { byteStride, ...VERTICES },
    );
  }
  const bounds = name === "POSITION" ? boundsOf(stored, components) : {};
  return out.addAccessor({ bufferView, componentType: FLOAT, count, type, ...bounds });
}

/** Unit vectors in four bytes: KHR_mesh_quantization. */
function packDirections({ values, components }: Values, out: BodyWriter): number {
  const count = values.length / components;
  const padded = new Float32Array(count * 4);
  for (let i = 0; i < count; i++) {
    const [x = 0, y = 0, z = 0] = values.subarray(i * components, i * components + 3);
    const length = Math.hypot(x, y, z);
    // A vector without a direction is not one; up is as good as any.
    if (length > 0) padded.set([x / length, y / length, z / length], i * 4);
    else padded.set([0, 1, 0], i * 4);
    padded[i * 4 + 3] = components === 4 ? (values[i * 4 + 3] ?? 1) : 0;
  }
  const filtered = MeshoptEncoder.encodeFilterOct(padded, count, 4, NORMAL_BITS);
  const packed = MeshoptEncoder.encodeGltfBuffer(filtered, count, 4, "ATTRIBUTES");
  const how = { count, byteStride: 4, mode: "ATTRIBUTES", filter: "OCTAHEDRAL" };
  const bufferView = out.addCompressed(packed, how, { byteStride: 4, ...VERTICES });
  return out.addAccessor({
    bufferView,
    componentType: BYTE,
    normalized: true,
    count,
    type: components === 4 ? "VEC4" : "VEC3",
  });
}

function packJoints({ values }: Values, profile: string, out: BodyWriter): number {
  const isWide = values.some((joint) => joint > 255);
  const array = isWide ? Uint16Array.from(values) : Uint8Array.from(values);
  const count = values.length / 4;
  const byteStride = isWide ? 8 : 4;
  const bytes = bytesOf(array);
  const bufferView =
    profile === "compat"
      ? out.addView(bytes, VERTICES)
      : out.addCompressed(
          MeshoptEncoder.encodeGltfBuffer(bytes, count, byteStride, "ATTRIBUTES"),
          { count, byteStride, mode: "ATTRIBUTES" },
          { byteStride, ...VERTICES },
        );
  const componentType = isWide ? UNSIGNED_SHORT : UNSIGNED_BYTE;
  return out.addAccessor({ bufferView, componentType, count, type: "VEC4" });
}

function packIndices(
  list: Uint32Array,
  isTriangles: boolean,
  vertexCount: number,
  profile: string,
  out: BodyWriter,
): number {
  // 65,535 itself restarts a strip in some drawing interfaces.
  const isWide = vertexCount > 65_535;
  const array = isWide ? list : Uint16Array.from(list);
  const byteStride = isWide ? 4 : 2;
  const count = list.length;
  const mode = isTriangles && count % 3 === 0 ? "TRIANGLES" : "INDICES";
  const bufferView =
    profile === "compat"
      ? out.addView(bytesOf(array), INDICES)
      : out.addCompressed(
          MeshoptEncoder.encodeGltfBuffer(bytesOf(array), count, byteStride, mode),
          { count, byteStride, mode },
          INDICES,
        );
  const componentType = isWide ? UNSIGNED_INT : UNSIGNED_SHORT;
  return out.addAccessor({ bufferView, componentType, count, type: "SCALAR" });
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
