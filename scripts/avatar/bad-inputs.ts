// What comes in that should not, and the answer each gets: files made by breaking generated avatars in one place, each with the finding
// its creator reads. Data for a test and for a bench; nothing of them is a stranger's.

import { type Mend, mendJson } from "../../shared/avatar/fix/mend.ts";
import { writeGlb, writeGlbText } from "../../shared/avatar/write-glb.ts";
import type { Finding } from "../../shared/schema/asset.ts";
import { type SmallAvatar, smallAvatars } from "../fuzz/small-avatar.ts";

type Told = Pick<Finding, "code" | "severity" | "pointer" | "name" | "actual" | "limit">;
export type BadInput = {
  readonly what: string;
  readonly bytes: Uint8Array;
  /** The finding that must be among the findings. */
  readonly told: Told;
  /** What its sentence must hold beyond that, such as a byte offset. */
  readonly says?: string;
};

type Json = Record<string, unknown>;
type Change = readonly [pointer: string, value: unknown];
type Values = Partial<Pick<Told, "pointer" | "name" | "actual" | "limit">> & { readonly says?: string };

const MESHOPT = "EXT_meshopt_compression";
const VRM1 = "/extensions/VRMC_vrm";
const VRM0 = "/extensions/VRM";
const SPRINGS = "/extensions/VRMC_springBone";
const BODY = "/meshes/0/primitives/0";
const BODY_NODE = 42;
const NESTED = 200_000;
const NODES = 300_000;
/** As many as fit into a JSON chunk that is not too large. */
const EMPTIES = 2_700_000;
const GIGAPIXEL_SIDE_PX = 30_000;
const IMAGE_BYTES = 109_000;
const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

/** Every row of the table of bad inputs, as files. The same ones each time. */
export async function badInputs(): Promise<readonly BadInput[]> {
  const [vrm1, vrm0] = await smallAvatars();
  return [
    ...containers(vrm1),
    ...texts(vrm1),
    ...crowds(vrm1),
    ...reaches(vrm1),
    ...outside(vrm1),
    ...pictures(vrm1),
    ...humanoids(vrm1, vrm0),
    ...trees(vrm1),
    ...numbers(vrm1),
    ...accepted(vrm1, vrm0),
  ];
}

/** The answer of one code; what is not said of it is empty. */
function told(code: string, severity: Told["severity"], values: Values): Pick<BadInput, "told" | "says"> {
  const { says, ...known } = values;
  const answer = { code, severity, pointer: "", name: null, actual: null, limit: null, ...known };
  return says === undefined ? { told: answer } : { told: answer, says };
}

const refused = (what: string, bytes: Uint8Array, code: string, values: Values): BadInput => ({
  what,
  bytes,
  ...told(code, "error", values),
});
const warned = (what: string, bytes: Uint8Array, code: string, values: Values): BadInput => ({
  what,
  bytes,
  ...told(code, "warning", values),
});

/** The avatar with values set; undefined takes one out. */
function changed(
  { json, bin }: SmallAvatar,
  changes: readonly Change[],
  edit?: (bin: Uint8Array) => Uint8Array,
) {
  const copy: Json = structuredClone(json);
  const mends = changes.map(
    ([pointer, value]): Mend =>
      value === undefined ? { kind: "remove", pointer } : { kind: "set", pointer, value },
  );
  mendJson(copy, mends);
  return writeGlb(copy, [edit === undefined ? bin : edit(bin.slice())]);
}

/** The same with its numbers edited, from where an accessor begins. */
function numbersAt(avatar: SmallAvatar, accessor: number, values: ArrayBufferView): Uint8Array {
  return changed(avatar, [], (bin) => {
    bin.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offsetOf(avatar, accessor));
    return bin;
  });
}

function offsetOf({ json }: SmallAvatar, accessor: number): number {
  const view = elementOf(json, "bufferViews", numberOf(elementOf(json, "accessors", accessor), "bufferView"));
  return numberOf(view, "byteOffset");
}

