// Where the built-in stage puts its trees, benches and lamps. Pure and seeded by the world, so that everybody in a room walks
// round the same bench.

import { type Rng, seededRng } from "../../../shared/rng.ts";
import type { Obstacle } from "./walk.ts";

export type Spot = { readonly x: number; readonly z: number; readonly yaw: number; readonly scale: number };

export type Layout = {
  /** Radius of the paved round in the middle, metres. */
  readonly plazaRadiusM: number;
  /** A planted round in the middle; null where people appear there. */
  readonly planterRadiusM: number | null;
  readonly benches: readonly Spot[];
  readonly lamps: readonly Spot[];
  readonly trees: readonly Spot[];
  readonly obstacles: readonly Obstacle[];
};

const BENCHES = 6;
const LAMPS = 6;
const TREES_MAX = 90;
const TREE_BELT_M = 16;
const PLANTER_RADIUS_M = 1.5;
const BENCH_OBSTACLE_M = 0.75;
const LAMP_OBSTACLE_M = 0.3;
/** What one bumps into is wider than what one sees, by half a body. */
const BODY_M = 0.3;
const SPAWN_CLEAR_M = 3;

export function layOut(
  worldId: string,
  halfSizeM: number,
  spawn: readonly [x: number, y: number, z: number],
): Layout {
  const rng = seededRng(hash(worldId));
  const plazaRadiusM = Math.min(14, halfSizeM * 0.45);
  const isFree = (x: number, z: number) => Math.hypot(x - spawn[0], z - spawn[2]) > SPAWN_CLEAR_M;
  const planterRadiusM = isFree(0, 0) && plazaRadiusM > 4 ? PLANTER_RADIUS_M : null;
  const benches = ring(BENCHES, plazaRadiusM * 0.78, 0.5).filter(({ x, z }) => isFree(x, z));
  const lamps = ring(LAMPS, plazaRadiusM + 0.7, 0.5).filter(({ x, z }) => isFree(x, z));
  const obstacles = [
    ...(planterRadiusM === null ? [] : [{ x: 0, z: 0, radiusM: planterRadiusM + BODY_M }]),
    ...benches.map(({ x, z }) => ({ x, z, radiusM: BENCH_OBSTACLE_M + BODY_M })),
    ...lamps.map(({ x, z }) => ({ x, z, radiusM: LAMP_OBSTACLE_M + BODY_M })),
  ];
  return { plazaRadiusM, planterRadiusM, benches, lamps, trees: belt(halfSizeM, rng), obstacles };
}

/** Round the middle, looking inwards; `shift` from 0 to 1 of the distance between two. */
function ring(count: number, radiusM: number, shift: number): Spot[] {
  return Array.from({ length: count }, (_, index) => {
    const angle = ((index + shift) / count) * 2 * Math.PI;
    return { x: Math.sin(angle) * radiusM, z: Math.cos(angle) * radiusM, yaw: angle + Math.PI, scale: 1 };
  });
}

/** Trees outside the walkable square only: nobody should have to walk through one. */
function belt(halfSizeM: number, rng: Rng): Spot[] {
  const trees: Spot[] = [];
  const outer = halfSizeM + TREE_BELT_M;
  for (let tries = 0; tries < TREES_MAX * 4 && trees.length < TREES_MAX; tries++) {
    const x = (rng() * 2 - 1) * outer;
    const z = (rng() * 2 - 1) * outer;
    if (Math.max(Math.abs(x), Math.abs(z)) < halfSizeM + 2) continue;
    if (trees.some((tree) => Math.hypot(tree.x - x, tree.z - z) < 2.4)) continue;
    trees.push({ x, z, yaw: rng() * 2 * Math.PI, scale: 0.75 + rng() * 0.7 });
  }
  return trees;
}

/** FNV-1a, 64 bits. */
function hash(text: string): bigint {
  let value = 0xcbf29ce484222325n;
  for (const character of text)
    value = ((value ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return value;
}
