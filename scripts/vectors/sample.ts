// What every file of golden vectors is made of: lines, and chance with a seed.

import type { Quat, Vec3 } from "../../shared/protocol/ext/quantize.ts";
import type { Rng } from "../../shared/rng.ts";

/** What one line is made of: what is encoded, or bytes of which many say the same and which are decoded only. */
export type Line = { readonly inputs: unknown } | { readonly bytes: Uint8Array; readonly decoded: unknown };

export type VectorFile = {
  readonly title: string;
  encode(inputs: never): Uint8Array;
  /** `told` is the line's inputs or its decoded column: what bytes alone do not say is read there, as direction and version. */
  decode(bytes: Uint8Array, told: never): unknown;
  lines(): Iterable<Line>;
};

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
