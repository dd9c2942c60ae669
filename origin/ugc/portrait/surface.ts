// How a material answers light in a portrait: base colour and glow of glTF, shaded in the two soft tones avatars are painted
// for. MToon's own colours are close to glTF's, which every exporter also writes.

import type { GltfDocument, Material } from "../../../shared/avatar/document.ts";
import { imageBytes } from "../../../shared/avatar/images.ts";
import type { Shader } from "./raster.ts";
import { decodeTexture, sample, type Texture, TextureBroken } from "./texture.ts";
import { emissiveOf, PLAIN_MATERIAL, readTextureInfo, type TextureInfo } from "./texture-info.ts";

export type Surface = {
  readonly shade: Shader;
  readonly blends: boolean;
  readonly doubleSided: boolean;
  readonly texCoord: number;
};

/** From above the viewer's left shoulder, of length one; the model faces +Z. */
const LIGHT = [-0.37, 0.56, 0.74] as const;
/** What the lit colour is multiplied with in shade: cool, as skin and cloth are usually painted. */
const SHADE_TINT = [0.74, 0.66, 0.77] as const;
const SHADE_FROM = -0.1;
const SHADE_TO = 0.35;
/** Beyond this many, textures are kept smaller: memory is bounded, and a portrait shows few of them. */
const FULL_TEXTURES_MAX = 16;

/**
 * Decodes the textures the materials use and makes a surface of each material; the last one is for primitives without.
 * Throws TextureBroken.
 */
export async function readSurfaces(document: GltfDocument, bin: Uint8Array): Promise<readonly Surface[]> {
  const used = new Set<number>();
  for (const material of document.materials)
    for (const info of [material.pbrMetallicRoughness.baseColorTexture, material.emissiveTexture]) {
      const found = readTextureInfo(document, info);
      if (found !== null) used.add(found.image);
    }
  const sideMaxPx = used.size > FULL_TEXTURES_MAX ? 256 : 1024;
  const textures = new Map<number, Texture>();
  for (const image of used) {
    const texture = await decodeImage(document, bin, image, sideMaxPx);
    if (texture !== null) textures.set(image, texture);
  }
  return [...document.materials, PLAIN_MATERIAL].map((material) => toSurface(document, material, textures));
}

/** Decodes one image of a document; null when its bytes are not in the file. Throws TextureBroken. */
export async function decodeImage(
  document: GltfDocument,
  bin: Uint8Array,
  image: number,
  sideMaxPx: number,
): Promise<Texture | null> {
  const encoded = imageBytes(document, bin, image);
  if (encoded === null) return null;
  return await decodeTexture(encoded, sideMaxPx).catch((error: unknown) => {
    throw new TextureBroken(image, document.images[image]?.name ?? `#${image}`, error);
  });
}

function toSurface(
  document: GltfDocument,
  material: Material,
  textures: ReadonlyMap<number, Texture>,
): Surface {
  const { baseColorFactor, baseColorTexture } = material.pbrMetallicRoughness;
  const base = sampler(textures, readTextureInfo(document, baseColorTexture));
  const glow = sampler(textures, readTextureInfo(document, material.emissiveTexture));
  const emissive = emissiveOf(material);
  const factor = Float32Array.from(baseColorFactor);
  const texel = new Float32Array(4);
  const light = new Float32Array(4);
  const shade: Shader = (varyings, rgba) => {
    base(varyings[3] ?? 0, varyings[4] ?? 0, texel);
    let alpha = (factor[3] ?? 1) * (texel[3] ?? 1);
    if (material.alphaMode === "OPAQUE") alpha = 1;
    else if (material.alphaMode === "MASK") alpha = alpha >= material.alphaCutoff ? 1 : 0;
    rgba[3] = alpha;
    if (alpha <= 0) return;
    const lit = litShare(varyings[0] ?? 0, varyings[1] ?? 0, varyings[2] ?? 0);
    glow(varyings[3] ?? 0, varyings[4] ?? 0, light);
    for (let c = 0; c < 3; c++) {
      const tone = (SHADE_TINT[c] ?? 1) * (1 - lit) + lit;
      rgba[c] = (factor[c] ?? 1) * (texel[c] ?? 1) * tone + (emissive[c] ?? 0) * (light[c] ?? 1);
    }
  };
  return {
    shade,
    blends: material.alphaMode === "BLEND",
    doubleSided: material.doubleSided,
    texCoord: baseColorTexture?.texCoord ?? 0,
  };
}

/** 0 in shade, 1 in light, a soft edge between. Backs of two-sided cloth are lit as fronts. */
export function litShare(x: number, y: number, z: number): number {
  const length = Math.sqrt(x * x + y * y + z * z);
  if (!(length > 0)) return 1;
  const side = z < 0 ? -1 : 1;
  const cosine = ((x * LIGHT[0] + y * LIGHT[1] + z * LIGHT[2]) * side) / length;
  const t = Math.min(1, Math.max(0, (cosine - SHADE_FROM) / (SHADE_TO - SHADE_FROM)));
  return t * t * (3 - 2 * t);
}

type Sampler = (u: number, v: number, out: Float32Array) => void;
const WHITE: Sampler = (_u, _v, out) => void out.fill(1);

function sampler(textures: ReadonlyMap<number, Texture>, info: TextureInfo | null): Sampler {
  const texture = textures.get(info?.image ?? -1);
  if (texture === undefined || info === null) return WHITE;
  const { scale, offset, wrapS, wrapT } = info;
  return (u, v, out) =>
    sample(texture, u * scale[0] + offset[0], v * scale[1] + offset[1], wrapS, wrapT, out);
}
