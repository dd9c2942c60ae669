// The built-in figure: a rounded body in its owner's colour, a head, a scarf, feet that step. Who wears nothing else, or whose
// avatar does not load, is seen as this.

import {
  type BufferGeometry,
  CapsuleGeometry,
  CircleGeometry,
  Color,
  Group,
  LatheGeometry,
  Mesh,
  MeshLambertMaterial,
  SphereGeometry,
  TorusGeometry,
  Vector2,
} from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import { hueOf } from "../components/colour.ts";
import type { Figure } from "./figure.ts";
import { blinkAt, limbsOf, STANDING, stepGait } from "./gait.ts";

const HEIGHT_M = 1.38;
const HEAD_Y_M = 1.14;
const HEAD_RADIUS_M = 0.235;
const LEG_LENGTH_M = 0.42;
const EYES_Y_M = -0.01;
const EYES_X_M = 0.085;

/** From foot to neck, as radius and height; turned round the up axis. */
const BODY_PROFILE = [
  [0, 0.13],
  [0.2, 0.14],
  [0.27, 0.24],
  [0.285, 0.4],
  [0.255, 0.62],
  [0.2, 0.82],
  [0.14, 0.95],
  [0, 0.99],
] as const;

/** One shape of a left and a right one: half the draw calls. */
function pair(make: (x: number) => BufferGeometry): BufferGeometry {
  return mergeGeometries([make(-EYES_X_M), make(EYES_X_M)]);
}

/** Shared by every stand-in; they live as long as the page. */
const SHAPES = {
  body: new LatheGeometry(
    BODY_PROFILE.map(([radius, height]) => new Vector2(radius, height)),
    20,
  ),
  head: new SphereGeometry(HEAD_RADIUS_M, 20, 14),
  hair: new SphereGeometry(HEAD_RADIUS_M * 1.06, 20, 8, 0, 2 * Math.PI, 0, Math.PI * 0.5),
  eyes: pair((x) => new SphereGeometry(0.026, 8, 6).scale(1, 1, 0.5).translate(x, 0, HEAD_RADIUS_M * 0.93)),
  cheeks: pair((x) =>
    new CircleGeometry(0.035, 12).rotateY(x * 6.2).translate(x * 1.55, -0.075, HEAD_RADIUS_M * 0.865),
  ),
  scarf: new TorusGeometry(0.155, 0.05, 6, 20),
  foot: new SphereGeometry(0.105, 12, 8),
  hand: new CapsuleGeometry(0.055, 0.2, 3, 8),
} as const;

/**
 * Lets go of what a renderer keeps of the shared shapes; another may use them again. Without it, every renderer there ever was
 * would be held by them.
 */
export function releaseStandInShapes(): void {
  for (const shape of Object.values(SHAPES)) shape.dispose();
}

export function createStandIn(sid: number): Figure {
  const hue = hueOf(sid) / 360;
  const paint = (saturation: number, lightness: number, shift = 0) =>
    new MeshLambertMaterial({ color: new Color().setHSL((hue + shift) % 1, saturation, lightness) });
  const cloth = paint(0.48, 0.55);
  const trim = paint(0.5, 0.42);
  const hair = paint(0.16, 0.2, 0.08);
  const skin = new MeshLambertMaterial({ color: "#fbe4cf" });
  const ink = new MeshLambertMaterial({ color: "#2e2a26" });
  const blush = new MeshLambertMaterial({ color: "#f3b8a2", transparent: true, opacity: 0.75 });

  const object = new Group();
  const body = new Group();
  object.add(body);
  body.add(new Mesh(SHAPES.body, cloth));
  const scarf = new Mesh(SHAPES.scarf, trim);
  scarf.position.y = 0.93;
  scarf.rotation.x = Math.PI / 2;
  body.add(scarf);

  const head = new Group();
  head.position.y = HEAD_Y_M;
  const cap = new Mesh(SHAPES.hair, hair);
  cap.rotation.x = -0.55;
  head.add(new Mesh(SHAPES.head, skin), cap);
  // The eyes are closed by making them flat, so their shape has its middle where they are.
  const eyes = new Mesh(SHAPES.eyes, ink);
  eyes.position.y = EYES_Y_M;
  head.add(eyes, new Mesh(SHAPES.cheeks, blush));
  body.add(head);

  const [leftFoot, rightFoot] = [0.12, -0.12].map((x) => limb(SHAPES.foot, trim, x, 0.1));
  const [leftHand, rightHand] = [0.27, -0.27].map((x) => limb(SHAPES.hand, cloth, x, 0.66));
  for (const part of [leftFoot, rightFoot, leftHand, rightHand]) if (part !== undefined) object.add(part);

  let gait = STANDING;
  return {
    object,
    heightM: HEIGHT_M,
    animate(motion, dtS) {
      gait = stepGait(gait, { ...motion, legLengthM: LEG_LENGTH_M }, dtS);
      const limbs = limbsOf(gait);
      body.position.y = limbs.bob * 1.2 + 0.012 * limbs.breath;
      body.rotation.set(limbs.lean, limbs.twist, Math.sin(gait.phase) * 0.045 * gait.swing);
      head.rotation.set(-motion.lookPitch * 0.8, motion.lookYaw * 0.8, 0);
      const closed = blinkAt(gait.timeS, sid);
      eyes.scale.y = 1 - 0.9 * closed;
      stepFoot(leftFoot, limbs.leftLeg, limbs.leftKnee);
      stepFoot(rightFoot, limbs.rightLeg, limbs.rightKnee);
      swingHand(leftHand, limbs.leftArm, 0.22);
      swingHand(rightHand, limbs.rightArm, -0.22);
    },
    dispose() {
      for (const material of [cloth, trim, hair, skin, ink, blush]) material.dispose();
    },
  };
}

function limb(
  shape: SphereGeometry | CapsuleGeometry,
  material: MeshLambertMaterial,
  x: number,
  y: number,
): Mesh {
  const mesh = new Mesh(shape, material);
  mesh.position.set(x, y, 0);
  return mesh;
}

function stepFoot(foot: Mesh | undefined, leg: number, knee: number): void {
  foot?.position.setZ(-Math.sin(leg) * LEG_LENGTH_M);
  foot?.position.setY(0.1 + Math.max(0, knee - 0.06) * 0.12);
}

function swingHand(hand: Mesh | undefined, arm: number, splay: number): void {
  hand?.rotation.set(arm, 0, splay);
  hand?.position.setZ(-Math.sin(arm) * 0.16);
}
