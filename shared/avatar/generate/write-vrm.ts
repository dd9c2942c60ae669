// A figure becomes a VRM file: glTF of meshes, skin and materials here, what VRM adds in vrm0-json.ts and vrm1-json.ts.

import type { Rng } from "../../rng.ts";
import type { Figure } from "../figure/build-figure.ts";
import { EXPRESSION_NAMES } from "../figure/face-pose.ts";
import type { Look } from "../figure/look.ts";
import { factorsOf, type MaterialPaint, paintsOf } from "../figure/materials.ts";
import { type MaterialName, MESHES, type MeshName } from "../figure/part.ts";
import { RIG_HEIGHT_M } from "../figure/rig.ts";
import type { Weights } from "../figure/surface.ts";
import type { Point } from "../matrix.ts";
import { drawTexture } from "./draw-texture.ts";
import { GlbWriter } from "./glb-writer.ts";
import { type Group, groupParts, mergeMorph, mergeParts } from "./groups.ts";
import type { AvatarSpec } from "./spec.ts";
import { vrm0Extensions } from "./vrm0-json.ts";
import { vrm1Extensions } from "./vrm1-json.ts";

export type WriteOptions = Omit<AvatarSpec, "look" | "triangles" | "withFingers" | "ribbons">;

/** One material of the file. */
export type WrittenMaterial = {
  readonly name: string;
  readonly of: MaterialName;
  readonly paint: MaterialPaint;
  readonly texture: number | null;
};

/** What the VRM extensions point at. */
export type Written = {
  readonly figure: Figure;
  /** Bone or joint -> node. */
  readonly nodeOf: ReadonlyMap<string, number>;
  readonly meshNodes: ReadonlyMap<MeshName, number>;
  readonly meshIndexOf: ReadonlyMap<MeshName, number>;
  readonly materials: readonly WrittenMaterial[];
  /** The face's morph targets, those of expressions first. */
  readonly morphNames: readonly string[];
  /** What lengths of the figure are multiplied with. */
  readonly scale: number;
  readonly options: WriteOptions;
};

const CLAMP = 33071;
const REPEAT = 10497;

/** Writes the file. `rng` decides the grain of large pictures and the morphs nobody uses. */
export async function writeVrm(
  figure: Figure,
  look: Look,
  options: WriteOptions,
  rng: Rng,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new GlbWriter();
  const scale = look.heightM / RIG_HEIGHT_M;
  // VRM 0.x faces −Z: half a turn about the vertical.
  const turned = options.version === "0.x" ? -scale : scale;
  const place = ([x, y, z]: Point): Point => [x * turned, y * scale, z * turned];
  const groups = groupParts(figure.parts, options.materials ?? 0);
  const nodeOf = new Map(figure.bones.map(({ name }, i) => [name, i]));
  const pictures = await writePictures(writer, groups, look, options, rng);
  const morphNames = [
    ...EXPRESSION_NAMES,
    ...Array.from({ length: options.unboundMorphs }, (_, i) => `unbound${i + 1}`),
  ];
  const meshes = MESHES.map((mesh) => ({
    name: mesh,
    primitives: groups.flatMap((group, material) =>
      group.mesh === mesh
        ? [writePrimitive(writer, group, material, { nodeOf, place, morphNames, rng })]
        : [],
    ),
    ...(mesh === "Face" ? { weights: morphNames.map(() => 0), extras: { targetNames: morphNames } } : {}),
  }));
  const nodes = writeNodes(figure, nodeOf, place);
  const meshNodes = new Map(MESHES.map((mesh, i) => [mesh, nodes.length + i]));
  const written: Written = {
    figure,
    nodeOf,
    meshNodes,
    meshIndexOf: new Map(MESHES.map((mesh, i) => [mesh, i])),
    materials: pictures.materials,
    morphNames,
    scale,
    options,
  };
  const vrm = options.version === "1.0" ? vrm1Extensions(written) : vrm0Extensions(written);
  const twists = options.version === "1.0" && options.withConstraints ? twistNodes(nodeOf) : [];
  for (const [i, { parent }] of twists.entries())
    nodes[parent]?.children.push(nodes.length + MESHES.length + i);
  return writer.finish({
    asset: { version: "2.0", generator: "Hiroba" },
    extensionsUsed: [...vrm.extensionsUsed, ...(twists.length > 0 ? ["VRMC_node_constraint"] : [])],
    extensions: vrm.extensions,
    scene: 0,
    scenes: [{ nodes: [0, ...meshNodes.values()] }],
    nodes: [
      ...nodes.map(({ children, ...node }) => (children.length > 0 ? { ...node, children } : node)),
      ...MESHES.map((mesh, i) => ({ name: mesh, mesh: i, skin: 0 })),
      ...twists.map(({ node }) => node),
    ],
    meshes,
    skins: [
      {
        joints: figure.bones.map((_, i) => i),
        inverseBindMatrices: writeBinds(writer, figure, place),
        skeleton: 0,
      },
    ],
    materials: pictures.materials.map((material, i) => ({
      ...glTfMaterial(material),
      ...vrm.materialExtensions(i),
    })),
    ...pictures.json,
  });
}

