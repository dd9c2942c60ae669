// Draws the picture others see in lists: the avatar at rest, looking at the viewer. VRM 0.x is turned round first, so that
// everything after this file faces +Z.

import { openAccessor } from "../../../shared/avatar/accessor-reader.ts";
import { Bounds } from "../../../shared/avatar/bounds.ts";
import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import type { SoundPrimitive } from "../../../shared/avatar/meshes.ts";
import { type Posed, poseAtRest } from "../../../shared/avatar/rest-pose.ts";
import { type Camera, framePortrait, frameWhole } from "./framing.ts";
import type { Pixels } from "./png.ts";
import { type Corner, createTarget, drawTriangle, facing, type Target } from "./raster.ts";
import { readSurfaces, type Surface } from "./surface.ts";
import { srgbByte } from "./texture.ts";

export const PORTRAIT_WIDTH_PX = 384;
export const PORTRAIT_HEIGHT_PX = 512;
/** Drawn larger by this, then averaged: smooth edges. */
const OVERSAMPLING = 2;
/** Linear light of the wall behind: pale sky above, warm below. */
const WALL_TOP = [0.6, 0.75, 0.93] as const;
const WALL_BOTTOM = [0.95, 0.9, 0.86] as const;

type Placed = { readonly sound: SoundPrimitive; readonly posed: Posed; readonly surface: Surface };

/** Draws head and chest of one opened avatar before a wall. Throws TextureBroken. */
export async function drawPortrait(model: AvatarModel): Promise<Pixels> {
  const size = { widthPx: PORTRAIT_WIDTH_PX, heightPx: PORTRAIT_HEIGHT_PX };
  return await drawFramed(model, size, framePortrait, "wall");
}

/** Draws the whole of one opened avatar with nothing behind. Throws TextureBroken. */
export async function drawFigure(model: AvatarModel, size: PictureSize): Promise<Pixels> {
  return await drawFramed(model, size, (_, bounds, aspect) => frameWhole(bounds, aspect), "nothing");
}

type PictureSize = { readonly widthPx: number; readonly heightPx: number };

async function drawFramed(
  model: AvatarModel,
  { widthPx, heightPx }: PictureSize,
  frame: (model: AvatarModel, bounds: Bounds, aspect: number) => Camera,
  behind: "wall" | "nothing",
): Promise<Pixels> {
  const surfaces = await readSurfaces(model.document, model.bin);
  const placed = placeAll(model, surfaces);
  const bounds = new Bounds();
  for (const { posed } of placed) bounds.add(posed.positions);
  const target = createTarget(widthPx * OVERSAMPLING, heightPx * OVERSAMPLING);
  if (behind === "wall") paintWall(target);
  const camera = frame(model, bounds, widthPx / heightPx);
  // What lets light through comes last, over what it covers.
  for (const blends of [false, true])
    for (const item of placed) if (item.surface.blends === blends) drawPrimitive(model, item, camera, target);
  return shrink(target, behind);
}

function placeAll(model: AvatarModel, surfaces: readonly Surface[]): Placed[] {
  const placed: Placed[] = [];
  const turn = model.version === "1.0" ? 1 : -1;
  for (const [nodeIndex, node] of model.document.nodes.entries())
    for (const sound of model.primitives) {
      const surface = surfaces[sound.primitive.material ?? surfaces.length - 1];
      if (sound.meshIndex !== node.mesh || surface === undefined) continue;
      const posed = poseAtRest(model.document, model.bin, model.worlds, nodeIndex, sound.primitive);
      // Half a turn about the vertical: x and z change sign, so triangles keep their winding.
      for (const values of [posed.positions, posed.normals ?? []])
        for (let i = 0; i < values.length; i++) if (i % 3 !== 1) values[i] = (values[i] ?? 0) * turn;
      placed.push({ sound, posed, surface });
    }
  return placed;
}

function paintWall({ widthPx, heightPx, color }: Target): void {
  for (let y = 0; y < heightPx; y++) {
    const t = y / (heightPx - 1);
    for (let x = 0; x < widthPx; x++)
      for (let c = 0; c < 3; c++)
        color[(y * widthPx + x) * 3 + c] = (WALL_TOP[c] ?? 1) * (1 - t) + (WALL_BOTTOM[c] ?? 1) * t;
  }
}

