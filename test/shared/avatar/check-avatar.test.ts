import { describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { checkAvatar } from "../../../shared/avatar/check-avatar.ts";
import { findingCatalogue } from "../../../shared/avatar/finding-catalogue.ts";
import { avatarFactsSchema, findingSchema, vrmLicenceSchema } from "../../../shared/schema/asset.ts";
import { avatarLimitsSchema } from "../../../shared/schema/avatar-limits.ts";
import {
  boneNode,
  type Draft,
  MESH_NODE,
  pngOfSize,
  put,
  toGlb,
  vrm0,
  vrm1,
  withImage,
  withSkin,
} from "./avatar-builder.ts";

const FIXTURES = join(import.meta.dir, "../../fixtures");
const fixture = (path: string) => Bun.file(join(FIXTURES, path)).bytes();
const codesOf = (bytes: Uint8Array, limits = {}) =>
  checkAvatar(bytes, avatarLimitsSchema.parse(limits)).findings.map((f) => f.code);

describe("a real avatar passes", () => {
  const rows = [
    { file: "godette.vrm", vrmVersion: "0.x", name: "Low-Poly Godette", authors: ["SirRichard94"] },
    { file: "univrm_emission.vrm", vrmVersion: "0.x", name: "EmissionTest", authors: ["vrmc"] },
    {
      file: "spec_mtoon_uv.vrm",
      vrmVersion: "1.0",
      name: "VRMC_materials_mtoon UV Animation Test",
      authors: ["pixiv Inc."],
    },
  ] as const;
  test.each(rows)("$file", async ({ file, vrmVersion, name, authors }) => {
    const check = checkAvatar(await fixture(`avatars/${file}`));
    expect(check.findings.filter((f) => f.severity === "error")).toEqual([]);
    expect(check.ok).toBe(true);
    expect(avatarFactsSchema.parse(check.facts).vrmVersion).toBe(vrmVersion);
    const licence = vrmLicenceSchema.parse(check.licence);
    expect({ name: licence.name, authors: licence.authors }).toEqual({ name, authors: [...authors] });
  });

  test("Godette's triangles, bones and height are counted", async () => {
    const { facts } = checkAvatar(await fixture("avatars/godette.vrm"));
    expect(facts).toMatchObject({ triangleCount: 3439, materialCount: 4, textureCount: 5, nodeCount: 71 });
    expect(facts?.heightM).toBeCloseTo(1.495, 2);
  });
});

/** Every file of the glTF validator's GLB tests, and what the container check says first. Sound containers hold no avatar. */
const malformed: Readonly<Record<string, string>> = {
  "bom.glb": "JSON_INVALID",
  "chunk_too_big.glb": "GLB_TRUNCATED",
  "empty_file.glb": "GLB_EMPTY",
  "empty_json_chunk.glb": "JSON_INVALID",
  "empty_json_object.glb": "GLTF_VERSION",
  "extra_data.glb": "NO_MESH", // sound but for bytes after the end, which are only warned about
  "invalid_json_chunk.glb": "JSON_INVALID",
  "invalid_magic.glb": "GLB_MAGIC",
  "invalid_version.glb": "GLB_VERSION",
  "json_and_two_buffers.glb": "GLB_CHUNK_DUPLICATE",
  "length_mismatch.glb": "GLB_LENGTH",
  "misplaced_bin_chunk.glb": "GLB_CHUNK_ORDER",
  "no_header.glb": "GLB_TRUNCATED",
  "only_bin_chunk.glb": "GLB_NO_JSON",
  "only_header.glb": "GLB_NO_JSON",
  "truncated_chunk_data.glb": "GLB_LENGTH",
  "truncated_chunk_header.glb": "GLB_TRUNCATED",
  "two_bin_chunks.glb": "GLB_CHUNK_DUPLICATE",
  "two_empty_bin_chunks.glb": "GLB_CHUNK_DUPLICATE",
  "two_empty_json_chunks.glb": "GLB_CHUNK_DUPLICATE",
  "two_images.glb": "NO_MESH", // a sound container
  "two_valid_json_chunks.glb": "GLB_CHUNK_DUPLICATE",
  "unaligned_chunk.glb": "GLB_CHUNK_ALIGNMENT",
  "unknown_chunk.glb": "GLB_NO_JSON",
  "valid.glb": "NO_MESH", // a sound container
  "valid_buffer.glb": "NO_MESH", // a sound container
  "zero_chunk_header.glb": "GLB_NO_JSON",
  "zero_length.glb": "GLB_LENGTH",
};

describe("a malformed container is refused", () => {
  test("the table names every file there is", () => {
    const files = readdirSync(join(FIXTURES, "malformed-glb"));
    expect(Object.keys(malformed).sort()).toEqual(files.sort());
  });
  test("with a byte order mark in a sentence that shows none: nobody sees it", async () => {
    const [finding] = checkAvatar(await fixture("malformed-glb/bom.glb")).findings;
    expect(finding?.message.en).toContain("byte order mark");
    for (const said of Object.values(finding?.message ?? {})) expect(said).not.toContain("\ufeff");
  });
  test.each(Object.entries(malformed))("%s: %s", async (file, code) => {
    const check = checkAvatar(await fixture(`malformed-glb/${file}`));
    expect(check.ok).toBe(false);
    expect(check.findings[0]?.code).toBe(code);
  });
});

const M1 = "/extensions/VRMC_vrm";
const M0 = "/extensions/VRM";
const P = "/meshes/0/primitives/0";
const floats = (bin: Uint8Array, at: number, values: readonly number[]): Uint8Array => {
  const view = new DataView(bin.buffer);
  for (const [i, value] of values.entries()) view.setFloat32(at + i * 4, value, true);
  return bin;
};
const nodes = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `n${i}` }));

