// Meshes: shape of every attribute, and totals. Arithmetic only; what lies inside the attributes is mesh-data.ts's affair.

import type { AvatarLimits } from "../schema/avatar-limits.ts";
import { formatOf, formatsFor, unalignedBytes } from "./attribute-formats.ts";
import { checkCount } from "./counts.ts";
import { escapePointer, type GltfDocument, type Primitive } from "./document.ts";
import type { Findings } from "./findings.ts";
import { checkIndex } from "./references.ts";

const FLOAT = 5126;

const INDEX_FORMATS = ["SCALAR ubyte", "SCALAR ushort", "SCALAR uint"];

/** One primitive whose attributes all exist and agree: what may be read. */
export type SoundPrimitive = {
  readonly pointer: string;
  readonly meshIndex: number;
  readonly meshName: string;
  readonly primitive: Primitive;
  readonly position: number;
  readonly vertexCount: number;
};

export type MeshTotals = {
  /** Both per use: a mesh three nodes show counts three times. */
  readonly triangleCount: number;
  readonly vertexCount: number;
  /** Of all meshes, each counted once. */
  readonly morphTargetCount: number;
  readonly sound: readonly SoundPrimitive[];
  /** Whether the data may be walked: within the limits that bound our own work. */
  readonly withinLimits: boolean;
};

export function meshName(document: Pick<GltfDocument, "meshes">, at: number): string {
  const name = document.meshes[at]?.name;
  return name === undefined || name === "" ? `#${at}` : name;
}

/**
 * Reports NO_MESH, POSITION_MISSING, ATTRIBUTE_COUNT, ACCESSOR_FORMAT, INDEX_RANGE, TEXCOORD_MISSING and the mesh limits; GLTF_MENDED and
 * GLTF_SHAPE for attributes and morph targets that do not keep to glTF.
 */
export function checkMeshes(
  document: GltfDocument,
  safeAccessors: ReadonlySet<number>,
  limits: AvatarLimits,
  findings: Findings,
): MeshTotals {
  const uses = document.meshes.map((_, at) => document.nodes.filter((node) => node.mesh === at).length);
  const sound: SoundPrimitive[] = [];
  let vertexCount = 0;
  let triangleCount = 0;
  let morphTargetCount = 0;
  let withinLimits = true;
  for (const [meshIndex, mesh] of document.meshes.entries()) {
    const useCount = Math.max(1, uses[meshIndex] ?? 0);
    // Primitives of one mesh often share their vertices; whoever poses them does so once per shared set.
    const vertexSets = new Map<string, number>();
    for (const [i, primitive] of mesh.primitives.entries()) {
      const pointer = `/meshes/${meshIndex}/primitives/${i}`;
      const found = checkPrimitive(document, safeAccessors, meshIndex, primitive, pointer, findings);
      if (found === null) continue;
      sound.push(found);
      vertexSets.set(vertexSetKey(primitive), found.vertexCount);
      triangleCount += trianglesOf(document, found) * useCount;
    }
    for (const count of vertexSets.values()) vertexCount += count * useCount;
    morphTargetCount += Math.max(0, ...mesh.primitives.map((p) => p.targets.length));
  }
  checkTexcoords(document, sound, findings);
  checkNames(sound, findings);
  checkMorphs(document, findings);
  if (!uses.some((count) => count > 0)) findings.report("NO_MESH", { pointer: "/meshes" });
  const triangleRule = {
    max: "trianglesMax",
    limitCode: "LIMIT_TRIANGLES",
    warn: { above: "trianglesWarn", code: "HEAVY_TRIANGLES" },
  } as const;
  const where = { pointer: "/meshes" };
  if (!checkCount(triangleCount, triangleRule, limits, findings, where)) withinLimits = false;
  const vertexRule = { max: "verticesMax", limitCode: "LIMIT_VERTICES" } as const;
  if (!checkCount(vertexCount, vertexRule, limits, findings, where)) withinLimits = false;
  return { triangleCount, vertexCount, morphTargetCount, sound, withinLimits };
}

