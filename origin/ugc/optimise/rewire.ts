// The glTF JSON of a variant: the upload's, with other accessors and images behind the same meshes, materials and textures.
// Nothing else is touched, so that everything that points by index (VRM 0.x, VRM 1.0, MToon, spring bones, constraints, and
// extensions we have never heard of) still points at the same thing.

import { boundsOf } from "../../../shared/avatar/accessor-bounds.ts";
import { isRecord } from "../../../shared/avatar/json-scan.ts";
import type { BodyWriter } from "./body-writer.ts";
import type { SmallImage } from "./images.ts";
import type { Packed } from "./pack-vertices.ts";
import type { VertexSet } from "./vertex-set.ts";

export type Json = Readonly<Record<string, unknown>>;
type Draft = Record<string, unknown>;

export const DRACO = "KHR_draco_mesh_compression";

/** Points each primitive of the set at what was packed of it. Changes `json`, which must be a copy. */
export function rewireMeshes(json: Json, set: VertexSet, packed: Packed): void {
  for (const [i, { meshIndex, primitiveIndex }] of set.faces.entries()) {
    const mesh = elements(json, "meshes")[meshIndex];
    const primitive = mesh === undefined ? undefined : elements(mesh, "primitives")[primitiveIndex];
    if (primitive === undefined) continue;
    primitive["attributes"] = packed.attributes;
    primitive["indices"] = packed.indices[i];
    if (packed.targets.length > 0) primitive["targets"] = packed.targets;
    // The same triangles once more, for those that read Draco; ours are others now.
    const extensions: Draft = isRecord(primitive["extensions"]) ? { ...primitive["extensions"] } : {};
    delete extensions[DRACO];
    setExtensions(primitive, extensions);
  }
}

/** Extensions by which a texture names an image that not every viewer reads. */
const SOURCE_EXTENSIONS: Readonly<Partial<Record<SmallImage["mimeType"], string>>> = {
  "image/webp": "EXT_texture_webp",
  "image/ktx2": "KHR_texture_basisu",
};

/** Puts each image into a view of its own, once where two are the same; a texture names it as its type asks for. */
export function rewireImages(json: Json, images: readonly (SmallImage | null)[], out: BodyWriter): void {
  const views = new Map<Uint8Array, number>();
  for (const [at, image] of elements(json, "images").entries()) {
    const small = images[at];
    if (small === null || small === undefined) continue;
    const bufferView = views.get(small.bytes) ?? out.addView(small.bytes);
    views.set(small.bytes, bufferView);
    image["bufferView"] = bufferView;
    image["mimeType"] = small.mimeType;
    delete image["uri"];
  }
  for (const texture of elements(json, "textures")) {
    const source = sourceOf(texture);
    const extensions: Draft = isRecord(texture["extensions"]) ? { ...texture["extensions"] } : {};
    for (const name of Object.values(SOURCE_EXTENSIONS)) delete extensions[name];
    delete texture["source"];
    const name = SOURCE_EXTENSIONS[images[source ?? -1]?.mimeType ?? "image/png"];
    if (source !== null && name !== undefined) extensions[name] = { source };
    else if (source !== null) texture["source"] = source;
    setExtensions(texture, extensions);
  }
}

/** What skins and animations read keeps its values, as floats: glTF allows them everywhere those two look. */
export function rewireOthers(
  json: Json,
  read: (accessor: number) => { readonly components: number; readonly values: Float32Array },
  types: readonly string[],
  out: BodyWriter,
): void {
  const copies = new Map<number, number>();
  const copy = (holder: Draft, key: string): void => {
    const from = holder[key];
    if (typeof from !== "number") return;
    let to = copies.get(from);
    if (to === undefined) {
      const { components, values } = read(from);
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      to = out.addAccessor({
        bufferView: out.addView(bytes),
        componentType: 5126,
        count: values.length / components,
        type: types[from],
        // An animation's times must have them; nowhere else do they harm.
        ...(components === 1 ? boundsOf(values, 1) : {}),
      });
      copies.set(from, to);
    }
    holder[key] = to;
  };
  for (const skin of elements(json, "skins")) copy(skin, "inverseBindMatrices");
  for (const animation of elements(json, "animations"))
    for (const sampler of elements(animation, "samplers")) {
      copy(sampler, "input");
      copy(sampler, "output");
    }
}

/** Names in extensionsUsed and extensionsRequired exactly what the variant needs now. */
export function rewireExtensions(json: Draft, needed: Readonly<Record<string, boolean>>): void {
  for (const key of ["extensionsUsed", "extensionsRequired"]) {
    const value = json[key];
    const names = new Set(Array.isArray(value) ? value.filter((name) => typeof name === "string") : []);
    for (const [name, isNeeded] of Object.entries(needed))
      if (isNeeded) names.add(name);
      else names.delete(name);
    if (names.size > 0) json[key] = [...names];
    else delete json[key];
  }
}

/** Images that say directions: materials' normal textures, and VRM 0.x materials' bump maps. */
export function normalMapsOf(json: Json): ReadonlySet<number> {
  const textures = elements(json, "textures");
  const found = new Set<number>();
  const add = (index: unknown) => {
    const texture = typeof index === "number" ? textures[index] : undefined;
    const source = texture === undefined ? null : sourceOf(texture);
    if (source !== null) found.add(source);
  };
  for (const { normalTexture } of elements(json, "materials"))
    if (isRecord(normalTexture)) add(normalTexture["index"]);
  const vrm = isRecord(json["extensions"]) ? json["extensions"]["VRM"] : null;
  if (isRecord(vrm))
    for (const { textureProperties } of elements(vrm, "materialProperties"))
      if (isRecord(textureProperties)) add(textureProperties["_BumpMap"]);
  return found;
}

export function sourceOf(texture: Json): number | null {
  const { extensions } = texture;
  const webp = isRecord(extensions) ? extensions["EXT_texture_webp"] : null;
  const source = isRecord(webp) && typeof webp["source"] === "number" ? webp["source"] : texture["source"];
  return typeof source === "number" ? source : null;
}

function setExtensions(holder: Draft, extensions: Json): void {
  if (Object.keys(extensions).length > 0) holder["extensions"] = extensions;
  else delete holder["extensions"];
}

export function elements(holder: Json, key: string): readonly Draft[] {
  const value = holder[key];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
