// The smallest avatar that passes: fifteen bones, one quad as tall as a person, no textures. Tests take it and break one thing.

import { REQUIRED_BONES } from "../../../shared/avatar/humanoid.ts";

export type Draft = { readonly json: Record<string, unknown>; readonly bin: Uint8Array };

/** Writes a value at a JSON pointer, making what is missing on the way; undefined removes. Returns the draft. */
export function put(draft: Draft, pointer: string, value: unknown): Draft {
  const parts = pointer.split("/").slice(1);
  let at: object = draft.json;
  for (const part of parts.slice(0, -1)) {
    const next: unknown = Reflect.get(at, part);
    if (typeof next === "object" && next !== null) at = next;
    else {
      const made = {};
      Reflect.set(at, part, made);
      at = made;
    }
  }
  Reflect.set(at, parts.at(-1) ?? "", value);
  return draft;
}

type Place = readonly [x: number, y: number, z: number];
/** Where each bone stands in the model, and below which other; x is the avatar's left. */
const places: Readonly<Record<string, { readonly at: Place; readonly below: string | null }>> = {
  hips: { at: [0, 1, 0], below: null },
  spine: { at: [0, 1.1, 0], below: "hips" },
  chest: { at: [0, 1.2, 0], below: "spine" },
  neck: { at: [0, 1.4, 0], below: "chest" },
  head: { at: [0, 1.5, 0], below: "neck" },
  ...side("left", 1),
  ...side("right", -1),
};

function side(name: string, sign: number): Record<string, { at: Place; below: string }> {
  return {
    [`${name}UpperLeg`]: { at: [0.1 * sign, 0.9, 0], below: "hips" },
    [`${name}LowerLeg`]: { at: [0.1 * sign, 0.5, 0], below: `${name}UpperLeg` },
    [`${name}Foot`]: { at: [0.1 * sign, 0.1, 0], below: `${name}LowerLeg` },
    [`${name}UpperArm`]: { at: [0.2 * sign, 1.4, 0], below: "chest" },
    [`${name}LowerArm`]: { at: [0.4 * sign, 1.4, 0], below: `${name}UpperArm` },
    [`${name}Hand`]: { at: [0.6 * sign, 1.4, 0], below: `${name}LowerArm` },
  };
}

const boneNames = Object.keys(places);

/** The node of a bone in a built avatar. */
export function boneNode(bone: string): number {
  const at = boneNames.indexOf(bone);
  if (at === -1) throw new Error(`the builder has no ${bone}`);
  return at;
}

/** The node that shows the mesh: the last one. */
export const MESH_NODE = boneNames.length;

function boneNodes(leftSign: number): object[] {
  return boneNames.map((name) => {
    const { at, below } = places[name] ?? { at: [0, 0, 0], below: null };
    const from = below === null ? [0, 0, 0] : (places[below]?.at ?? [0, 0, 0]);
    const children = boneNames.flatMap((other, i) => (places[other]?.below === name ? [i] : []));
    const translation = [(at[0] - (from[0] ?? 0)) * leftSign, at[1] - (from[1] ?? 0), at[2] - (from[2] ?? 0)];
    return { name, translation, ...(children.length > 0 ? { children } : {}) };
  });
}

/** A quad 0.5 m wide, 1.6 m tall, facing the viewer; every vertex hangs on the head. */
function quad(): Uint8Array {
  const positions = [-0.25, 0, 0, 0.25, 0, 0, 0.25, 1.6, 0, -0.25, 1.6, 0];
  const joints = [0, 0, 0, 0].flatMap(() => [0, 0, 0, 0]);
  const weights = [0, 0, 0, 0].flatMap(() => [1, 0, 0, 0]);
  const indices = [0, 1, 2, 0, 2, 3];
  const bin = new Uint8Array(48 + 16 + 64 + 12);
  bin.set(new Uint8Array(Float32Array.from(positions).buffer), 0);
  bin.set(joints, 48);
  bin.set(new Uint8Array(Float32Array.from(weights).buffer), 64);
  bin.set(new Uint8Array(Uint16Array.from(indices).buffer), 128);
  return bin;
}

function gltf(leftSign: number) {
  return {
    asset: { version: "2.0" },
    scene: 0,
    scenes: [{ nodes: [0, MESH_NODE] }],
    nodes: [...boneNodes(leftSign), { name: "Body", mesh: 0 }],
    meshes: [{ name: "Body", primitives: [{ attributes: { POSITION: 0 }, indices: 3, material: 0 }] }],
    materials: [{ name: "Skin", doubleSided: true }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 4, type: "VEC3", min: [-0.25, 0, 0], max: [0.25, 1.6, 0] },
      { bufferView: 1, componentType: 5121, count: 4, type: "VEC4" },
      { bufferView: 2, componentType: 5126, count: 4, type: "VEC4" },
      { bufferView: 3, componentType: 5123, count: 6, type: "SCALAR" },
    ],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: 48 },
      { buffer: 0, byteOffset: 48, byteLength: 16 },
      { buffer: 0, byteOffset: 64, byteLength: 64 },
      { buffer: 0, byteOffset: 128, byteLength: 12 },
    ],
    buffers: [{ byteLength: 140 }],
  };
}

