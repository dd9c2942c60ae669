// Avatars for the fuzzer to break: generated ones, with a handful of vertices left in each part, so that thousands of them can be
// checked in a second. Everything a file can refer to is still there.

import { boundsOf } from "../../shared/avatar/accessor-bounds.ts";
import { openAccessor } from "../../shared/avatar/accessor-reader.ts";
import { openAvatar } from "../../shared/avatar/check-avatar.ts";
import { Findings } from "../../shared/avatar/findings.ts";
import { generateAvatar } from "../../shared/avatar/generate/generate-avatar.ts";
import { type AvatarSpec, PRESETS } from "../../shared/avatar/generate/spec.ts";
import { parseGlb } from "../../shared/avatar/glb.ts";
import { imageBytes } from "../../shared/avatar/images.ts";
import { seededRng } from "../../shared/rng.ts";

const VERTICES_KEPT = 12;
const SEED = 1n;

export type SmallAvatar = { readonly json: Readonly<Record<string, unknown>>; readonly bin: Uint8Array };

/** One of each version, with springs; 1.0 also with constraints. */
export async function smallAvatars(): Promise<readonly [SmallAvatar, SmallAvatar]> {
  const spec: AvatarSpec = { ...PRESETS.tiny, triangles: 500, ribbons: 1 };
  return [await small({ ...spec, withConstraints: true }), await small({ ...spec, version: "0.x" })];
}

type Json = Record<string, unknown> & {
  accessors: { bufferView?: number; byteOffset?: number; count: number; min?: unknown; max?: unknown }[];
  bufferViews: object[];
  images: { bufferView?: number }[];
  buffers: { byteLength: number }[];
};

async function small(spec: AvatarSpec): Promise<SmallAvatar> {
  const bytes = await generateAvatar(spec, seededRng(SEED));
  const { model } = openAvatar(bytes);
  const glb = parseGlb(bytes, new Findings());
  if (model === null || glb === null) throw new Error("what was generated passes");
  const { document, bin } = model;
  const json: Json = JSON.parse(new TextDecoder().decode(glb.json));
  const pieces: Uint8Array[] = [];
  let byteOffset = 0;
  json.bufferViews = [];
  const append = (data: Uint8Array, target: number | undefined): number => {
    json.bufferViews.push({
      buffer: 0,
      byteOffset,
      byteLength: data.length,
      ...(target === undefined ? {} : { target }),
    });
    const padded = new Uint8Array(Math.ceil(data.length / 4) * 4);
    padded.set(data);
    pieces.push(padded);
    byteOffset += padded.length;
    return json.bufferViews.length - 1;
  };
  const skins = new Set(document.skins.map(({ inverseBindMatrices }) => inverseBindMatrices));
  const corners = new Set(
    document.meshes.flatMap(({ primitives }) => primitives.map(({ indices }) => indices)),
  );
  for (const [at, accessor] of document.accessors.entries()) {
    const written = json.accessors[at];
    if (written === undefined) continue;
    const { get, components } = openAccessor(document, bin, { ...accessor, normalized: false });
    const count = skins.has(at) ? accessor.count : Math.min(accessor.count, VERTICES_KEPT);
    const values = Array.from({ length: count * components }, (_, i) =>
      corners.has(at) ? get(i, 0) % VERTICES_KEPT : get(Math.floor(i / components), i % components),
    );
    const target = skins.has(at) ? undefined : corners.has(at) ? 34963 : 34962;
    written.bufferView = append(packed(values, accessor.componentType), target);
    delete written.byteOffset;
    written.count = count;
    if (written.min !== undefined) Object.assign(written, boundsOf(values, components));
  }
  for (const [at, image] of json.images.entries())
    image.bufferView = append(imageBytes(document, bin, at) ?? new Uint8Array(0), undefined);
  json.buffers = [{ byteLength: byteOffset }];
  return { json, bin: new Uint8Array(Buffer.concat(pieces)) };
}

function packed(values: readonly number[], componentType: number): Uint8Array {
  switch (componentType) {
    case 5121:
      return Uint8Array.from(values);
    case 5123:
      return new Uint8Array(Uint16Array.from(values).buffer);
    case 5125:
      return new Uint8Array(Uint32Array.from(values).buffer);
    default:
      return new Uint8Array(Float32Array.from(values).buffer);
  }
}
