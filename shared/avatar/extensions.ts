// Which glTF extensions we vouch for. An extension a file *requires* but viewers here do not know makes it undrawable.

import type { GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";
import { isRecord } from "./json-scan.ts";

/** What the web client (three, three-vrm) draws without further decoders. */
const KNOWN: ReadonlySet<string> = new Set([
  "VRM",
  "VRMC_vrm",
  "VRMC_materials_mtoon",
  "VRMC_materials_hdr_emissiveMultiplier",
  "VRMC_springBone",
  "VRMC_springBone_extended_collider",
  "VRMC_node_constraint",
  "KHR_materials_unlit",
  "KHR_materials_emissive_strength",
  "KHR_materials_anisotropy",
  "KHR_materials_clearcoat",
  "KHR_materials_dispersion",
  "KHR_materials_ior",
  "KHR_materials_iridescence",
  "KHR_materials_sheen",
  "KHR_materials_specular",
  "KHR_materials_transmission",
  "KHR_materials_volume",
  "KHR_mesh_quantization",
  "KHR_texture_transform",
  "KHR_xmp_json_ld",
  "EXT_texture_webp",
]);

/**
 * Reports EXTENSION_UNDECLARED when `extensionsUsed` does not name, each once, what the file uses or requires: viewers look there alone,
 * and show an avatar without its bones. The nesting was bounded before parsing.
 */
export function checkDeclared(
  json: Readonly<Record<string, unknown>>,
  { extensionsUsed, extensionsRequired }: GltfDocument,
  findings: Findings,
): void {
  const named = new Set(extensionsUsed);
  const used = new Set<string>(extensionsRequired);
  collectExtensions(json, used);
  const missing = [...used].filter((name) => !named.has(name));
  const isEmptyList =
    extensionsUsed.length === 0 && json["extensionsUsed"] !== undefined && missing.length === 0;
  if (missing.length === 0 && named.size === extensionsUsed.length && !isEmptyList) return;
  const pointer = "/extensionsUsed";
  const value = [...named, ...missing];
  findings.report("EXTENSION_UNDECLARED", { pointer, actual: missing.join(", ") }, [
    value.length === 0 ? { kind: "remove", pointer } : { kind: "set", pointer, value },
  ]);
}

/** Of every element that has any, those of `extras` left out: they are the author's notes. */
function collectExtensions(value: unknown, used: Set<string>): void {
  if (Array.isArray(value)) {
    for (const element of value) collectExtensions(element, used);
    return;
  }
  if (!isRecord(value)) return;
  const { extensions } = value;
  if (isRecord(extensions)) for (const name of Object.keys(extensions)) used.add(name);
  for (const key of Object.keys(value)) if (key !== "extras") collectExtensions(value[key], used);
}

/** Reports EXTENSION_UNSUPPORTED for every required extension nobody here can draw. */
export function checkExtensions(document: GltfDocument, findings: Findings): void {
  for (const [at, name] of document.extensionsRequired.entries())
    if (!KNOWN.has(name))
      findings.report("EXTENSION_UNSUPPORTED", { pointer: `/extensionsRequired/${at}`, name, actual: name });
}