/** Reports GLTF_SHAPE where a mesh has no primitives, or these have not as many morph targets each, GLTF_MENDED where weights are too many or too few. */
function checkMorphs({ meshes, nodes }: GltfDocument, findings: Findings): void {
  const counts = meshes.map(({ primitives }) => primitives[0]?.targets.length ?? 0);
  const checkWeights = (weights: readonly number[] | undefined, count: number, pointer: string) => {
    if (weights === undefined || weights.length === count || weights.length === 0) return;
    const value = Array.from({ length: count }, (_, i) => weights[i] ?? 0);
    findings.report("GLTF_MENDED", { pointer, actual: `${weights.length} of ${count}` }, [
      count === 0 ? { kind: "remove", pointer } : { kind: "set", pointer, value },
    ]);
  };
  for (const [at, { primitives, weights }] of meshes.entries()) {
    const count = counts[at] ?? 0;
    if (primitives.length === 0)
      findings.report("GLTF_SHAPE", { pointer: `/meshes/${at}/primitives`, actual: "an empty list" });
    for (const [i, { targets }] of primitives.entries()) {
      const where = { pointer: `/meshes/${at}/primitives/${i}/targets`, name: meshName({ meshes }, at) };
      if (targets.length !== count)
        findings.report("GLTF_SHAPE", { ...where, actual: `${targets.length} targets, not ${count}` });
      else if (targets.some((target) => !Object.keys(target).some(isAttribute)))
        findings.report("GLTF_SHAPE", { ...where, actual: "a target of nothing" });
    }
    checkWeights(weights, count, `/meshes/${at}/weights`);
  }
  for (const [at, { mesh, weights }] of nodes.entries())
    checkWeights(weights, counts[mesh ?? -1] ?? 0, `/nodes/${at}/weights`);
}

/** Reports GLTF_MENDED for attributes that glTF does not know and whose name does not say so: no viewer draws them. glTF 2.0 §3.7.2.1 */
function checkNames(sound: readonly SoundPrimitive[], findings: Findings): void {
  for (const { primitive, pointer: place, meshName: name } of sound) {
    const holders = [
      ["attributes", primitive.attributes],
      ...primitive.targets.map((target, i) => [`targets/${i}`, target] as const),
    ] as const;
    for (const [holder, attributes] of holders)
      for (const key of Object.keys(attributes)) {
        if (isAttribute(key)) continue;
        const pointer = `${place}/${holder}/${escapePointer(key)}`;
        findings.report("GLTF_MENDED", { pointer, name, actual: key }, [{ kind: "remove", pointer }]);
      }
  }
}

/** Names with an underscore in front are anybody's. */
function isAttribute(key: string): boolean {
  return key.startsWith("_") || ATTRIBUTE.test(key);
}
const ATTRIBUTE = /^(POSITION|NORMAL|TANGENT|(TEXCOORD|COLOR|JOINTS|WEIGHTS)_(0|[1-9]\d*))$/;

/** Reports TEXCOORD_MISSING where a material's pictures are laid on by coordinates that the primitive lacks. */
function checkTexcoords(document: GltfDocument, sound: readonly SoundPrimitive[], findings: Findings): void {
  let accessorCount = document.accessors.length;
  for (const { primitive, pointer, meshName: name, vertexCount: count } of sound) {
    const material = document.materials[primitive.material ?? -1];
    if (material === undefined) continue;
    const { pbrMetallicRoughness: pbr, normalTexture, occlusionTexture, emissiveTexture } = material;
    const infos = [
      pbr.baseColorTexture,
      pbr.metallicRoughnessTexture,
      normalTexture,
      occlusionTexture,
      emissiveTexture,
    ];
    const sets = new Set(infos.flatMap((info) => (info === undefined ? [] : [info.texCoord])));
    for (const set of sets) {
      const what = `TEXCOORD_${set}`;
      if (primitive.attributes[what] !== undefined) continue;
      const at = accessorCount++;
      const place = `${pointer}/attributes/${what}`;
      // An accessor without a bufferView is zeros. glTF 2.0 §3.6.2.3
      findings.report("TEXCOORD_MISSING", { pointer: place, name, more: { what } }, [
        { kind: "set", pointer: `/accessors/${at}`, value: { componentType: FLOAT, count, type: "VEC2" } },
        { kind: "set", pointer: place, value: at },
      ]);
    }
  }
}

