// Where a model is looked at from, without perspective, so that nothing is divided per pixel: an avatar from four sides and in the
// face, a thing from four sides and near, a world also from within. Set up once from the upload; its variants are looked at
// through the same cameras. Pure.

import { Bounds } from "../../../shared/avatar/bounds.ts";
import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import { originOf } from "../../../shared/avatar/matrix.ts";
import type { Part } from "./scene.ts";

export type Camera = {
  readonly name: string;
  /** Turns the model about the vertical: right = cos·x + sin·z, towards the viewer = cos·z − sin·x. */
  readonly cos: number;
  readonly sin: number;
  /** What the middle of the picture shows, in turned metres. */
  readonly rightM: number;
  readonly upM: number;
  /** Height and width of what is seen. */
  readonly seenM: number;
  /** What is nearer to the viewer than this, in turned metres, is cut away. */
  readonly cutM: number;
};
/** `face`: what is looked at most closely. */
export type Cameras = { readonly sides: readonly Camera[]; readonly face: Camera };

const MARGIN = 1.04;
/** A face with its hair is this many times as high as its eyes are above the neck. */
const FACE_PER_EYE_HEIGHT = 3.2;
const FACE_SHARE_MIN = 0.1;
const FACE_SHARE_MAX = 0.4;
const UNCUT = Number.POSITIVE_INFINITY;
/** People come to a world at its origin; so much of it is looked at there, from eyes' height. */
const ARRIVAL_SEEN_M = 8;
const ARRIVAL_UP_M = 1.5;

const TURNS = [
  { name: "front", cos: 1, sin: 0 },
  { name: "back", cos: -1, sin: 0 },
  { name: "left", cos: 0, sin: 1 },
  { name: "right", cos: 0, sin: -1 },
] as const;

export function placeCameras(model: AvatarModel, parts: readonly Part[], isWorld = false): Cameras {
  const bounds = new Bounds();
  for (const { posed } of parts) bounds.add(posed.positions);
  // VRM 0.x faces −Z.
  const ahead = model.version === "1.0" ? 1 : -1;
  const middle: Place = [middleOf(bounds, 0), middleOf(bounds, 1), middleOf(bounds, 2)];
  const seenM = Math.max(0.01, ...bounds.size) * MARGIN;
  const turned = TURNS.map(({ name, cos, sin }) => ({ name, cos: cos * ahead, sin: sin * ahead }));
  const sides = turned.map((turn) => lookAt(middle, turn, seenM, UNCUT));
  if (isWorld) return placeInside(sides, middle, seenM);
  const near = lookAt(middle, { name: "near", cos: ahead, sin: 0 }, seenM * FACE_SHARE_MAX, UNCUT);
  return { sides, face: model.bones.size === 0 ? near : placeFace(model, bounds, ahead) };
}

type Place = readonly [x: number, y: number, z: number];
type Turn = Pick<Camera, "name" | "cos" | "sin">;

function middleOf({ min, max }: Bounds, axis: 0 | 1 | 2): number {
  return (min[axis] + max[axis]) / 2;
}

/** Cut so many metres before the place. */
function lookAt([x, y, z]: Place, turn: Turn, seenM: number, cutBeforeM: number): Camera {
  const { cos, sin } = turn;
  return { ...turn, rightM: cos * x + sin * z, upM: y, seenM, cutM: cos * z - sin * x + cutBeforeM };
}

/** From the middle, with the nearer half cut away, for walls hide what is within; and where people arrive, as near as they stand to it. */
function placeInside(sides: readonly Camera[], middle: Place, seenM: number): Cameras {
  const nearM = Math.min(seenM, ARRIVAL_SEEN_M);
  const arrival: Place = [0, Math.min(ARRIVAL_UP_M, nearM / 2), 0];
  const halves = sides.map((turn) => lookAt(middle, { ...turn, name: `${turn.name} half` }, seenM, 0));
  const arrivals = sides.map((turn) =>
    lookAt(arrival, { ...turn, name: `arrival ${turn.name}` }, nearM, nearM / 2),
  );
  const face = lookAt(arrival, { name: "arrival", cos: 1, sin: 0 }, nearM, nearM / 2);
  return { sides: [...sides, ...halves, ...arrivals.slice(1)], face };
}

function placeFace(model: AvatarModel, bounds: Bounds, ahead: number): Camera {
  const heightM = Math.max(0.01, bounds.size[1]);
  const head = model.bones.get("head");
  const [x, headY] = head === undefined ? [0, bounds.max[1] - heightM * 0.15] : originOf(model.worlds[head]);
  const eyes = ["leftEye", "rightEye"].flatMap((bone) => model.bones.get(bone) ?? []);
  const eyeY = eyes.reduce((sum, node) => sum + originOf(model.worlds[node])[1] / eyes.length, 0);
  // Without eye bones: a little below the middle of what is above the neck.
  const aboveM = eyes.length > 0 && eyeY > headY ? eyeY - headY : (bounds.max[1] - headY) * 0.4;
  const seenM = Math.min(
    heightM * FACE_SHARE_MAX,
    Math.max(heightM * FACE_SHARE_MIN, aboveM * FACE_PER_EYE_HEIGHT),
  );
  return { name: "face", cos: ahead, sin: 0, rightM: x * ahead, upM: headY + aboveM, seenM, cutM: UNCUT };
}
