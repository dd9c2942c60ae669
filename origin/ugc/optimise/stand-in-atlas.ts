// All base colours of an avatar in one small picture: a square tile per material, as large as its share of what is seen, of the
// part of its texture that is used, repeated as often as it is.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import type { Material } from "../../../shared/avatar/document.ts";
import { makeMipmaps } from "../likeness/mipmaps.ts";
import type { Part } from "../likeness/scene.ts";
import type { SourceImages } from "../likeness/source-images.ts";
import type { Pixels } from "../portrait/png.ts";
import { sample, srgbByte, type Texture } from "../portrait/texture.ts";
import { emissiveOf, PLAIN_MATERIAL, readTextureInfo, type TextureInfo } from "../portrait/texture-info.ts";
import { readValues } from "./vertex-set.ts";

export const ATLAS_SIDE_PX = 256;
const TILE_SIDE_MIN_PX = 4;
/** A texture repeated more often than this becomes one patch: its pattern would be smaller than a pixel. */
const REPEATS_MAX = 4;
/** Twice the atlas: more than a tile can show. */
const TEXTURE_SIDE_MAX_PX = 512;
/** Where a blended material begins to be something rather than nothing. */
const CUTOFF = 0.5;

/** Where a part's vertices are in the atlas. */
export type Tile = { readonly texCoordOf: (vertex: number) => readonly [number, number] };
export type Atlas = {
  readonly pixels: Pixels;
  /** Only parts that show: a material that is nearly clear has no tile. */
  readonly tiles: ReadonlyMap<Part, Tile>;
  /** Whether any pixel in use is cut out. */
  readonly isCutOut: boolean;
};

type UvOf = (vertex: number) => readonly [number, number];
type Piece = {
  readonly material: Material;
  readonly base: TextureInfo | null;
  readonly glow: TextureInfo | null;
  /** Texture coordinates of each part's vertices, as they are in the texture. */
  readonly uvs: ReadonlyMap<Part, UvOf>;
  readonly from: readonly [number, number];
  readonly span: readonly [number, number];
  readonly areaM2: number;
};
type Place = { readonly x: number; readonly y: number; readonly sidePx: number };

/** Throws TextureBroken. */
export async function paintAtlas(
  model: AvatarModel,
  parts: readonly Part[],
  images: SourceImages,
): Promise<Atlas> {
  const pieces = cutPieces(model, parts);
  const places = placeTiles(pieces.map(({ areaM2 }) => areaM2));
  const rgba = new Uint8Array(ATLAS_SIDE_PX * ATLAS_SIDE_PX * 4);
  const tiles = new Map<Part, Tile>();
  let isCutOut = false;
  for (const [i, piece] of pieces.entries()) {
    const place = places[i];
    if (place === undefined) continue;
    if (await paintTile(piece, place, images, rgba)) isCutOut = true;
    for (const [part, uvOf] of piece.uvs) tiles.set(part, { texCoordOf: intoTile(piece, place, uvOf) });
  }
  return { pixels: { widthPx: ATLAS_SIDE_PX, heightPx: ATLAS_SIDE_PX, rgba }, tiles, isCutOut };
}

function cutPieces(model: AvatarModel, parts: readonly Part[]): readonly Piece[] {
  const known = new Map<number, Float32Array>();
  const read = (at: number) => {
    const values = known.get(at) ?? readValues(model, at).values;
    known.set(at, values);
    return values;
  };
  const byMaterial = Map.groupBy(parts, ({ material }) => material);
  return [...byMaterial].flatMap(([at, group]) => {
    const material = model.document.materials[at] ?? PLAIN_MATERIAL;
    const { baseColorFactor, baseColorTexture } = material.pbrMetallicRoughness;
    if (material.alphaMode !== "OPAQUE" && (baseColorFactor[3] ?? 1) < CUTOFF) return [];
    const base = readTextureInfo(model.document, baseColorTexture);
    const glow = readTextureInfo(model.document, material.emissiveTexture);
    const uvs = new Map(group.map((part) => [part, readUvs(model, part, base ?? glow, read)]));
    const areaM2 = group.reduce((sum, part) => sum + areaOf(part), 0);
    return [{ material, base, glow, areaM2, ...boundUvs(uvs) }];
  });
}