const manyJoints = Array.from({ length: 20_000 }, () => ({ node: -1 }));

type Row = {
  readonly code: string;
  readonly why: string;
  /** Where the finding must point. */
  readonly at?: string;
  readonly bytes: () => Uint8Array;
  readonly limits?: object;
};
const row = (code: string, why: string, draft: () => Draft, at?: string, limits: object = {}): Row => ({
  code,
  why,
  bytes: () => toGlb(draft()),
  limits,
  ...(at === undefined ? {} : { at }),
});
const change = (code: string, pointer: string, value: unknown, at = pointer, limits: object = {}): Row =>
  row(
    code,
    `${pointer} = ${JSON.stringify(value)?.slice(0, 60)}`,
    () => put(vrm1(), pointer, value),
    at,
    limits,
  );
const change0 = (code: string, pointer: string, value: unknown, at = pointer): Row =>
  row(code, `0.x ${pointer} = ${JSON.stringify(value)}`, () => put(vrm0(), pointer, value), at);
const skinned = (code: string, pointer: string, value: unknown, at = pointer): Row =>
  row(code, `skinned ${pointer}`, () => put(withSkin(vrm1()), pointer, value), at);

const rows: readonly Row[] = [
  row("FILE_TOO_LARGE", "over the limit", vrm1, "", { fileMaxBytes: 100 }),
  {
    code: "GLB_CHUNK_BOUNDS",
    why: "the JSON chunk claims more than there is",
    bytes: () => {
      const glb = toGlb(vrm1());
      new DataView(glb.buffer).setUint32(12, 1_000_000, true);
      return glb;
    },
  },
  {
    code: "GLB_TRAILING_BYTES",
    why: "bytes after the end",
    bytes: () => Buffer.concat([toGlb(vrm1()), Buffer.alloc(8)]),
  },
  row("JSON_TOO_LARGE", "over the limit", vrm1, "", { jsonMaxBytes: 100 }),
  {
    code: "JSON_TOO_DEEP",
    why: "nested 200,000 deep",
    bytes: () => toGlb({ json: `{"a":${"[".repeat(200_000)}`, bin: new Uint8Array(0) }),
  },
  row("JSON_TOO_MANY", "over the limit", vrm1, "", { jsonValuesMax: 100 }),
  row("LIMIT_ELEMENTS", "4 of 3", vrm1, "/accessors", { elementsMax: 3 }),
  change("GLTF_VERSION", "/asset/version", "1.0"),
  change("GLTF_MENDED", "/accessors/0/max", [9, 9, 9], "/accessors/0"),
  change("ACCESSOR_ALIGNMENT", "/bufferViews/0/byteOffset", 2, "/accessors/0"),
  row(
    "ACCESSOR_FORMAT",
    "quantised, which is not declared",
    () => put(put(vrm1(), "/accessors/0/componentType", 5122), "/accessors/0/count", 4),
    `${P}/attributes/POSITION`,
  ),
  row(
    "ACCESSOR_FORMAT",
    "weights that are no shares",
    () => put(put(withSkin(vrm1()), "/accessors/2/componentType", 5121), "/accessors/2/normalized", false),
    `${P}/attributes/WEIGHTS_0`,
  ),
  row(
    "ACCESSOR_ALIGNMENT",
    "three bytes a vertex",
    () => {
      const draft = put(vrm1(), "/extensionsUsed", ["VRMC_vrm", "KHR_mesh_quantization"]);
      return put(draft, "/accessors/0/componentType", 5121);
    },
    `${P}/attributes/POSITION`,
  ),
  change("TEXCOORD_MISSING", "/materials/0/pbrMetallicRoughness", { baseColorTexture: { index: 0 } }, ""),
  row("JOINTS_UNUSED", "joint 9 of 1, without a weight", () => {
    const { json, bin } = withSkin(vrm1());
    bin[49] = 9;
    return { json, bin };
  }),
  row("DIRECTIONS_NOT_UNIT", "normals as long as positions", () => put(vrm1(), `${P}/attributes/NORMAL`, 0)),
  skinned("SKIN_ROOTS", "/skins/0/joints", [boneNode("head"), MESH_NODE], "/skins/0"),
  change("GLTF_SHAPE", "/nodes/0/translation", "up"),
  change("GLTF_SHAPE", "/bufferViews/0/buffer", undefined),
  change("GLTF_SHAPE", "/accessors/0/componentType", undefined),
  change("GLTF_SHAPE", "/scene", "0"),
  change("GLTF_SHAPE", "/meshes/1", { primitives: [] }, "/meshes/1/primitives"),
  change("INDEX_RANGE", "/scene", 1),
  change("INDEX_RANGE", "/materials/0/normalTexture", { index: 3 }, "/materials/0/normalTexture/index"),
  change(
    "INDEX_RANGE",
    "/materials/0/extensions",
    { VRMC_materials_mtoon: { shadeMultiplyTexture: { index: 3 } } },
    "/materials/0/extensions/VRMC_materials_mtoon/shadeMultiplyTexture/index",
  ),
  change("GLTF_SHAPE", `${M1}/firstPerson`, { meshAnnotations: {} }, `${M1}/firstPerson/meshAnnotations`),
  change("EXTENSION_UNDECLARED", "/extensionsUsed", undefined),
  change("EXTENSION_UNDECLARED", "/extensionsUsed", ["VRMC_vrm", "VRMC_vrm"]),
  change("NODE_TWO_PARENTS", "/scenes/0/nodes", [0, MESH_NODE, 3], "/scenes/0/nodes/2"),
  change("NODE_TWO_PARENTS", "/scenes/0/nodes", [0, MESH_NODE, 0], "/scenes/0/nodes/2"),
  change(
    "EXTENSION_UNSUPPORTED",
    "/extensionsRequired",
    ["KHR_draco_mesh_compression"],
    "/extensionsRequired/0",
  ),
  change(
    "EXTENSION_UNSUPPORTED",
    "/bufferViews/0/extensions",
    { EXT_meshopt_compression: {} },
    "/bufferViews/0",
  ),
  change("EXTERNAL_URI", "/buffers/1", { byteLength: 4, uri: "https://example.org/x.bin" }, "/buffers/1/uri"),
  change("EXTERNAL_URI", "/images", [{ uri: "../face.png" }], "/images/0/uri"),
  change("DATA_URI", "/images", [{ uri: "data:image/png;base64,AAAA" }], "/images/0/uri"),
  change("BUFFER_BOUNDS", "/buffers/0/byteLength", 1e9, "/buffers/0"),
  change("BUFFER_VIEW_BOUNDS", "/bufferViews/0/byteLength", 1e6, "/bufferViews/0"),
  change("ACCESSOR_BOUNDS", "/accessors/0/count", 4e9, "/accessors/0"),
  change(
    "ACCESSOR_BOUNDS",
    "/accessors/4",
    { count: 2e8, type: "VEC3", componentType: 5126 },
    "/accessors/4",
  ),
  change("ACCESSOR_FORMAT", "/accessors/0/componentType", 7, "/accessors/0"),
  change("ACCESSOR_FORMAT", `${P}/indices`, 2),
  change("INDEX_RANGE", "/accessors/0/bufferView", 99),
  change("INDEX_RANGE", `${P}/material`, 7),
  change("INDEX_RANGE", "/materials/0/emissiveTexture", { index: 3 }, "/materials/0/emissiveTexture/index"),
  change("INDEX_RANGE", "/scenes/0/nodes", [400], "/scenes/0/nodes/0"),
  change("NO_MESH", `/nodes/${MESH_NODE}/mesh`, undefined, "/meshes"),
  row(
    "ATTRIBUTE_COUNT",
    "3 normals for 4 vertices",
    () => {
      const draft = put(vrm1(), `${P}/attributes/NORMAL`, 4);
      return put(draft, "/accessors/4", { bufferView: 0, componentType: 5126, count: 3, type: "VEC3" });
    },
    `${P}/attributes/NORMAL`,
  ),
  change("POSITION_MISSING", `${P}/attributes`, {}),
  row(
    "POSITION_NOT_FINITE",
    "NaN",
    () => {
      const { json, bin } = vrm1();
      return { json, bin: floats(bin, 0, [Number.NaN]) };
    },
    `${P}/attributes/POSITION`,
  ),
  row(
    "ATTRIBUTE_NOT_FINITE",
    "an infinite texture coordinate",
    () => {
      const { json, bin } = put(vrm1(), `${P}/attributes/TEXCOORD_0`, 4);
      const accessor = { bufferView: 2, componentType: 5126, count: 4, type: "VEC2" };
      return put({ json, bin: floats(bin, 64, [Number.POSITIVE_INFINITY]) }, "/accessors/4", accessor);
    },
    `${P}/attributes/TEXCOORD_0`,
  ),
  row(
    "SPARSE_RANGE",
    "a value for vertex 9 of 4",
    () => {
      const { json, bin } = vrm1();
      bin[48] = 9;
      const indices = { bufferView: 1, componentType: 5121 };
      return put({ json, bin }, "/accessors/0/sparse", { count: 1, indices, values: { bufferView: 0 } });
    },
    `${P}/attributes/POSITION`,
  ),
  row(
    "VERTEX_RANGE",
    "vertex 9 of 4",
    () => {
      const { json, bin } = vrm1();
      bin[128] = 9;
      return { json, bin };
    },
    `${P}/indices`,
  ),
  row(
    "JOINT_RANGE",
    "joint 9 of 1",
    () => {
      const { json, bin } = withSkin(vrm1());
      bin[48] = 9;
      return { json, bin };
    },
    `${P}/attributes/JOINTS_0`,
  ),
  skinned("WEIGHTS_MISSING", `${P}/attributes`, { POSITION: 0, JOINTS_0: 1 }),
  row(
    "WEIGHTS_NOT_NORMALISED",
    "a sum of 0.5",
    () => {
      const { json, bin } = withSkin(vrm1());
      return { json, bin: floats(bin, 64, [0.5]) };
    },
    `${P}/attributes/WEIGHTS_0`,
  ),
  change("NODE_CYCLE", `/nodes/${boneNode("head")}/children`, [boneNode("hips")], "/nodes/0"),
  change(
    "NODE_TWO_PARENTS",
    `/nodes/${MESH_NODE}/children`,
    [boneNode("head")],
    `/nodes/${MESH_NODE}/children/0`,
  ),
  skinned("SKIN_EMPTY", "/skins/0/joints", [], "/skins/0"),
  skinned("INDEX_RANGE", "/skins/0/joints", [900], "/skins/0/joints/0"),
  change("BOUNDS_HEIGHT", `/nodes/${MESH_NODE}/scale`, [1000, 1000, 1000], ""),
  change("BOUNDS_HEIGHT", `/nodes/${MESH_NODE}/scale`, [1e308, 1e308, 1e308], ""),
  change("BOUNDS_HEIGHT", `/nodes/${MESH_NODE}/scale`, [0, 0, 0], ""),
  change("BOUNDS_HEIGHT_UNUSUAL", `/nodes/${MESH_NODE}/scale`, [2, 3, 2], ""),
  row("IMAGE_FORMAT", "SVG", () => withImage(vrm1(), Buffer.from("<svg onload=alert(1)>"))),
  row("IMAGE_BROKEN", "a PNG cut off", () => withImage(vrm1(), pngOfSize(4, 4).subarray(0, 30)), "/images/0"),
  row("IMAGE_TOO_LARGE", "900 megapixels", () => withImage(vrm1(), pngOfSize(30_000, 30_000)), "/images/0"),
  row("IMAGE_TOO_LARGE", "a profile bomb", () => withImage(vrm1(), pngOfSize(4, 4, 100_000)), "/images/0"),
  row("IMAGE_LARGE", "4096 px", () => withImage(vrm1(), pngOfSize(4096, 4096)), "/images/0"),
  row("IMAGE_TYPE_MISMATCH", "a PNG called JPEG", () => withImage(vrm1(), pngOfSize(4, 4), "image/jpeg")),
  change("NOT_A_VRM", "/extensions", undefined),
  change("VRM_VERSION", `${M1}/specVersion`, "2.0"),
  change0("VRM_VERSION", `${M0}/specVersion`, "1.0"),
  change("BONE_MISSING", `${M1}/humanoid/humanBones/hips`, undefined, `${M1}/humanoid/humanBones`),
  row("BONE_MISSING_DERIVABLE", "0.x without neck", () =>
    put(vrm0(), `${M0}/humanoid/humanBones/${16}/node`, -1),
  ),
  change("BONE_DUPLICATE", `${M1}/humanoid/humanBones/head/node`, boneNode("spine"), ""),
  change("BONE_NODE_RANGE", `${M1}/humanoid/humanBones/head/node`, 500),
  change(
    "BONE_ORDER",
    `${M1}/humanoid/humanBones/leftHand/node`,
    boneNode("neck"),
    `/nodes/${boneNode("neck")}`,
  ),
  row(
    "BONE_SIDES",
    "a 1.0 body under a 0.x humanoid",
    () => ({ ...vrm0(), json: { ...vrm0().json, nodes: vrm1().json["nodes"] } }),
    `/nodes/${boneNode("leftUpperArm")}`,
  ),
  change(
    "BONE_UNKNOWN",
    `${M1}/humanoid/humanBones/tail`,
    { node: 1 },
    `${M1}/humanoid/humanBones/tail/node`,
  ),
  change(
    "EXPRESSION_BIND_RANGE",
    `${M1}/expressions/preset/happy`,
    { morphTargetBinds: [{ node: MESH_NODE, index: 3 }] },
    `${M1}/expressions/preset/happy/morphTargetBinds/0/index`,
  ),
  change0(
    "EXPRESSION_BIND_RANGE",
    `${M0}/blendShapeMaster/blendShapeGroups`,
    [{ name: "Joy", binds: [{ mesh: 9, index: 0 }] }],
    `${M0}/blendShapeMaster/blendShapeGroups/0/binds/0/mesh`,
  ),
  change("SPRING_RANGE", "/extensions/VRMC_springBone", { springs: [{ joints: [{ node: 99 }] }] }, ""),
  change0("SPRING_RANGE", `${M0}/secondaryAnimation/boneGroups`, [{ bones: [99] }], ""),
  change(
    "CONSTRAINT_BROKEN",
    "/nodes/3/extensions",
    { VRMC_node_constraint: {} },
    "/nodes/3/extensions/VRMC_node_constraint",
  ),
  change("META_IMAGE_RANGE", `${M1}/meta/thumbnailImage`, 5),
  change0("META_IMAGE_RANGE", `${M0}/meta/texture`, 5),
  change0("MATERIAL_PROPERTIES_COUNT", `${M0}/materialProperties`, []),
  change0("GLTF_SHAPE", `${M0}/materialProperties/0/shader`, 5),
  change0(
    "GLTF_SHAPE",
    `${M0}/blendShapeMaster/blendShapeGroups`,
    [{ name: "Joy", materialValues: 5 }],
    `${M0}/blendShapeMaster/blendShapeGroups/0/materialValues`,
  ),
  change0(
    "GLTF_SHAPE",
    `${M0}/secondaryAnimation/colliderGroups`,
    [{ node: 0, colliders: [null] }],
    `${M0}/secondaryAnimation/colliderGroups/0/colliders/0`,
  ),
  change(
    "GLTF_SHAPE",
    "/extensions/VRMC_springBone",
    { colliders: [{ node: 0 }] },
    "/extensions/VRMC_springBone/colliders/0/shape",
  ),
  change(
    "GLTF_SHAPE",
    "/extensions/VRMC_springBone",
    { springs: [{ name: "hair" }] },
    "/extensions/VRMC_springBone/springs/0/joints",
  ),
  change0("GLTF_SHAPE", `${M0}/firstPerson`, { meshAnnotations: 5 }, `${M0}/firstPerson/meshAnnotations`),
  change0("INDEX_RANGE", `${M0}/materialProperties/0/textureProperties/_MainTex`, 5),
  change("META_TEXT_STRIPPED", `${M1}/meta/name`, "Evil\u202e<script>x</script>\u0000"),
  change("META_URL_DROPPED", `${M1}/meta/licenseUrl`, "javascript:alert(1)"),
  change("META_LICENCE", `${M1}/meta/licenseUrl`, "https://own.example/licence"),
  change("META_INCOMPLETE", `${M1}/meta/authors`, [], `${M1}/meta`),
  change(
    "FINDINGS_LEFT_OUT",
    "/images",
    Array.from({ length: 30 }, () => ({})),
    "",
  ),
  change("LIMIT_FIXES", "/extensions/VRMC_springBone", { springs: [{ joints: manyJoints }] }, ""),
  row("LIMIT_TRIANGLES", "2 of 1", vrm1, "/meshes", { trianglesMax: 1 }),
  row("HEAVY_TRIANGLES", "2 over 1", vrm1, "/meshes", { trianglesWarn: 1 }),
  row("LIMIT_VERTICES", "4 of 3", vrm1, "/meshes", { verticesMax: 3 }),
  change("LIMIT_NODES", "/nodes", nodes(3000), "/nodes"),
  row("HEAVY_NODES", "18 over 9", vrm1, "/nodes", { nodesWarn: 9 }),
  row("LIMIT_BONES", "2 of 1", () => put(withSkin(vrm1()), "/skins/0/joints", [0, 1]), "/skins", {
    bonesMax: 1,
  }),
  row("HEAVY_BONES", "2 over 1", () => put(withSkin(vrm1()), "/skins/0/joints", [0, 1]), "/skins", {
    bonesWarn: 1,
  }),
  change(
    "LIMIT_MESHES",
    "/meshes",
    Array.from({ length: 200 }, () => ({})),
    "/meshes",
  ),
  change(
    "LIMIT_PRIMITIVES",
    "/meshes/0/primitives",
    Array.from({ length: 3000 }, () => ({})),
    "/meshes",
  ),
  change(
    "LIMIT_MATERIALS",
    "/materials",
    Array.from({ length: 600 }, () => ({})),
    "/materials",
  ),
  change(
    "HEAVY_MATERIALS",
    "/materials",
    Array.from({ length: 33 }, () => ({})),
    "/materials",
  ),
  change(
    "LIMIT_TEXTURES",
    "/textures",
    Array.from({ length: 129 }, () => ({})),
    "/textures",
  ),
  row("LIMIT_TEXTURE_PIXELS", "16 of 9", () => withImage(vrm1(), pngOfSize(4, 4)), "/images", {
    texturePixelsMax: 9,
  }),
  row("HEAVY_TEXTURE_PIXELS", "16 over 9", () => withImage(vrm1(), pngOfSize(4, 4)), "/images", {
    texturePixelsWarn: 9,
  }),
  change(
    "LIMIT_MORPH_TARGETS",
    `${P}/targets`,
    Array.from({ length: 600 }, () => ({})),
    "/meshes/0",
  ),
  ...(["LIMIT", "HEAVY"] as const).flatMap((kind) => {
    const bound = kind === "LIMIT" ? "Max" : "Warn";
    const spring = {
      colliders: [
        { node: 0, shape: {} },
        { node: 1, shape: {} },
      ],
      springs: [{ joints: [{ node: 0 }, { node: 1 }] }],
    };
    const limits = { [`springJoints${bound}`]: 1, [`colliders${bound}`]: 1 };
    return [`${kind}_SPRING_JOINTS`, `${kind}_COLLIDERS`].map((code) =>
      change(code, "/extensions/VRMC_springBone", spring, "/extensions", limits),
    );
  }),
];

