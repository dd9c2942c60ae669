// The little vector arithmetic a figure is built with. Metres, right-handed, +Y up.

import type { Point } from "../matrix.ts";

export const add = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Point, by: number): Point => [a[0] * by, a[1] * by, a[2] * by];
export const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Point, b: Point): Point => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const lengthOf = (a: Point): number => Math.hypot(a[0], a[1], a[2]);

/** Of length one; what has no length points up. */
export function unit(a: Point): Point {
  const length = lengthOf(a);
  return length < 1e-9 ? [0, 1, 0] : scale(a, 1 / length);
}

export const lerp = (from: number, to: number, share: number): number => from + (to - from) * share;
export const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

/** A smooth curve through numbers that stand at equal steps; `t` from 0 to 1. Catmull-Rom, its ends repeated. */
export function through(values: readonly number[], t: number): number {
  const last = values.length - 1;
  const x = clamp(t, 0, 1) * last;
  const i = Math.min(last - 1, Math.floor(x));
  const f = x - i;
  const at = (index: number) => values[clamp(index, 0, last)] ?? 0;
  const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
  return b + 0.5 * f * (c - a + f * (2 * a - 5 * b + 4 * c - d + f * (3 * (b - c) + d - a)));
}