function elementOf(json: Readonly<Json>, list: string, at: number): object {
  const elements = json[list];
  const element: unknown = Array.isArray(elements) ? elements[at] : null;
  if (typeof element !== "object" || element === null) throw new Error(`a generated avatar has ${list}`);
  return element;
}

function numberOf(holder: object, key: string): number {
  const value: unknown = Reflect.get(holder, key);
  if (typeof value !== "number") throw new Error(`a generated avatar has ${key}`);
  return value;
}

function countOf({ json }: SmallAvatar, list: string): number {
  const elements = json[list];
  return Array.isArray(elements) ? elements.length : 0;
}

function withWord(bytes: Uint8Array, at: number, word: number): Uint8Array {
  new DataView(bytes.buffer).setUint32(at, word, true);
  return bytes;
}

function containers(avatar: SmallAvatar): BadInput[] {
  const whole = () => changed(avatar, []);
  const { length } = whole();
  const jsonBytes = new DataView(whole().buffer).getUint32(12, true);
  const binBytes = new DataView(whole().buffer).getUint32(20 + jsonBytes, true);
  return [
    refused("an empty file", new Uint8Array(0), "GLB_EMPTY", { actual: 0, limit: 12 }),
    refused("a wrong magic number", withWord(whole(), 0, 0x46546c68), "GLB_MAGIC", {
      actual: "68 6c 54 46",
      limit: "67 6c 54 46 (glTF)",
      says: "byte 0 ",
    }),
    refused("GLB version 1", withWord(whole(), 4, 1), "GLB_VERSION", { actual: 1, limit: 2, says: "byte 4" }),
    refused("a file cut in the middle", whole().subarray(0, 50_000), "GLB_LENGTH", {
      actual: length,
      limit: 50_000,
      says: "byte 8",
    }),
    refused("a file cut in its header", whole().subarray(0, 10), "GLB_TRUNCATED", {
      actual: 10,
      limit: 12,
      says: "byte 0",
    }),
    refused("a chunk past the end", withWord(whole(), 20 + jsonBytes, binBytes + 4_000), "GLB_CHUNK_BOUNDS", {
      actual: binBytes + 4_000,
      limit: binBytes,
      says: `byte ${groupedBytes(20 + jsonBytes)}`,
    }),
  ];
}

/** As sentences write it. */
function groupedBytes(value: number): string {
  return value < 10_000 ? String(value) : value.toLocaleString("en");
}

function texts({ json, bin }: SmallAvatar): BadInput[] {
  const text = JSON.stringify(json);
  const deep = `{"extras":${"[".repeat(NESTED)}${"]".repeat(NESTED)}}`;
  const empties = `{"extras":[${"{},".repeat(EMPTIES)}{}]}`;
  return [
    refused("JSON with a comma too many", writeGlbText(`${text.slice(0, -1)},}`, [bin]), "JSON_INVALID", {
      actual: "JSON Parse error: Property name must be a string literal",
      says: "byte 20",
    }),
    refused("JSON nested 200,000 deep", writeGlbText(deep, [bin]), "JSON_TOO_DEEP", {
      actual: "over 64",
      limit: 64,
      // Below the object there is room for 63 lists.
      says: `byte ${20 + '{"extras":'.length + 63}`,
    }),
    refused("8 MB of empty objects", writeGlbText(empties, [bin]), "JSON_TOO_MANY", {
      actual: "over 400000",
      limit: 400_000,
    }),
  ];
}

