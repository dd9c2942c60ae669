// What of an avatar anybody sees: skin under clothes costs a stand-in triangles, and comes through what covers it as soon as both
// are drawn with few. Pure.

import { Bounds } from "../../../shared/avatar/bounds.ts";
import { keepUsed, type VertexSet } from "./vertex-set.ts";

/** Of a vertex: whether what it belongs to hides what is behind it. Not written into a file. */
export const COVERS = "_COVERS";
export const Cover = { none: 0, ofItsFront: 1, ofBothSides: 2 } as const;

/** Of the picture of the whole avatar: a pixel is about eight millimetres, and finer ones find no more. */
const SIDE_PX = 256;
/** So near behind what covers it, a triangle counts as part of it. */
const SLACK_PX = 0.25;
/** Of 18; what is seen from fewer shows in a slit. An open surface is seen from about eight. */
const SEEN_FROM_MIN = 3;

/** Bits: an axis has two. */
const NEAR_END = 1;
const FAR_END = 2;

type Vector = readonly [x: number, y: number, z: number];
/** To the faces and edges of a cube, one of each two that are opposite: we look along each both ways. */
const AXES: readonly Vector[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [1, 1, 0],
  [1, -1, 0],
  [1, 0, 1],
  [1, 0, -1],
  [0, 1, 1],
  [0, 1, -1],
];

/** What is nearest to who looks along an axis one way, and to who looks the other way: along the axis, in pixels. */
type Covered = { readonly near: Float32Array; readonly far: Float32Array };

/**
 * The set without triangles that lie behind something of the same limb from nearly everywhere: what another limb hides shows when
 * that moves. `limbOf` is by joint. Two pictures are held, 512 kB, and drawn anew for each axis and limb.
 */
export function keepSeen(set: VertexSet, limbOf: Uint8Array): VertexSet {
  const indices = set.faces[0]?.indices ?? new Uint32Array();
  const positions = set.attributes.get("POSITION")?.values ?? new Float32Array();
  const covers = set.attributes.get(COVERS)?.values ?? new Float32Array();
  const trianglesOf = byLimb(set, indices, limbOf);
  const seenFrom = new Uint8Array(indices.length / 3);
  const bounds = new Bounds();
  bounds.add(positions);
  const shown = new Float32Array(positions.length);
  const covered: Covered = { near: new Float32Array(SIDE_PX ** 2), far: new Float32Array(SIDE_PX ** 2) };
  for (const axis of AXES) {
    project(positions, bounds, axis, shown);
    for (const triangles of trianglesOf) {
      covered.near.fill(Number.NEGATIVE_INFINITY);
      covered.far.fill(Number.POSITIVE_INFINITY);
      for (const t of triangles) {
        const cover = covers[indices[t * 3] ?? 0] ?? Cover.none;
        if (cover !== Cover.none) meetPixels(shown, indices, t, cover, covered);
      }
      for (const t of triangles)
        if ((seenFrom[t] ?? 0) < SEEN_FROM_MIN)
          seenFrom[t] = (seenFrom[t] ?? 0) + meetPixels(shown, indices, t, Cover.none, covered);
    }
  }
  const seen = indices.filter((_, at) => (seenFrom[Math.floor(at / 3)] ?? 0) >= SEEN_FROM_MIN);
  return keepUsed(set, [seen]);
}

function byLimb(set: VertexSet, indices: Uint32Array, limbOf: Uint8Array): readonly (readonly number[])[] {
  const joints = set.attributes.get("JOINTS_0")?.values ?? new Float32Array();
  const weights = set.attributes.get("WEIGHTS_0")?.values ?? new Float32Array();
  const trianglesOf = new Map<number, number[]>();
  for (let t = 0; t < indices.length / 3; t++) {
    let heaviest = (indices[t * 3] ?? 0) * 4;
    for (let at = heaviest + 1, end = heaviest + 4; at < end; at++)
      if ((weights[at] ?? 0) > (weights[heaviest] ?? 0)) heaviest = at;
    const limb = limbOf[joints[heaviest] ?? 0] ?? 0;
    const triangles = trianglesOf.get(limb) ?? [];
    trianglesOf.set(limb, triangles);
    triangles.push(t);
  }
  return [...trianglesOf.values()];
}

