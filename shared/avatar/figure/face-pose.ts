// What a face is doing: how far the eyes are open, how brows and mouth stand. A style says how it rests, an expression what it
// changes. Metres on the face, before the head's middle.

import type { FaceStyle } from "./look.ts";

export type Eye = {
  /** 1 as the style draws it, 0 closed. */
  readonly open: number;
  /** The line of the closed eye: 1 bows up as in a laugh, −1 down as in sleep. */
  readonly bow: number;
  /** How much higher the outer corner is than the style has it. */
  readonly tilt: number;
};
export type FacePose = {
  readonly left: Eye;
  readonly right: Eye;
  readonly brow: {
    readonly lift: number /** Above 0 the inner ends go up, as in grief. */;
    readonly grief: number;
  };
  readonly mouth: {
    readonly half: number;
    readonly up: number;
    readonly down: number;
    /** How much higher the corners are than the middle. */
    readonly smile: number;
  };
};

export type FaceShape = {
  readonly eye: {
    readonly x: number;
    readonly y: number;
    readonly halfWidth: number;
    readonly halfHeight: number;
    /** How much higher the outer corner is. */
    readonly tilt: number;
    /** Corners: 2 is an ellipse, more is squarer. */
    readonly power: number;
    /** Share of the upper half that is seen. */
    readonly lid: number;
    readonly lash: number;
  };
  readonly brow: { readonly y: number; readonly half: number; readonly arch: number; readonly thick: number };
  readonly mouth: { readonly y: number; readonly half: number; readonly smile: number };
};

const EYE = {
  x: 0.051,
  y: -0.018,
  halfWidth: 0.0245,
  halfHeight: 0.034,
  tilt: 0.002,
  power: 2.5,
  lid: 1,
  lash: 0.0088,
};
const BROW = { y: 0.035, half: 0.023, arch: 0.005, thick: 0.0042 };
const MOUTH = { y: -0.088, half: 0.0165, smile: 0.0042 };

export const faceShapes: Readonly<Record<FaceStyle, FaceShape>> = {
  round: { eye: EYE, brow: BROW, mouth: MOUTH },
  almond: {
    eye: { ...EYE, halfWidth: 0.027, halfHeight: 0.0285, tilt: 0.008, power: 2.1, lash: 0.0095 },
    brow: { ...BROW, y: 0.034, arch: 0.0035, thick: 0.0035 },
    mouth: { ...MOUTH, half: 0.0155, smile: 0.003 },
  },
  sleepy: {
    eye: { ...EYE, halfWidth: 0.027, tilt: -0.005, lid: 0.32, power: 2.3 },
    brow: { ...BROW, y: 0.036, arch: 0.003 },
    mouth: { ...MOUTH, half: 0.013, smile: 0.0028 },
  },
  sparkling: {
    eye: { ...EYE, x: 0.0525, halfWidth: 0.0275, halfHeight: 0.0385, tilt: 0.003, power: 2.6, lash: 0.0095 },
    brow: { ...BROW, y: 0.045, arch: 0.007, thick: 0.0034, half: 0.02 },
    mouth: { ...MOUTH, half: 0.0185, smile: 0.0062 },
  },
  dots: {
    eye: {
      ...EYE,
      x: 0.05,
      y: -0.024,
      halfWidth: 0.0125,
      halfHeight: 0.0185,
      tilt: 0,
      power: 2,
      lash: 0.0042,
    },
    brow: { ...BROW, y: 0.022, half: 0.015, arch: 0.005, thick: 0.0036 },
    mouth: { ...MOUTH, y: -0.07, half: 0.016, smile: 0.0058 },
  },
};

export function restingPose({ mouth }: FaceShape): FacePose {
  const eye = { open: 1, bow: -1, tilt: 0 };
  const still = { half: mouth.half, up: 0.0013, down: 0.0013, smile: mouth.smile };
  return { left: eye, right: eye, brow: { lift: 0, grief: 0 }, mouth: still };
}

type Change = {
  readonly eyes?: Eye;
  readonly leftEye?: Eye;
  readonly rightEye?: Eye;
  readonly brow?: FacePose["brow"];
  readonly mouth?: FacePose["mouth"];
};

const CLOSED: Eye = { open: 0, bow: -1, tilt: 0 };

/** By VRM 1.0's names of presets. */
export const EXPRESSIONS = {
  happy: {
    eyes: { open: 0, bow: 1, tilt: 0 },
    brow: { lift: 0.005, grief: 0.001 },
    mouth: { half: 0.024, up: 0.002, down: 0.017, smile: 0.011 },
  },
  angry: {
    eyes: { open: 0.74, bow: -1, tilt: 0.008 },
    brow: { lift: -0.007, grief: -0.0085 },
    mouth: { half: 0.017, up: 0.002, down: 0.002, smile: -0.0075 },
  },
  sad: {
    eyes: { open: 0.7, bow: -1, tilt: -0.009 },
    brow: { lift: 0.001, grief: 0.0085 },
    mouth: { half: 0.013, up: 0.0015, down: 0.0015, smile: -0.006 },
  },
  relaxed: {
    eyes: { open: 0.1, bow: -0.6, tilt: -0.003 },
    brow: { lift: 0.003, grief: 0.003 },
    mouth: { half: 0.019, up: 0.0013, down: 0.002, smile: 0.0075 },
  },
  surprised: {
    eyes: { open: 1.12, bow: -1, tilt: 0 },
    brow: { lift: 0.011, grief: 0.002 },
    mouth: { half: 0.0095, up: 0.007, down: 0.013, smile: 0 },
  },
  aa: { mouth: { half: 0.018, up: 0.004, down: 0.021, smile: 0.003 } },
  ih: { mouth: { half: 0.021, up: 0.003, down: 0.006, smile: 0.004 } },
  ou: { mouth: { half: 0.0075, up: 0.005, down: 0.007, smile: 0 } },
  ee: { mouth: { half: 0.02, up: 0.0035, down: 0.01, smile: 0.004 } },
  oh: { mouth: { half: 0.011, up: 0.006, down: 0.015, smile: 0 } },
  blink: { eyes: CLOSED },
  blinkLeft: { leftEye: CLOSED },
  blinkRight: { rightEye: CLOSED },
} as const satisfies Record<string, Change>;
export type ExpressionName = keyof typeof EXPRESSIONS;
export const EXPRESSION_NAMES = Object.keys(EXPRESSIONS) as readonly ExpressionName[];

/** A resting face that does what an expression says, at full weight. */
export function expressing(rest: FacePose, name: ExpressionName): FacePose {
  const change: Change = EXPRESSIONS[name];
  return {
    left: change.leftEye ?? change.eyes ?? rest.left,
    right: change.rightEye ?? change.eyes ?? rest.right,
    brow: change.brow ?? rest.brow,
    mouth: change.mouth ?? rest.mouth,
  };
}