function readUvs(
  model: AvatarModel,
  { sound }: Part,
  info: TextureInfo | null,
  read: (accessor: number) => Float32Array,
): UvOf {
  const at = sound.primitive.attributes[`TEXCOORD_${info?.texCoord ?? 0}`];
  if (at === undefined || info === null || model.document.accessors[at] === undefined) return () => [0, 0];
  const values = read(at);
  const { scale, offset } = info;
  return (vertex) => [
    (values[vertex * 2] ?? 0) * scale[0] + offset[0],
    (values[vertex * 2 + 1] ?? 0) * scale[1] + offset[1],
  ];
}

/** The rectangle of the texture that the corners use. Too many repeats: all fall into the first one. */
function boundUvs(uvs: ReadonlyMap<Part, UvOf>): Pick<Piece, "from" | "span" | "uvs"> {
  const min: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const max: [number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [part, uvOf] of uvs)
    for (const corner of part.corners) {
      const [u, v] = uvOf(corner);
      if (!Number.isFinite(u) || !Number.isFinite(v)) continue;
      min[0] = Math.min(min[0], u);
      min[1] = Math.min(min[1], v);
      max[0] = Math.max(max[0], u);
      max[1] = Math.max(max[1], v);
    }
  const span = [max[0] - min[0], max[1] - min[1]] as const;
  if (span[0] <= REPEATS_MAX && span[1] <= REPEATS_MAX) return { uvs, from: min, span };
  const folded = [...uvs].map(([part, uvOf]): [Part, UvOf] => [
    part,
    (vertex) => {
      const [u, v] = uvOf(vertex);
      return [u - Math.floor(u), v - Math.floor(v)];
    },
  ]);
  return { uvs: new Map(folded), from: [0, 0], span: [1, 1] };
}

function areaOf({ posed: { positions: p }, corners }: Part): number {
  let sum = 0;
  for (let t = 0; t < corners.length; t += 3) {
    const [a, b, c] = [corners[t] ?? 0, corners[t + 1] ?? 0, corners[t + 2] ?? 0].map((at) => at * 3);
    const d = (to: number | undefined, axis: number) =>
      (p[(to ?? 0) + axis] ?? 0) - (p[(a ?? 0) + axis] ?? 0);
    const x = d(b, 1) * d(c, 2) - d(b, 2) * d(c, 1);
    const y = d(b, 2) * d(c, 0) - d(b, 0) * d(c, 2);
    const z = d(b, 0) * d(c, 1) - d(b, 1) * d(c, 0);
    sum += Math.hypot(x, y, z) / 2;
  }
  return sum;
}

/**
 * Squares of powers of two, about as large as their weights, that fill the atlas. Placed largest first along a Z-order curve:
 * each then begins at a multiple of its own area, and none overlaps another.
 */
export function placeTiles(weights: readonly number[]): readonly Place[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const sides = weights.map((weight) => {
    const sidePx = Math.sqrt(weight / total) * ATLAS_SIDE_PX;
    return Math.max(TILE_SIDE_MIN_PX, 2 ** Math.floor(Math.log2(Math.max(1, sidePx))));
  });
  const room = () => ATLAS_SIDE_PX ** 2 - sides.reduce((sum, side) => sum + side * side, 0);
  // The least sides may be more than there is room for; and rounding down leaves room, which goes to who lost most by it.
  for (let most = Math.max(0, ...sides); room() < 0 && most > 1; most /= 2)
    for (const [i, side] of sides.entries()) if (side === most && room() < 0) sides[i] = side / 2;
  const wish = (i: number) => (weights[i] ?? 0) / (sides[i] ?? 1) ** 2;
  const order = [...sides.keys()].sort((a, b) => wish(b) - wish(a) || a - b);
  for (const i of order) if (room() >= 3 * (sides[i] ?? 0) ** 2) sides[i] = (sides[i] ?? 0) * 2;
  const places = new Array<Place>(sides.length);
  let curve = 0;
  for (const i of [...sides.keys()].sort((a, b) => (sides[b] ?? 0) - (sides[a] ?? 0) || a - b)) {
    const sidePx = sides[i] ?? 1;
    places[i] = { x: everySecondBit(curve), y: everySecondBit(curve >> 1), sidePx };
    curve += sidePx * sidePx;
  }
  return places;
}

