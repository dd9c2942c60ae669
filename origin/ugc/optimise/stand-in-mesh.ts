// The whole avatar as one mesh where it rests, its bones reduced to the human ones, and few triangles left of it. Pure but for
// WebAssembly.

import { MeshoptSimplifier, type SimplifierFlags } from "meshoptimizer/simplifier";
import { openAccessor } from "../../../shared/avatar/accessor-reader.ts";
import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import type { Part } from "../likeness/scene.ts";
import { PLAIN_MATERIAL } from "../portrait/texture-info.ts";
import type { Tile } from "./stand-in-atlas.ts";
import { COVERS, Cover, keepSeen } from "./stand-in-seen.ts";
import type { Skeleton } from "./stand-in-skeleton.ts";
import { keepUsed, type VertexSet } from "./vertex-set.ts";
import { weld } from "./weld.ts";

const JOINTS_PER_VERTEX = 4;
/** Beside positions, in shares of the extent. */
const TEXCOORD_WEIGHT = 0.3;

/** One vertex set of everything `parts` show, without normals: it is unlit. Texture coordinates are those of the atlas. */
export function gatherStandIn(
  model: AvatarModel,
  parts: readonly Part[],
  tiles: ReadonlyMap<Part, Tile>,
  skeleton: Skeleton,
): VertexSet {
  const shown = parts.flatMap((part) => {
    const tile = tiles.get(part);
    return tile === undefined ? [] : [{ part, tile, used: verticesOf(part) }];
  });
  const vertexCount = shown.reduce((sum, { used }) => sum + used.length, 0);
  const positions = new Float32Array(vertexCount * 3);
  const texCoords = new Float32Array(vertexCount * 2);
  const joints = new Float32Array(vertexCount * JOINTS_PER_VERTEX);
  const weights = new Float32Array(vertexCount * JOINTS_PER_VERTEX);
  const covers = new Float32Array(vertexCount);
  const indices = new Uint32Array(shown.reduce((sum, { part }) => sum + part.corners.length, 0));
  let to = 0;
  let corner = 0;
  for (const { part, tile, used } of shown) {
    // Parts may share a set of vertices; each takes its own, so that all together are no more than the corners.
    const newIndex = new Uint32Array(part.posed.positions.length / 3);
    const bindsOf = bindReader(model, part, skeleton);
    const cover = coverOf(model, part);
    for (const vertex of used) {
      newIndex[vertex] = to;
      positions.set(part.posed.positions.subarray(vertex * 3, vertex * 3 + 3), to * 3);
      texCoords.set(tile.texCoordOf(vertex), to * 2);
      covers[to] = cover;
      let at = to * JOINTS_PER_VERTEX;
      for (const [joint, weight] of bindsOf(vertex)) {
        joints[at] = joint;
        weights[at++] = weight;
      }
      to++;
    }
    for (const vertex of part.corners) indices[corner++] = newIndex[vertex] ?? 0;
  }
  const attributes = new Map([
    ["POSITION", { components: 3, values: positions }],
    ["TEXCOORD_0", { components: 2, values: texCoords }],
    ["JOINTS_0", { components: JOINTS_PER_VERTEX, values: joints }],
    ["WEIGHTS_0", { components: JOINTS_PER_VERTEX, values: weights }],
    [COVERS, { components: 1, values: covers }],
  ]);
  const face = { meshIndex: 0, primitiveIndex: 0, isTriangles: true, indices };
  return { vertexCount, attributes, targets: [], faces: [face] };
}

/** Those that a triangle uses, in the order of their first use. */
function verticesOf({ posed, corners }: Part): Uint32Array {
  const isKnown = new Uint8Array(posed.positions.length / 3);
  return corners.filter((vertex) => {
    const isNew = isKnown[vertex] === 0;
    isKnown[vertex] = 1;
    return isNew;
  });
}

function coverOf({ document }: AvatarModel, { material }: Part): number {
  const { alphaMode, doubleSided } = document.materials[material] ?? PLAIN_MATERIAL;
  if (alphaMode !== "OPAQUE") return Cover.none;
  return doubleSided ? Cover.ofBothSides : Cover.ofItsFront;
}

/**
 * The joints of a vertex and their weights, which sum to one: bones of the upload that are not human give theirs to the one they
 * hang from. The map handed out is the same each time.
 */
function bindReader(
  { document, bin }: AvatarModel,
  { node, sound: { primitive } }: Part,
  skeleton: Skeleton,
): (vertex: number) => ReadonlyMap<number, number> {
  const skin = document.skins[document.nodes[node]?.skin ?? -1];
  const [joint = null, weight = null] = ["JOINTS_0", "WEIGHTS_0"].map((name) => {
    const accessor = document.accessors[primitive.attributes[name] ?? -1];
    return accessor === undefined ? null : openAccessor(document, bin, accessor);
  });
  const shares = new Map<number, number>();
  return (vertex) => {
    shares.clear();
    let sum = 0;
    for (let c = 0; c < JOINTS_PER_VERTEX && skin !== undefined; c++) {
      const share = weight?.get(vertex, c) ?? 0;
      if (!(share > 0) || joint === null) continue;
      const to = skeleton.jointOf(skin.joints[joint.get(vertex, c)] ?? node);
      shares.set(to, (shares.get(to) ?? 0) + share);
      sum += share;
    }
    for (const [to, share] of shares) shares.set(to, share / sum);
    if (shares.size === 0) shares.set(skeleton.jointOf(node), 1);
    return shares;
  };
}

/** Seams hold as long as the shape does; then they give; then small things go; what is left after that is found by place alone. */
const TRIES: readonly { readonly flags: SimplifierFlags[]; readonly errorMax: number }[] = [
  { flags: [], errorMax: 0.02 },
  { flags: ["Permissive"], errorMax: 0.05 },
  { flags: ["Permissive", "Prune"], errorMax: 1 },
];

/** As many as hide what is behind them about as well as all do, and are soon looked at. */
const LOOKED_AT_TRIANGLES = 10_000;

/** Welded, and without most of what nobody sees. Waits once for WebAssembly. */
export async function openStandIn(split: VertexSet, limbOf: Uint8Array): Promise<VertexSet> {
  await MeshoptSimplifier.ready;
  const set = keepSeen(withFewer(weld(split), LOOKED_AT_TRIANGLES), limbOf);
  return { ...set, attributes: new Map([...set.attributes].filter(([name]) => name !== COVERS)) };
}

/** At most so many triangles of it, and only the vertices they use. */
export function withFewer(set: VertexSet, trianglesMax: number): VertexSet {
  const all = set.faces[0]?.indices ?? new Uint32Array();
  const positions = set.attributes.get("POSITION")?.values ?? new Float32Array();
  const texCoords = set.attributes.get("TEXCOORD_0")?.values ?? new Float32Array();
  const weights = [TEXCOORD_WEIGHT, TEXCOORD_WEIGHT];
  const target = trianglesMax * 3;
  let indices = all;
  for (const { flags, errorMax } of TRIES) {
    if (indices.length <= target) break;
    [indices] = MeshoptSimplifier.simplifyWithAttributes(
      all,
      positions,
      3,
      texCoords,
      2,
      weights,
      null,
      target,
      errorMax,
      flags,
    );
  }
  if (indices.length > target)
    [indices] = MeshoptSimplifier.simplifySloppy(all, positions, 3, null, target, 1);
  return keepUsed(set, [indices]);
}
