// Where the camera of a portrait stands: in front of the avatar, head and chest filling the picture. Pure.

import type { Bounds } from "../../../shared/avatar/bounds.ts";
import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import { originOf, type Point } from "../../../shared/avatar/matrix.ts";

export type Camera = {
  /** What the middle of the picture shows, in the space that faces +Z. */
  readonly target: Point;
  readonly distanceM: number;
  /** Height of what is seen at the target's distance. */
  readonly viewHeightM: number;
};

/** Long, as for a human portrait: a near camera gives big noses. About 20° of view. */
const DISTANCE_PER_HEIGHT = 2.8;
/** Air above the head, as a share of the picture's height. */
const HEADROOM = 0.08;
const MARGIN = 1.12;

/** Frames head and chest of a body; a model without skin (a test model, a prop worn as a body) is shown whole. */
export function framePortrait(model: AvatarModel, bounds: Bounds, aspect: number): Camera {
  const head = model.bones.get("head");
  const hips = model.bones.get("hips");
  const isSkinned = model.document.nodes.some((node) => node.mesh !== undefined && node.skin !== undefined);
  if (head === undefined || hips === undefined || !isSkinned) return frameWhole(bounds, aspect);
  const headY = originOf(model.worlds[head])[1];
  const hipsY = originOf(model.worlds[hips])[1];
  const top = bounds.max[1];
  // From a little above the hips: low enough for a chest, high enough for a face. A tall hat must not push the face out.
  const bottom = hipsY + (headY - hipsY) * 0.1;
  const seenTop = Math.min(top, headY + (headY - bottom) * 2.5);
  const viewHeightM = Math.max(0.05, (seenTop - bottom) / (1 - HEADROOM));
  const x = originOf(model.worlds[head])[0] * (model.version === "1.0" ? 1 : -1);
  const target: Point = [x, bottom + viewHeightM / 2, (bounds.min[2] + bounds.max[2]) / 2];
  return { target, viewHeightM, distanceM: standOff(viewHeightM, bounds) };
}

/** Frames everything that is shown. */
export function frameWhole(bounds: Bounds, aspect: number): Camera {
  const [width, height] = bounds.size;
  const viewHeightM = Math.max(height, width / aspect, 0.05) * MARGIN;
  const middle = (axis: 0 | 1 | 2) => (bounds.min[axis] + bounds.max[axis]) / 2;
  const target: Point = [middle(0), middle(1), middle(2)];
  return { target, viewHeightM, distanceM: standOff(viewHeightM, bounds) };
}

/** Never inside the model. */
function standOff(viewHeightM: number, bounds: Bounds): number {
  return viewHeightM * DISTANCE_PER_HEIGHT + bounds.size[2] / 2;
}
