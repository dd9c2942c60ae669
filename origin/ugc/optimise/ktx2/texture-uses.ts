// What each image of a model is used for, which decides how it may be compressed. Pure.

import { isRecord } from "../../../../shared/avatar/json-scan.ts";
import { elements, type Json, sourceOf } from "../rewire.ts";
import type { TextureUse } from "./codec.ts";

/** Texture slots of glTF, its extensions and MToon 1.0 whose colours are seen: such as baseColorTexture. */
const COLOUR_SLOT =
  /^(baseColor|emissive|diffuse|shadeMultiply|matcap|rimMultiply|specularGlossiness|\w*Color)Texture$/;
const NORMAL_SLOT = /normalTexture$/i;
/** Of VRM 0.x. */
const COLOUR_PROPERTIES: ReadonlySet<string> = new Set([
  "_MainTex",
  "_ShadeTexture",
  "_SphereAdd",
  "_RimTexture",
  "_EmissionMap",
]);
const NORMAL_PROPERTY = "_BumpMap";

/**
 * By the image's index. Left out are images that no material uses, such as a thumbnail, which is looked at as a picture; and those
 * that are used in two ways.
 */
export function findTextureUses(json: Json): ReadonlyMap<number, TextureUse> {
  const textures = elements(json, "textures");
  const uses = new Map<number, TextureUse | "several">();
  const note = (index: unknown, use: TextureUse): void => {
    const texture = typeof index === "number" ? textures[index] : undefined;
    const image = texture === undefined ? null : sourceOf(texture);
    if (image === null) return;
    const known = uses.get(image);
    uses.set(image, known === undefined || known === use ? use : "several");
  };
  const walk = (value: unknown): void => {
    if (!isRecord(value)) return;
    for (const [key, below] of Object.entries(value)) {
      if (key.endsWith("Texture") && isRecord(below)) note(below["index"], slotUse(key));
      else walk(below);
    }
  };
  for (const material of elements(json, "materials")) walk(material);
  const { VRM: vrm0, VRMC_vrm: vrm1 } = isRecord(json["extensions"]) ? json["extensions"] : {};
  if (isRecord(vrm0))
    for (const { textureProperties } of elements(vrm0, "materialProperties"))
      if (isRecord(textureProperties))
        for (const [name, index] of Object.entries(textureProperties)) note(index, propertyUse(name));
  const meta = isRecord(vrm1) ? vrm1["meta"] : null;
  const thumbnail = isRecord(meta) ? meta["thumbnailImage"] : null;
  const found = new Map<number, TextureUse>();
  for (const [image, use] of uses) if (use !== "several" && image !== thumbnail) found.set(image, use);
  return found;
}

function slotUse(key: string): TextureUse {
  if (NORMAL_SLOT.test(key)) return "normal";
  return COLOUR_SLOT.test(key) ? "colour" : "data";
}

function propertyUse(name: string): TextureUse {
  if (name === NORMAL_PROPERTY) return "normal";
  return COLOUR_PROPERTIES.has(name) ? "colour" : "data";
}
