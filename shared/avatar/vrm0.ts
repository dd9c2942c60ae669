// VRM 0.x: the extension "VRM". Faces −Z. Lists are parallel to glTF's, -1 means "none", names are as exporters spell them
// (ussage, stiffiness). Broken expressions and springs are warned about, not refused: viewers skip them.

import * as z from "zod";
import type { VrmLicence } from "../schema/asset.ts";
import { type GltfDocument, readOrReport } from "./document.ts";
import type { Findings } from "./findings.ts";
import { type Mend, renumbered } from "./fix/mend.ts";
import { boneNameOf0x } from "./humanoid.ts";
import { isRecord } from "./json-scan.ts";
import type { NodeTree } from "./nodes.ts";
import { plainMaterial } from "./plain-material.ts";
import type { Vrm } from "./vrm.ts";
import { checkOtherTexts, mendMissing, metaText, metaUrl } from "./vrm-meta.ts";

const POINTER = "/extensions/VRM";
const index = z.number().int();
const indices = z.array(index).default([]);
const list = <T extends z.ZodType>(item: T) => z.array(item).nullish();

const vrm0Schema = z.object({
  specVersion: z.string().nullish(),
  meta: z.record(z.string(), z.unknown()).optional(),
  humanoid: z
    .object({ humanBones: list(z.object({ bone: z.string().default(""), node: index.default(-1) })) })
    .optional(),
  blendShapeMaster: z
    .object({
      blendShapeGroups: list(
        z.object({
          name: z.string().default(""),
          binds: list(z.object({ mesh: index.default(-1), index: index.default(-1) })),
          materialValues: list(
            z.object({
              materialName: z.string().nullish(),
              propertyName: z.string().nullish(),
              targetValue: z.array(z.number()).optional(),
            }),
          ),
        }),
      ),
    })
    .optional(),
  firstPerson: z.object({ meshAnnotations: list(z.object({ mesh: index.default(-1) })) }).nullish(),
  secondaryAnimation: z
    .object({
      boneGroups: list(
        z.object({
          comment: z.string().nullish(),
          center: index.nullish(),
          bones: indices,
          colliderGroups: indices,
        }),
      ),
      colliderGroups: list(
        z.object({ node: index.default(-1), colliders: list(z.record(z.string(), z.unknown())) }),
      ),
    })
    .optional(),
  materialProperties: list(
    z.object({
      name: z.string().default(""),
      shader: z.string().optional(),
      textureProperties: z.record(z.string(), index).nullish(),
    }),
  ),
});
type Vrm0 = z.infer<typeof vrm0Schema>;

/** Reads VRM 0.x. Reports VRM_VERSION, META_*, EXPRESSION_BIND_RANGE, SPRING_RANGE, MATERIAL_PROPERTIES_COUNT, INDEX_RANGE. */
export function readVrm0(
  document: GltfDocument,
  json: Readonly<Record<string, unknown>>,
  tree: NodeTree,
  findings: Findings,
): Vrm {
  const vrm = readOrReport(vrm0Schema, json, POINTER, findings);
  if (typeof vrm.specVersion === "string" && !vrm.specVersion.startsWith("0."))
    findings.report("VRM_VERSION", {
      pointer: `${POINTER}/specVersion`,
      actual: vrm.specVersion,
      limit: "VRM 0.x or 1.0",
    });
  mendMissing(json, POINTER, findings);
  checkExpressions(document, vrm, findings);
  checkMaterialProperties(document, vrm, findings);
  return {
    version: "0.x",
    bones: (vrm.humanoid?.humanBones ?? [])
      .map(({ bone, node }, i) => ({
        bone: boneNameOf0x(bone),
        node,
        pointer: `${POINTER}/humanoid/humanBones/${i}/node`,
      }))
      .filter(({ node }) => node !== -1),
    humanoidPointer: `${POINTER}/humanoid/humanBones`,
    licence: readLicence(document, vrm.meta ?? {}, findings),
    springJointCount: countSpringJoints(document, vrm, tree, findings),
    colliderCount: (vrm.secondaryAnimation?.colliderGroups ?? []).reduce(
      (sum, group) => sum + (group.colliders?.length ?? 0),
      0,
    ),
  };
}

