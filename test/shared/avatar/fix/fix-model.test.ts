import { describe, expect, test } from "bun:test";
import { encodePng } from "../../../../origin/ugc/portrait/png.ts";
import { loadVrm } from "../../../../scripts/avatar/load-vrm.ts";
import { gltfErrors } from "../../../../scripts/avatar/validate-gltf.ts";
import { openAccessor } from "../../../../shared/avatar/accessor-reader.ts";
import { openAvatar } from "../../../../shared/avatar/check-avatar.ts";
import { checkModel } from "../../../../shared/avatar/check-model.ts";
import { Findings } from "../../../../shared/avatar/findings.ts";
import { fixModel } from "../../../../shared/avatar/fix/fix-model.ts";
import { MENDS_MAX } from "../../../../shared/avatar/fix/mend.ts";
import { parseGlb } from "../../../../shared/avatar/glb.ts";
import {
  boneNode,
  type Draft,
  MESH_NODE,
  plainModel,
  pngOfSize,
  put,
  toGlb,
  vrm0,
  vrm1,
  withImage,
  withSkin,
} from "../avatar-builder.ts";

const M1 = "/extensions/VRMC_vrm";
const VRM_LICENCE = "https://vrm.dev/licenses/1.0/";
const M0 = "/extensions/VRM";
const SPRING = "/extensions/VRMC_springBone";

function fix(bytes: Uint8Array) {
  const { check, model, mends } = openAvatar(bytes);
  expect(check.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  if (model === null) throw new Error("it passed, so there is a model");
  return { fixed: fixModel(bytes, model, mends), findings: check.findings, model };
}

function jsonOf(bytes: Uint8Array): Record<string, unknown> {
  const glb = parseGlb(bytes, new Findings());
  return JSON.parse(new TextDecoder().decode(glb?.json));
}

/** The JSON as text, with some of its values as in another: what else differs shows. */
function like(json: Record<string, unknown>, pointers: readonly string[], other: Record<string, unknown>) {
  const draft = { json, bin: new Uint8Array(0) };
  for (const pointer of pointers) put(draft, pointer, valueAt(other, pointer));
  return json;
}

function valueAt(json: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
      json,
    );
}

function withWeights(draft: Draft, weights: readonly number[], joints: readonly number[] = []): Draft {
  const view = new DataView(draft.bin.buffer);
  for (const [i, weight] of weights.entries()) view.setFloat32(64 + i * 4, weight, true);
  draft.bin.set(joints, 48);
  return draft;
}

/** Joint and weight of every vertex of the one primitive, as they are after the fix. */
function skinOf(bytes: Uint8Array) {
  const { model } = openAvatar(bytes);
  const attributes = model?.document.meshes[0]?.primitives[0]?.attributes ?? {};
  const read = (key: string) => {
    const accessor = model?.document.accessors[attributes[key] ?? -1];
    if (model === null || accessor === undefined) throw new Error(`no ${key}`);
    const { get, count } = openAccessor(model.document, model.bin, accessor);
    return Array.from({ length: count }, (_, v) => [0, 1, 2, 3].map((c) => get(v, c)));
  };
  return { joints: read("JOINTS_0"), weights: read("WEIGHTS_0") };
}

const colliders = [0, 99, 1, -4, 2].map((node) => ({ node, shape: {} }));
const springs = {
  colliders,
  colliderGroups: [{ colliders: [0, 1, 2] }, { colliders: [4, 9, 3] }, {}],
  springs: [
    { name: "Hair", center: 70, joints: [{ node: 0 }, { node: 80 }, { node: 1 }], colliderGroups: [5, 1] },
  ],
};
const binds = [
  { node: MESH_NODE, index: 3, weight: 1 },
  { node: 99, index: 0, weight: 1 },
];
const colours = [
  { material: 0, type: "color", targetValue: [1, 0, 0, 1] },
  { material: 9, type: "color", targetValue: [1, 0, 0, 1] },
];

