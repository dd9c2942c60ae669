// VRM 1.0: the extensions VRMC_vrm and VRMC_springBone. Faces +Z. Broken expressions and springs are warned about, not
// refused: viewers skip them.

import * as z from "zod";
import type { VrmLicence } from "../schema/asset.ts";
import { escapePointer, type GltfDocument, readOrReport } from "./document.ts";
import type { Findings } from "./findings.ts";
import { type Mend, renumbered } from "./fix/mend.ts";
import type { Vrm } from "./vrm.ts";
import { checkOtherTexts, mendMissing, metaText, metaTexts, metaUrl } from "./vrm-meta.ts";

const POINTER = "/extensions/VRMC_vrm";
const VRM_LICENCE = "https://vrm.dev/licenses/1.0/";
const SPRING_POINTER = "/extensions/VRMC_springBone";
const index = z.number().int();
const indices = z.array(index).default([]);

const expressionsSchema = z.record(
  z.string(),
  z.object({
    morphTargetBinds: z.array(z.object({ node: index.default(-1), index: index.default(-1) })).default([]),
    materialColorBinds: z.array(z.object({ material: index.default(-1) })).default([]),
    textureTransformBinds: z.array(z.object({ material: index.default(-1) })).default([]),
  }),
);
const vrm1Schema = z.object({
  specVersion: z.string().default("missing"),
  meta: z.record(z.string(), z.unknown()).default({}),
  humanoid: z
    .object({ humanBones: z.record(z.string(), z.object({ node: index.default(-1) })).default({}) })
    .default({ humanBones: {} }),
  firstPerson: z.object({ meshAnnotations: z.array(z.object({ node: index })).optional() }).optional(),
  expressions: z
    .object({ preset: expressionsSchema.default({}), custom: expressionsSchema.default({}) })
    .default({ preset: {}, custom: {} }),
});
type Vrm1 = z.infer<typeof vrm1Schema>;

/** Viewers look into it. */
const someObject = z.record(z.string(), z.unknown());
const springSchema = z.object({
  colliders: z
    .array(
      z.object({
        node: index.default(-1),
        shape: someObject,
        extensions: z
          .object({ VRMC_springBone_extended_collider: z.object({ shape: someObject }).optional() })
          .optional(),
      }),
    )
    .default([]),
  colliderGroups: z.array(z.object({ colliders: indices })).default([]),
  springs: z
    .array(
      z.object({
        name: z.string().optional(),
        center: index.optional(),
        joints: z.array(z.object({ node: index.default(-1) })),
        colliderGroups: indices,
      }),
    )
    .default([]),
});

/** Reads VRM 1.0. Reports VRM_VERSION, META_*, EXPRESSION_BIND_RANGE, SPRING_RANGE. */
export function readVrm1(
  document: GltfDocument,
  json: Readonly<Record<string, unknown>>,
  findings: Findings,
): Vrm {
  const vrm = readOrReport(vrm1Schema, json, POINTER, findings);
  if (vrm.specVersion !== "1.0" && vrm.specVersion !== "1.0-beta")
    findings.report("VRM_VERSION", {
      pointer: `${POINTER}/specVersion`,
      actual: vrm.specVersion,
      limit: "VRM 0.x or 1.0",
    });
  mendMissing(json, POINTER, findings);
  checkExpressions(document, vrm, findings);
  return {
    version: "1.0",
    bones: Object.entries(vrm.humanoid.humanBones).map(([bone, { node }]) => ({
      bone,
      node,
      pointer: `${POINTER}/humanoid/humanBones/${escapePointer(bone)}/node`,
    })),
    humanoidPointer: `${POINTER}/humanoid/humanBones`,
    licence: readLicence(document, vrm.meta, findings),
    ...countSprings(document, findings),
  };
}

const READ_KEYS: ReadonlySet<string> = new Set(["name", "authors", "licenseUrl", "otherLicenseUrl"]);

function readLicence(
  document: GltfDocument,
  meta: Readonly<Record<string, unknown>>,
  findings: Findings,
): VrmLicence {
  const pointer = `${POINTER}/meta`;
  const name = metaText(meta, "name", pointer, findings);
  const authors = metaTexts(meta, "authors", pointer, findings);
  const licenceUrl = metaUrl(meta, "licenseUrl", pointer, findings);
  const otherUrl = metaUrl(meta, "otherLicenseUrl", pointer, findings);
  checkOtherTexts(meta, READ_KEYS, pointer, findings);
  const missing = { name: name === "", authors: authors.length === 0 };
  for (const [key, isMissing] of Object.entries(missing))
    if (isMissing) findings.report("META_INCOMPLETE", { pointer, name: key });
  checkLicenceUrl(meta["licenseUrl"], licenceUrl, otherUrl, findings);
  const image = meta["thumbnailImage"];
  if (typeof image === "number" && document.images[image] === undefined) {
    const at = `${pointer}/thumbnailImage`;
    const range = { actual: image, limit: document.images.length };
    findings.report("META_IMAGE_RANGE", { pointer: at, ...range }, [{ kind: "remove", pointer: at }]);
  }
  const permission = z
    .enum(["onlyAuthor", "onlySeparatelyLicensedPerson", "everyone"])
    .catch("onlyAuthor")
    .parse(meta["avatarPermission"]);
  return {
    name,
    authors,
    licenceUrl,
    avatarPermission: permission,
    creditNotation: meta["creditNotation"] === "unnecessary" ? "unnecessary" : "required",
    allowRedistribution: meta["allowRedistribution"] === true,
  };
}

