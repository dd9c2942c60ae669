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
/** Alpha of these materials of VRM 0.x is not looked at, whatever else they say. */
const OPAQUE_SHADERS: ReadonlySet<unknown> = new Set(["VRM/UnlitTexture", "Standard"]);

/** By image index. An extension that is not known is taken to look at alpha, and at colour, of every texture it names. */
export function readAlphaUses(document: GltfDocument): readonly AlphaUse[] {
  const seen = new Set<number>();
  const ignored = new Set<number>();
  const add = (to: Set<number>, texture: unknown) => {
    const image = typeof texture === "number" ? imageOf(document, texture) : null;
    if (image !== null) to.add(image);
  };
  for (const material of document.materials) addMaterial(material, seen, ignored, add);
  addVrm0(document.extensions["VRM"], seen, ignored, add);
  const vrm1 = document.extensions["VRMC_vrm"];
  const meta = isRecord(vrm1) ? vrm1["meta"] : null;
  // A thumbnail is looked at as a picture.
  if (isRecord(meta) && typeof meta["thumbnailImage"] === "number") seen.add(meta["thumbnailImage"]);
  return document.images.map((_, at) => {
    if (ignored.has(at)) return seen.has(at) ? "exact" : "drop";
    return seen.has(at) ? "bleed" : "plain";
  });
}

type Add = (to: Set<number>, texture: unknown) => void;

function addMaterial(material: Material, seen: Set<number>, ignored: Set<number>, add: Add): void {
  const { alphaMode, pbrMetallicRoughness, emissiveTexture, extensions } = material;
  const base = pbrMetallicRoughness.baseColorTexture?.index;
  const isOpaque = alphaMode === "OPAQUE";
  add(isOpaque ? ignored : seen, base);
  // Where a material lets through what its base colour has not, the same texture in another place does not show either.
  const addOther = (texture: number | undefined) => {
    if (isOpaque || texture !== base) add(ignored, texture);
  };
  addOther(emissiveTexture?.index);
  for (const [name, extension] of Object.entries(extensions))
    for (const texture of texturesNamedIn(extension)) {
      addOther(texture);
      // MToon's own textures are colours and masks: its alpha is that of glTF's base colour. VRMC_materials_mtoon 1.0
      if (name !== MTOON) add(seen, texture);
    }
}

/** Every `…: { index }` of an extension: textureInfo is the only thing in a material that has one. */
function texturesNamedIn(value: unknown): readonly number[] {
  if (Array.isArray(value)) return value.flatMap(texturesNamedIn);
  if (!isRecord(value)) return [];
  const own = typeof value["index"] === "number" ? [value["index"]] : [];
  return [...own, ...Object.values(value).flatMap(texturesNamedIn)];
}

function addVrm0(vrm: unknown, seen: Set<number>, ignored: Set<number>, add: Add): void {
  if (!isRecord(vrm)) return;
  if (isRecord(vrm["meta"])) add(seen, vrm["meta"]["texture"]);
  const all = vrm["materialProperties"];
  for (const properties of Array.isArray(all) ? all : []) {
    if (!isRecord(properties) || !isRecord(properties["textureProperties"])) continue;
    const { shader, floatProperties, textureProperties } = properties;
    if (shader === "VRM_USE_GLTFSHADER") continue;
    const blendMode = isRecord(floatProperties) ? floatProperties["_BlendMode"] : null;
    const isOpaque = OPAQUE_SHADERS.has(shader) || (shader === "VRM/MToon" && (blendMode ?? 0) === 0);
    const base = textureProperties["_MainTex"];
    for (const texture of Object.values(textureProperties))
      if (isOpaque) add(ignored, texture);
      else add(texture === base ? seen : ignored, texture);
  }
}

function imageOf({ textures }: GltfDocument, at: number): number | null {
  const texture = textures[at];
  const webp = texture?.extensions["EXT_texture_webp"];
  if (isRecord(webp) && typeof webp["source"] === "number") return webp["source"];
  return texture?.source ?? null;
}
