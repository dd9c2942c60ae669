// Draws parts of an avatar into a square, without perspective. It is asked for dozens of pictures per variant, so it trades
// plainness for speed: flat arrays, edge functions that step, no object per triangle or pixel. Drawn at twice the side and
// averaged, so that an edge moved by a tenth of a pixel costs a tenth.

import { litShare } from "../portrait/surface.ts";
import { type Texture, wrap } from "../portrait/texture.ts";
import type { Camera } from "./cameras.ts";
import type { Layer, Paint } from "./paints.ts";
import type { Picture, Rect } from "./psnr.ts";

export const PICTURE_SIDE_PX = 256;
/** Samples along a pixel's side. */
const SAMPLES = 2;
const SIDE = PICTURE_SIDE_PX * SAMPLES;
export const WHOLE: Rect = { left: 0, top: 0, right: PICTURE_SIDE_PX, bottom: PICTURE_SIDE_PX };

/** What is multiplied with in shade, as sRGB shares: the portrait's tint. */
const SHADE = [0.88, 0.84, 0.9] as const;
/** Below this coverage a sample does not hide what is drawn behind it later. */
const DEPTH_WRITE_ALPHA = 0.5;

export type Canvas = {
  /** Premultiplied sRGB and coverage of every sample. */
  readonly color: Uint8ClampedArray;
  /** Metres towards the viewer; larger hides smaller. */
  readonly depth: Float32Array;
};

export function createCanvas(): Canvas {
  return { color: new Uint8ClampedArray(SIDE * SIDE * 4), depth: new Float32Array(SIDE * SIDE) };
}

export function clearCanvas({ color, depth }: Canvas): void {
  color.fill(0);
  depth.fill(Number.NEGATIVE_INFINITY);
}

/** Copies the samples of some pixels from one canvas to another. */
export function copyCanvas(from: Canvas, to: Canvas, { left, top, right, bottom }: Rect): void {
  for (let y = top * SAMPLES; y < bottom * SAMPLES; y++) {
    const [start, end] = [y * SIDE + left * SAMPLES, y * SIDE + right * SAMPLES];
    to.color.set(from.color.subarray(start * 4, end * 4), start * 4);
    to.depth.set(from.depth.subarray(start, end), start);
  }
}

/** Averages the samples of some pixels into a picture. */
export function resolve({ color }: Canvas, into: Picture, { left, top, right, bottom }: Rect): void {
  const row = SIDE * 4;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const from = (y * SAMPLES * SIDE + x * SAMPLES) * 4;
      const to = (y * PICTURE_SIDE_PX + x) * 4;
      for (let c = 0; c < 4; c++) {
        const i = from + c;
        const sum = (color[i] ?? 0) + (color[i + 4] ?? 0) + (color[i + row] ?? 0) + (color[i + row + 4] ?? 0);
        into.rgba[to + c] = (sum + 2) >> 2;
      }
    }
}

/** Vertices as a camera sees them: x and y in samples from the top left, z in metres towards the viewer. */
export function project(positions: Float32Array, camera: Camera, out: Float32Array): void {
  const { cos, sin, rightM, upM, seenM } = camera;
  const scale = SIDE / seenM;
  for (let i = 0; i < positions.length; i += 3) {
    const x = positions[i] ?? 0;
    const y = positions[i + 1] ?? 0;
    const z = positions[i + 2] ?? 0;
    out[i] = SIDE / 2 + (cos * x + sin * z - rightM) * scale;
    out[i + 1] = SIDE / 2 - (y - upM) * scale;
    out[i + 2] = cos * z - sin * x;
  }
}

/** The pixels round the marked ones of projected vertices, a pixel wider, cut to the picture; null when all are outside. */
export function pixelsRound(seen: Float32Array, marks: Uint8Array): Rect | null {
  let left = SIDE;
  let top = SIDE;
  let right = 0;
  let bottom = 0;
  for (let vertex = 0; vertex < marks.length; vertex++) {
    if (marks[vertex] === 0) continue;
    left = Math.min(left, seen[vertex * 3] ?? 0);
    right = Math.max(right, seen[vertex * 3] ?? 0);
    top = Math.min(top, seen[vertex * 3 + 1] ?? 0);
    bottom = Math.max(bottom, seen[vertex * 3 + 1] ?? 0);
  }
  const low = (at: number) => Math.max(0, Math.floor(at / SAMPLES) - 1);
  const high = (at: number) => Math.min(PICTURE_SIDE_PX, Math.ceil(at / SAMPLES) + 1);
  const rect = { left: low(left), top: low(top), right: high(right), bottom: high(bottom) };
  return rect.left < rect.right && rect.top < rect.bottom ? rect : null;
}

