// Numbers that point at other parts of the document: one way to check them, whatever they point at.

import { escapePointer, type GltfDocument, type Material } from "./document.ts";
import type { Findings } from "./findings.ts";
import { isRecord } from "./json-scan.ts";

/** Whether `index` is one of `count` things; reports INDEX_RANGE otherwise. `undefined` points at nothing and is fine. */
export function checkIndex(
  index: number | undefined,
  count: number,
  what: string,
  where: { readonly pointer: string; readonly name?: string | undefined },
  findings: Findings,
): boolean {
  if (index === undefined || index < count) return true;
  findings.report("INDEX_RANGE", { ...where, actual: index, limit: count, more: { what } });
  return false;
}

/** Checks the indices of materials, textures, images and scenes. Nodes, skins and meshes have files of their own. */
export function checkReferences(document: GltfDocument, findings: Findings): void {
  const { textures, samplers, images, bufferViews, nodes } = document;
  for (const [at, material] of document.materials.entries()) {
    for (const [slot, index] of textureSlots(material)) {
      if (index === undefined || index < textures.length) continue;
      const where = { pointer: `/materials/${at}/${slot}/index`, name: material.name };
      checkIndex(index, textures.length, "textures", where, findings);
    }
  }
  for (const [at, texture] of textures.entries()) {
    const where = (key: string) => ({ pointer: `/textures/${at}/${key}`, name: texture.name });
    checkIndex(texture.source, images.length, "images", where("source"), findings);
    checkIndex(texture.sampler, samplers.length, "samplers", where("sampler"), findings);
  }
  for (const [at, image] of images.entries()) {
    const where = { pointer: `/images/${at}/bufferView`, name: image.name };
    checkIndex(image.bufferView, bufferViews.length, "bufferViews", where, findings);
  }
  // Of a file that shows nothing at all, that is said instead.
  if (nodes.length > 0)
    checkIndex(document.scene, document.scenes.length, "scenes", { pointer: "/scene" }, findings);
  for (const [at, scene] of document.scenes.entries())
    for (const [i, node] of scene.nodes.entries())
      checkIndex(node, nodes.length, "nodes", { pointer: `/scenes/${at}/nodes/${i}` }, findings);
}

/** What a material and its extensions, as MToon, call some texture; an index that is none stands for one past all. */
function* textureSlots(material: Material): Generator<readonly [slot: string, index: number | undefined]> {
  const { pbrMetallicRoughness: pbr, extensions } = material;
  yield ["pbrMetallicRoughness/baseColorTexture", pbr.baseColorTexture?.index];
  yield ["pbrMetallicRoughness/metallicRoughnessTexture", pbr.metallicRoughnessTexture?.index];
  yield ["normalTexture", material.normalTexture?.index];
  yield ["occlusionTexture", material.occlusionTexture?.index];
  yield ["emissiveTexture", material.emissiveTexture?.index];
  for (const [extension, body] of Object.entries(extensions))
    for (const [key, info] of Object.entries(body)) {
      if (!key.endsWith("Texture") || !isRecord(info)) continue;
      const { index } = info;
      const isIndex = typeof index === "number" && Number.isInteger(index) && index >= 0;
      const slot = `extensions/${escapePointer(extension)}/${escapePointer(key)}`;
      yield [slot, isIndex ? index : Number.POSITIVE_INFINITY];
    }
}
