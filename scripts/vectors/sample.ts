// What every file of golden vectors is made of: lines, and chance with a seed.

import type { Quat, Vec3 } from "../../shared/protocol/ext/quantize.ts";
import type { Rng } from "../../shared/rng.ts";

export type Vector = { readonly bytes: Uint8Array; readonly inputs: unknown; readonly decoded: unknown };
export type VectorFile = { readonly title: string; lines(): Iterable<Vector> };

/** Six decimals: enough to land between steps, short enough to read. */
export const between = (rng: Rng, low: number, high: number): number =>
  Math.round((low + rng() * (high - low)) * 1e6) / 1e6;
/** 0 up to `count`, without it. */
export const whole = (rng: Rng, count: number): number => Math.floor(rng() * count);

export const vec3 = (rng: Rng, limit: number): Vec3 => [
  between(rng, -limit, limit),
  between(rng, -limit, limit),
  between(rng, -limit, limit),
];

/** Any length but 0: codecs normalise. */
export function rotation(rng: Rng): Quat {
  return [between(rng, -1, 1), between(rng, -1, 1), between(rng, -1, 1), between(rng, -1, 1)];
}