export type Drawn = {
  /** From `project`. */
  readonly seen: Float32Array;
  readonly normals: Float32Array | null;
  readonly uvs: Float32Array | null;
  readonly corners: Uint32Array;
  readonly paint: Paint;
};

const texel = new Float32Array(4);
const glowTexel = new Float32Array(4);

/** Draws one part inside `clip`. */
export function draw(canvas: Canvas, camera: Camera, drawn: Drawn, clip: Rect): void {
  const { seen, normals, uvs, corners, paint } = drawn;
  const { color, depth } = canvas;
  const { cos, sin, cutM } = camera;
  const [clipLeft, clipTop] = [clip.left * SAMPLES, clip.top * SAMPLES];
  const [clipRight, clipBottom] = [clip.right * SAMPLES - 1, clip.bottom * SAMPLES - 1];
  const { base, glowLayer, factor, glow, alphaMode, alphaCutoff, doubleSided } = paint;
  const glows = (glow[0] ?? 0) + (glow[1] ?? 0) + (glow[2] ?? 0) > 0;
  for (let t = 0; t < corners.length; t += 3) {
    const a = (corners[t] ?? 0) * 3;
    const b = (corners[t + 1] ?? 0) * 3;
    const c = (corners[t + 2] ?? 0) * 3;
    const ax = seen[a] ?? 0;
    const ay = seen[a + 1] ?? 0;
    const bx = seen[b] ?? 0;
    const by = seen[b + 1] ?? 0;
    const cx = seen[c] ?? 0;
    const cy = seen[c + 1] ?? 0;
    const left = Math.max(clipLeft, Math.ceil(Math.min(ax, bx, cx) - 0.5));
    const right = Math.min(clipRight, Math.floor(Math.max(ax, bx, cx) - 0.5));
    if (!(left <= right)) continue;
    const top = Math.max(clipTop, Math.ceil(Math.min(ay, by, cy) - 0.5));
    const bottom = Math.min(clipBottom, Math.floor(Math.max(ay, by, cy) - 0.5));
    if (!(top <= bottom)) continue;
    const area = (cx - ax) * (by - ay) - (bx - ax) * (cy - ay);
    if (!(doubleSided ? area !== 0 : area > 0)) continue;
    const inv = 1 / area;
    const az = seen[a + 2] ?? 0;
    const bz = seen[b + 2] ?? 0;
    const cz = seen[c + 2] ?? 0;
    const ua = (corners[t] ?? 0) * 2;
    const ub = (corners[t + 1] ?? 0) * 2;
    const uc = (corners[t + 2] ?? 0) * 2;
    const au = uvs === null ? 0 : (uvs[ua] ?? 0);
    const av = uvs === null ? 0 : (uvs[ua + 1] ?? 0);
    const bu = uvs === null ? 0 : (uvs[ub] ?? 0);
    const bv = uvs === null ? 0 : (uvs[ub + 1] ?? 0);
    const cu = uvs === null ? 0 : (uvs[uc] ?? 0);
    const cv = uvs === null ? 0 : (uvs[uc + 1] ?? 0);
    const uvShare = Math.abs(((cu - au) * (bv - av) - (bu - au) * (cv - av)) * inv);
    const baseLevel = base === null ? null : levelOf(base, uvShare);
    const glowLevel = glowLayer === null || !glows ? null : levelOf(glowLayer, uvShare);
    // Shares of b and c at the first sample's middle, and what a step right and down adds.
    const shareBx = (cy - ay) * -inv;
    const shareBy = (cx - ax) * inv;
    const shareCx = (by - ay) * inv;
    const shareCy = (bx - ax) * -inv;
    let rowB = (left + 0.5 - ax) * shareBx + (top + 0.5 - ay) * shareBy;
    let rowC = (left + 0.5 - ax) * shareCx + (top + 0.5 - ay) * shareCy;
    for (let y = top; y <= bottom; y++, rowB += shareBy, rowC += shareCy) {
      let wb = rowB;
      let wc = rowC;
      for (let x = left, at = y * SIDE + left; x <= right; x++, at++, wb += shareBx, wc += shareCx) {
        const wa = 1 - wb - wc;
        if (wa < 0 || wb < 0 || wc < 0) continue;
        const z = wa * az + wb * bz + wc * cz;
        if (!(z > (depth[at] ?? 0)) || z > cutM) continue;
        const u = wa * au + wb * bu + wc * cu;
        const v = wa * av + wb * bv + wc * cv;
        if (baseLevel === null) texel.fill(255);
        else sample(baseLevel, base as Layer, u, v, texel);
        let alpha = 1;
        if (alphaMode !== "OPAQUE") {
          alpha = ((factor[3] ?? 1) * (texel[3] ?? 0)) / 255;
          if (alphaMode === "MASK") {
            if (alpha < alphaCutoff) continue;
            alpha = 1;
          } else if (alpha <= 0) continue;
        }
        let lit = 1;
        if (normals !== null) {
          const nx = wa * (normals[a] ?? 0) + wb * (normals[b] ?? 0) + wc * (normals[c] ?? 0);
          const ny = wa * (normals[a + 1] ?? 0) + wb * (normals[b + 1] ?? 0) + wc * (normals[c + 1] ?? 0);
          const nz = wa * (normals[a + 2] ?? 0) + wb * (normals[b + 2] ?? 0) + wc * (normals[c + 2] ?? 0);
          lit = litShare(cos * nx + sin * nz, ny, cos * nz - sin * nx);
        }
        if (glowLevel === null) glowTexel.fill(255);
        else sample(glowLevel, glowLayer as Layer, u, v, glowTexel);
        const to = at * 4;
        for (let k = 0; k < 3; k++) {
          const shade = SHADE[k] ?? 1;
          const value =
            (texel[k] ?? 0) * (factor[k] ?? 1) * (shade + (1 - shade) * lit) +
            ((glow[k] ?? 0) * (glowTexel[k] ?? 0)) / 255;
          // Cut before blending: nothing is brighter than white.
          color[to + k] = Math.min(255, value) * alpha + (color[to + k] ?? 0) * (1 - alpha);
        }
        color[to + 3] = 255 * alpha + (color[to + 3] ?? 0) * (1 - alpha);
        if (alpha >= DEPTH_WRITE_ALPHA) depth[at] = z;
      }
    }
  }
}

