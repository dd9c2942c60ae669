// All pictures of one avatar that a comparison needs: four sides, the face, and the face with each expression. What an
// expression does not touch is drawn once.

import { readAccessor } from "../../../shared/avatar/accessor-reader.ts";
import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import type { Posed } from "../../../shared/avatar/rest-pose.ts";
import type { Camera, Cameras } from "./cameras.ts";
import { readExpressions } from "./expressions.ts";
import { chooseSides, type Paint, readPaints, type TextureSides } from "./paints.ts";
import { changedRect, type Picture, type Rect, unite } from "./psnr.ts";
import {
  type Canvas,
  clearCanvas,
  copyCanvas,
  createCanvas,
  draw,
  PICTURE_SIDE_PX,
  pixelsRound,
  project,
  resolve,
  WHOLE,
} from "./raster.ts";
import { type Part, type Shaped, shape } from "./scene.ts";
import type { SourceImages } from "./source-images.ts";

export type Look = { readonly name: string; readonly picture: Picture };
/** The face with one expression at full weight, and the pixels it visibly changes. */
export type ExpressionLook = Look & { readonly changed: Rect };
export type Looks = {
  readonly textureSides: TextureSides;
  readonly sides: readonly Look[];
  readonly face: Look;
  /** In the file's order, without those that change nothing to be seen. */
  readonly expressions: ReadonlyMap<string, ExpressionLook>;
};

/** Fainter than this nobody sees an expression. */
const CHANGE_BYTES = 12;

type Stage = {
  readonly model: AvatarModel;
  readonly parts: readonly Part[];
  readonly uvs: readonly (Float32Array | null)[];
  readonly paints: readonly Paint[];
  /** Projected vertices; as large as the largest part. */
  readonly seen: Float32Array;
};

export type LooksOptions = {
  readonly parts: readonly Part[];
  readonly cameras: Cameras;
  readonly images: SourceImages;
  /** Null to choose them by what this model has. */
  readonly sides: TextureSides | null;
};

/** Draws them all. Throws TextureBroken. */
export async function drawLooks(
  model: AvatarModel,
  { parts, cameras, images, sides: given }: LooksOptions,
): Promise<Looks> {
  const seen = new Float32Array(Math.max(0, ...parts.map(({ posed }) => posed.positions.length)));
  const inFace = materialsSeen(parts, cameras.face, seen);
  const textureSides = given ?? chooseSides(model, inFace, images);
  const paints = await readPaints(model, inFace, textureSides, images);
  const uvOf = new Map<number, Float32Array>();
  const uvs = parts.map(({ sound, material }) => {
    const at = sound.primitive.attributes[`TEXCOORD_${paints[material]?.texCoord ?? 0}`];
    if (at === undefined) return null;
    const accessor = model.document.accessors[at];
    if (accessor === undefined) return null;
    const read = uvOf.get(at) ?? readAccessor(model.document, model.bin, accessor).values;
    uvOf.set(at, read);
    return read;
  });
  const stage: Stage = { model, parts, uvs, paints, seen };
  const canvas = createCanvas();
  const sides = cameras.sides.map((camera) => ({
    name: camera.name,
    picture: drawWhole(stage, camera, canvas),
  }));
  return { textureSides, sides, ...drawFaces(stage, cameras.face, canvas) };
}

/** The materials of what stands in a camera's picture. */
function materialsSeen(parts: readonly Part[], camera: Camera, seen: Float32Array): ReadonlySet<number> {
  const materials = new Set<number>();
  for (const { posed, material, corners } of parts) {
    if (materials.has(material)) continue;
    project(posed.positions, camera, seen);
    const side = PICTURE_SIDE_PX * 2;
    const isInside = (corner: number) => {
      const x = seen[corner * 3] ?? -1;
      const y = seen[corner * 3 + 1] ?? -1;
      return x >= 0 && y >= 0 && x < side && y < side;
    };
    if (corners.some(isInside)) materials.add(material);
  }
  return materials;
}

function newPicture(): Picture {
  return { sidePx: PICTURE_SIDE_PX, rgba: new Uint8Array(PICTURE_SIDE_PX * PICTURE_SIDE_PX * 4) };
}

