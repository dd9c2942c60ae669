// How a material answers light in a portrait: base colour and glow of glTF, shaded in the two soft tones avatars are painted
// for. MToon's own colours are close to glTF's, which every exporter also writes.

import type { GltfDocument, Material } from "../../../shared/avatar/document.ts";
import { imageBytes } from "../../../shared/avatar/images.ts";
import { isRecord } from "../../../shared/avatar/json-scan.ts";
import type { Shader } from "./raster.ts";
import { decodeTexture, sample, type Texture, TextureBroken } from "./texture.ts";

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
const REPEAT = 10497;
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
      const image = imageOf(document, info?.index);
      if (image !== null) used.add(image);
    }
  const sideMaxPx = used.size > FULL_TEXTURES_MAX ? 256 : 1024;
  const textures = new Map<number, Texture>();
  for (const image of used) {
    const encoded = imageBytes(document, bin, image);
    if (encoded === null) continue;
    const name = document.images[image]?.name ?? `#${image}`;
    const texture = await decodeTexture(encoded, sideMaxPx).catch((error: unknown) => {
      throw new TextureBroken(image, name, error);
    });
    textures.set(image, texture);
  }
  const plain: Material = {
    pbrMetallicRoughness: { baseColorFactor: [1, 1, 1, 1] },
    emissiveFactor: [0, 0, 0],
    alphaMode: "OPAQUE",
    alphaCutoff: 0.5,
    doubleSided: false,
    extensions: {},
  };
  return [...document.materials, plain].map((material) => toSurface(document, material, textures));
}

function imageOf(document: GltfDocument, textureIndex: number | undefined): number | null {
  const texture = document.textures[textureIndex ?? -1];
  if (texture === undefined) return null;
  const webp = texture.extensions["EXT_texture_webp"];
  const source = isRecord(webp) && typeof webp["source"] === "number" ? webp["source"] : texture.source;
  return source ?? null;
}

function toSurface(
  document: GltfDocument,
  material: Material,
  textures: ReadonlyMap<number, Texture>,
): Surface {
  const { baseColorFactor, baseColorTexture } = material.pbrMetallicRoughness;
  const base = sampler(document, textures, baseColorTexture);
  const glow = sampler(document, textures, material.emissiveTexture);
  const strength = emissiveStrength(material);
  const [er = 0, eg = 0, eb = 0] = material.emissiveFactor;
  const emissive = [er * strength, eg * strength, eb * strength];
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
function litShare(x: number, y: number, z: number): number {
  const length = Math.hypot(x, y, z);
  if (!(length > 0)) return 1;
  const side = z < 0 ? -1 : 1;
  const cosine = ((x * LIGHT[0] + y * LIGHT[1] + z * LIGHT[2]) * side) / length;
  const t = Math.min(1, Math.max(0, (cosine - SHADE_FROM) / (SHADE_TO - SHADE_FROM)));
  return t * t * (3 - 2 * t);
}

type Sampler = (u: number, v: number, out: Float32Array) => void;
const WHITE: Sampler = (_u, _v, out) => void out.fill(1);

function sampler(
  document: GltfDocument,
  textures: ReadonlyMap<number, Texture>,
  info: Material["emissiveTexture"],
): Sampler {
  const texture = textures.get(imageOf(document, info?.index) ?? -1);
  if (texture === undefined || info === undefined) return WHITE;
  const wrapping = document.samplers[document.textures[info.index]?.sampler ?? -1];
  const wrapS = wrapping?.wrapS ?? REPEAT;
  const wrapT = wrapping?.wrapT ?? REPEAT;
  const transform = info.extensions["KHR_texture_transform"];
  const [su, sv] = pair(isRecord(transform) ? transform["scale"] : null, 1);
  const [ou, ov] = pair(isRecord(transform) ? transform["offset"] : null, 0);
  return (u, v, out) => sample(texture, u * su + ou, v * sv + ov, wrapS, wrapT, out);
}

function pair(value: unknown, fallback: number): readonly [number, number] {
  if (!Array.isArray(value)) return [fallback, fallback];
  const [a, b]: readonly unknown[] = value;
  return [typeof a === "number" ? a : fallback, typeof b === "number" ? b : fallback];
}

function emissiveStrength(material: Material): number {
  const extension = material.extensions["KHR_materials_emissive_strength"];
  const strength = isRecord(extension) ? extension["emissiveStrength"] : 1;
  return typeof strength === "number" ? strength : 1;
}
