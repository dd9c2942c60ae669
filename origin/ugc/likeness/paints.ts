// What the rasteriser of a look needs of each material: colours as sRGB shares, textures with their mipmaps. As in a portrait,
// MToon's own textures are left out: base colour and glow of glTF, which every exporter also writes, stand for them.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import type { Material } from "../../../shared/avatar/document.ts";
import { decodeImage } from "../portrait/surface.ts";
import { srgbByte } from "../portrait/texture.ts";
import { emissiveOf, PLAIN_MATERIAL, readTextureInfo, type TextureInfo } from "../portrait/texture-info.ts";
import { type Mipmaps, makeMipmaps } from "./mipmaps.ts";

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

/** A face fills the picture of 256 px, a body does not: no more texels than can be told apart there. */
const FACE_SIDE_MAX_PX = 1024;
const BODY_SIDE_MAX_PX = 512;
/** Of all textures together, before mipmaps; beyond it every side is halved. */
const TEXELS_MAX = 5 * 1024 * 1024;

/**
 * One paint per material, and a last one for primitives without. `inFace` are the materials seen in the picture of the face.
 * Throws TextureBroken.
 */
export async function readPaints(model: AvatarModel, inFace: ReadonlySet<number>): Promise<readonly Paint[]> {
  const { document, bin } = model;
  const materials = [...document.materials, PLAIN_MATERIAL];
  const sideMaxPx = new Map<number, number>();
  for (const [at, material] of materials.entries())
    for (const info of infosOf(model, material)) {
      const side = inFace.has(at) ? FACE_SIDE_MAX_PX : BODY_SIDE_MAX_PX;
      if (info !== null) sideMaxPx.set(info.image, Math.max(side, sideMaxPx.get(info.image) ?? 0));
    }
  let texels = 0;
  for (const side of sideMaxPx.values()) texels += side * side;
  let shrink = 1;
  while (texels / (shrink * shrink) > TEXELS_MAX) shrink *= 2;
  const layers = new Map<number, Mipmaps>();
  for (const [image, side] of sideMaxPx) {
    const texture = await decodeImage(document, bin, image, side / shrink);
    if (texture !== null) layers.set(image, makeMipmaps(texture));
  }
  return materials.map((material) => toPaint(model, material, layers));
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
