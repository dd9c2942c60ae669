// The whole avatar as one mesh where it rests, its bones reduced to the human ones, and few triangles left of it. Pure but for
// WebAssembly.

import { MeshoptSimplifier, type SimplifierFlags } from "meshoptimizer/simplifier";
import { openAccessor } from "../../../shared/avatar/accessor-reader.ts";
import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import type { Part } from "../likeness/scene.ts";
import type { Tile } from "./stand-in-atlas.ts";
import type { Skeleton } from "./stand-in-skeleton.ts";
import { keepUsed, type VertexSet } from "./vertex-set.ts";
import { weld } from "./weld.ts";

export const STAND_IN_TRIANGLES_MAX = 2_000;
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
  const shown = parts.filter((part) => tiles.has(part));
  const vertexCount = shown.reduce((sum, { posed }) => sum + posed.positions.length / 3, 0);
  const positions = new Float32Array(vertexCount * 3);
  const texCoords = new Float32Array(vertexCount * 2);
  const joints = new Float32Array(vertexCount * JOINTS_PER_VERTEX);
  const weights = new Float32Array(vertexCount * JOINTS_PER_VERTEX);
  const indices = new Uint32Array(shown.reduce((sum, { corners }) => sum + corners.length, 0));
  let vertex = 0;
  let corner = 0;
  for (const part of shown) {
    const count = part.posed.positions.length / 3;
    positions.set(part.posed.positions, vertex * 3);
    texCoords.set(tiles.get(part)?.texCoords ?? [], vertex * 2);
    readBinds(model, part, skeleton, (i, at, joint, weight) => {
      joints[(vertex + i) * JOINTS_PER_VERTEX + at] = joint;
      weights[(vertex + i) * JOINTS_PER_VERTEX + at] = weight;
    });
    for (const from of part.corners) indices[corner++] = from + vertex;
    vertex += count;
  }
  const attributes = new Map([
    ["POSITION", { components: 3, values: positions }],
    ["TEXCOORD_0", { components: 2, values: texCoords }],
    ["JOINTS_0", { components: JOINTS_PER_VERTEX, values: joints }],
    ["WEIGHTS_0", { components: JOINTS_PER_VERTEX, values: weights }],
  ]);
  const face = { meshIndex: 0, primitiveIndex: 0, isTriangles: true, indices };
  return { vertexCount, attributes, targets: [], faces: [face] };
}

type OnBind = (vertex: number, at: number, joint: number, weight: number) => void;

/** The bones of each vertex: those of the upload that are not human give their weight to the one they hang from. */
function readBinds(model: AvatarModel, { node, sound }: Part, skeleton: Skeleton, onBind: OnBind): void {
  const { document, bin } = model;
  const { vertexCount, primitive } = sound;
  const skin = document.skins[document.nodes[node]?.skin ?? -1];
  const [joint, weight] = ["JOINTS_0", "WEIGHTS_0"].map((name) => {
    const accessor = document.accessors[primitive.attributes[name] ?? -1];
    return accessor === undefined ? null : openAccessor(document, bin, accessor);
  });
  const shares = new Map<number, number>();
  for (let i = 0; i < vertexCount; i++) {
    shares.clear();
    if (skin !== undefined && joint && weight)
      for (let c = 0; c < JOINTS_PER_VERTEX; c++) {
        const share = weight.get(i, c);
        const to = skeleton.jointOf(skin.joints[joint.get(i, c)] ?? node);
        if (share > 0) shares.set(to, (shares.get(to) ?? 0) + share);
      }
    if (shares.size === 0) shares.set(skeleton.jointOf(node), 1);
    const sum = shares.values().reduce((a, b) => a + b, 0);
    let at = 0;
    for (const [to, share] of shares) onBind(i, at++, to, share / sum);
  }
}

/** Seams hold as long as the shape does; then they give; then small things go; what is left after that is found by place alone. */
const TRIES: readonly { readonly flags: SimplifierFlags[]; readonly errorMax: number }[] = [
  { flags: [], errorMax: 0.02 },
  { flags: ["Permissive"], errorMax: 0.05 },
  { flags: ["Permissive", "Prune"], errorMax: 1 },
];

/** At most STAND_IN_TRIANGLES_MAX triangles of it, and only the vertices they use. Waits once for WebAssembly. */
export async function simplifyStandIn(split: VertexSet): Promise<VertexSet> {
  await MeshoptSimplifier.ready;
  const set = weld(split);
  const all = set.faces[0]?.indices ?? new Uint32Array();
  const positions = set.attributes.get("POSITION")?.values ?? new Float32Array();
  const texCoords = set.attributes.get("TEXCOORD_0")?.values ?? new Float32Array();
  const weights = [TEXCOORD_WEIGHT, TEXCOORD_WEIGHT];
  const target = STAND_IN_TRIANGLES_MAX * 3;
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