// ── meshes ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

type MeshContext = {
  readonly nodeOf: ReadonlyMap<string, number>;
  readonly place: (point: Point) => Point;
  readonly morphNames: readonly string[];
  readonly rng: Rng;
};

function writePrimitive(writer: GlbWriter, group: Group, material: number, context: MeshContext): object {
  const { nodeOf, place, morphNames, rng } = context;
  const merged = mergeParts(group.parts);
  const { vertexCount, indices, uvs } = merged;
  const turn = Math.sign(place([1, 0, 0])[0]);
  const placed = (values: Float32Array<ArrayBuffer>, asDirection = false): Float32Array<ArrayBuffer> => {
    const out = new Float32Array(values.length);
    for (let i = 0; i < values.length; i += 3) {
      const [x, y, z] = [values[i] ?? 0, values[i + 1] ?? 0, values[i + 2] ?? 0];
      out.set(asDirection ? [x * turn, y, z * turn] : place([x, y, z]), i);
    }
    return out;
  };
  const { joints, weights } = packWeights(merged.weights, nodeOf);
  const targets =
    group.mesh !== "Face"
      ? []
      : morphNames.map((name) => {
          const moved = name.startsWith("unbound")
            ? merged.positions.map(() => (rng() - 0.5) * 0.004)
            : mergeMorph(group.parts, name, vertexCount);
          return { POSITION: writer.add(placed(moved), "vec3", "vertices", true) };
        });
  return {
    attributes: {
      POSITION: writer.add(placed(merged.positions), "vec3", "vertices", true),
      NORMAL: writer.add(placed(merged.normals, true), "vec3", "vertices"),
      TEXCOORD_0: writer.add(uvs, "vec2", "vertices"),
      JOINTS_0: writer.add(joints, "vec4", "vertices"),
      WEIGHTS_0: writer.add(weights, "vec4", "vertices"),
    },
    indices: writer.add(vertexCount > 0xffff ? indices : Uint16Array.from(indices), "scalar", "indices"),
    material,
    ...(targets.length > 0 ? { targets } : {}),
  };
}

function packWeights(
  all: readonly Weights[],
  nodeOf: ReadonlyMap<string, number>,
): { joints: Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>; weights: Float32Array<ArrayBuffer> } {
  const joints = nodeOf.size > 256 ? new Uint16Array(all.length * 4) : new Uint8Array(all.length * 4);
  const weights = new Float32Array(all.length * 4);
  for (const [vertex, shares] of all.entries())
    for (const [i, [bone, share]] of shares.entries()) {
      const node = nodeOf.get(bone);
      if (node === undefined) throw new Error(`a part hangs on ${bone}, which the rig does not have`);
      joints[vertex * 4 + i] = node;
      weights[vertex * 4 + i] = share;
    }
  return { joints, weights };
}

// ── bones ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

type NodeJson = { readonly name: string; readonly translation: Point; readonly children: number[] };