/** A VRM 1.0 avatar without any finding. */
export function vrm1(): Draft {
  const json = gltf(1);
  const humanBones = Object.fromEntries(REQUIRED_BONES.map((bone) => [bone, { node: boneNode(bone) }]));
  const licenseUrl = "https://vrm.dev/licenses/1.0/";
  const meta = { name: "Test", authors: ["Someone"], licenseUrl };
  const extensions = { VRMC_vrm: { specVersion: "1.0", meta, humanoid: { humanBones } } };
  return { json: { ...json, extensionsUsed: ["VRMC_vrm"], extensions }, bin: quad() };
}

/** A VRM 0.x avatar without any finding. */
export function vrm0(): Draft {
  const json = gltf(-1);
  const humanBones = [...REQUIRED_BONES, "chest", "neck"].map((bone) => ({ bone, node: boneNode(bone) }));
  const extensions = {
    VRM: {
      specVersion: "0.0",
      meta: { title: "Test", author: "Someone", licenseName: "CC0", allowedUserName: "Everyone" },
      humanoid: { humanBones },
      materialProperties: [{ name: "Skin", shader: "VRM/MToon", textureProperties: {} }],
      blendShapeMaster: { blendShapeGroups: [] },
      secondaryAnimation: { boneGroups: [], colliderGroups: [] },
    },
  };
  return { json: { ...json, extensionsUsed: ["VRM"], extensions }, bin: quad() };
}

/** The quad alone, as any GLB that is no avatar. */
export function plainModel(): Draft {
  const { accessors, bufferViews, buffers, materials, meshes } = gltf(1);
  const nodes = [{ name: "Body", mesh: 0 }];
  const scenes = [{ nodes: [0] }];
  const asset = { version: "2.0" };
  return {
    json: { asset, scene: 0, scenes, nodes, meshes, materials, accessors, bufferViews, buffers },
    bin: quad(),
  };
}

/** Hangs the quad on a skin of one joint, the head. */
export function withSkin(draft: Draft): Draft {
  put(draft, "/skins", [{ joints: [boneNode("head")] }]);
  put(draft, `/nodes/${MESH_NODE}/skin`, 0);
  return put(draft, "/meshes/0/primitives/0/attributes", { POSITION: 0, JOINTS_0: 1, WEIGHTS_0: 2 });
}

/** Appends bytes to the binary chunk as an image with a texture, which the material uses. */
export function withImage(draft: Draft, bytes: Uint8Array, mimeType = "image/png"): Draft {
  const byteOffset = draft.bin.length;
  const bin = new Uint8Array(byteOffset + Math.ceil(bytes.length / 4) * 4);
  bin.set(draft.bin);
  bin.set(bytes, byteOffset);
  put(draft, "/bufferViews/4", { buffer: 0, byteOffset, byteLength: bytes.length });
  put(draft, "/buffers/0/byteLength", bin.length);
  put(draft, "/accessors/4", { componentType: 5126, count: 4, type: "VEC2" });
  put(draft, "/meshes/0/primitives/0/attributes/TEXCOORD_0", 4);
  put(draft, "/images", [{ name: "Face", mimeType, bufferView: 4 }]);
  put(draft, "/textures", [{ source: 0 }]);
  put(draft, "/materials/0/pbrMetallicRoughness", { baseColorTexture: { index: 0 } });
  return { json: draft.json, bin };
}

/** The head of a PNG that claims a size; its data is not there to be decoded. */
export function pngOfSize(widthPx: number, heightPx: number, profileBytes = 0): Uint8Array {
  const profile = profileBytes === 0 ? [] : [chunk("iCCP", new Uint8Array(profileBytes))];
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, widthPx);
  view.setUint32(4, heightPx);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    ...profile,
    chunk("IDAT", new Uint8Array(4)),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, "latin1");
  out.set(data, 8);
  return out;
}

/** Packs a draft into a GLB. `json` may also be text, for JSON no writer would write. */
export function toGlb({ json, bin }: { json: object | string; bin: Uint8Array }): Uint8Array {
  const text = Buffer.from(typeof json === "string" ? json : JSON.stringify(json));
  const jsonChunk = Buffer.alloc(Math.ceil(text.length / 4) * 4, 0x20);
  text.copy(jsonChunk);
  const out = Buffer.alloc(12 + 8 + jsonChunk.length + 8 + bin.length);
  out.writeUInt32LE(0x46546c67, 0);
  out.writeUInt32LE(2, 4);
  out.writeUInt32LE(out.length, 8);
  out.writeUInt32LE(jsonChunk.length, 12);
  out.writeUInt32LE(0x4e4f534a, 16);
  jsonChunk.copy(out, 20);
  const binAt = 20 + jsonChunk.length;
  out.writeUInt32LE(bin.length, binAt);
  out.writeUInt32LE(0x004e4942, binAt + 4);
  out.set(bin, binAt + 8);
  return new Uint8Array(out);
}
