// The parts of a glTF document we look at, with defaults filled in. Every element is read on its own: one bad node is one
// finding, stands in as an empty node, and the rest is still checked.

import * as z from "zod";
import type { Findings } from "./findings.ts";
import { isRecord } from "./json-scan.ts";

const index = z.number().int().nonnegative();
const vector = (length: number) => z.array(z.number()).length(length);
const name = z.string().optional();
/** Extensions are read where they are known; here they are only carried. */
const extensions = z.record(z.string(), z.record(z.string(), z.unknown())).default({});

const bufferSchema = z.object({ byteLength: index.default(0), uri: z.string().optional(), extensions });
const bufferViewSchema = z.object({
  buffer: index.default(0),
  byteOffset: index.default(0),
  byteLength: index.default(0),
  byteStride: z.number().int().min(4).max(252).optional(),
  target: index.optional(),
  extensions,
});
export const ELEMENT_COMPONENTS = {
  SCALAR: 1,
  VEC2: 2,
  VEC3: 3,
  VEC4: 4,
  MAT2: 4,
  MAT3: 9,
  MAT4: 16,
} as const;
const accessorSchema = z.object({
  bufferView: index.optional(),
  byteOffset: index.default(0),
  componentType: z.number().int().default(5126),
  normalized: z.boolean().default(false),
  count: z.number().int().positive().default(0),
  min: z.array(z.number()).max(16).optional(),
  max: z.array(z.number()).max(16).optional(),
  type: z.enum(["SCALAR", "VEC2", "VEC3", "VEC4", "MAT2", "MAT3", "MAT4"]).default("SCALAR"),
  sparse: z
    .object({
      count: index,
      indices: z.object({ bufferView: index, byteOffset: index.default(0), componentType: z.number().int() }),
      values: z.object({ bufferView: index, byteOffset: index.default(0) }),
    })
    .optional(),
  extensions,
});
const nodeSchema = z.object({
  name,
  children: z.array(index).default([]),
  mesh: index.optional(),
  skin: index.optional(),
  matrix: vector(16).optional(),
  translation: vector(3).default([0, 0, 0]),
  rotation: vector(4).default([0, 0, 0, 1]),
  scale: vector(3).default([1, 1, 1]),
  weights: z.array(z.number()).optional(),
  extensions,
  /** The applications' own: whoever reads it checks what it is. */
  extras: z.unknown().optional(),
});
const attributesSchema = z.record(z.string(), index);
const primitiveSchema = z.object({
  attributes: attributesSchema.default({}),
  indices: index.optional(),
  material: index.optional(),
  mode: z.number().int().min(0).max(6).default(4),
  targets: z.array(attributesSchema).default([]),
  extensions,
});
const meshSchema = z.object({
  name,
  primitives: z.array(primitiveSchema).default([]),
  weights: z.array(z.number()).optional(),
  extensions,
});
const skinSchema = z.object({
  name,
  joints: z.array(index).default([]),
  inverseBindMatrices: index.optional(),
  skeleton: index.optional(),
  extensions,
});
const textureInfoSchema = z.object({ index, texCoord: index.default(0), extensions });
const materialSchema = z.object({
  name,
  pbrMetallicRoughness: z
    .object({
      baseColorFactor: z.array(z.number().min(0).max(1)).length(4).default([1, 1, 1, 1]),
      baseColorTexture: textureInfoSchema.optional(),
      metallicRoughnessTexture: textureInfoSchema.optional(),
      metallicFactor: z.number().min(0).max(1).optional(),
      roughnessFactor: z.number().min(0).max(1).optional(),
    })
    .default({ baseColorFactor: [1, 1, 1, 1] }),
  normalTexture: textureInfoSchema.optional(),
  occlusionTexture: textureInfoSchema.optional(),
  emissiveFactor: vector(3).default([0, 0, 0]),
  emissiveTexture: textureInfoSchema.optional(),
  alphaMode: z.enum(["OPAQUE", "MASK", "BLEND"]).default("OPAQUE"),
  alphaCutoff: z.number().default(0.5),
  doubleSided: z.boolean().default(false),
  extensions,
});
const textureSchema = z.object({
  name,
  source: index.optional(),
  sampler: index.optional(),
  extensions,
});
const samplerSchema = z.object({
  magFilter: index.optional(),
  minFilter: index.optional(),
  wrapS: z.number().int().default(10497),
  wrapT: z.number().int().default(10497),
  extensions,
});
const imageSchema = z.object({
  name,
  uri: z.string().optional(),
  mimeType: z.string().optional(),
  bufferView: index.optional(),
  extensions,
});
const sceneSchema = z.object({ name, nodes: z.array(index).default([]), extensions });

