// What the rasteriser of a look needs of each material: colours as sRGB shares, textures with their mipmaps. As in a portrait,
// MToon's own textures are left out: base colour and glow of glTF, which every exporter also writes, stand for them.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import type { Material } from "../../../shared/avatar/document.ts";
import { srgbByte } from "../portrait/texture.ts";
import { emissiveOf, PLAIN_MATERIAL, readTextureInfo, type TextureInfo } from "../portrait/texture-info.ts";
import { type Mipmaps, makeMipmaps } from "./mipmaps.ts";
import type { SourceImages } from "./source-images.ts";

export type Layer = { readonly mipmaps: Mipmaps; readonly info: TextureInfo };
export type Paint = {
  /** sRGB shares 0…1, then alpha. Multiplying them in sRGB is near enough to linear light, and the same for both pictures. */
  readonly factor: Float32Array;
  readonly base: Layer | null;
  /** sRGB bytes 0…255, added. */
  readonly glow: Float32Array;
  readonly glowLayer: Layer | null;
  readonly alphaMode: "OPAQUE" | "MASK" | "BLEND";
  readonly alphaCutoff: number;
  readonly doubleSided: boolean;
  readonly texCoord: number;
};

/** Up to what side textures are read. One choice for the upload and all its variants: a cap of one alone would look like a loss. */
export type TextureSides = { readonly facePx: number; readonly bodyPx: number };

/** A face fills the picture of 256 px, a body does not: no more texels than can be told apart there. */
const SIDES: TextureSides = { facePx: 1024, bodyPx: 512 };
/** Of all textures together, before mipmaps; beyond it every side is halved. */
const TEXELS_MAX = 5 * 1024 * 1024;
/** Decoding runs on threads of its own, and each image is there at full size meanwhile. */
const DECODED_AT_ONCE = 2;

/** The sides at which an upload's textures stay within the memory a look may take. Throws TextureBroken. */
export function chooseSides(
  model: AvatarModel,
  inFace: ReadonlySet<number>,
  images: SourceImages,
): TextureSides {
  for (let sides = SIDES; ; sides = { facePx: sides.facePx / 2, bodyPx: sides.bodyPx / 2 }) {
    let texels = 0;
    for (const [image, side] of sidesOfImages(model, inFace, sides)) {
      const source = images.get(image);
      if (source === null) continue;
      const { widthPx, heightPx } = source.header;
      const scale = Math.min(1, side / Math.max(widthPx, heightPx));
      texels += widthPx * heightPx * scale * scale;
    }
    if (texels <= TEXELS_MAX || sides.bodyPx <= 1) return sides;
  }
}

/** Per image that a material uses: the largest side anything needs of it. */
function sidesOfImages(
  model: AvatarModel,
  inFace: ReadonlySet<number>,
  { facePx, bodyPx }: TextureSides,
): ReadonlyMap<number, number> {
  const sides = new Map<number, number>();
  for (const [at, material] of materialsOf(model).entries())
    for (const info of infosOf(model, material))
      if (info !== null)
        sides.set(info.image, Math.max(inFace.has(at) ? facePx : bodyPx, sides.get(info.image) ?? 0));
  return sides;
}

function materialsOf({ document }: AvatarModel): readonly Material[] {
  return [...document.materials, PLAIN_MATERIAL];
}

/**
 * One paint per material, and a last one for primitives without. `inFace` are the materials seen in the picture of the face.
 * Throws TextureBroken.
 */
export async function readPaints(
  model: AvatarModel,
  inFace: ReadonlySet<number>,
  sides: TextureSides,
  images: SourceImages,
): Promise<readonly Paint[]> {
  const layers = new Map<number, Mipmaps>();
  const waiting = [...sidesOfImages(model, inFace, sides)];
  const decode = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [image, side] = next;
      const texture = await images.texture(image, side);
      if (texture !== null) layers.set(image, makeMipmaps(texture));
    }
  };
  await Promise.all(Array.from({ length: DECODED_AT_ONCE }, decode));
  return materialsOf(model).map((material) => toPaint(model, material, layers));
}

function infosOf({ document }: AvatarModel, material: Material): readonly (TextureInfo | null)[] {
  return [material.pbrMetallicRoughness.baseColorTexture, material.emissiveTexture].map((info) =>
    readTextureInfo(document, info),
  );
}

function toPaint(model: AvatarModel, material: Material, layers: ReadonlyMap<number, Mipmaps>): Paint {
  const [base = null, glow = null] = infosOf(model, material).map((info) => {
    const mipmaps = layers.get(info?.image ?? -1);
    return info === null || mipmaps === undefined ? null : { info, mipmaps };
  });
  const [r = 1, g = 1, b = 1, a = 1] = material.pbrMetallicRoughness.baseColorFactor;
  return {
    factor: Float32Array.of(srgbByte(r) / 255, srgbByte(g) / 255, srgbByte(b) / 255, a),
    base,
    glow: Float32Array.from(emissiveOf(material), srgbByte),
    glowLayer: glow,
    alphaMode: material.alphaMode,
    alphaCutoff: material.alphaCutoff,
    doubleSided: material.doubleSided,
    texCoord: material.pbrMetallicRoughness.baseColorTexture?.texCoord ?? 0,
  };
}
