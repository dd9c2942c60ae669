// The things that stand about on the built-in stage. Whatever is there more than once is one instanced mesh.

import {
  BoxGeometry,
  type BufferGeometry,
  CircleGeometry,
  CylinderGeometry,
  Group,
  IcosahedronGeometry,
  InstancedMesh,
  type Material,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  Object3D,
  SphereGeometry,
} from "three";
import { seededRng } from "../../../shared/rng.ts";
import type { Spot } from "./layout.ts";
import type { Palette } from "./palette.ts";
import { radialTexture } from "./textures.ts";

const KERB_HEIGHT_M = 0.28;

/** A low wall round the walkable square: here the world ends. */
export function kerb(halfSizeM: number, palette: Palette): InstancedMesh {
  const length = halfSizeM * 2 + 1.2;
  const shape = new BoxGeometry(length, KERB_HEIGHT_M, 0.4);
  const edge = halfSizeM + 0.5;
  const sides = [0, 1, 2, 3].map((quarter) => {
    const yaw = (quarter * Math.PI) / 2;
    return { x: Math.sin(yaw) * edge, z: Math.cos(yaw) * edge, yaw, scale: 1 };
  });
  return instances(shape, new MeshLambertMaterial({ color: palette.kerb }), sides, [0, KERB_HEIGHT_M / 2, 0]);
}

export function benches(spots: readonly Spot[], palette: Palette): InstancedMesh[] {
  const wood = new MeshLambertMaterial({ color: palette.wood });
  const metal = new MeshLambertMaterial({ color: palette.metal });
  return [
    instances(new BoxGeometry(1.5, 0.07, 0.46), wood, spots, [0, 0.44, 0]),
    instances(new BoxGeometry(1.5, 0.34, 0.06), wood, spots, [0, 0.72, -0.24]),
    instances(new BoxGeometry(0.07, 0.44, 0.42), metal, spots, [-0.62, 0.22, 0]),
    instances(new BoxGeometry(0.07, 0.44, 0.42), metal, spots, [0.62, 0.22, 0]),
  ];
}

export function lamps(spots: readonly Spot[], palette: Palette, night: boolean): InstancedMesh[] {
  const metal = new MeshLambertMaterial({ color: palette.metal });
  const glow = new MeshBasicMaterial({ color: night ? "#ffe3a8" : "#fff6e2", fog: false });
  const parts = [
    instances(new CylinderGeometry(0.05, 0.07, 2.7, 10), metal, spots, [0, 1.35, 0]),
    instances(new SphereGeometry(0.2, 16, 12), glow, spots, [0, 2.82, 0]),
  ];
  if (!night) return parts;
  const pool = new MeshBasicMaterial({
    map: radialTexture("rgba(255, 220, 150, 0.9)", "rgba(255, 220, 150, 0)"),
    transparent: true,
    opacity: 0.5,
    depthWrite: false,
  });
  const shape = new CircleGeometry(2.6, 32).rotateX(-Math.PI / 2);
  return [...parts, instances(shape, pool, spots, [0, 0.03, 0])];
}

export function trees(spots: readonly Spot[], palette: Palette): InstancedMesh[] {
  const trunk = new CylinderGeometry(0.14, 0.22, 1.7, 8);
  const crown = new IcosahedronGeometry(1.25, 2);
  const leaf = new MeshLambertMaterial({ color: palette.leaf });
  const light = new MeshLambertMaterial({ color: palette.leafLight });
  const even = spots.filter((_, index) => index % 2 === 0);
  const odd = spots.filter((_, index) => index % 2 === 1);
  return [
    instances(trunk, new MeshLambertMaterial({ color: palette.trunk }), spots, [0, 0.85, 0]),
    instances(crown, leaf, even, [0, 2.5, 0], [1, 1.2, 1]),
    instances(crown, light, odd, [0, 2.4, 0], [1.1, 1, 1.1]),
    instances(crown, light, even, [0.45, 3.1, 0.3], [0.6, 0.6, 0.6]),
    instances(crown, leaf, odd, [-0.5, 2.9, 0.35], [0.62, 0.6, 0.62]),
  ];
}

/** A round bed of bushes. */
export function planter(radiusM: number, palette: Palette): Group {
  const group = new Group();
  const wall = new Mesh(
    new CylinderGeometry(radiusM, radiusM * 1.04, 0.46, 40, 1, false),
    new MeshLambertMaterial({ color: palette.kerb }),
  );
  wall.position.y = 0.23;
  const earth = flat(
    new CircleGeometry(radiusM * 0.88, 40),
    new MeshLambertMaterial({ color: palette.leafLight }),
    0.465,
  );
  const rng = seededRng(5n);
  const bushes = Array.from({ length: 9 }, (_, index) => {
    const away = radiusM * (index === 0 ? 0 : 0.58);
    const angle = (index / 8) * 2 * Math.PI;
    return { x: Math.sin(angle) * away, z: Math.cos(angle) * away, yaw: angle, scale: 0.8 + rng() * 0.5 };
  });
  const shape = new IcosahedronGeometry(0.42, 3);
  const light = new MeshLambertMaterial({ color: palette.leafLight });
  const leaf = new MeshLambertMaterial({ color: palette.leaf });
  const flower = new MeshLambertMaterial({ color: palette.flower });
  group.add(
    wall,
    earth,
    instances(
      shape,
      leaf,
      bushes.filter((_, index) => index % 2 === 0),
      [0, 0.62, 0],
    ),
    instances(
      shape,
      light,
      bushes.filter((_, index) => index % 2 === 1),
      [0, 0.6, 0],
    ),
    instances(new SphereGeometry(0.07, 8, 6), flower, bushes, [0.16, 1.0, 0.12]),
    instances(new SphereGeometry(0.06, 8, 6), flower, bushes, [-0.2, 0.94, 0.18]),
  );
  return group;
}

export function hills(halfSizeM: number, palette: Palette): InstancedMesh {
  const rng = seededRng(11n);
  const spots = Array.from({ length: 14 }, (_, index) => {
    const angle = (index / 14) * 2 * Math.PI + rng() * 0.3;
    const away = halfSizeM * 2.2 + 60 + rng() * 30;
    return { x: Math.sin(angle) * away, z: Math.cos(angle) * away, yaw: angle, scale: 0.7 + rng() * 0.7 };
  });
  const shape = new SphereGeometry(34, 24, 12);
  return instances(
    shape,
    new MeshLambertMaterial({ color: palette.hill }),
    spots,
    [0, -4, 0],
    [1, 0.42, 0.8],
  );
}

/** A shape lying on the ground, facing up. */
export function flat(shape: BufferGeometry, material: Material, y: number): Mesh {
  const mesh = new Mesh(shape, material);
  mesh.rotation.x = -Math.PI / 2;
  mesh.position.y = y;
  return mesh;
}

function instances(
  shape: BufferGeometry,
  material: Material,
  spots: readonly Spot[],
  offset: readonly [number, number, number],
  stretch: readonly [number, number, number] = [1, 1, 1],
): InstancedMesh {
  const mesh = new InstancedMesh(shape, material, spots.length);
  const place = new Object3D();
  const inside = new Matrix4().makeTranslation(...offset).multiply(new Matrix4().makeScale(...stretch));
  spots.forEach((spot, index) => {
    place.position.set(spot.x, 0, spot.z);
    place.rotation.y = spot.yaw;
    place.scale.setScalar(spot.scale);
    place.updateMatrix();
    mesh.setMatrixAt(index, place.matrix.multiply(inside));
  });
  // The bounds of the first instance would cull all others.
  mesh.computeBoundingSphere();
  return mesh;
}