type Row = readonly [
  code: string,
  what: string,
  draft: () => Draft,
  values: Readonly<Record<string, unknown>>,
];
const rows: readonly Row[] = [
  [
    "EXPRESSION_BIND_RANGE",
    "binds of an expression",
    () =>
      put(vrm1(), `${M1}/expressions`, {
        preset: { happy: { morphTargetBinds: binds, materialColorBinds: colours } },
      }),
    {
      [`${M1}/expressions/preset/happy/morphTargetBinds`]: [],
      [`${M1}/expressions/preset/happy/materialColorBinds`]: colours.slice(0, 1),
    },
  ],
  [
    "EXPRESSION_BIND_RANGE",
    "binds of an expression with a slash in its name",
    () =>
      put(vrm1(), `${M1}/expressions`, { custom: { "a/b~c": { textureTransformBinds: [{ material: 9 }] } } }),
    { [`${M1}/expressions/custom`]: { "a/b~c": { textureTransformBinds: [] } } },
  ],
  [
    "SPRING_RANGE",
    "joints, colliders and centre of a spring, and who referred to them",
    () =>
      put(put(vrm1(), "/extensionsUsed", ["VRMC_vrm", "VRMC_springBone"]), SPRING, structuredClone(springs)),
    {
      [SPRING]: {
        colliders: [
          { node: 0, shape: {} },
          { node: 1, shape: {} },
          { node: 2, shape: {} },
        ],
        colliderGroups: [{ colliders: [0, 1] }, { colliders: [2] }, {}],
        springs: [{ name: "Hair", joints: [{ node: 0 }, { node: 1 }], colliderGroups: [1] }],
      },
    },
  ],
  [
    "META_IMAGE_RANGE",
    "the thumbnail",
    () => put(vrm1(), `${M1}/meta/thumbnailImage`, 5),
    { [`${M1}/meta/thumbnailImage`]: undefined },
  ],
  [
    "EXTENSION_UNDECLARED",
    "extensions that the file uses and does not name",
    () => put(vrm1(), "/extensionsUsed", ["KHR_x", "KHR_x"]),
    { "/extensionsUsed": ["KHR_x", "VRMC_vrm"] },
  ],
  [
    "META_TEXT_STRIPPED",
    "texts we show, and texts we do not",
    () => {
      const draft = put(vrm1(), `${M1}/meta/name`, "Evil\u202e<script>x</script>\u0000");
      put(draft, `${M1}/meta/references`, ["fine", "<<b>script>bad\u0007"]);
      return put(draft, `${M1}/meta/copyrightInformation`, "(c)\u2066 me");
    },
    {
      [`${M1}/meta/name`]: "Evilx",
      [`${M1}/meta/references`]: ["fine", "scriptbad"],
      [`${M1}/meta/copyrightInformation`]: "(c) me",
    },
  ],
  [
    "META_URL_DROPPED",
    "addresses that are scripts",
    () =>
      put(
        put(vrm1(), `${M1}/meta/licenseUrl`, "javascript:alert(1)"),
        `${M1}/meta/otherLicenseUrl`,
        "data:text/html,x",
      ),
    { [`${M1}/meta/licenseUrl`]: VRM_LICENCE, [`${M1}/meta/otherLicenseUrl`]: "" },
  ],
  [
    "META_LICENCE",
    "a licence that viewers do not know",
    () => put(vrm1(), `${M1}/meta/licenseUrl`, "https://own.example/licence"),
    {
      [`${M1}/meta/licenseUrl`]: VRM_LICENCE,
      [`${M1}/meta/otherLicenseUrl`]: "https://own.example/licence",
    },
  ],
  [
    "IMAGE_TYPE_MISMATCH",
    "a type that was wrong",
    () => withImage(vrm1(), pngOfSize(4, 4), "image/jpeg"),
    { "/images/0/mimeType": "image/png" },
  ],
  [
    "IMAGE_TYPE_MISMATCH",
    "a type that was left out",
    () => put(withImage(vrm1(), pngOfSize(4, 4)), "/images/0/mimeType", undefined),
    { "/images/0/mimeType": "image/png" },
  ],
  [
    "EXPRESSION_BIND_RANGE",
    "0.x: binds of a group",
    () =>
      put(vrm0(), `${M0}/blendShapeMaster/blendShapeGroups`, [
        {
          name: "Joy",
          binds: [
            { mesh: 9, index: 0 },
            { mesh: 0, index: 2 },
          ],
        },
      ]),
    { [`${M0}/blendShapeMaster/blendShapeGroups`]: [{ name: "Joy", binds: [] }] },
  ],
  [
    "SPRING_RANGE",
    "0.x: bones, centre and collider groups, and who referred to them",
    () =>
      put(vrm0(), `${M0}/secondaryAnimation`, {
        boneGroups: [
          { comment: "Hair", center: 70, bones: [0, 99, 1], colliderGroups: [0, 1, 2] },
          { center: -1, bones: [2], colliderGroups: [7] },
        ],
        colliderGroups: [
          { node: 0, colliders: [] },
          { node: 99, colliders: [] },
          { node: 1, colliders: [] },
        ],
      }),
    {
      [`${M0}/secondaryAnimation`]: {
        boneGroups: [
          { comment: "Hair", bones: [0, 1], colliderGroups: [0, 1] },
          { center: -1, bones: [2], colliderGroups: [] },
        ],
        colliderGroups: [
          { node: 0, colliders: [] },
          { node: 1, colliders: [] },
        ],
      },
    },
  ],
  [
    "META_IMAGE_RANGE",
    "0.x: the thumbnail",
    () => put(vrm0(), `${M0}/meta/texture`, 5),
    { [`${M0}/meta/texture`]: undefined },
  ],
  [
    "META_URL_DROPPED",
    "0.x: addresses that are scripts",
    () => put(vrm0(), `${M0}/meta/otherPermissionUrl`, "javascript:alert(1)"),
    { [`${M0}/meta/otherPermissionUrl`]: "" },
  ],
  [
    "MATERIAL_PROPERTIES_COUNT",
    "0.x: properties of materials that are not there",
    () => put(vrm0(), `${M0}/materialProperties/1`, { name: "Ghost" }),
    { [`${M0}/materialProperties`]: [{ name: "Skin", shader: "VRM/MToon", textureProperties: {} }] },
  ],
  [
    "MATERIAL_PROPERTIES_COUNT",
    "0.x: materials without properties",
    () => put(vrm0(), `${M0}/materialProperties`, undefined),
    {
      [`${M0}/materialProperties`]: [
        {
          name: "Skin",
          shader: "VRM_USE_GLTFSHADER",
          renderQueue: 2000,
          floatProperties: {},
          vectorProperties: {},
          textureProperties: {},
          keywordMap: {},
          tagMap: {},
        },
      ],
    },
  ],
];

