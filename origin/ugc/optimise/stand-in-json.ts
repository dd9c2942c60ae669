// The glTF JSON of a stand-in: the human bones of the upload, one mesh, and of VRM only what every viewer must find. Pure.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import { isRecord } from "../../../shared/avatar/json-scan.ts";
import { plainMaterial } from "../../../shared/avatar/plain-material.ts";
import type { Json } from "./rewire.ts";
import type { Skeleton } from "./stand-in-skeleton.ts";

const CLAMP = 33071;

export type StandInPieces = {
  readonly primitive: { readonly attributes: Json; readonly indices: number | undefined };
  readonly image: { readonly bufferView: number; readonly mimeType: string };
  readonly inverseBindMatrices: number;
  readonly isCutOut: boolean;
  readonly isCompressed: boolean;
};

export function describeStandIn(
  model: AvatarModel,
  json: Json,
  skeleton: Skeleton,
  pieces: StandInPieces,
): Json {
  const isWebp = pieces.image.mimeType === "image/webp";
  const root = skeleton.nodes.length;
  const required = [
    ...(pieces.isCompressed ? ["EXT_meshopt_compression"] : []),
    ...(isWebp ? ["EXT_texture_webp"] : []),
  ];
  const vrm =
    model.version === "1.0"
      ? { VRMC_vrm: describeVrm1(json, skeleton) }
      : { VRM: describeVrm0(json, skeleton) };
  const roots = [...skeleton.parents.entries()].flatMap(([at, parent]) => (parent === null ? [at] : []));
  return {
    asset: { version: "2.0", generator: "hiroba" },
    extensionsUsed: [...Object.keys(vrm), "KHR_materials_unlit", ...required],
    ...(required.length > 0 ? { extensionsRequired: required } : {}),
    extensions: vrm,
    scene: 0,
    scenes: [{ nodes: [...roots, root] }],
    nodes: [...describeNodes(json, skeleton), { name: "stand-in", mesh: 0, skin: 0 }],
    meshes: [{ name: "stand-in", primitives: [{ ...pieces.primitive, material: 0 }] }],
    skins: [{ joints: [...skeleton.nodes.keys()], inverseBindMatrices: pieces.inverseBindMatrices }],
    materials: [
      {
        name: "stand-in",
        pbrMetallicRoughness: { baseColorTexture: { index: 0 }, metallicFactor: 0, roughnessFactor: 1 },
        ...(pieces.isCutOut ? { alphaMode: "MASK", alphaCutoff: 0.5 } : {}),
        doubleSided: true,
        extensions: { KHR_materials_unlit: {} },
      },
    ],
    textures: [
      { sampler: 0, ...(isWebp ? { extensions: { EXT_texture_webp: { source: 0 } } } : { source: 0 }) },
    ],
    samplers: [{ wrapS: CLAMP, wrapT: CLAMP }],
    images: [pieces.image],
  };
}

function describeNodes(json: Json, { nodes, parents }: Skeleton): readonly Json[] {
  const all = recordsIn(json["nodes"]);
  return nodes.map((node, at) => {
    const { name, matrix, translation, rotation, scale } = all[node] ?? {};
    const children = [...parents.entries()].flatMap(([child, parent]) => (parent === at ? [child] : []));
    const given = Object.entries({ name, matrix, translation, rotation, scale });
    return {
      ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
      ...(children.length > 0 ? { children } : {}),
    };
  });
}

function describeVrm1(json: Json, { nodes }: Skeleton): Json {
  const vrm = extensionOf(json, "VRMC_vrm");
  const { thumbnailImage: _, ...meta } = recordOf(vrm["meta"]);
  const bones = Object.entries(recordOf(recordOf(vrm["humanoid"])["humanBones"]));
  const humanBones = bones.flatMap(([bone, value]) => {
    const node = nodes.indexOf(Number(recordOf(value)["node"]));
    return node < 0 ? [] : [[bone, { node }]];
  });
  return { specVersion: vrm["specVersion"], meta, humanoid: { humanBones: Object.fromEntries(humanBones) } };
}

/** Lists that readers of VRM 0.x expect are there, and empty. */
function describeVrm0(json: Json, { nodes }: Skeleton): Json {
  const vrm = extensionOf(json, "VRM");
  const { texture: _, ...meta } = recordOf(vrm["meta"]);
  const humanoid = recordOf(vrm["humanoid"]);
  const humanBones = recordsIn(humanoid["humanBones"]).flatMap((entry) => {
    const node = nodes.indexOf(Number(entry["node"]));
    return node < 0 ? [] : [{ ...entry, node }];
  });
  const firstPersonBone = humanBones.find((entry) => "bone" in entry && entry["bone"] === "head")?.node ?? -1;
  return {
    exporterVersion: "hiroba",
    specVersion: "0.0",
    meta,
    humanoid: { ...humanoid, humanBones },
    firstPerson: { firstPersonBone, firstPersonBoneOffset: { x: 0, y: 0, z: 0 }, meshAnnotations: [] },
    blendShapeMaster: { blendShapeGroups: [] },
    secondaryAnimation: { boneGroups: [], colliderGroups: [] },
    materialProperties: [plainMaterial("stand-in")],
  };
}

/** Nodes whose mesh only its wearer sees, mostly the body without its head. */
export function firstPersonNodes(model: AvatarModel, json: Json): ReadonlySet<number> {
  const { version, document } = model;
  const holder = extensionOf(json, version === "1.0" ? "VRMC_vrm" : "VRM");
  const annotations = recordsIn(recordOf(holder["firstPerson"])["meshAnnotations"]);
  if (version === "1.0")
    return new Set(
      annotations.flatMap(({ node, type }) => (type === "firstPersonOnly" ? [Number(node)] : [])),
    );
  const meshes = new Set(
    annotations.flatMap(({ mesh, firstPersonFlag }) => (firstPersonFlag === "FirstPersonOnly" ? [mesh] : [])),
  );
  return new Set(document.nodes.flatMap(({ mesh }, at) => (meshes.has(mesh) ? [at] : [])));
}

function extensionOf(json: Json, name: string): Json {
  return recordOf(recordOf(json["extensions"])[name]);
}

function recordOf(value: unknown): Json {
  return isRecord(value) ? value : {};
}

function recordsIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}