/** VRM 1.0 has one licence, whose terms are in the meta, and viewers open no file that names another. What its creator named is kept. */
function checkLicenceUrl(
  raw: unknown,
  licenceUrl: string | null,
  otherUrl: string | null,
  findings: Findings,
): void {
  if (raw === VRM_LICENCE) return;
  const pointer = `${POINTER}/meta/licenseUrl`;
  const mends: Mend[] = [{ kind: "set", pointer, value: VRM_LICENCE }];
  if (licenceUrl === null) {
    findings.report("META_INCOMPLETE", { pointer: `${POINTER}/meta`, name: "licenseUrl" }, mends);
    return;
  }
  if (otherUrl === null)
    mends.push({ kind: "set", pointer: `${POINTER}/meta/otherLicenseUrl`, value: licenceUrl });
  findings.report("META_LICENCE", { pointer, actual: licenceUrl, limit: VRM_LICENCE }, mends);
}

function checkExpressions(document: GltfDocument, vrm: Vrm1, findings: Findings): void {
  for (const kind of ["preset", "custom"] as const)
    for (const [name, expression] of Object.entries(vrm.expressions[kind])) {
      const pointer = `${POINTER}/expressions/${kind}/${escapePointer(name)}`;
      const report = (bind: string, key: string, actual: number, limit: number) =>
        findings.report(
          "EXPRESSION_BIND_RANGE",
          { pointer: `${pointer}/${bind}/${key}`, name, actual, limit },
          [{ kind: "remove", pointer: `${pointer}/${bind}` }],
        );
      for (const [i, bind] of expression.morphTargetBinds.entries()) {
        const node = document.nodes[bind.node];
        const targets = document.meshes[node?.mesh ?? -1]?.primitives[0]?.targets.length ?? 0;
        if (node === undefined) report(`morphTargetBinds/${i}`, "node", bind.node, document.nodes.length);
        else if (bind.index < 0 || bind.index >= targets)
          report(`morphTargetBinds/${i}`, "index", bind.index, targets);
      }
      for (const key of ["materialColorBinds", "textureTransformBinds"] as const)
        for (const [i, { material }] of expression[key].entries())
          if (document.materials[material] === undefined)
            report(`${key}/${i}`, "material", material, document.materials.length);
    }
}

function countSprings(
  document: GltfDocument,
  findings: Findings,
): { springJointCount: number; colliderCount: number } {
  const json = document.extensions["VRMC_springBone"];
  if (json === undefined) return { springJointCount: 0, colliderCount: 0 };
  const spring = readOrReport(springSchema, json, SPRING_POINTER, findings);
  const nodeCount = document.nodes.length;
  const isNode = (at: number) => at >= 0 && at < nodeCount;
  const report = (name: string, where: string, actual: number, limit: number, mends: readonly Mend[]) =>
    findings.report("SPRING_RANGE", { pointer: `${SPRING_POINTER}/${where}`, name, actual, limit }, mends);
  const remove = (where: string): Mend => ({ kind: "remove", pointer: `${SPRING_POINTER}/${where}` });

  const colliderCount = spring.colliders.length;
  const lost = [...spring.colliders.keys()].filter((i) => !isNode(spring.colliders[i]?.node ?? -1));
  const regrouped = spring.colliderGroups.map(({ colliders }, g): Mend => {
    const value = renumbered(colliders, colliderCount, lost);
    return { kind: "set", pointer: `${SPRING_POINTER}/colliderGroups/${g}/colliders`, value };
  });
  // The colliders behind a lost one move up, and with the first lost one all groups are told so.
  for (const [nth, i] of lost.entries()) {
    const mends = [
      remove(`colliders/${i}`),
      ...(nth === 0 ? regrouped.filter((_, g) => spring.colliderGroups[g]?.colliders.length !== 0) : []),
    ];
    report(`#${i}`, `colliders/${i}/node`, spring.colliders[i]?.node ?? -1, nodeCount, mends);
  }
  for (const [g, group] of spring.colliderGroups.entries())
    for (const [i, at] of group.colliders.entries())
      if (at < 0 || at >= colliderCount)
        report(`#${g}`, `colliderGroups/${g}/colliders/${i}`, at, colliderCount, regrouped.slice(g, g + 1));
  let springJointCount = 0;
  for (const [s, { name = `#${s}`, joints, colliderGroups, center }] of spring.springs.entries()) {
    springJointCount += joints.length;
    if (center !== undefined && !isNode(center))
      report(name, `springs/${s}/center`, center, nodeCount, [remove(`springs/${s}/center`)]);
    for (const [i, { node }] of joints.entries())
      if (!isNode(node))
        report(name, `springs/${s}/joints/${i}/node`, node, nodeCount, [remove(`springs/${s}/joints/${i}`)]);
    for (const [i, at] of colliderGroups.entries())
      if (at < 0 || at >= spring.colliderGroups.length) {
        const where = `springs/${s}/colliderGroups/${i}`;
        report(name, where, at, spring.colliderGroups.length, [remove(where)]);
      }
  }
  return { springJointCount, colliderCount };
}