function drawPrimitive(model: AvatarModel, item: Placed, camera: Camera, target: Target): void {
  const { sound, posed, surface } = item;
  const { primitive } = sound;
  if (primitive.mode < 4) return; // points and lines
  const uvAccessor = model.document.accessors[primitive.attributes[`TEXCOORD_${surface.texCoord}`] ?? -1];
  const uv = uvAccessor === undefined ? null : openAccessor(model.document, model.bin, uvAccessor);
  const indexAccessor = model.document.accessors[primitive.indices ?? -1];
  const indices = indexAccessor === undefined ? null : openAccessor(model.document, model.bin, indexAccessor);
  const count = indices?.count ?? sound.vertexCount;
  const scale = target.heightPx / (camera.viewHeightM / camera.distanceM);
  const corner = (i: number): Corner | null => {
    const vertex = indices === null ? i : indices.get(i, 0);
    const at = (axis: number) => posed.positions[vertex * 3 + axis] ?? 0;
    const distance = camera.target[2] + camera.distanceM - at(2);
    if (!(distance > 0)) return null; // behind the camera
    const inv = 1 / distance;
    const normal = (axis: number) => (posed.normals?.[vertex * 3 + axis] ?? 0) * inv;
    return {
      x: target.widthPx / 2 + (at(0) - camera.target[0]) * inv * scale,
      y: target.heightPx / 2 - (at(1) - camera.target[1]) * inv * scale,
      invDistance: inv,
      varyings: [
        normal(0),
        normal(1),
        normal(2),
        (uv?.get(vertex, 0) ?? 0) * inv,
        (uv?.get(vertex, 1) ?? 0) * inv,
      ],
    };
  };
  for (const [i, j, k] of triangles(primitive.mode, count)) {
    const [a, b, c] = [corner(i), corner(j), corner(k)];
    if (a === null || b === null || c === null) continue;
    if (surface.doubleSided || facing(a, b, c) > 0) drawTriangle(target, a, b, c, surface.shade);
  }
}

/** Corners of each triangle of a list (4), a strip (5) or a fan (6). glTF 2.0 §3.7.2.1 */
function* triangles(mode: number, count: number): Generator<readonly [number, number, number]> {
  if (mode === 4) for (let i = 0; i + 2 < count; i += 3) yield [i, i + 1, i + 2];
  else if (mode === 5) for (let i = 0; i + 2 < count; i++) yield [i, i + 1 + (i % 2), i + 2 - (i % 2)];
  else for (let i = 1; i + 1 < count; i++) yield [i, i + 1, 0];
}

/** Averages the samples. With nothing behind, a pixel is as opaque as the share of its samples that is covered. */
function shrink(target: Target, behind: "wall" | "nothing"): Pixels {
  const [widthPx, heightPx] = [target.widthPx / OVERSAMPLING, target.heightPx / OVERSAMPLING];
  const rgba = new Uint8Array(widthPx * heightPx * 4);
  const sums = new Float64Array(3);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      sums.fill(0);
      let covered = 0;
      for (let dy = 0; dy < OVERSAMPLING; dy++)
        for (let dx = 0; dx < OVERSAMPLING; dx++) {
          const pixel = (y * OVERSAMPLING + dy) * target.widthPx + x * OVERSAMPLING + dx;
          if (behind === "nothing" && target.depth[pixel] === 0) continue;
          covered++;
          // Cut before averaging: one glowing subpixel must not swallow its neighbours.
          for (let c = 0; c < 3; c++)
            sums[c] = (sums[c] ?? 0) + Math.min(1, target.color[pixel * 3 + c] ?? 0);
        }
      const to = (y * widthPx + x) * 4;
      if (covered === 0) continue;
      for (let c = 0; c < 3; c++) rgba[to + c] = srgbByte((sums[c] ?? 0) / covered);
      rgba[to + 3] = Math.round((255 * covered) / OVERSAMPLING ** 2);
    }
  return { widthPx, heightPx, rgba };
}