/** Appends numbers to the binary chunk, with an accessor over them. Returns the draft and the accessor's index. */
function withNumbers(draft: Draft, values: readonly number[], type: string): { draft: Draft; at: number } {
  const data = new Uint8Array(Float32Array.from(values).buffer);
  const accessors = valueAt(draft.json, "/accessors");
  const views = valueAt(draft.json, "/bufferViews");
  if (!Array.isArray(accessors) || !Array.isArray(views)) throw new Error("the builder has lists");
  const components = { VEC3: 3, MAT4: 16 }[type] ?? 1;
  const count = values.length / components;
  const byteOffset = draft.bin.length;
  accessors.push({ bufferView: views.length, componentType: 5126, count, type });
  views.push({ buffer: 0, byteOffset, byteLength: data.length });
  put(draft, "/buffers/0/byteLength", byteOffset + data.length);
  const bin = new Uint8Array(Buffer.concat([draft.bin, data]));
  return { draft: { json: draft.json, bin }, at: accessors.length - 1 };
}

function withNormals(plain: Draft, values: readonly number[]): Draft {
  const { draft, at } = withNumbers(plain, values, "VEC3");
  return put(draft, "/meshes/0/primitives/0/attributes/NORMAL", at);
}

function withMatrices(skinned: Draft, values: readonly number[]): Draft {
  const { draft, at } = withNumbers(skinned, values, "MAT4");
  return put(draft, "/skins/0/inverseBindMatrices", at);
}