const permissions: Readonly<Record<string, VrmLicence["avatarPermission"]>> = {
  OnlyAuthor: "onlyAuthor",
  ExplicitlyLicensedPerson: "onlySeparatelyLicensedPerson",
  Everyone: "everyone",
};
const CC = "https://creativecommons.org/licenses";
/** The fixed licences of 0.x: their page, and whether the author must be named. All of them allow redistribution. */
const licences: Readonly<Record<string, { url: string; credit: VrmLicence["creditNotation"] }>> = {
  CC0: { url: "https://creativecommons.org/publicdomain/zero/1.0/", credit: "unnecessary" },
  CC_BY: { url: `${CC}/by/4.0/`, credit: "required" },
  CC_BY_NC: { url: `${CC}/by-nc/4.0/`, credit: "required" },
  CC_BY_SA: { url: `${CC}/by-sa/4.0/`, credit: "required" },
  CC_BY_NC_SA: { url: `${CC}/by-nc-sa/4.0/`, credit: "required" },
  CC_BY_ND: { url: `${CC}/by-nd/4.0/`, credit: "required" },
  CC_BY_NC_ND: { url: `${CC}/by-nc-nd/4.0/`, credit: "required" },
};

const READ_KEYS: ReadonlySet<string> = new Set([
  "title",
  "author",
  "licenseName",
  "otherLicenseUrl",
  "otherPermissionUrl",
]);

function readLicence(
  document: GltfDocument,
  meta: Readonly<Record<string, unknown>>,
  findings: Findings,
): VrmLicence {
  const pointer = `${POINTER}/meta`;
  const name = metaText(meta, "title", pointer, findings);
  const author = metaText(meta, "author", pointer, findings);
  const licenceName = metaText(meta, "licenseName", pointer, findings);
  const missing = { title: name, author, licenseName: licenceName };
  for (const [key, text] of Object.entries(missing))
    if (text === "") findings.report("META_INCOMPLETE", { pointer, name: key });
  const known = Object.hasOwn(licences, licenceName) ? licences[licenceName] : undefined;
  const own = metaUrl(meta, "otherLicenseUrl", pointer, findings);
  metaUrl(meta, "otherPermissionUrl", pointer, findings);
  checkOtherTexts(meta, READ_KEYS, pointer, findings);
  const texture = meta["texture"];
  if (typeof texture === "number" && texture !== -1 && document.textures[texture] === undefined) {
    const at = `${pointer}/texture`;
    const range = { actual: texture, limit: document.textures.length };
    findings.report("META_IMAGE_RANGE", { pointer: at, ...range }, [{ kind: "remove", pointer: at }]);
  }
  return {
    name,
    authors: author === "" ? [] : [author],
    licenceUrl: known?.url ?? own,
    // Nothing said means the least is allowed.
    avatarPermission: permissions[String(meta["allowedUserName"])] ?? "onlyAuthor",
    creditNotation: known?.credit ?? "required",
    allowRedistribution: known !== undefined,
  };
}

function checkExpressions(document: GltfDocument, vrm: Vrm0, findings: Findings): void {
  for (const [g, group] of (vrm.blendShapeMaster?.blendShapeGroups ?? []).entries())
    for (const [b, bind] of (group.binds ?? []).entries()) {
      const mesh = document.meshes[bind.mesh];
      const targets = mesh?.primitives[0]?.targets.length ?? 0;
      if (mesh !== undefined && bind.index >= 0 && bind.index < targets) continue;
      const pointer = `${POINTER}/blendShapeMaster/blendShapeGroups/${g}/binds/${b}`;
      const range =
        mesh === undefined
          ? { pointer: `${pointer}/mesh`, actual: bind.mesh, limit: document.meshes.length }
          : { pointer: `${pointer}/index`, actual: bind.index, limit: targets };
      findings.report("EXPRESSION_BIND_RANGE", { name: group.name, ...range }, [{ kind: "remove", pointer }]);
    }
}