function crowds(avatar: SmallAvatar): BadInput[] {
  const nodes = countOf(avatar, "nodes");
  const many = (count: number) => Array.from({ length: count }, () => ({}));
  const named = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `bone${i}` }));
  const bones = (count: number): Change[] => [
    ...named(count).map((node, i): Change => [`/nodes/${nodes + i}`, node]),
    ["/skins/0/joints", Array.from({ length: nodes + count }, (_, i) => i)],
    ["/skins/0/inverseBindMatrices", undefined],
  ];
  const primitive: unknown = Reflect.get(elementOf(avatar.json, "meshes", 0), "primitives");
  const first: unknown = Array.isArray(primitive) ? primitive[0] : null;
  return [
    refused("300,000 nodes", changed(avatar, [["/nodes", many(NODES)]]), "LIMIT_NODES", {
      pointer: "/nodes",
      actual: NODES,
      limit: 2_048,
    }),
    refused("4,000 bones", changed(avatar, bones(4_000)), "LIMIT_NODES", {
      pointer: "/nodes",
      actual: nodes + 4_000,
      limit: 2_048,
    }),
    refused("1,500 bones", changed(avatar, bones(1_500)), "LIMIT_BONES", {
      pointer: "/skins",
      actual: nodes + 1_500,
      limit: 1_024,
    }),
    refused("20,000 accessors", changed(avatar, [["/accessors", many(20_000)]]), "LIMIT_ELEMENTS", {
      pointer: "/accessors",
      name: "accessors",
      actual: 20_000,
      limit: 16_384,
    }),
    refused("600 materials", changed(avatar, [["/materials", many(600)]]), "LIMIT_MATERIALS", {
      pointer: "/materials",
      actual: 600,
      limit: 128,
    }),
    refused(
      "3,000 primitives that share their accessors",
      changed(avatar, [["/meshes/0/primitives", Array.from({ length: 3_000 }, () => first)]]),
      "LIMIT_PRIMITIVES",
      { pointer: "/meshes", actual: 3_007, limit: 256 },
    ),
  ];
}

function reaches(avatar: SmallAvatar): BadInput[] {
  const sparse = { count: 1, indices: { bufferView: 900, componentType: 5121 }, values: { bufferView: 0 } };
  const bomb = {
    buffer: 0,
    byteOffset: 0,
    byteLength: 64,
    byteStride: 16,
    count: 67_108_864,
    mode: "ATTRIBUTES",
  };
  const accessors = countOf(avatar, "accessors");
  const views = countOf(avatar, "bufferViews");
  const usedBy = "Body, primitive 0";
  return [
    refused(
      "an accessor of 4,000,000,000",
      changed(avatar, [["/accessors/0/count", 4e9]]),
      "ACCESSOR_BOUNDS",
      {
        pointer: "/accessors/0",
        name: usedBy,
        actual: 48_000_000_000,
        limit: 144,
      },
    ),
    refused(
      "an accessor of 200,000,000 without a bufferView",
      changed(avatar, [
        [`/accessors/${accessors}`, { componentType: 5126, count: 2e8, type: "VEC3" }],
        [`${BODY}/attributes/NORMAL`, accessors],
      ]),
      "ACCESSOR_BOUNDS",
      { pointer: `/accessors/${accessors}`, name: usedBy, actual: 2_400_000_000, limit: 268_435_456 },
    ),
    refused(
      "a gigabyte compressed to 64 bytes",
      changed(avatar, [
        ["/bufferViews/0/byteLength", 1_073_741_824],
        ["/bufferViews/0/extensions", { [MESHOPT]: bomb }],
      ]),
      "ACCESSOR_BOUNDS",
      { pointer: "/bufferViews/0", name: usedBy, actual: 1_073_741_824, limit: 268_435_456 },
    ),
    refused("a bufferView out of range", changed(avatar, [["/accessors/0/bufferView", 900]]), "INDEX_RANGE", {
      pointer: "/accessors/0/bufferView",
      name: usedBy,
      actual: 900,
      limit: views,
    }),
    refused(
      "a bufferView past its buffer",
      changed(avatar, [["/bufferViews/0/byteLength", 9e8]]),
      "BUFFER_VIEW_BOUNDS",
      {
        pointer: "/bufferViews/0",
        name: usedBy,
        actual: 900_000_000,
        limit: avatar.bin.length,
      },
    ),
    refused(
      "sparse indices out of range",
      changed(avatar, [["/accessors/0/sparse", sparse]]),
      "INDEX_RANGE",
      {
        pointer: "/accessors/0/sparse/indices/bufferView",
        name: usedBy,
        actual: 900,
        limit: views,
      },
    ),
    refused(
      "a sparse value of a vertex that is not there",
      changed(
        avatar,
        [
          [
            "/accessors/0/sparse",
            { count: 1, indices: { bufferView: 4, componentType: 5121 }, values: { bufferView: 0 } },
          ],
        ],
        (bin) => {
          bin[offsetOf(avatar, 4)] = 12;
          return bin;
        },
      ),
      "SPARSE_RANGE",
      { pointer: `${BODY}/attributes/POSITION`, name: "Body", actual: 12, limit: 12 },
    ),
    refused("a vertex out of range", numbersAt(avatar, 5, Uint16Array.of(999)), "VERTEX_RANGE", {
      pointer: `${BODY}/indices`,
      name: "Body",
      actual: 999,
      limit: 12,
    }),
    refused("a joint out of range", numbersAt(avatar, 3, Uint8Array.of(200, 200, 200, 200)), "JOINT_RANGE", {
      pointer: `${BODY}/attributes/JOINTS_0`,
      name: "Body",
      actual: 200,
      limit: BODY_NODE,
    }),
  ];
}