const elementSchemas = {
  buffers: bufferSchema,
  bufferViews: bufferViewSchema,
  accessors: accessorSchema,
  nodes: nodeSchema,
  meshes: meshSchema,
  skins: skinSchema,
  materials: materialSchema,
  textures: textureSchema,
  samplers: samplerSchema,
  images: imageSchema,
  scenes: sceneSchema,
} as const;
export type ElementKind = keyof typeof elementSchemas;

export type GltfDocument = {
  readonly [K in ElementKind]: readonly z.infer<(typeof elementSchemas)[K]>[];
} & {
  readonly version: string | null;
  /** Which scene is shown. */
  readonly scene: number;
  readonly extensionsUsed: readonly string[];
  readonly extensionsRequired: readonly string[];
  readonly extensions: Readonly<Record<string, unknown>>;
};
export type Accessor = GltfDocument["accessors"][number];
export type GltfNode = GltfDocument["nodes"][number];
export type Primitive = GltfDocument["meshes"][number]["primitives"][number];
export type Material = GltfDocument["materials"][number];

/** Reads the document. Reports GLTF_VERSION and GLTF_SHAPE with the pointer of each value that does not fit. */
export function readDocument(json: Readonly<Record<string, unknown>>, findings: Findings): GltfDocument {
  const list = <K extends ElementKind>(kind: K) => readElements(json, kind, findings);
  const asset = json["asset"];
  const version = isRecord(asset) && typeof asset["version"] === "string" ? asset["version"] : null;
  if (version === null || !/^2\.\d+$/.test(version))
    findings.report("GLTF_VERSION", {
      pointer: "/asset/version",
      actual: version ?? "missing",
      limit: "2.0",
    });
  const extensionsAtRoot = json["extensions"];
  return {
    version,
    scene: readOrReport(z.object({ scene: index.default(0) }), { scene: json["scene"] }, "", findings).scene,
    extensionsUsed: readNames(json, "extensionsUsed", findings),
    extensionsRequired: readNames(json, "extensionsRequired", findings),
    extensions: isRecord(extensionsAtRoot) ? extensionsAtRoot : {},
    buffers: list("buffers"),
    bufferViews: list("bufferViews"),
    accessors: list("accessors"),
    nodes: list("nodes"),
    meshes: list("meshes"),
    skins: list("skins"),
    materials: list("materials"),
    textures: list("textures"),
    samplers: list("samplers"),
    images: list("images"),
    scenes: list("scenes"),
  };
}

function readElements<K extends ElementKind>(
  json: Readonly<Record<string, unknown>>,
  kind: K,
  findings: Findings,
): GltfDocument[K] {
  const raw = json[kind];
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) {
    findings.report("GLTF_SHAPE", { pointer: `/${kind}`, actual: "not an array" });
    return [];
  }
  for (const [at, element] of raw.entries()) checkRequired(kind, element, `/${kind}/${at}`, findings);
  const schema: z.ZodType = elementSchemas[kind];
  return raw.map((element: unknown, at) =>
    readOrReport(schema, element, `/${kind}/${at}`, findings),
  ) as unknown as GltfDocument[K];
}

/** What glTF gives no default. The schemas have one all the same: with it, what is not there stands in for a faulty element. */
const REQUIRED: Readonly<Partial<Record<ElementKind, readonly string[]>>> = {
  buffers: ["byteLength"],
  bufferViews: ["buffer", "byteLength"],
  accessors: ["componentType", "count", "type"],
  meshes: ["primitives"],
  skins: ["joints"],
};

function checkRequired(kind: ElementKind, element: unknown, pointer: string, findings: Findings): void {
  if (!isRecord(element)) return; // reported by its schema
  for (const key of REQUIRED[kind] ?? [])
    if (!Object.hasOwn(element, key))
      findings.report("GLTF_SHAPE", { pointer: `${pointer}/${key}`, actual: "missing" });
}

/** Parses one value; what does not fit is reported by its pointer and replaced by what the schema makes of `{}`. */
export function readOrReport<T extends z.ZodType>(
  schema: T,
  value: unknown,
  pointer: string,
  findings: Findings,
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    findings.report("GLTF_SHAPE", {
      pointer: [pointer, ...issue.path.map((part) => escapePointer(String(part)))].join("/"),
      // As zod says it of what is not there.
      actual: issue.message.endsWith("received undefined") ? "missing" : issue.message,
    });
  return schema.parse({});
}

function readNames(
  json: Readonly<Record<string, unknown>>,
  key: string,
  findings: Findings,
): readonly string[] {
  return readOrReport(
    z.object({ list: z.array(z.string()).default([]) }),
    { list: json[key] },
    `/${key}`,
    findings,
  ).list;
}

/** RFC 6901 §3. */
export function escapePointer(part: string): string {
  return part.replaceAll("~", "~0").replaceAll("/", "~1");
}