/** Vertices as somebody sees them who looks against the axis: pixels from a corner, and along the axis. */
function project(positions: Float32Array, { min, max, size }: Bounds, axis: Vector, out: Float32Array): void {
  const scale = SIDE_PX / Math.max(1e-6, Math.hypot(...size));
  const ahead = unit(axis);
  const right = unit(cross(axis[0] === 0 && axis[2] === 0 ? [0, 0, 1] : [0, 1, 0], axis));
  const up = cross(ahead, right);
  for (let i = 0; i < positions.length; i += 3) {
    const x = ((positions[i] ?? 0) - (min[0] + max[0]) / 2) * scale;
    const y = ((positions[i + 1] ?? 0) - (min[1] + max[1]) / 2) * scale;
    const z = ((positions[i + 2] ?? 0) - (min[2] + max[2]) / 2) * scale;
    out[i] = SIDE_PX / 2 + right[0] * x + right[1] * y + right[2] * z;
    out[i + 1] = SIDE_PX / 2 + up[0] * x + up[1] * y + up[2] * z;
    out[i + 2] = ahead[0] * x + ahead[1] * y + ahead[2] * z;
  }
}

/**
 * Draws the triangle where it covers anything, and tells from how many of the two ends of the axis it is seen so far, whichever side
 * of it. On every pixel whose middle it covers; of a tiny one, on that its own middle is in. Written out: it is asked of 200,000.
 */
function meetPixels(
  shown: Float32Array,
  indices: Uint32Array,
  t: number,
  cover: number,
  covered: Covered,
): number {
  const a = (indices[t * 3] ?? 0) * 3;
  const b = (indices[t * 3 + 1] ?? 0) * 3;
  const c = (indices[t * 3 + 2] ?? 0) * 3;
  const ax = shown[a] ?? 0;
  const ay = shown[a + 1] ?? 0;
  const az = shown[a + 2] ?? 0;
  const toBx = (shown[b] ?? 0) - ax;
  const toBy = (shown[b + 1] ?? 0) - ay;
  const toBz = (shown[b + 2] ?? 0) - az;
  const toCx = (shown[c] ?? 0) - ax;
  const toCy = (shown[c + 1] ?? 0) - ay;
  const toCz = (shown[c + 2] ?? 0) - az;
  const area = toBx * toCy - toCx * toBy;
  const drawsNear = cover === Cover.ofBothSides || (cover === Cover.ofItsFront && area > 0);
  const drawsFar = cover === Cover.ofBothSides || (cover === Cover.ofItsFront && area < 0);
  const right = Math.floor(ax + Math.max(0, toBx, toCx) - 0.5);
  const bottom = Math.floor(ay + Math.max(0, toBy, toCy) - 0.5);
  const left = Math.ceil(ax + Math.min(0, toBx, toCx) - 0.5);
  let isTiny = true;
  let ends = 0;
  for (let y = Math.ceil(ay + Math.min(0, toBy, toCy) - 0.5); y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const dx = x + 0.5 - ax;
      const dy = y + 0.5 - ay;
      const shareB = (dx * toCy - toCx * dy) / area;
      const shareC = (toBx * dy - dx * toBy) / area;
      if (!(shareB >= 0 && shareC >= 0 && shareB + shareC <= 1)) continue;
      isTiny = false;
      ends |= meet(y * SIDE_PX + x, az + shareB * toBz + shareC * toCz, drawsNear, drawsFar, covered);
    }
  if (isTiny) {
    const at = Math.floor(ay + (toBy + toCy) / 3) * SIDE_PX + Math.floor(ax + (toBx + toCx) / 3);
    ends = meet(at, az + (toBz + toCz) / 3, drawsNear, drawsFar, covered);
  }
  return Number((ends & NEAR_END) > 0) + Number((ends & FAR_END) > 0);
}

/** From which ends a pixel of a triangle is seen, as bits, after it is drawn. */
function meet(at: number, z: number, drawsNear: boolean, drawsFar: boolean, { near, far }: Covered): number {
  if (drawsNear && z > (near[at] ?? 0)) near[at] = z;
  if (drawsFar && z < (far[at] ?? 0)) far[at] = z;
  return (z >= (near[at] ?? 0) - SLACK_PX ? NEAR_END : 0) | (z <= (far[at] ?? 0) + SLACK_PX ? FAR_END : 0);
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