const onePixel = encodePng({ widthPx: 1, heightPx: 1, rgba: new Uint8Array(4) });
const P = "/meshes/0/primitives/0";
const SKEWED = [1, 0, 0, 0, 0, 1, 0, 0.5, 0, 0, 1, 0, 0, 0, 0, 1];
/** What Khronos' validator calls errors and viewers do not mind. */
const strictRows: readonly (readonly [what: string, code: string, draft: () => Draft])[] = [
  ["bounds that are another's", "GLTF_MENDED", () => put(vrm1(), "/accessors/0/max", [9, 9, 9])],
  ["positions without bounds", "GLTF_MENDED", () => put(vrm1(), "/accessors/0/min", undefined)],
  ["a generator that is no text", "GLTF_MENDED", () => put(vrm1(), "/asset/generator", 7)],
  ["a list of nothing", "GLTF_MENDED", () => put(vrm1(), `/nodes/${MESH_NODE}/children`, [])],
  [
    "a skin of a node without a mesh",
    "GLTF_MENDED",
    () => put(withSkin(vrm1()), `/nodes/${boneNode("head")}/skin`, 0),
  ],
  [
    "where an accessor without a view begins in it",
    "GLTF_MENDED",
    () => put(vrm1(), "/accessors/2", { byteOffset: 4, componentType: 5126, count: 4, type: "VEC3" }),
  ],
  [
    "an extension that is required and not named as used",
    "EXTENSION_UNDECLARED",
    () => put(vrm1(), "/extensionsRequired", ["KHR_materials_unlit"]),
  ],
  ["a target that is another's", "GLTF_MENDED", () => put(vrm1(), "/bufferViews/0/target", 34963)],
  [
    "vertex data that share a view",
    "GLTF_MENDED",
    () => {
      const draft = withNormals(vrm1(), [0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0]);
      const accessor = { bufferView: 0, byteOffset: 140, componentType: 5126, count: 4, type: "VEC3" };
      put(draft, "/bufferViews/0/byteLength", 188);
      return put(draft, "/accessors/4", accessor);
    },
  ],
  [
    "floats that are said to be normalized",
    "GLTF_MENDED",
    () => put(vrm1(), "/accessors/0/normalized", true),
  ],
  [
    "vertices that may be quantised, as if that could be left to viewers",
    "GLTF_MENDED",
    () => put(vrm1(), "/extensionsUsed", ["VRMC_vrm", "KHR_mesh_quantization"]),
  ],
  [
    "vertex data in the bytes of a picture",
    "GLTF_MENDED",
    () => {
      const draft = withImage(vrm1(), onePixel);
      const [{ bufferView } = { bufferView: -1 }] = draft.json["images"] as { bufferView: number }[];
      const at = (draft.json["accessors"] as unknown[]).length;
      put(draft, `/accessors/${at}`, {
        bufferView,
        componentType: 5121,
        normalized: true,
        count: 4,
        type: "VEC4",
      });
      return put(draft, `${P}/attributes/COLOR_0`, at);
    },
  ],
  ["an attribute nobody knows", "GLTF_MENDED", () => put(vrm1(), `${P}/attributes/COLOUR`, 2)],
  ["weights of morphs that are not there", "GLTF_MENDED", () => put(vrm1(), "/meshes/0/weights", [1])],
  ["a joint listed twice", "GLTF_MENDED", () => put(withSkin(vrm1()), "/skins/0/joints", [3, 4, 3])],
  [
    "a joint listed twice that has a list of no children",
    "GLTF_MENDED",
    () => {
      const hand = boneNode("leftHand");
      const draft = put(withSkin(vrm1()), `/nodes/${hand}/children`, []);
      return put(draft, "/skins/0/joints", [boneNode("head"), hand, hand]);
    },
  ],
  [
    "a skeleton beside the joints",
    "GLTF_MENDED",
    () => put(withSkin(vrm1()), "/skins/0/skeleton", MESH_NODE),
  ],
  ["a scene without the joints", "GLTF_MENDED", () => put(withSkin(vrm1()), "/scenes/0/nodes", [MESH_NODE])],
  ["matrices that skew", "GLTF_MENDED", () => withMatrices(withSkin(vrm1()), SKEWED)],
  [
    "a picture without coordinates to lay it on by",
    "TEXCOORD_MISSING",
    () => put(withImage(vrm1(), onePixel), `${P}/attributes/TEXCOORD_0`, undefined),
  ],
  [
    "normals that are not one long",
    "DIRECTIONS_NOT_UNIT",
    () => withNormals(vrm1(), new Array(12).fill(0.5)),
  ],
  ["a joint out of range without a weight", "JOINTS_UNUSED", () => withWeights(withSkin(vrm1()), [], [0, 9])],
  ["a joint named twice", "JOINTS_UNUSED", () => withWeights(withSkin(vrm1()), [0.5, 0.5])],
  ["weights that are none", "WEIGHTS_NOT_NORMALISED", () => withWeights(withSkin(vrm1()), [Number.NaN])],
];

