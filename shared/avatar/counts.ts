// How many of everything, measured on the raw arrays before anything is read: a document of 300,000 nodes costs one glance.

import type { FindingCode } from "./finding-catalogue.ts";
import type { Findings } from "./findings.ts";
import type { AvatarLimits } from "./limits.ts";

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

/** Reports LIMIT_* and HEAVY_* for what can be counted without looking inside. Returns whether all are within limits. */
export function checkCounts(
  json: Readonly<Record<string, unknown>>,
  limits: AvatarLimits,
  findings: Findings,
): boolean {
  const lengthOf = (value: unknown) => (Array.isArray(value) ? value.length : 0);
  const within = rules.map((rule) =>
    checkCount(lengthOf(json[rule.key]), rule, limits, findings, { pointer: `/${rule.key}` }),
  );
  const meshes: unknown[] = Array.isArray(json["meshes"]) ? json["meshes"] : [];
  let primitiveCount = 0;
  for (const mesh of meshes) {
    const primitives: unknown =
      typeof mesh === "object" && mesh !== null ? Reflect.get(mesh, "primitives") : null;
    primitiveCount += lengthOf(primitives);
  }
  within.push(
    checkCount(primitiveCount, { max: "primitivesMax", limitCode: "LIMIT_PRIMITIVES" }, limits, findings, {
      pointer: "/meshes",
    }),
  );
  return within.every(Boolean);
}
