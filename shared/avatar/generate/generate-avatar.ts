// An avatar out of nothing but a description and chance: for tests, benches and whoever needs one that nobody else owns (CC0).

import type { Rng } from "../../rng.ts";
import { buildFigure, type Figure, triangleCount } from "../figure/build-figure.ts";
import type { Look } from "../figure/look.ts";
import { type AvatarSpec, randomLook } from "./spec.ts";
import { writeVrm } from "./write-vrm.ts";

/** Surfaces cannot be divided less and keep their shape, nor more and stay within the limits of an avatar. */
const DETAIL_MIN = 0.3;
const DETAIL_MAX = 8;
const TRIES = 4;
const CLOSE_ENOUGH = 0.03;

/**
 * Generates one VRM file. The same spec and chance give the same avatar; the bytes of its pictures depend on the runtime's
 * deflate. Bounds: triangles up to some 500,000; of pictures only what is compressed is held.
 */
export async function generateAvatar(spec: AvatarSpec, rng: Rng): Promise<Uint8Array<ArrayBuffer>> {
  const look = spec.look ?? randomLook(rng);
  return writeVrm(figureOf(look, spec), look, spec, rng);
}

/** Divided as finely as the triangles ask for. */
function figureOf(look: Look, { triangles, withFingers, ribbons }: AvatarSpec): Figure {
  let detail = 1;
  let figure = buildFigure(look, { detail, withFingers, ribbons });
  if (triangles === null) return figure;
  for (let tries = 0; tries < TRIES; tries++) {
    const share = triangles / triangleCount(figure);
    if (Math.abs(share - 1) < CLOSE_ENOUGH) break;
    detail = Math.min(DETAIL_MAX, Math.max(DETAIL_MIN, detail * Math.sqrt(share)));
    figure = buildFigure(look, { detail, withFingers, ribbons });
  }
  return figure;
}