function everySecondBit(curve: number): number {
  let out = 0;
  for (let bit = 0; bit < 8; bit++) out |= ((curve >> (bit * 2)) & 1) << bit;
  return out;
}

/** Half a pixel inside the tile: sampling between pixels must not reach the next tile. */
function intoTile({ from, span }: Piece, { x, y, sidePx }: Place, uvOf: UvOf): Tile["texCoordOf"] {
  const along = (axis: 0 | 1, start: number, value: number) => {
    const share = span[axis] > 0 ? (value - from[axis]) / span[axis] : 0.5;
    const within = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0.5;
    return (start + 0.5 + within * (sidePx - 1)) / ATLAS_SIDE_PX;
  };
  return (vertex) => {
    const [u, v] = uvOf(vertex);
    return [along(0, x, u), along(1, y, v)];
  };
}

/** Whether any of its pixels is cut out. */
async function paintTile(
  { material, base, glow, from, span }: Piece,
  { x, y, sidePx }: Place,
  images: SourceImages,
  rgba: Uint8Array,
): Promise<boolean> {
  const { baseColorFactor } = material.pbrMetallicRoughness;
  const emissive = emissiveOf(material);
  const [baseTexture, glowTexture] = [
    await fitted(images, base, span, sidePx),
    await fitted(images, glow, span, sidePx),
  ];
  const [texel, light] = [new Float32Array(4).fill(1), new Float32Array(4).fill(1)];
  let isCutOut = false;
  for (let row = 0; row < sidePx; row++)
    for (let column = 0; column < sidePx; column++) {
      const share = (at: number) => (sidePx > 1 ? at / (sidePx - 1) : 0.5);
      const u = from[0] + share(column) * span[0];
      const v = from[1] + share(row) * span[1];
      if (baseTexture !== null && base !== null) sample(baseTexture, u, v, base.wrapS, base.wrapT, texel);
      if (glowTexture !== null && glow !== null) sample(glowTexture, u, v, glow.wrapS, glow.wrapT, light);
      const to = ((y + row) * ATLAS_SIDE_PX + x + column) * 4;
      for (let c = 0; c < 3; c++)
        rgba[to + c] = srgbByte(
          (texel[c] ?? 1) * (baseColorFactor[c] ?? 1) + (emissive[c] ?? 0) * (light[c] ?? 1),
        );
      const alpha = material.alphaMode === "OPAQUE" ? 1 : (texel[3] ?? 1) * (baseColorFactor[3] ?? 1);
      const cutoff = material.alphaMode === "MASK" ? material.alphaCutoff : CUTOFF;
      const isShown = alpha >= cutoff;
      rgba[to + 3] = isShown ? 255 : 0;
      isCutOut ||= !isShown;
    }
  return isCutOut;
}

/** The texture at about as many texels as the tile has pixels. */
async function fitted(
  images: SourceImages,
  info: TextureInfo | null,
  span: readonly [number, number],
  sidePx: number,
): Promise<Texture | null> {
  const texture = info === null ? null : await images.texture(info.image, TEXTURE_SIDE_MAX_PX);
  if (texture === null) return null;
  const mipmaps = makeMipmaps(texture);
  const wantedPx = sidePx / Math.max(1e-3, Math.max(...span));
  const level = mipmaps.findLastIndex(({ widthPx, heightPx }) => Math.max(widthPx, heightPx) >= wantedPx);
  return mipmaps[level] ?? mipmaps[0];
}