describe("a file with one fault gets its finding", () => {
  test.each(rows.map((r) => [r.code, r.why, r] as const))("%s: %s", (code, _why, { bytes, at, limits }) => {
    const { findings } = checkAvatar(bytes(), avatarLimitsSchema.parse(limits ?? {}));
    const found = findings.filter((finding) => finding.code === code);
    expect(findings.map((f) => f.code)).toContain(code);
    if (at !== undefined && at !== "") expect(found.map((f) => f.pointer)).toContain(at);
    for (const finding of found) {
      findingSchema.parse(finding);
      // Nothing was left unfilled.
      expect(finding.message.en).not.toMatch(/[{}]|undefined/);
      expect(finding.message.ja).not.toMatch(/[{}]|undefined/);
    }
  });

  test("every code of the catalogue is reached by some row or fixture", () => {
    const byWorker = [
      "FILE_KIND",
      "JOB_TIME",
      "JOB_MEMORY",
      "JOB_CRASHED",
      "JOB_GIVEN_UP",
      "FILE_TAKEN_DOWN",
    ];
    const reached = new Set([...rows.map((r) => r.code), ...Object.values(malformed), ...byWorker]);
    // What is said of other files, and of uploads that never came, has tests of its own.
    const ofOthers = /^(UPLOAD|VARIANTS|BUNDLE|PICTURE|AUDIO|ATTACH)_|^BOUNDS_SIZE$/;
    const missing = Object.keys(findingCatalogue).filter(
      (code) => !reached.has(code) && !ofOthers.test(code),
    );
    expect(missing).toEqual([]);
  });
});

