// The face: eyes, lashes, brows, mouth and blush as patches that lie on the head, and how far each expression moves them. A morph
// target is the same patch drawn for another pose, less the one at rest.

import {
  EXPRESSION_NAMES,
  type Eye,
  expressing,
  type FacePose,
  type FaceShape,
  faceShapes,
  restingPose,
} from "./face-pose.ts";
import { facePoint } from "./head.ts";
import type { FaceStyle } from "./look.ts";
import type { MaterialName, Part } from "./part.ts";
import { bendGrid, type Detail, divide, type Surface } from "./surface.ts";
import { lerp } from "./vector.ts";

type Flat = readonly [x: number, y: number];
type Patch = {
  readonly material: MaterialName;
  readonly columns: number;
  readonly rows: number;
  /** Above the skin, metres: what covers something lies higher. */
  readonly lift: number;
  readonly at: (pose: FacePose, u: number, v: number) => Flat;
  readonly uv?: (u: number, v: number) => Flat;
};

const LIFT = { blush: 0.0009, eye: 0.0016, lash: 0.0034, brow: 0.003, mouth: 0.0022 } as const;
/** Less than this, in metres, is no movement. */
const STILL_M = 1e-6;

export function faceParts(style: FaceStyle, detail: Detail): Part[] {
  const shape = faceShapes[style];
  const rest = restingPose(shape);
  const patches = [
    ...[1, -1].flatMap((side) => [
      blush(shape, side),
      eye(shape, side),
      lash(shape, side),
      brow(shape, side),
    ]),
    mouth(shape),
  ];
  return patches.map((patch) => {
    const surface = lay(patch, rest, detail);
    const morphs = new Map<string, Float32Array<ArrayBuffer>>();
    for (const name of EXPRESSION_NAMES) {
      const moved = difference(lay(patch, expressing(rest, name), detail), surface);
      if (moved !== null) morphs.set(name, moved);
    }
    return { mesh: "Face", material: patch.material, surface, morphs };
  });
}

function lay(patch: Patch, pose: FacePose, detail: Detail): Surface {
  return bendGrid({
    columns: divide(patch.columns, detail),
    rows: divide(patch.rows, detail),
    isClosed: false,
    at(u, v) {
      const [x, y] = patch.at(pose, u, v);
      return facePoint(x, y, patch.lift);
    },
    ...(patch.uv === undefined ? {} : { uv: patch.uv }),
    weigh: () => [["head", 1]],
    outward: () => [0, 0, 1],
  });
}

function difference(moved: Surface, still: Surface): Float32Array<ArrayBuffer> | null {
  const delta = moved.positions.map((value, i) => value - (still.positions[i] ?? 0));
  return delta.some((value) => Math.abs(value) > STILL_M) ? delta : null;
}

/** Height above or below the eye's middle of its outline, -1 to 1 across it. */
function outline(across: number, power: number): number {
  return (1 - Math.min(1, Math.abs(across)) ** power) ** (1 / power);
}

/** Where the lids are, `across` from the inner (−1) to the outer corner (1). */
function lids(
  { eye }: FaceShape,
  { open, bow, tilt }: Eye,
  across: number,
): { upper: number; lower: number } {
  const high = outline(across, eye.power) * eye.halfHeight;
  const closed = eye.halfHeight * (-0.28 + 0.3 * bow * (1 - across * across) + (bow > 0 ? -0.1 : 0.12));
  const upper = lerp(closed, Math.min(high, eye.halfHeight * (eye.lid + 0.06 * (1 - across * across))), open);
  const lower = lerp(closed - 0.0002, -high, Math.min(1, open));
  return { upper: upper + (eye.tilt + tilt) * across, lower: lower + (eye.tilt + tilt) * across };
}

const eyeOf = (pose: FacePose, side: number): Eye => (side > 0 ? pose.left : pose.right);

function eye(shape: FaceShape, side: number): Patch {
  const { x, y, halfWidth, halfHeight } = shape.eye;
  const flat = (state: Eye, u: number, v: number): Flat => {
    const across = u * 2 - 1;
    const { upper, lower } = lids(shape, state, across);
    return [across * halfWidth, lerp(lower, upper, v)];
  };
  return {
    material: "eye",
    columns: 16,
    rows: 10,
    lift: LIFT.eye,
    at(pose, u, v) {
      const [across, up] = flat(eyeOf(pose, side), u, v);
      return [side * (x + across), y + up];
    },
    // Not mirrored: light falls into both eyes from one side.
    uv(u, v) {
      const [across, up] = flat({ open: 1, bow: -1, tilt: 0 }, u, v);
      return [0.5 + (0.5 * side * across) / halfWidth, 0.5 - (0.5 * up) / halfHeight];
    },
  };
}

function lash(shape: FaceShape, side: number): Patch {
  const { x, y, halfWidth, lash: thick } = shape.eye;
  return {
    material: "lash",
    columns: 16,
    rows: 2,
    lift: LIFT.lash,
    at(pose, u, v) {
      const across = u * 2 - 1;
      const { upper } = lids(shape, eyeOf(pose, side), across);
      const outer = Math.max(0, across);
      const thickness = thick * (0.5 + 0.5 * outer) * (1 - 0.86 * Math.abs(across) ** 6);
      const flick = thick * 0.9 * outer ** 4;
      return [side * (x + across * halfWidth * 1.07), y + upper + flick + lerp(-0.25, 0.75, v) * thickness];
    },
  };
}

function brow({ eye, brow: { y, half, arch, thick } }: FaceShape, side: number): Patch {
  return {
    material: "brow",
    columns: 12,
    rows: 2,
    lift: LIFT.brow,
    at({ brow: pose }, u, v) {
      const across = u * 2 - 1;
      const middle = y + pose.lift + arch * (1 - across * across) - pose.grief * across;
      const thickness = thick * (0.85 - 0.5 * across) * Math.sqrt(Math.max(0.02, 1 - across ** 8));
      return [side * (eye.x + across * half), middle + (v - 0.5) * thickness];
    },
  };
}

function mouth({ mouth: { y } }: FaceShape): Patch {
  return {
    material: "mouth",
    columns: 18,
    rows: 8,
    lift: LIFT.mouth,
    at({ mouth: pose }, u, v) {
      const across = u * 2 - 1;
      const bow = outline(across, 2.2);
      const middle = y + pose.smile * across * across;
      return [across * pose.half, lerp(middle - pose.down * bow, middle + pose.up * bow, v)];
    },
    uv: (u, v) => [u, 1 - v],
  };
}

function blush({ eye: { x, y, halfHeight } }: FaceShape, side: number): Patch {
  return {
    material: "blush",
    columns: 8,
    rows: 6,
    lift: LIFT.blush,
    at: (_pose, u, v) => [
      side * (x + 0.014 + (u * 2 - 1) * 0.02),
      y - halfHeight - 0.006 + (v * 2 - 1) * 0.012,
    ],
  };
}
