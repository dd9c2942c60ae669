// VRM 0.x: the extension "VRM". Faces −Z. Lists are parallel to glTF's, -1 means "none", names are as exporters spell them
// (ussage, stiffiness). Broken expressions and springs are warned about, not refused: viewers skip them.

import * as z from "zod";
import type { VrmLicence } from "../schema/asset.ts";
import { type GltfDocument, readOrReport } from "./document.ts";
import type { Findings } from "./findings.ts";
import { boneNameOf0x } from "./humanoid.ts";
import { isRecord } from "./json-scan.ts";
import type { NodeTree } from "./nodes.ts";
import type { Vrm } from "./vrm.ts";
import { metaText, metaUrl } from "./vrm-meta.ts";

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
        }),
      ),
    })
    .optional(),
  secondaryAnimation: z
    .object({
      boneGroups: list(z.object({ comment: z.string().nullish(), bones: indices, colliderGroups: indices })),
      colliderGroups: list(z.object({ node: index.default(-1), colliders: list(z.unknown()) })),
    })
    .optional(),
  materialProperties: list(
    z.object({ name: z.string().default(""), textureProperties: z.record(z.string(), index).nullish() }),
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
  const texture = meta["texture"];
  if (typeof texture === "number" && texture !== -1 && document.textures[texture] === undefined)
    findings.report("META_IMAGE_RANGE", {
      pointer: `${pointer}/texture`,
      actual: texture,
      limit: document.textures.length,
    });
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
      findings.report("EXPRESSION_BIND_RANGE", { name: group.name, ...range });
    }
}

/** Every node below a listed bone swings too. */
function countSpringJoints(document: GltfDocument, vrm: Vrm0, tree: NodeTree, findings: Findings): number {
  const groups = vrm.secondaryAnimation?.boneGroups ?? [];
  const colliderGroups = vrm.secondaryAnimation?.colliderGroups ?? [];
  const pointer = `${POINTER}/secondaryAnimation`;
  const swinging = new Set<number>();
  for (const [g, group] of groups.entries()) {
    const name = group.comment ?? `#${g}`;
    const check = (at: number, count: number, where: string) => {
      if (at >= 0 && at < count) return;
      const range = { actual: at, limit: count };
      findings.report("SPRING_RANGE", { pointer: `${pointer}/${where}`, name, ...range });
    };
    for (const [i, bone] of group.bones.entries()) {
      check(bone, document.nodes.length, `boneGroups/${g}/bones/${i}`);
      if (document.nodes[bone] !== undefined) swinging.add(bone);
    }
    for (const [i, at] of group.colliderGroups.entries())
      check(at, colliderGroups.length, `boneGroups/${g}/colliderGroups/${i}`);
  }
  for (const at of tree.order) if (swinging.has(tree.parents[at] ?? -1)) swinging.add(at);
  return swinging.size;
}

function checkMaterialProperties(document: GltfDocument, vrm: Vrm0, findings: Findings): void {
  const properties = vrm.materialProperties ?? [];
  const pointer = `${POINTER}/materialProperties`;
  if (properties.length !== document.materials.length)
    findings.report("MATERIAL_PROPERTIES_COUNT", {
      pointer,
      actual: properties.length,
      limit: document.materials.length,
    });
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
