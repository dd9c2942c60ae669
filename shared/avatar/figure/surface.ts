// Surfaces: a grid bent into shape by a function, with normals, texture coordinates and the bones each vertex hangs on.

import type { Point } from "../matrix.ts";
import { add, cross, dot, subtract, unit } from "./vector.ts";

/** Bone -> share; shares sum to one. At most four. */
export type Weights = readonly (readonly [bone: string, share: number])[];

export type Surface = {
  readonly positions: Float32Array<ArrayBuffer>;
  readonly normals: Float32Array<ArrayBuffer>;
  readonly uvs: Float32Array<ArrayBuffer>;
  readonly weights: readonly Weights[];
  readonly indices: Uint32Array<ArrayBuffer>;
};

export type GridShape = {
  readonly columns: number;
  readonly rows: number;
  /** Whether the last column meets the first. */
  readonly isClosed: boolean;
  /** The place of a grid point; `u` along columns and `v` along rows, from 0 to 1. */
  readonly at: (u: number, v: number) => Point;
  readonly weigh: (point: Point, u: number, v: number) => Weights;
  /** Texture coordinates, v from the top. u and v by default. */
  readonly uv?: (u: number, v: number) => readonly [number, number];
  /** A direction on the outer side there: it turns the whole surface the right way out. */
  readonly outward: (point: Point, u: number, v: number) => Point;
};

/** Bends a grid. Bounds: (columns + 1) × (rows + 1) vertices, 2 × columns × rows triangles. */
export function bendGrid(shape: GridShape): Surface {
  const { columns, rows } = shape;
  const vertexCount = (columns + 1) * (rows + 1);
  const positions = new Float32Array(vertexCount * 3);
  const uvs = new Float32Array(vertexCount * 2);
  const weights: Weights[] = [];
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column <= columns; column++) {
      const vertex = row * (columns + 1) + column;
      const [u, v] = [column / columns, row / rows];
      // The seam is one line, whatever a sine of a full turn comes to.
      const point = shape.at(shape.isClosed && column === columns ? 0 : u, v);
      positions.set(point, vertex * 3);
      uvs.set(shape.uv?.(u, v) ?? [u, v], vertex * 2);
      weights.push(shape.weigh(point, u, v));
    }
  const indices = gridIndices(columns, rows);
  const normals = normalsOf(positions, indices);
  if (shape.isClosed) joinSeam(normals, columns, rows);
  turnOut(shape, positions, normals, indices);
  for (let vertex = 0; vertex < vertexCount; vertex++)
    normals.set(unit(pointAt(normals, vertex)), vertex * 3);
  return { positions, normals, uvs, weights, indices };
}

export function pointAt(values: Float32Array, vertex: number): Point {
  return [values[vertex * 3] ?? 0, values[vertex * 3 + 1] ?? 0, values[vertex * 3 + 2] ?? 0];
}

function gridIndices(columns: number, rows: number): Uint32Array<ArrayBuffer> {
  const indices = new Uint32Array(columns * rows * 6);
  let at = 0;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const a = row * (columns + 1) + column;
      const c = a + columns + 1;
      indices.set([a, c, a + 1, a + 1, c, c + 1], at);
      at += 6;
    }
  return indices;
}

/** Sums of the faces' normals, as long as the faces are large. */
function normalsOf(positions: Float32Array, indices: Uint32Array): Float32Array<ArrayBuffer> {
  const normals = new Float32Array(positions.length);
  for (let i = 0; i < indices.length; i += 3) {
    const corners = [indices[i] ?? 0, indices[i + 1] ?? 0, indices[i + 2] ?? 0];
    const [a, b, c] = corners.map((corner) => pointAt(positions, corner));
    if (a === undefined || b === undefined || c === undefined) continue;
    const normal = cross(subtract(b, a), subtract(c, a));
    for (const corner of corners)
      for (let axis = 0; axis < 3; axis++)
        normals[corner * 3 + axis] = (normals[corner * 3 + axis] ?? 0) + (normal[axis] ?? 0);
  }
  return normals;
}

function joinSeam(normals: Float32Array, columns: number, rows: number): void {
  for (let row = 0; row <= rows; row++) {
    const first = row * (columns + 1);
    const sum = add(pointAt(normals, first), pointAt(normals, first + columns));
    normals.set(sum, first * 3);
    normals.set(sum, (first + columns) * 3);
  }
  // A first or last row that is one point has one normal.
  for (const row of [0, rows]) {
    let sum: Point = [0, 0, 0];
    const from = row * (columns + 1);
    for (let column = 0; column <= columns; column++) sum = add(sum, unit(pointAt(normals, from + column)));
    for (let column = 0; column <= columns; column++)
      if (Math.hypot(...pointAt(normals, from + column)) < 1e-8) normals.set(sum, (from + column) * 3);
  }
}

function turnOut(
  { columns, rows, outward }: GridShape,
  positions: Float32Array,
  normals: Float32Array,
  indices: Uint32Array,
): void {
  let sum = 0;
  for (let vertex = 0; vertex * 3 < positions.length; vertex++) {
    const u = (vertex % (columns + 1)) / columns;
    const v = Math.floor(vertex / (columns + 1)) / rows;
    sum += dot(pointAt(normals, vertex), outward(pointAt(positions, vertex), u, v));
  }
  if (sum >= 0) return;
  for (let i = 0; i < normals.length; i++) normals[i] = -(normals[i] ?? 0);
  for (let i = 0; i < indices.length; i += 3) {
    const second = indices[i + 1] ?? 0;
    indices[i + 1] = indices[i + 2] ?? 0;
    indices[i + 2] = second;
  }
}

/** How finely surfaces are divided: 1 as they are drawn, 2 for four times the triangles. */
export type Detail = number;

export function divide(count: number, detail: Detail): number {
  return Math.max(3, Math.round(count * detail));
}
