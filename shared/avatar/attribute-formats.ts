// What vertex attributes may be made of, to the letter: viewers read more, and Khronos' validator does not. glTF 2.0 §3.7.2.1, §3.7.2.2,
// and KHR_mesh_quantization.

import { elementBytes } from "./accessors.ts";
import type { Accessor, GltfDocument } from "./document.ts";

const QUANTIZATION = "KHR_mesh_quantization";
const COMPONENT_NAMES: Readonly<Record<number, string>> = {
  5120: "byte",
  5121: "ubyte",
  5122: "short",
  5123: "ushort",
  5125: "uint",
  5126: "float",
};
/** Vertex data lie at multiples of this. glTF 2.0 §3.6.2.4 */
const ALIGNMENT_BYTES = 4;

type Formats = Readonly<Record<string, readonly string[]>>;

const UNSIGNED = ["ubyte normalized", "ushort normalized"];
const SIGNED = ["byte normalized", "short normalized"];
const of = (type: string, components: readonly string[]) =>
  components.map((component) => `${type} ${component}`);
const COLOURS = ["VEC3", "VEC4"].flatMap((type) => of(type, ["float", ...UNSIGNED]));

const BASE: Formats = {
  POSITION: ["VEC3 float"],
  NORMAL: ["VEC3 float"],
  TANGENT: ["VEC4 float"],
  TEXCOORD: of("VEC2", ["float", ...UNSIGNED]),
  COLOR: COLOURS,
  JOINTS: of("VEC4", ["ubyte", "ushort"]),
  WEIGHTS: of("VEC4", ["float", ...UNSIGNED]),
};
const BASE_QUANTIZED: Formats = {
  POSITION: of("VEC3", ["byte", "ubyte", "short", "ushort", ...UNSIGNED, ...SIGNED]),
  NORMAL: of("VEC3", SIGNED),
  TANGENT: of("VEC4", SIGNED),
  TEXCOORD: of("VEC2", ["byte", "ubyte", "short", "ushort", ...SIGNED]),
};
/** Of morph targets: what is added to the vertex. */
const TARGET: Formats = {
  POSITION: ["VEC3 float"],
  NORMAL: ["VEC3 float"],
  TANGENT: ["VEC3 float"],
  TEXCOORD: of("VEC2", ["float", ...UNSIGNED, ...SIGNED]),
  COLOR: [...COLOURS, ...["VEC3", "VEC4"].flatMap((type) => of(type, SIGNED))],
};
const TARGET_QUANTIZED: Formats = {
  POSITION: of("VEC3", ["byte", "short", ...SIGNED]),
  NORMAL: of("VEC3", SIGNED),
  TANGENT: of("VEC3", SIGNED),
  TEXCOORD: of("VEC2", ["byte", "short"]),
};

/** The format of an accessor, as the table above calls it; floats are what they are whether they are said to be normalized or not. */
export function formatOf({ type, componentType, normalized }: Accessor): string {
  const component = COMPONENT_NAMES[componentType] ?? String(componentType);
  return `${type} ${component}${normalized && componentType !== 5126 ? " normalized" : ""}`;
}

/** The formats that an attribute of this name may have in this file; null for one whose name is nobody's: any. */
export function formatsFor(
  { extensionsUsed }: GltfDocument,
  semantic: string,
  holder: "attributes" | "target",
): readonly string[] | null {
  const [plain, quantized] = holder === "target" ? [TARGET, TARGET_QUANTIZED] : [BASE, BASE_QUANTIZED];
  if (!Object.hasOwn(plain, semantic)) return null;
  const more = extensionsUsed.includes(QUANTIZATION) ? (quantized[semantic] ?? []) : [];
  return [...(plain[semantic] ?? []), ...more];
}

/** The step or the begin that is no multiple of four; null where all are. */
export function unalignedBytes({ bufferViews }: GltfDocument, accessor: Accessor): number | null {
  const view = bufferViews[accessor.bufferView ?? -1];
  if (view === undefined) return null;
  const steps = [accessor.byteOffset, view.byteOffset, view.byteStride ?? elementBytes(accessor)];
  return steps.find((bytes) => bytes % ALIGNMENT_BYTES !== 0) ?? null;
}