/** The mipmap whose texels are about as large as a sample; `uvShare` is the texture's share one sample covers. */
function levelOf({ mipmaps, info }: Layer, uvShare: number): Texture {
  const [first] = mipmaps;
  const texels = uvShare * Math.abs(info.scale[0] * info.scale[1]) * first.widthPx * first.heightPx;
  const level = texels > 1 ? Math.round(0.5 * Math.log2(texels)) : 0;
  return mipmaps[Math.min(mipmaps.length - 1, level)] ?? first;
}

/** Bilinear, in sRGB bytes. */
function sample(texture: Texture, { info }: Layer, u: number, v: number, out: Float32Array): void {
  const { widthPx, heightPx, rgba } = texture;
  const x = (u * info.scale[0] + info.offset[0]) * widthPx - 0.5;
  const y = (v * info.scale[1] + info.offset[1]) * heightPx - 0.5;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  let left = x0;
  let right = x0 + 1;
  let top = y0;
  let bottom = y0 + 1;
  if (!(x0 >= 0 && y0 >= 0 && right < widthPx && bottom < heightPx)) {
    left = wrap(left, widthPx, info.wrapS);
    right = wrap(right, widthPx, info.wrapS);
    top = wrap(top, heightPx, info.wrapT);
    bottom = wrap(bottom, heightPx, info.wrapT);
  }
  const i = (top * widthPx + left) * 4;
  const j = (top * widthPx + right) * 4;
  const k = (bottom * widthPx + left) * 4;
  const l = (bottom * widthPx + right) * 4;
  for (let c = 0; c < 4; c++) {
    const above = (rgba[i + c] ?? 0) * (1 - fx) + (rgba[j + c] ?? 0) * fx;
    const below = (rgba[k + c] ?? 0) * (1 - fx) + (rgba[l + c] ?? 0) * fx;
    out[c] = above * (1 - fy) + below * fy;
  }
}
