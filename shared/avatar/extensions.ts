// Which glTF extensions we vouch for. An extension a file *requires* but viewers here do not know makes it undrawable.

import type { GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";

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

/** Reports EXTENSION_UNSUPPORTED for every required extension nobody here can draw. */
export function checkExtensions(document: GltfDocument, findings: Findings): void {
  for (const [at, name] of document.extensionsRequired.entries())
    if (!KNOWN.has(name))
      findings.report("EXTENSION_UNSUPPORTED", { pointer: `/extensionsRequired/${at}`, name, actual: name });
}