function writeNodes(
  { bones }: Figure,
  nodeOf: ReadonlyMap<string, number>,
  place: (point: Point) => Point,
): NodeJson[] {
  const placeOf = new Map(bones.map(({ name, at }) => [name, at]));
  const nodes = bones.map(({ name, at, parent }): NodeJson => {
    const from = placeOf.get(parent ?? "") ?? [0, 0, 0];
    return { name, translation: place([at[0] - from[0], at[1] - from[1], at[2] - from[2]]), children: [] };
  });
  for (const [i, { parent }] of bones.entries()) nodes[nodeOf.get(parent ?? "") ?? -1]?.children.push(i);
  return nodes;
}

function writeBinds(writer: GlbWriter, { bones }: Figure, place: (point: Point) => Point): number {
  const matrices = new Float32Array(bones.length * 16);
  for (const [i, { at }] of bones.entries()) {
    const [x, y, z] = place(at);
    matrices.set([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, -x, -y, -z, 1], i * 16);
  }
  return writer.add(matrices, "mat4");
}

/** Helper bones that turn half as far as the forearm does: what sleeves are usually hung on. */
function twistNodes(
  nodeOf: ReadonlyMap<string, number>,
): { readonly parent: number; readonly node: object }[] {
  return ["left", "right"].flatMap((side) => {
    const [parent, source] = [nodeOf.get(`${side}LowerArm`), nodeOf.get(`${side}Hand`)];
    if (parent === undefined || source === undefined) return [];
    const constraint = { roll: { source, rollAxis: "X", weight: 0.5 } };
    const extensions = { VRMC_node_constraint: { specVersion: "1.0", constraint } };
    return [{ parent, node: { name: `${side}ForearmTwist`, extensions } }];
  });
}

// ── materials ────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function writePictures(
  writer: GlbWriter,
  groups: readonly Group[],
  look: Look,
  { textureSidePx, grain }: WriteOptions,
  rng: Rng,
): Promise<{ readonly materials: readonly WrittenMaterial[]; readonly json: object }> {
  const paints = paintsOf(look);
  const images: object[] = [];
  const textures: object[] = [];
  const textureOf = new Map<MaterialName, number>();
  const materials: WrittenMaterial[] = [];
  for (const { material: of } of groups) {
    const paint = paints[of];
    let texture = textureOf.get(of) ?? null;
    if (texture === null && (paint.picture !== null || textureSidePx !== null)) {
      const sidePx = textureSidePx ?? paint.picture?.sidePx ?? 1;
      const painter = paint.picture?.paint ?? (() => [0.97, 0.97, 0.97, 1] as const);
      const seed = Math.floor(rng() * 2 ** 32) | 0;
      const png = await drawTexture(painter, { sidePx, withAlpha: paint.isBlended, grain, seed });
      images.push({ name: of, mimeType: "image/png", bufferView: writer.addView(png) });
      texture = textures.length;
      textures.push({ source: texture, sampler: of === "eye" || of === "blush" || of === "mouth" ? 0 : 1 });
      textureOf.set(of, texture);
    }
    const sameBefore = materials.filter((material) => material.of === of).length;
    materials.push({ name: sameBefore === 0 ? of : `${of}${sameBefore + 1}`, of, paint, texture });
  }
  const samplers = [CLAMP, REPEAT].map((wrap) => ({
    magFilter: 9729,
    minFilter: 9987,
    wrapS: wrap,
    wrapT: wrap,
  }));
  return { materials, json: images.length === 0 ? {} : { images, textures, samplers } };
}

function glTfMaterial({ name, paint, texture }: WrittenMaterial): object {
  return {
    name,
    pbrMetallicRoughness: {
      baseColorFactor: [...factorsOf(paint).colour, 1],
      metallicFactor: 0,
      roughnessFactor: 0.9,
      ...(texture === null ? {} : { baseColorTexture: { index: texture } }),
    },
    ...(paint.isBlended ? { alphaMode: "BLEND" } : {}),
    // Sleeves, skirts and hair show their inner side.
    doubleSided: !paint.isBlended,
  };
}
