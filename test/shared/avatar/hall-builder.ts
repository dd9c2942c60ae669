// Models that are no avatars, of some weight: a vase to hold, and a hall with walls round some of them. Deterministic.

import { encodePng } from "../../../origin/ugc/portrait/png.ts";
import { writeGlb } from "../../../shared/avatar/write-glb.ts";

type Mesh = {
  readonly positions: readonly number[];
  readonly normals: readonly number[];
  readonly texcoords: readonly number[];
  readonly indices: readonly number[];
};
type Shown = {
  readonly mesh: number;
  readonly translation?: readonly number[];
  readonly scale?: readonly number[];
};

const ROUND = 96;
const UP = 160;

/** A surface turned about the vertical, `metresPerUnit` its height: 30,000 triangles. */
function vase(metresPerUnit: number): Mesh {
  const positions: number[] = [];
  const normals: number[] = [];
  const texcoords: number[] = [];
  const indices: number[] = [];
  for (let j = 0; j <= UP; j++)
    for (let i = 0; i <= ROUND; i++) {
      const [u, v] = [i / ROUND, j / UP];
      const angle = u * 2 * Math.PI;
      const radius = (0.18 + 0.08 * Math.sin(v * 7) + 0.004 * Math.sin(angle * 12)) * metresPerUnit;
      positions.push(Math.cos(angle) * radius, v * metresPerUnit, Math.sin(angle) * radius);
      normals.push(Math.cos(angle), 0, Math.sin(angle));
      texcoords.push(u, v);
    }
  for (let j = 0; j < UP; j++)
    for (let i = 0; i < ROUND; i++) {
      const a = j * (ROUND + 1) + i;
      const b = a + ROUND + 1;
      indices.push(a, b, a + 1, a + 1, b, b + 1);
    }
  return { positions, normals, texcoords, indices };
}

const TILES = 64;

/** A box of walls, seen from both sides, in tiles whose picture repeats nineteen times. */
function walls(halfM: number, heightM: number): Mesh {
  const positions: number[] = [];
  const normals: number[] = [];
  const texcoords: number[] = [];
  const indices: number[] = [];
  for (const [sx, sz] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    const base = positions.length / 3;
    for (let j = 0; j <= TILES; j++)
      for (let i = 0; i <= TILES; i++) {
        const along = (i / TILES - 0.5) * 2 * halfM;
        positions.push(sx * halfM + sz * along, (j / TILES) * heightM, sz * halfM - sx * along);
        normals.push(-sx, 0, -sz);
        texcoords.push((i / TILES) * 19.3, (j / TILES) * 4.9);
      }
    for (let j = 0; j < TILES; j++)
      for (let i = 0; i < TILES; i++) {
        const a = base + j * (TILES + 1) + i;
        const b = a + TILES + 1;
        indices.push(a, b, a + 1, a + 1, b, b + 1);
      }
  }
  return { positions, normals, texcoords, indices };
}

/** A picture of smooth waves in these colours. */
function picture(sidePx: number, tint: readonly [number, number, number]): Uint8Array {
  const rgba = new Uint8Array(sidePx * sidePx * 4);
  for (let y = 0; y < sidePx; y++)
    for (let x = 0; x < sidePx; x++) {
      const wave = 0.5 + 0.25 * Math.sin((x / sidePx) * 40) + 0.25 * Math.cos((y / sidePx) * 25);
      const grain = ((x * 7919 + y * 104729) % 17) / 200;
      const at = (y * sidePx + x) * 4;
      for (const c of [0, 1, 2] as const) rgba[at + c] = Math.min(255, tint[c] * (wave + grain));
      rgba[at + 3] = 255;
    }
  return encodePng({ widthPx: sidePx, heightPx: sidePx, rgba });
}

function glb(
  meshes: readonly Mesh[],
  pictures: readonly Uint8Array[],
  nodes: readonly Shown[],
): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  const bufferViews: object[] = [];
  const view = (bytes: Uint8Array, target?: number): number => {
    const padding = (4 - (bytes.length % 4)) % 4;
    bufferViews.push({
      buffer: 0,
      byteOffset: sizeBytes,
      byteLength: bytes.length,
      ...(target ? { target } : {}),
    });
    pieces.push(bytes, new Uint8Array(padding));
    sizeBytes += bytes.length + padding;
    return bufferViews.length - 1;
  };
  const accessors: object[] = [];
  const floats = (values: readonly number[], type: "VEC2" | "VEC3", bounds = {}): number => {
    const array = Float32Array.from(values);
    const count = values.length / (type === "VEC2" ? 2 : 3);
    const bufferView = view(new Uint8Array(array.buffer), 34962);
    return accessors.push({ bufferView, componentType: 5126, count, type, ...bounds }) - 1;
  };
  const built = meshes.map(({ positions, normals, texcoords, indices }, at) => {
    const axis = (c: number) => positions.filter((_, i) => i % 3 === c).map(Math.fround);
    const bounds = {
      min: [0, 1, 2].map((c) => axis(c).reduce((a, b) => Math.min(a, b))),
      max: [0, 1, 2].map((c) => axis(c).reduce((a, b) => Math.max(a, b))),
    };
    const list = Uint32Array.from(indices);
    const indexView = view(new Uint8Array(list.buffer), 34963);
    const attributes = {
      POSITION: floats(positions, "VEC3", bounds),
      NORMAL: floats(normals, "VEC3"),
      TEXCOORD_0: floats(texcoords, "VEC2"),
    };
    const at32 = { bufferView: indexView, componentType: 5125, count: list.length, type: "SCALAR" };
    return { primitives: [{ attributes, indices: accessors.push(at32) - 1, material: at }] };
  });
  const images = pictures.map((bytes) => ({ bufferView: view(bytes), mimeType: "image/png" }));
  const json = {
    asset: { version: "2.0" },
    scene: 0,
    scenes: [{ nodes: nodes.map((_, i) => i) }],
    nodes,
    meshes: built,
    materials: pictures.map((_, index) => ({
      doubleSided: true,
      pbrMetallicRoughness: { baseColorTexture: { index }, metallicFactor: 0 },
    })),
    textures: pictures.map((_, source) => ({ source })),
    images,
    accessors,
    bufferViews,
    buffers: [{ byteLength: sizeBytes }],
  };
  return writeGlb(json, pieces);
}

/** An item of 30 cm and 30,000 triangles, with one picture. */
export function buildVase(pictureSidePx = 1024): Uint8Array<ArrayBuffer> {
  return glb([vase(0.3)], [picture(pictureSidePx, [220, 180, 140])], [{ mesh: 0 }]);
}

/** A world of 39 × 39 m whose walls hide what stands within: vases as tall as people, in centimetres and scaled by their nodes. */
export function buildHall(
  vaseTint: readonly [number, number, number] = [120, 160, 220],
): Uint8Array<ArrayBuffer> {
  const metres = [0.01, 0.01, 0.01];
  const vases = [-8, 0, 8].map((x) => ({ mesh: 1, translation: [x, 0, -3], scale: metres }));
  return glb(
    [walls(19.7, 5), vase(170)],
    [picture(2048, [200, 200, 190]), picture(1024, vaseTint)],
    [{ mesh: 0 }, ...vases],
  );
}
