// Who looks at an image's alpha. Colour under alpha 0 is nobody's concern where alpha is looked at, and in plain sight where it
// is not: an opaque material shows it. Pure.

import type { GltfDocument, Material } from "../../../shared/avatar/document.ts";
import { isRecord } from "../../../shared/avatar/json-scan.ts";

/**
 * What may be done to an image that has alpha. `drop`: every user ignores it. `bleed`: every user looks at it, so that colour
 * under alpha 0 may change. `exact`: some do and some do not. `plain`: nobody we know uses it.
 */
export type AlphaUse = "drop" | "bleed" | "exact" | "plain";

const MTOON = "VRMC_materials_mtoon";
/** By image index. An extension that is not known is taken to look at alpha, and at colour, of every texture it names. */
export function readAlphaUses(document: GltfDocument): readonly AlphaUse[] {
  const uses: Uses = {
    seen: new Set(),
    ignored: new Set(),
    imageOf: (texture) => imageOf(document, texture),
  };
  for (const material of document.materials) addMaterial(material, uses);
  addVrm0(document.extensions["VRM"], uses);
  const vrm1 = document.extensions["VRMC_vrm"];
  // A thumbnail is looked at as a picture.
  if (isRecord(vrm1) && isRecord(vrm1["meta"])) uses.seen.add(vrm1["meta"]["thumbnailImage"]);
  return document.images.map((_, at) => {
    if (uses.ignored.has(at)) return uses.seen.has(at) ? "exact" : "drop";
    return uses.seen.has(at) ? "bleed" : "plain";
  });
}

/** Images by index; whatever else falls into the sets is none. */
type Uses = {
  readonly seen: Set<unknown>;
  readonly ignored: Set<unknown>;
  readonly imageOf: (texture: unknown) => number | null;
};

function addMaterial(material: Material, { seen, ignored, imageOf: image }: Uses): void {
  const { alphaMode, pbrMetallicRoughness, emissiveTexture, extensions } = material;
  const isOpaque = alphaMode === "OPAQUE";
  const base = image(pbrMetallicRoughness.baseColorTexture?.index);
  (isOpaque ? ignored : seen).add(base);
  // Where a material lets through what its base colour has not, the same image in another place does not show either.
  const addOther = (texture: unknown) => {
    if (isOpaque || image(texture) !== base) ignored.add(image(texture));
  };
  addOther(emissiveTexture?.index);
  for (const [name, extension] of Object.entries(extensions))
    for (const texture of texturesNamedIn(extension)) {
      addOther(texture);
      // MToon's own textures are colours and masks: its alpha is that of glTF's base colour. VRMC_materials_mtoon 1.0
      if (name !== MTOON) seen.add(image(texture));
    }
}

/** Every `…: { index }` of an extension: textureInfo is the only thing in a material that has one. */
function texturesNamedIn(value: unknown): readonly number[] {
  if (Array.isArray(value)) return value.flatMap(texturesNamedIn);
  if (!isRecord(value)) return [];
  const own = typeof value["index"] === "number" ? [value["index"]] : [];
  return [...own, ...Object.values(value).flatMap(texturesNamedIn)];
}

function addVrm0(vrm: unknown, { seen, ignored, imageOf: image }: Uses): void {
  if (!isRecord(vrm)) return;
  if (isRecord(vrm["meta"])) seen.add(image(vrm["meta"]["texture"]));
  const all = vrm["materialProperties"];
  for (const properties of Array.isArray(all) ? all : []) {
    if (!isRecord(properties) || !isRecord(properties["textureProperties"])) continue;
    const { shader, floatProperties, textureProperties } = properties;
    if (shader === "VRM_USE_GLTFSHADER") continue;
    const blendMode = isRecord(floatProperties) ? floatProperties["_BlendMode"] : null;
    const isOpaque = shader === "VRM/UnlitTexture" || (shader === "VRM/MToon" && (blendMode ?? 0) === 0);
    const base = image(textureProperties["_MainTex"]);
    for (const texture of Object.values(textureProperties)) {
      const isSeen = !isOpaque && image(texture) === base;
      (isSeen ? seen : ignored).add(image(texture));
    }
  }
}

function imageOf({ textures }: GltfDocument, at: unknown): number | null {
  const texture = typeof at === "number" ? textures[at] : undefined;
  const webp = texture?.extensions["EXT_texture_webp"];
  if (isRecord(webp) && typeof webp["source"] === "number") return webp["source"];
  return texture?.source ?? null;
}