function outside(avatar: SmallAvatar): BadInput[] {
  const uris = ["https://stranger.example/face.png", "file:///etc/passwd", "../face.png"];
  return [
    ...uris.map((uri) =>
      refused(
        `a picture at ${uri}`,
        changed(avatar, [
          ["/images/0/uri", uri],
          ["/images/0/bufferView", undefined],
        ]),
        "EXTERNAL_URI",
        { pointer: "/images/0/uri", name: "cloth", actual: uri, limit: "inside the file" },
      ),
    ),
    refused(
      "an extension that viewers must know",
      changed(avatar, [["/extensionsRequired", ["STRANGER_everything"]]]),
      "EXTENSION_UNSUPPORTED",
      { pointer: "/extensionsRequired/0", name: "STRANGER_everything", actual: "STRANGER_everything" },
    ),
  ];
}

/** A file with its first picture made another. */
function withPicture(avatar: SmallAvatar, picture: Uint8Array): Uint8Array {
  const { json, bin } = avatar;
  const view = numberOf(elementOf(json, "images", 0), "bufferView");
  const changes: Change[] = [
    [`/bufferViews/${view}/byteOffset`, bin.length],
    [`/bufferViews/${view}/byteLength`, picture.length],
    ["/buffers/0/byteLength", bin.length + picture.length],
  ];
  return changed(avatar, changes, (own) => {
    const longer = new Uint8Array(own.length + picture.length);
    longer.set(own);
    longer.set(picture, own.length);
    return longer;
  });
}

/** The chunks of a PNG, of which readers look at no sum before they look at the size. */
function png(sidePx: number, others: readonly (readonly [type: string, data: Uint8Array])[]): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, sidePx);
  view.setUint32(4, sidePx);
  header.set([8, 6, 0, 0, 0], 8);
  const chunks = [["IHDR", header], ...others, ["IEND", new Uint8Array(0)]] as const;
  const written = chunks.map(([type, data]) => {
    const chunk = new Uint8Array(data.length + 12);
    new DataView(chunk.buffer).setUint32(0, data.length);
    chunk.set(new TextEncoder().encode(type), 4);
    chunk.set(data, 8);
    return chunk;
  });
  return new Uint8Array(Buffer.concat([Uint8Array.from(PNG_START), ...written]));
}

function pictures(avatar: SmallAvatar): BadInput[] {
  const data = new Uint8Array(IMAGE_BYTES);
  const text = (value: string) => new TextEncoder().encode(value);
  const named = { pointer: "/images/0", name: "cloth" };
  const format = { ...named, limit: "PNG, JPEG or WebP" };
  return [
    refused(
      "a picture of 900 megapixels in 109 kB",
      withPicture(avatar, png(GIGAPIXEL_SIDE_PX, [["IDAT", data]])),
      "IMAGE_TOO_LARGE",
      { ...named, actual: "30000 × 30000 px", limit: "4096 × 4096 px" },
    ),
    refused(
      "a picture with a bomb for a colour profile",
      withPicture(
        avatar,
        png(4, [
          ["iCCP", data],
          ["IDAT", new Uint8Array(4)],
        ]),
      ),
      "IMAGE_TOO_LARGE",
      { ...named, actual: `${IMAGE_BYTES} bytes of colour profile and text`, limit: "65536 bytes" },
    ),
    refused("a picture that is SVG", withPicture(avatar, text('<svg onload="alert(1)"/>')), "IMAGE_FORMAT", {
      ...format,
      actual: "SVG",
    }),
    refused("a picture that is HTML", withPicture(avatar, text("<!doctype html><p>")), "IMAGE_FORMAT", {
      ...format,
      actual: "HTML",
    }),
  ];
}

