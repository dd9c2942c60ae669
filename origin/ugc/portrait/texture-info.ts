// What a material says about a texture it uses: which image, how it repeats, and how its coordinates are moved. Pure.

import type { GltfDocument, Material } from "../../../shared/avatar/document.ts";
import { isRecord } from "../../../shared/avatar/json-scan.ts";

const REPEAT = 10497;

export type TextureInfo = {
  /** Index in the document's images. */
  readonly image: number;
  readonly texCoord: number;
  /** As glTF samplers name them (OpenGL's numbers). */
  readonly wrapS: number;
  readonly wrapT: number;
  /** KHR_texture_transform without its rotation. */
  readonly scale: readonly [number, number];
  readonly offset: readonly [number, number];
};

/** Null when the material uses none, or one whose image is not there. */
export function readTextureInfo(
  document: GltfDocument,
  info: Material["emissiveTexture"],
): TextureInfo | null {
  const texture = document.textures[info?.index ?? -1];
  if (texture === undefined || info === undefined) return null;
  const webp = texture.extensions["EXT_texture_webp"];
  const image = isRecord(webp) && typeof webp["source"] === "number" ? webp["source"] : texture.source;
  if (image === undefined) return null;
  const wrapping = document.samplers[texture.sampler ?? -1];
  const transform = info.extensions["KHR_texture_transform"];
  return {
    image,
    texCoord: info.texCoord,
    wrapS: wrapping?.wrapS ?? REPEAT,
    wrapT: wrapping?.wrapT ?? REPEAT,
    scale: pair(isRecord(transform) ? transform["scale"] : null, 1),
    offset: pair(isRecord(transform) ? transform["offset"] : null, 0),
  };
}

function pair(value: unknown, fallback: number): readonly [number, number] {
  if (!Array.isArray(value)) return [fallback, fallback];
  const [a, b]: readonly unknown[] = value;
  return [typeof a === "number" ? a : fallback, typeof b === "number" ? b : fallback];
}

/** Linear RGB; above one where the material glows. */
export function emissiveOf(material: Material): readonly [number, number, number] {
  const extension = material.extensions["KHR_materials_emissive_strength"];
  const given = isRecord(extension) ? extension["emissiveStrength"] : 1;
  const strength = typeof given === "number" ? given : 1;
  const [r = 0, g = 0, b = 0] = material.emissiveFactor;
  return [r * strength, g * strength, b * strength];
}

/** What a primitive without a material is made of. */
export const PLAIN_MATERIAL: Material = {
  pbrMetallicRoughness: { baseColorFactor: [1, 1, 1, 1] },
  emissiveFactor: [0, 0, 0],
  alphaMode: "OPAQUE",
  alphaCutoff: 0.5,
  doubleSided: false,
  extensions: {},
};