/** Every node below a listed bone swings too. */
function countSpringJoints(document: GltfDocument, vrm: Vrm0, tree: NodeTree, findings: Findings): number {
  const groups = vrm.secondaryAnimation?.boneGroups ?? [];
  const colliderGroups = vrm.secondaryAnimation?.colliderGroups ?? [];
  const pointer = `${POINTER}/secondaryAnimation`;
  const nodeCount = document.nodes.length;
  const swinging = new Set<number>();
  const report = (name: string, where: string, actual: number, limit: number, mends: readonly Mend[]) =>
    findings.report("SPRING_RANGE", { pointer: `${pointer}/${where}`, name, actual, limit }, mends);
  const remove = (where: string): Mend => ({ kind: "remove", pointer: `${pointer}/${where}` });

  const lost = [...colliderGroups.keys()].filter(
    (g) => document.nodes[colliderGroups[g]?.node ?? -1] === undefined,
  );
  const regrouped = groups.map((group, g): Mend => {
    const value = renumbered(group.colliderGroups, colliderGroups.length, lost);
    return { kind: "set", pointer: `${pointer}/boneGroups/${g}/colliderGroups`, value };
  });
  // The groups behind a lost one move up, and with the first lost one all bone groups are told so.
  for (const [nth, g] of lost.entries()) {
    const mends = [
      remove(`colliderGroups/${g}`),
      ...(nth === 0 ? regrouped.filter((_, b) => groups[b]?.colliderGroups.length !== 0) : []),
    ];
    report(`#${g}`, `colliderGroups/${g}/node`, colliderGroups[g]?.node ?? -1, nodeCount, mends);
  }
  for (const [g, group] of groups.entries()) {
    const name = group.comment ?? `#${g}`;
    const center = group.center ?? -1;
    if (center !== -1 && document.nodes[center] === undefined)
      report(name, `boneGroups/${g}/center`, center, nodeCount, [remove(`boneGroups/${g}/center`)]);
    for (const [i, bone] of group.bones.entries()) {
      if (document.nodes[bone] !== undefined) swinging.add(bone);
      else
        report(name, `boneGroups/${g}/bones/${i}`, bone, nodeCount, [remove(`boneGroups/${g}/bones/${i}`)]);
    }
    for (const [i, at] of group.colliderGroups.entries())
      if (at < 0 || at >= colliderGroups.length)
        report(
          name,
          `boneGroups/${g}/colliderGroups/${i}`,
          at,
          colliderGroups.length,
          regrouped.slice(g, g + 1),
        );
  }
  for (const at of tree.order) if (swinging.has(tree.parents[at] ?? -1)) swinging.add(at);
  return swinging.size;
}

function checkMaterialProperties(document: GltfDocument, vrm: Vrm0, findings: Findings): void {
  const properties = vrm.materialProperties ?? [];
  const pointer = `${POINTER}/materialProperties`;
  if (properties.length !== document.materials.length)
    findings.report(
      "MATERIAL_PROPERTIES_COUNT",
      { pointer, actual: properties.length, limit: document.materials.length },
      evenProperties(document, vrm, pointer),
    );
  for (const [at, { name, textureProperties }] of properties.entries())
    if (isRecord(textureProperties))
      for (const [slot, texture] of Object.entries(textureProperties))
        if (texture !== -1 && document.textures[texture] === undefined)
          findings.report("INDEX_RANGE", {
            pointer: `${pointer}/${at}/textureProperties/${slot}`,
            name,
            actual: texture,
            limit: document.textures.length,
            more: { what: "textures" },
          });
}

/** Cuts what belongs to no material, and adds what says "as glTF has it" for those without. */
function evenProperties(document: GltfDocument, { materialProperties }: Vrm0, pointer: string): Mend[] {
  const have = materialProperties ?? [];
  const mends: Mend[] = [];
  if (!Array.isArray(materialProperties)) mends.push({ kind: "set", pointer, value: [] });
  // From the first of them to the end, told as one list: a file may have a million too many.
  if (have.length > document.materials.length)
    mends.push({ kind: "cut", pointer, count: document.materials.length });
  for (const [at, material] of document.materials.entries())
    if (at >= have.length)
      mends.push({ kind: "set", pointer: `${pointer}/${at}`, value: plainMaterial(material.name ?? "") });
  return mends;
}