describe("what can be fixed is fixed", () => {
  test.each(rows)("%s: %s", async (code, _what, draft, values) => {
    const bytes = toGlb(draft());
    const { fixed, findings } = fix(bytes);
    const told = findings.filter((finding) => finding.code === code);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((finding) => finding.fixed !== true)).toEqual([]);
    if (fixed === null) throw new Error("something was to be fixed");

    const json = jsonOf(fixed.bytes);
    for (const [pointer, value] of Object.entries(values))
      expect([pointer, valueAt(json, pointer)]).toEqual([pointer, value]);
    // Nothing else changed: with the fixed values put back it is the file that came.
    expect(like(json, Object.keys(values), jsonOf(bytes))).toEqual(jsonOf(bytes));
    expect(parseGlb(fixed.bytes, new Findings())?.bin).toEqual(parseGlb(bytes, new Findings())?.bin ?? null);

    const again = openAvatar(fixed.bytes);
    expect(again.check.findings.filter((finding) => finding.fixed === true)).toEqual([]);
    expect(again.mends).toEqual([]);
    expect(again.check.ok).toBe(true);
  });

  test.each(strictRows)("%s, and Khronos' validator agrees", async (_what, code, draft) => {
    const bytes = toGlb(draft());
    expect(await gltfErrors(bytes)).not.toEqual([]);
    const { fixed, findings } = fix(bytes);
    const told = findings.filter((finding) => finding.fixed === true);
    expect(told.map((finding) => finding.code)).toContain(code);
    if (fixed === null) throw new Error("something was to be fixed");
    expect(await gltfErrors(fixed.bytes)).toEqual([]);
    expect(openAvatar(fixed.bytes).mends).toEqual([]);
    expect((await loadVrm(fixed.bytes)).humanoid.getRawBoneNode("hips")?.name).toBe("hips");
  });

  const follow = (source: unknown, kind = "roll") => ({
    VRMC_node_constraint: { specVersion: "1.0", constraint: { [kind]: { source, weight: 1 } } },
  });
  const following = (pairs: readonly (readonly [bone: string, follows: unknown, kind?: string])[]) => {
    const draft = put(vrm1(), "/extensionsUsed", ["VRMC_vrm", "VRMC_node_constraint"]);
    for (const [bone, source, kind] of pairs)
      put(draft, `/nodes/${boneNode(bone)}/extensions`, follow(source, kind));
    return draft;
  };
  test.each([
    ["follows what is not there", following([["head", 99]])],
    ["follows nothing", following([["head", "hips"]])],
    ["follows its own hand", following([["leftUpperArm", boneNode("leftHand")]])],
    [
      "follows who follows it",
      following([
        ["leftHand", boneNode("rightHand")],
        ["rightHand", boneNode("leftHand"), "aim"],
      ]),
    ],
  ])("a bone that %s: three-vrm opens it without", async (_what, draft) => {
    const bytes = toGlb(draft);
    await expect(loadVrm(bytes)).rejects.toThrow();
    const { fixed, findings } = fix(bytes);
    expect(findings.map(({ code }) => code)).toEqual(["CONSTRAINT_BROKEN"]);
    expect((await loadVrm(fixed?.bytes ?? bytes)).humanoid.getRawBoneNode("hips")?.name).toBe("hips");
    expect(openAvatar(fixed?.bytes ?? bytes).mends).toEqual([]);
  });

  test("constraints that work are left alone", () => {
    const draft = following([
      ["leftHand", boneNode("rightHand")],
      ["rightHand", boneNode("head"), "rotation"],
    ]);
    expect(openAvatar(toGlb(draft)).check.findings).toEqual([]);
  });

  test.each([
    ["1.0 without a meta", () => put(vrm1(), `${M1}/meta`, undefined)],
    [
      "1.0 with a licence of its own",
      () => put(vrm1(), `${M1}/meta/licenseUrl`, "https://own.example/licence"),
    ],
    ["1.0 with a licence at javascript:", () => put(vrm1(), `${M1}/meta/licenseUrl`, "javascript:alert(1)")],
    ["1.0 without a licence", () => put(vrm1(), `${M1}/meta/licenseUrl`, undefined)],
    ["0.x without a meta", () => put(vrm0(), `${M0}/meta`, undefined)],
  ])("%s, and three-vrm opens it", async (_what, draft) => {
    const bytes = toGlb(draft());
    await expect(loadVrm(bytes)).rejects.toThrow();
    const { fixed } = fix(bytes);
    const vrm = await loadVrm(fixed?.bytes ?? bytes);
    expect(vrm.humanoid.getRawBoneNode("hips")?.name).toBe("hips");
    expect(openAvatar(fixed?.bytes ?? bytes).mends).toEqual([]);
  });

  test("normals become one long, and one of no length points up", () => {
    const draft = withNormals(vrm1(), [0, 0, 4, 0, 0, 0, 0, 3, 4, 1, 0, 0]);
    const bytes = toGlb(draft);
    const { fixed, findings } = fix(bytes);
    expect(findings).toMatchObject([{ code: "DIRECTIONS_NOT_UNIT", name: "Body", actual: 3, fixed: true }]);
    const { model } = openAvatar(fixed?.bytes ?? bytes);
    const accessor = model?.document.accessors[model.primitives[0]?.primitive.attributes["NORMAL"] ?? -1];
    if (model === null || accessor === undefined) throw new Error("there are normals");
    const { get } = openAccessor(model.document, model.bin, accessor);
    const values = [0, 1, 2, 3].map((i) => [0, 1, 2].map((c) => Number(get(i, c).toFixed(6))));
    expect(values).toEqual([
      [0, 0, 1],
      [0, 1, 0],
      [0, 0.6, 0.8],
      [1, 0, 0],
    ]);
  });

  test("nothing to fix is nothing done", () => {
    for (const draft of [vrm0(), vrm1(), withSkin(vrm1())]) expect(fix(toGlb(draft)).fixed).toBeNull();
  });

  test("weights sum to one, and a vertex without any hangs on a joint there is", async () => {
    const draft = withSkin(vrm1());
    put(draft, "/skins/0/joints", [3, 4]);
    const weights = [0.5, 0.5, 1, 0, 0, 0, 0, 0, Number.NaN, 0, 0, -1, 0, 0, 0, 0];
    const joints = [0, 1, 1, 0, 9, 1, 0, 0, 1, 9, 9, 0, 9, 9, 9, 9];
    const bytes = toGlb(withWeights(draft, weights, joints));
    const { fixed, findings } = fix(bytes);
    expect(findings).toMatchObject([{ code: "WEIGHTS_NOT_NORMALISED", actual: 4, fixed: true }]);
    const skin = skinOf(fixed?.bytes ?? bytes);
    expect(skin.weights).toEqual([
      [0.25, 0.75, 0, 0],
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [1, 0, 0, 0],
    ]);
    expect(skin.joints).toEqual([
      [0, 1, 0, 0],
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(openAvatar(fixed?.bytes ?? bytes).check.findings).toEqual([]);
  });

  test("evened weights stand behind everything else, whose bytes stay", async () => {
    const bytes = toGlb(withWeights(withSkin(vrm1()), [0.5]));
    const { fixed } = fix(bytes);
    const before = parseGlb(bytes, new Findings())?.bin ?? new Uint8Array(0);
    const after = parseGlb(fixed?.bytes ?? bytes, new Findings())?.bin ?? new Uint8Array(0);
    expect(after.subarray(0, before.length)).toEqual(before);
    expect(after.length).toBe(before.length + 4 * 24);
    expect(await gltfErrors(fixed?.bytes ?? bytes)).toEqual([]);
    expect((await loadVrm(fixed?.bytes ?? bytes)).humanoid.getRawBoneNode("hips")?.name).toBe("hips");
  });

  test("what follows the end of the model is cut off, a chunk nobody knows is kept", () => {
    const chunk = Buffer.alloc(12);
    chunk.writeUInt32LE(4, 0);
    chunk.write("XXXXabcd", 4, "latin1");
    const bytes = Buffer.concat([toGlb(put(vrm1(), `${M1}/meta/thumbnailImage`, 5)), chunk]);
    bytes.writeUInt32LE(bytes.length, 8);
    const { fixed } = fix(Buffer.concat([bytes, Buffer.from("hidden")]));
    const written = Buffer.from(fixed?.bytes ?? []);
    expect(written.subarray(-12)).toEqual(chunk);
    expect(written.readUInt32LE(8)).toBe(written.length);
    expect(openAvatar(written).check.findings).toEqual([]);
  });

  test("says which stretch of the upload it kept, so that only the rest need be handed on", () => {
    const bytes = toGlb(withWeights(withSkin(vrm1()), [0.5]));
    const { fixed } = fix(bytes);
    const { fromByte, toByte, atByte } = fixed?.kept ?? { fromByte: 0, toByte: 0, atByte: 0 };
    expect(toByte - fromByte).toBe(140);
    expect(fixed?.bytes.subarray(atByte, atByte + 140)).toEqual(bytes.subarray(fromByte, toByte));
  });

  test("a model that is no avatar is fixed too", () => {
    const bytes = toGlb(withImage(plainModel(), pngOfSize(4, 4), "image/jpeg"));
    const { model, mends, findings } = checkModel(bytes, "item");
    expect(findings).toMatchObject([{ code: "IMAGE_TYPE_MISMATCH", fixed: true }]);
    if (model === null) throw new Error("it passed");
    const fixed = fixModel(bytes, model, mends);
    expect(checkModel(fixed?.bytes ?? bytes, "item").findings).toEqual([]);
  });

  test("a file of more faults than anybody makes by mistake is refused", () => {
    const many = Array.from({ length: MENDS_MAX + 1 }, () => ({ node: -1 }));
    const { check, model } = openAvatar(toGlb(put(vrm1(), SPRING, { springs: [{ joints: many }] })));
    expect(check.findings.map(({ code }) => code)).toContain("LIMIT_FIXES");
    expect(model).toBeNull();
  });
});