/** Draws the chosen parts, shaped or at rest. */
function drawParts(
  stage: Stage,
  camera: Camera,
  canvas: Canvas,
  clip: Rect,
  chosen: (at: number, blends: boolean) => boolean,
  posedOf: (at: number) => Posed | undefined = () => undefined,
): void {
  for (const [at, part] of stage.parts.entries()) {
    const paint = stage.paints[part.material];
    if (paint === undefined || !chosen(at, paint.alphaMode === "BLEND")) continue;
    const posed = posedOf(at) ?? part.posed;
    project(posed.positions, camera, stage.seen);
    const { seen, uvs } = stage;
    const drawn = { seen, normals: posed.normals, uvs: uvs[at] ?? null, corners: part.corners, paint };
    draw(canvas, camera, drawn, clip);
  }
}

function drawWhole(stage: Stage, camera: Camera, canvas: Canvas): Picture {
  clearCanvas(canvas);
  // What lets light through comes last, over what it covers.
  for (const last of [false, true]) drawParts(stage, camera, canvas, WHOLE, (_, blends) => blends === last);
  const picture = newPicture();
  resolve(canvas, picture, WHOLE);
  return picture;
}

function drawFaces(stage: Stage, camera: Camera, canvas: Canvas): Pick<Looks, "face" | "expressions"> {
  const expressions = readExpressions(stage.model);
  const nodes = new Set(expressions.flatMap(({ binds }) => binds.map(({ node }) => node)));
  const moves = stage.parts.map(({ node }) => nodes.has(node));
  clearCanvas(canvas);
  drawParts(stage, camera, canvas, WHOLE, (at, blends) => !blends && !moves[at]);
  const still = createCanvas();
  copyCanvas(canvas, still, WHOLE);
  const rest = (at: number, blends: boolean) => !blends && moves[at] === true;
  const drawRest = (clip: Rect, posedOf?: (at: number) => Posed | undefined) => {
    drawParts(stage, camera, canvas, clip, rest, posedOf);
    drawParts(stage, camera, canvas, clip, (_, blends) => blends, posedOf);
  };
  drawRest(WHOLE);
  const face = newPicture();
  resolve(canvas, face, WHOLE);
  const looks = new Map<string, ExpressionLook>();
  for (const { name, binds } of expressions) {
    const shaped = stage.parts.map((part) => shape(stage.model, part, binds));
    const clip = touched(stage, camera, shaped);
    if (clip === null) continue;
    copyCanvas(still, canvas, clip);
    drawRest(clip, (at) => shaped[at]?.posed);
    const picture: Picture = { sidePx: face.sidePx, rgba: face.rgba.slice() };
    resolve(canvas, picture, clip);
    const changed = changedRect(face, picture, clip, CHANGE_BYTES);
    if (changed !== null) looks.set(name, { name, picture, changed });
  }
  return { face: { name: camera.name, picture: face }, expressions: looks };
}

/** The pixels round every vertex that moves, where it was and where it is. */
function touched(stage: Stage, camera: Camera, shaped: readonly (Shaped | null)[]): Rect | null {
  let all: Rect | null = null;
  for (const [at, part] of stage.parts.entries()) {
    const change = shaped[at];
    if (change === null || change === undefined) continue;
    const marks = withNeighbours(part, change.moved);
    for (const { positions } of [part.posed, change.posed]) {
      project(positions, camera, stage.seen);
      all = unite(all, pixelsRound(stage.seen, marks));
    }
  }
  return all;
}

/** Marks the corners of every triangle of which one corner moves. */
function withNeighbours({ corners }: Part, moved: Uint8Array): Uint8Array {
  const marks = new Uint8Array(moved.length);
  for (let t = 0; t < corners.length; t += 3) {
    const a = corners[t] ?? 0;
    const b = corners[t + 1] ?? 0;
    const c = corners[t + 2] ?? 0;
    if (moved[a] === 0 && moved[b] === 0 && moved[c] === 0) continue;
    marks[a] = 1;
    marks[b] = 1;
    marks[c] = 1;
  }
  return marks;
}
