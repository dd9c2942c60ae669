// A sample avatar with one thing changed: what an optimiser could do to it by mistake.

import { join } from "node:path";
import { type AvatarModel, openAvatar } from "../../../../shared/avatar/check-avatar.ts";
import { toGlb } from "../../../shared/avatar/avatar-builder.ts";

const GODETTE = join(import.meta.dir, "../../../fixtures/avatars/godette.vrm");

type Gltf = {
  readonly accessors: readonly { bufferView: number; byteOffset?: number; count: number }[];
  readonly bufferViews: { buffer: number; byteOffset?: number; byteLength: number }[];
  readonly nodes: { name?: string; rotation?: readonly number[] }[];
  readonly images: { bufferView: number; mimeType: string }[];
  readonly extensionsUsed: string[];
  readonly buffers: { byteLength: number }[];
  readonly meshes: {
    primitives: {
      indices: number;
      attributes: Record<string, number>;
      targets?: Record<string, number>[];
      material: number;
    }[];
  }[];
  readonly materials: { alphaMode?: string; pbrMetallicRoughness: { baseColorFactor?: readonly number[] } }[];
  readonly extensions: {
    VRM: { blendShapeMaster: { blendShapeGroups: { name: string; binds: object[] }[] } };
  };
};

/** Godette's file taken apart. Accessors of floats and u32 are views: writing to them changes the file. */
export class ChangedAvatar {
  readonly json: Gltf;
  bin: Uint8Array;

  private constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const jsonBytes = view.getUint32(12, true);
    this.json = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + jsonBytes)));
    this.bin = bytes.slice(28 + jsonBytes);
  }

  static async godette(): Promise<ChangedAvatar> {
    return new ChangedAvatar(await Bun.file(GODETTE).bytes());
  }

  /** An accessor's numbers; every one in this file is packed tightly, and starts at a multiple of four. */
  floats(accessor: number, components: number): Float32Array {
    return new Float32Array(this.bin.buffer, this.#offset(accessor), this.#count(accessor) * components);
  }

  indices(accessor: number): Uint32Array {
    return new Uint32Array(this.bin.buffer, this.#offset(accessor), this.#count(accessor));
  }

  #offset(accessor: number): number {
    const { bufferView = 0, byteOffset = 0 } = this.json.accessors[accessor] ?? {};
    return (this.json.bufferViews[bufferView]?.byteOffset ?? 0) + byteOffset;
  }

  #count(accessor: number): number {
    return this.json.accessors[accessor]?.count ?? 0;
  }

  imageBytes(image: number): Uint8Array {
    const { byteOffset = 0, byteLength } = this.json.bufferViews[
      this.json.images[image]?.bufferView ?? -1
    ] ?? {
      byteLength: 0,
    };
    return this.bin.slice(byteOffset, byteOffset + byteLength);
  }

  /** Puts another file where an image was; the old bytes stay behind, unused. */
  replaceImage(image: number, bytes: Uint8Array, mimeType: string): void {
    const { json, bin } = this;
    const entry = json.images[image];
    if (entry === undefined) throw new Error(`no image ${image}`);
    const byteOffset = bin.length;
    this.bin = new Uint8Array(byteOffset + Math.ceil(bytes.length / 4) * 4);
    this.bin.set(bin);
    this.bin.set(bytes, byteOffset);
    json.bufferViews[entry.bufferView] = { buffer: 0, byteOffset, byteLength: bytes.length };
    entry.mimeType = mimeType;
    for (const buffer of json.buffers) buffer.byteLength = this.bin.length;
  }

  node(name: string): Gltf["nodes"][number] {
    const found = this.json.nodes.find((node) => node.name === name);
    if (found === undefined) throw new Error(`no node ${name}`);
    return found;
  }

  bytes(): Uint8Array {
    return toGlb({ json: this.json, bin: this.bin });
  }

  open(): AvatarModel {
    const { model, check } = openAvatar(this.bytes());
    if (model === null) throw new Error(check.findings.map(({ code }) => code).join());
    return model;
  }
}
