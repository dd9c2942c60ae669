// Where an avatar is looked at from: four sides and the face, without perspective, so that nothing is divided per pixel. Set up
// once from the upload; its variants are looked at through the same cameras. Pure.

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
};
export type Cameras = { readonly sides: readonly Camera[]; readonly face: Camera };

const MARGIN = 1.04;
/** A face with its hair is this many times as high as its eyes are above the neck. */
const FACE_PER_EYE_HEIGHT = 3.2;
const FACE_SHARE_MIN = 0.1;
const FACE_SHARE_MAX = 0.4;

const TURNS = [
  { name: "front", cos: 1, sin: 0 },
  { name: "back", cos: -1, sin: 0 },
  { name: "left", cos: 0, sin: 1 },
  { name: "right", cos: 0, sin: -1 },
] as const;

export function placeCameras(model: AvatarModel, parts: readonly Part[]): Cameras {
  const bounds = new Bounds();
  for (const { posed } of parts) bounds.add(posed.positions);
  // VRM 0.x faces −Z.
  const ahead = model.version === "1.0" ? 1 : -1;
  const middle = (axis: 0 | 1 | 2) => (bounds.min[axis] + bounds.max[axis]) / 2;
  const seenM = Math.max(0.01, ...bounds.size) * MARGIN;
  const sides = TURNS.map(({ name, cos, sin }) => {
    const turn = { cos: cos * ahead, sin: sin * ahead };
    return { name, ...turn, rightM: turn.cos * middle(0) + turn.sin * middle(2), upM: middle(1), seenM };
  });
  return { sides, face: placeFace(model, bounds, ahead) };
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
  return { name: "face", cos: ahead, sin: 0, rightM: x * ahead, upM: headY + aboveM, seenM };
}