function humanoids(vrm1: SmallAvatar, vrm0: SmallAvatar): BadInput[] {
  const bones = `${VRM1}/humanoid/humanBones`;
  return [
    refused("no hips", changed(vrm1, [[`${bones}/hips`, undefined]]), "BONE_MISSING", {
      pointer: bones,
      name: "hips",
    }),
    refused("two bones of one node", changed(vrm1, [[`${bones}/neck/node`, 5]]), "BONE_DUPLICATE", {
      pointer: `${bones}/head/node`,
      name: "head",
      actual: "neck, head: head",
    }),
    refused(
      "an upper and a lower arm the wrong way round",
      changed(vrm1, [
        [`${bones}/leftUpperArm/node`, 8],
        [`${bones}/leftLowerArm/node`, 7],
      ]),
      "BONE_ORDER",
      { pointer: "/nodes/7", name: "leftLowerArm", actual: "leftUpperArm", limit: "leftUpperArm" },
    ),
    refused(
      "left and right the wrong way round",
      changed(
        vrm1,
        ["Shoulder", "UpperArm", "LowerArm", "Hand"].flatMap((part, i): Change[] => [
          [`${bones}/left${part}/node`, 14 + i],
          [`${bones}/right${part}/node`, 6 + i],
        ]),
      ),
      "BONE_SIDES",
      { pointer: "/nodes/15", name: "leftUpperArm", actual: "rightUpperArm", limit: "rightUpperArm" },
    ),
    refused("a bone out of range", changed(vrm1, [[`${bones}/head/node`, 900]]), "BONE_NODE_RANGE", {
      pointer: `${bones}/head/node`,
      name: "head",
      actual: 900,
      limit: countOf(vrm1, "nodes"),
    }),
    ...["chest", "neck"].map((bone) =>
      warned(
        `VRM 0.x without ${bone}`,
        changed(vrm0, [[`${VRM0}/humanoid/humanBones/${bone === "chest" ? 2 : 4}`, undefined]]),
        "BONE_MISSING_DERIVABLE",
        { pointer: `${VRM0}/humanoid/humanBones`, name: bone },
      ),
    ),
    refused(
      "a plain GLB",
      changed(vrm1, [
        ["/extensions", undefined],
        ["/extensionsUsed", []],
      ]),
      "NOT_A_VRM",
      { pointer: "/extensions", limit: "VRM or VRMC_vrm", says: "a model for an item" },
    ),
  ];
}

function trees(avatar: SmallAvatar): BadInput[] {
  return [
    refused(
      "a node that is its own ancestor",
      changed(avatar, [["/nodes/9/children", [7]]]),
      "NODE_TWO_PARENTS",
      {
        pointer: "/nodes/9/children/0",
        name: "leftUpperArm",
        actual: "leftShoulder, leftHand",
      },
    ),
    refused(
      "two nodes that are each other's children",
      changed(avatar, [
        ["/nodes/47", { name: "above", children: [48] }],
        ["/nodes/48", { name: "below", children: [47] }],
      ]),
      "NODE_CYCLE",
      { pointer: "/nodes/47", name: "above", actual: "above ← below" },
    ),
    refused("a node with two parents", changed(avatar, [["/nodes/42/children", [5]]]), "NODE_TWO_PARENTS", {
      pointer: "/nodes/42/children/0",
      name: "head",
      actual: "neck, Body",
    }),
    refused(
      "an avatar made in millimetres",
      changed(avatar, [["/nodes/0/scale", [1000, 1000, 1000]]]),
      "BOUNDS_HEIGHT",
      { actual: 1406.709, limit: "0.1–10" },
    ),
    refused(
      "no meshes at all",
      changed(avatar, [
        ["/meshes", undefined],
        ...[42, 43, 44].map((node): Change => [`/nodes/${node}/mesh`, undefined]),
      ]),
      "NO_MESH",
      { pointer: "/meshes", says: "no mesh to show" },
    ),
  ];
}

