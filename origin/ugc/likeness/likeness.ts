// How much a variant of an avatar still looks like the upload: the least likeness of all views and expressions, in dB. What the
// optimiser backs off by. Deterministic: the same bytes give the same figure everywhere.
//
// Looked at: four sides and the face at 256 px, every bound expression at weight 1, and the place each expression changes also
// at rest: there the eyes and the mouth are, whose details weigh little in a whole picture and much for people. Left out: what
// expressions do to material colours, MToon's own textures, and poses.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import { type Camera, placeCameras } from "./cameras.ts";
import { drawLooks, type Look, type Looks } from "./looks.ts";
import { halve } from "./mipmaps.ts";
import { EQUAL_DB, type Picture, psnrDb, type Rect, unite, widen } from "./psnr.ts";
import { PICTURE_SIDE_PX, WHOLE } from "./raster.ts";
import { layOut } from "./scene.ts";
import { SourceImages } from "./source-images.ts";

/** A variant below this is not what was uploaded. */
export const LIKENESS_MIN_DB = 30;
/** A stand-in below this, seen from afar, is somebody else: of those looked at, good ones have 22 to 28, one without hands 12. */
export const STAND_IN_LIKENESS_MIN_DB = 20;
/** Round what an expression changes: an edge that ends there is seen beside what it ends at. */
const WINDOW_PAD_PX = 4;
/** Smaller windows would measure single lines, which no variant can keep to the pixel. */
const WINDOW_SIDE_MIN_PX = 64;

export type SeenView = { readonly view: string; readonly db: number };
export type Comparison = {
  /** The least of all views; EQUAL_DB at most. */
  readonly leastDb: number;
  /** Where it was found: "front", "face", "eyes", or an expression's name. */
  readonly view: string;
  /** Everything that was compared, in order. */
  readonly views: readonly SeenView[];
};
export type Likeness = {
  compare(candidate: AvatarModel): Promise<Comparison>;
  /** Only the four sides, and those at half the size: what a stand-in is for. */
  compareFromAfar(candidate: AvatarModel): Promise<Comparison>;
  /** The upload's images as they were decoded for it: who makes variants need not decode them again. */
  readonly images: SourceImages;
};

/**
 * Looks at the upload once, at a world also from within; each candidate is then drawn and compared.
 * Bounds, for an avatar: about 48 MB beside the models: 20 MB of textures, 21 MB of pictures of at most 80 expressions, two
 * canvases; and the copies of images (source-images.ts).
 * Throws TextureBroken, also from `compare`.
 */
export async function createLikeness(reference: AvatarModel, isWorld = false): Promise<Likeness> {
  const parts = layOut(reference);
  const cameras = placeCameras(reference, parts, isWorld);
  const images = new SourceImages(reference);
  const looks = await drawLooks(reference, { parts, cameras, images, sides: null });
  const eyes = eyesIn(reference, cameras.face);
  const drawLike = (candidate: AvatarModel) =>
    drawLooks(candidate, {
      parts: layOut(candidate),
      cameras,
      images: new SourceImages(candidate, 0),
      sides: looks.textureSides,
    });
  return {
    images,
    compare: async (candidate) => least(looks, await drawLike(candidate), eyes),
    compareFromAfar: async (candidate) => leastFromAfar(looks, await drawLike(candidate)),
  };
}

function least(ours: Looks, theirs: Looks, eyes: Rect | null): Comparison {
  const views: SeenView[] = [];
  const judge = (view: string, a: Picture, b: Picture, within: Rect) =>
    views.push({ view, db: psnrDb(a, b, within) });
  for (const [i, look] of [...ours.sides, ours.face].entries()) {
    const other: Look | undefined = [...theirs.sides, theirs.face][i];
    if (other !== undefined) judge(look.name, look.picture, other.picture, WHOLE);
  }
  if (eyes !== null) judge("eyes", ours.face.picture, theirs.face.picture, eyes);
  for (const name of new Set([...ours.expressions.keys(), ...theirs.expressions.keys()])) {
    const [a, b] = [ours.expressions.get(name), theirs.expressions.get(name)];
    const changed = unite(a?.changed ?? null, b?.changed ?? null);
    if (changed === null) continue;
    const window = widen(changed, WINDOW_PAD_PX, WINDOW_SIDE_MIN_PX, PICTURE_SIDE_PX);
    judge(name, (a ?? ours.face).picture, (b ?? theirs.face).picture, window);
    judge(`face around ${name}`, ours.face.picture, theirs.face.picture, window);
  }
  return toComparison(views);
}

function leastFromAfar(ours: Looks, theirs: Looks): Comparison {
  const views = ours.sides.flatMap(({ name, picture }, i): SeenView[] => {
    const other = theirs.sides[i];
    if (other === undefined) return [];
    const [a, b] = [halved(picture), halved(other.picture)];
    return [{ view: name, db: psnrDb(a, b, { left: 0, top: 0, right: a.sidePx, bottom: a.sidePx }) }];
  });
  return toComparison(views);
}

function halved({ sidePx, rgba }: Picture): Picture {
  const half = halve({ widthPx: sidePx, heightPx: sidePx, rgba });
  return { sidePx: half.widthPx, rgba: half.rgba };
}

function toComparison(views: readonly SeenView[]): Comparison {
  const worst = views.reduce((a, b) => (b.db < a.db ? b : a), { view: "front", db: EQUAL_DB });
  return { leastDb: worst.db, view: worst.view, views };
}

/** The pixels of both eyes in the picture of the face, where the skeleton tells. */
function eyesIn(model: AvatarModel, face: Camera): Rect | null {
  const places = ["leftEye", "rightEye"].flatMap((bone) => {
    const world = model.worlds[model.bones.get(bone) ?? -1];
    return world === undefined ? [] : [world];
  });
  if (places.length < 2) return null;
  const scale = PICTURE_SIDE_PX / face.seenM;
  const xs = places.map(
    (world) =>
      PICTURE_SIDE_PX / 2 + (face.cos * (world[12] ?? 0) + face.sin * (world[14] ?? 0) - face.rightM) * scale,
  );
  const ys = places.map((world) => PICTURE_SIDE_PX / 2 - ((world[13] ?? 0) - face.upM) * scale);
  // An eye is about as wide as the gap between two: half the distance of their middles.
  const reach = Math.abs((xs[0] ?? 0) - (xs[1] ?? 0)) / 2;
  const cut = (at: number) => Math.min(PICTURE_SIDE_PX, Math.max(0, Math.round(at)));
  const rect = {
    left: cut(Math.min(...xs) - reach),
    right: cut(Math.max(...xs) + reach),
    top: cut(Math.min(...ys) - reach),
    bottom: cut(Math.max(...ys) + reach),
  };
  return rect.left < rect.right && rect.top < rect.bottom ? rect : null;
}