describe("a file with an oddity still passes", () => {
  test.each([
    ["VRM 1.0 without oddity", vrm1],
    ["VRM 0.x without oddity", vrm0],
    ["a skinned mesh", () => withSkin(vrm1())],
  ])("%s: no finding at all", (_name, draft) => {
    expect(codesOf(toGlb(draft()))).toEqual([]);
  });

  test("__proto__ keys are ignored", () => {
    const { json, bin } = vrm1();
    const text = JSON.stringify(json).replace('{"asset"', '{"__proto__":{"polluted":true},"asset"');
    expect(codesOf(toGlb({ json: text, bin }))).toEqual([]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  test("dangerous texts of the meta are stripped, the avatar is kept", () => {
    const draft = put(vrm1(), `${M1}/meta/name`, "A\u202eB<script>alert(1)</script>\u0000");
    const check = checkAvatar(toGlb(draft));
    expect(check.ok).toBe(true);
    expect(check.licence?.name).toBe("ABalert(1)");
  });

  test("VRM 0.x's licences are told in VRM 1.0's words", () => {
    const draft = put(vrm0(), `${M0}/meta/licenseName`, "CC_BY");
    put(draft, `${M0}/meta/allowedUserName`, "ExplicitlyLicensedPerson");
    expect(checkAvatar(toGlb(draft)).licence).toEqual({
      name: "Test",
      authors: ["Someone"],
      licenceUrl: "https://creativecommons.org/licenses/by/4.0/",
      avatarPermission: "onlySeparatelyLicensedPerson",
      creditNotation: "required",
      allowRedistribution: true,
    });
  });
});

describe("hostile bytes", () => {
  test("every proper prefix of an avatar is refused, never thrown at", () => {
    const glb = toGlb(withSkin(vrm1()));
    for (let length = 0; length < glb.length; length += 7)
      expect(checkAvatar(glb.subarray(0, length)).ok).toBe(false);
  });

  test("flipped bytes anywhere give an answer", () => {
    const glb = toGlb(withImage(withSkin(vrm1()), pngOfSize(4, 4)));
    for (let at = 0; at < glb.length; at += 3) {
      const flipped = glb.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 0xff;
      const { ok, findings } = checkAvatar(flipped);
      expect(ok).toBe(!findings.some((f) => f.severity === "error"));
    }
  });
});
