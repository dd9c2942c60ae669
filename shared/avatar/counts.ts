// How many of everything, measured on the raw arrays before anything is read: a document of 300,000 nodes costs one glance.

import type { AvatarLimits } from "../schema/avatar-limits.ts";
import type { FindingCode } from "./finding-catalogue.ts";
import type { Findings } from "./findings.ts";
import { isRecord } from "./json-scan.ts";

type CountRule = {
  readonly key: string;
  readonly max: keyof AvatarLimits;
  readonly limitCode: FindingCode;
  readonly warn?: { readonly above: keyof AvatarLimits; readonly code: FindingCode };
};

const rules: readonly CountRule[] = [
  {
    key: "nodes",
    max: "nodesMax",
    limitCode: "LIMIT_NODES",
    warn: { above: "nodesWarn", code: "HEAVY_NODES" },
  },
  { key: "meshes", max: "meshesMax", limitCode: "LIMIT_MESHES" },
  {
    key: "materials",
    max: "materialsMax",
    limitCode: "LIMIT_MATERIALS",
    warn: { above: "materialsWarn", code: "HEAVY_MATERIALS" },
  },
  { key: "textures", max: "texturesMax", limitCode: "LIMIT_TEXTURES" },
  { key: "images", max: "texturesMax", limitCode: "LIMIT_TEXTURES" },
];

/** Compares one count with its limit and its warning threshold. Returns whether it is within the limit. */
export function checkCount(
  count: number,
  rule: Omit<CountRule, "key">,
  limits: AvatarLimits,
  findings: Findings,
  where: { readonly pointer: string; readonly name?: string | null },
): boolean {
  if (count > limits[rule.max]) {
    findings.report(rule.limitCode, { ...where, actual: count, limit: limits[rule.max] });
    return false;
  }
  if (rule.warn !== undefined && count > limits[rule.warn.above])
    findings.report(rule.warn.code, { ...where, actual: count, limit: limits[rule.warn.above] });
  return true;
}

/** What else glTF lists. */
const OTHER_LISTS = [
  "accessors",
  "bufferViews",
  "buffers",
  "skins",
  "samplers",
  "scenes",
  "animations",
  "cameras",
] as const;

/** Reports LIMIT_* and HEAVY_* for what can be counted without looking inside. Returns whether all are within limits. */
export function checkCounts(
  json: Readonly<Record<string, unknown>>,
  limits: AvatarLimits,
  findings: Findings,
): boolean {
  const check = (count: number, rule: Omit<CountRule, "key">, pointer: string, name: string | null = null) =>
    checkCount(count, rule, limits, findings, { pointer, name });
  const within = rules.map((rule) => check(listOf(json[rule.key]).length, rule, `/${rule.key}`));
  for (const key of OTHER_LISTS) {
    const rule = { max: "elementsMax", limitCode: "LIMIT_ELEMENTS" } as const;
    within.push(check(listOf(json[key]).length, rule, `/${key}`, key));
  }
  let primitiveCount = 0;
  for (const [at, mesh] of listOf(json["meshes"]).entries()) {
    const primitives = listOf(memberOf(mesh, "primitives"));
    primitiveCount += primitives.length;
    const targetCount = primitives.reduce<number>(
      (most, primitive) => Math.max(most, listOf(memberOf(primitive, "targets")).length),
      0,
    );
    const rule = { max: "morphTargetsPerMeshMax", limitCode: "LIMIT_MORPH_TARGETS" } as const;
    const name = memberOf(mesh, "name");
    const named = typeof name === "string" && name !== "" ? name : `#${at}`;
    within.push(check(targetCount, rule, `/meshes/${at}`, named));
  }
  within.push(check(primitiveCount, { max: "primitivesMax", limitCode: "LIMIT_PRIMITIVES" }, "/meshes"));
  return within.every(Boolean);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function memberOf(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}