function numbers(avatar: SmallAvatar): BadInput[] {
  const position = { pointer: `${BODY}/attributes/POSITION`, name: "Body" };
  const nan = Float32Array.of(Number.NaN, 0, 0, 0, Number.NaN, 0);
  const infinite = Float32Array.of(0, Number.NEGATIVE_INFINITY, 0);
  const weights = { pointer: `${BODY}/attributes/WEIGHTS_0`, name: "Body" };
  return [
    refused("positions that are NaN", numbersAt(avatar, 0, nan), "POSITION_NOT_FINITE", {
      ...position,
      actual: 2,
    }),
    refused("positions that are infinite", numbersAt(avatar, 0, infinite), "POSITION_NOT_FINITE", {
      ...position,
      actual: 1,
    }),
    warned("a vertex without weights", numbersAt(avatar, 4, new Float32Array(4)), "WEIGHTS_NOT_NORMALISED", {
      ...weights,
      actual: 1,
    }),
    warned(
      "weights that are too much",
      numbersAt(avatar, 4, Float32Array.of(1, 1, 0, 0, 0.5, 0, 0, 0)),
      "WEIGHTS_NOT_NORMALISED",
      { ...weights, actual: 2 },
    ),
  ];
}

/** What is put right, and said. */
function accepted(vrm1: SmallAvatar, vrm0: SmallAvatar): BadInput[] {
  const name = `${VRM1}/meta/name`;
  const happy = `${VRM1}/expressions/preset/happy/morphTargetBinds/0`;
  const materials = countOf(vrm0, "materials");
  const properties = Reflect.get(Reflect.get(vrm0.json["extensions"] as object, "VRM"), "materialProperties");
  const fewer = Array.isArray(properties) ? properties.slice(0, -1) : [];
  return [
    ...["<script>alert(1)</script>", "\u202eevil", "N\u0000L"].map((text) =>
      warned(
        `a name of ${JSON.stringify(text)}`,
        changed(vrm1, [[name, `Rei${text}`]]),
        "META_TEXT_STRIPPED",
        {
          pointer: name,
        },
      ),
    ),
    warned(
      "a licence at javascript:",
      changed(vrm1, [[`${VRM1}/meta/otherLicenseUrl`, "javascript:alert(1)"]]),
      "META_URL_DROPPED",
      { pointer: `${VRM1}/meta/otherLicenseUrl`, actual: "javascript:alert(1)" },
    ),
    warned(
      "an expression's bind out of range",
      changed(vrm1, [[`${happy}/index`, 99]]),
      "EXPRESSION_BIND_RANGE",
      {
        pointer: `${happy}/index`,
        name: "happy",
        actual: 99,
        limit: 13,
      },
    ),
    warned(
      "a spring's joint out of range",
      changed(vrm1, [[`${SPRINGS}/springs/0/joints/0/node`, 900]]),
      "SPRING_RANGE",
      {
        pointer: `${SPRINGS}/springs/0/joints/0/node`,
        name: "tail1",
        actual: 900,
        limit: countOf(vrm1, "nodes"),
      },
    ),
    warned(
      "a thumbnail out of range",
      changed(vrm1, [[`${VRM1}/meta/thumbnailImage`, 7]]),
      "META_IMAGE_RANGE",
      {
        pointer: `${VRM1}/meta/thumbnailImage`,
        actual: 7,
        limit: countOf(vrm1, "images"),
      },
    ),
    warned(
      "materialProperties too few",
      changed(vrm0, [[`${VRM0}/materialProperties`, fewer]]),
      "MATERIAL_PROPERTIES_COUNT",
      { pointer: `${VRM0}/materialProperties`, actual: materials - 1, limit: materials },
    ),
  ];
}