/** Primitives with the same key have the same vertices in every pose. */
export function vertexSetKey({ attributes }: Primitive): string {
  return ["POSITION", "NORMAL", "JOINTS_0", "WEIGHTS_0"].map((key) => attributes[key] ?? "").join(" ");
}

/** Points and lines are counted as if they were triangles: they cost as much to walk and to draw. */
function trianglesOf(document: GltfDocument, { primitive, vertexCount }: SoundPrimitive): number {
  const indexCount = document.accessors[primitive.indices ?? -1]?.count ?? vertexCount;
  return primitive.mode > 4 ? Math.max(0, indexCount - 2) : Math.floor(indexCount / 3);
}

function checkPrimitive(
  document: GltfDocument,
  safeAccessors: ReadonlySet<number>,
  meshIndex: number,
  primitive: Primitive,
  pointer: string,
  findings: Findings,
): SoundPrimitive | null {
  const name = meshName(document, meshIndex);
  const material = { pointer: `${pointer}/material`, name };
  checkIndex(primitive.material, document.materials.length, "materials", material, findings);
  const position = primitive.attributes["POSITION"];
  if (position === undefined) {
    findings.report("POSITION_MISSING", { pointer: `${pointer}/attributes`, name });
    return null;
  }
  const vertexCount = document.accessors[position]?.count ?? 0;
  const check = (key: string, at: number, holder: "attributes" | "target", where: string) => {
    const formats = formatsFor(document, key.replace(/_\d+$/, ""), holder);
    const place = { pointer: `${pointer}/${where}`, name };
    const fits =
      checkFormat(document, safeAccessors, at, formats, place, findings) &&
      checkAligned(document, at, place, findings);
    const count = document.accessors[at]?.count;
    if (!fits || count === undefined || count === vertexCount) return fits;
    const counts = { actual: count, limit: vertexCount, more: { what: key } };
    findings.report("ATTRIBUTE_COUNT", { ...place, ...counts });
    return false;
  };
  const results = Object.entries(primitive.attributes).map(([key, at]) =>
    check(key, at, "attributes", `attributes/${key}`),
  );
  for (const [i, target] of primitive.targets.entries())
    for (const [key, at] of Object.entries(target))
      results.push(check(key, at, "target", `targets/${i}/${key}`));
  const { indices } = primitive;
  if (indices !== undefined) {
    const place = { pointer: `${pointer}/indices`, name };
    results.push(checkFormat(document, safeAccessors, indices, INDEX_FORMATS, place, findings));
  }
  return results.every(Boolean)
    ? { pointer, meshIndex, meshName: name, primitive, position, vertexCount }
    : null;
}

type Place = { readonly pointer: string; readonly name: string };

/** Whether the accessor exists, is safe and has a format that may stand there; null: any. */
function checkFormat(
  document: GltfDocument,
  safeAccessors: ReadonlySet<number>,
  at: number,
  formats: readonly string[] | null,
  place: Place,
  findings: Findings,
): boolean {
  if (!checkIndex(at, document.accessors.length, "accessors", place, findings)) return false;
  const accessor = document.accessors[at];
  if (accessor === undefined || !safeAccessors.has(at)) return false;
  const actual = formatOf(accessor);
  if (formats === null || formats.includes(actual)) return true;
  findings.report("ACCESSOR_FORMAT", { ...place, actual, limit: formats.join(", ") });
  return false;
}

function checkAligned(document: GltfDocument, at: number, place: Place, findings: Findings): boolean {
  const accessor = document.accessors[at];
  const actual = accessor === undefined ? null : unalignedBytes(document, accessor);
  if (actual === null) return true;
  findings.report("ACCESSOR_ALIGNMENT", { ...place, actual, limit: 4 });
  return false;
}
