// A variant as a viewer sees it once its textures are transcoded: with pictures that everything reads in their place.

import { Findings } from "../../../../shared/avatar/findings.ts";
import { parseGlb } from "../../../../shared/avatar/glb.ts";
import { isRecord } from "../../../../shared/avatar/json-scan.ts";
import { writeGlb } from "../../../../shared/avatar/write-glb.ts";
import { encodePng } from "../../portrait/png.ts";
import { elements } from "../rewire.ts";
import { decodeKtx2 } from "./codec.ts";

export const BASISU = "KHR_texture_basisu";

/** The same file with PNG in place of KTX2. Throws Error for what is no GLB of ours, or a texture that cannot be transcoded. */
export async function withoutKtx2(bytes: Uint8Array): Promise<Uint8Array> {
  const glb = parseGlb(bytes, new Findings());
  if (glb === null || glb.bin === null) throw new Error("a variant that is no GLB");
  const json: Record<string, unknown> = JSON.parse(new TextDecoder().decode(glb.json));
  const images = elements(json, "images").filter(({ mimeType }) => mimeType === "image/ktx2");
  if (images.length === 0) return bytes;
  const pieces = [glb.bin];
  let sizeBytes = glb.bin.length;
  const views = [...elements(json, "bufferViews")];
  for (const image of images) {
    const view = views[Number(image["bufferView"])];
    if (view === undefined) throw new Error("a texture without bytes");
    const from = Number(view["byteOffset"] ?? 0);
    const png = encodePng(await decodeKtx2(glb.bin.slice(from, from + Number(view["byteLength"]))));
    const padding = new Uint8Array((4 - (png.length % 4)) % 4);
    image["mimeType"] = "image/png";
    image["bufferView"] = views.length;
    views.push({ buffer: 0, byteOffset: sizeBytes, byteLength: png.length });
    pieces.push(png, padding);
    sizeBytes += png.length + padding.length;
  }
  for (const texture of elements(json, "textures")) {
    const extensions = isRecord(texture["extensions"]) ? texture["extensions"] : {};
    const { [BASISU]: basisu, ...others } = extensions;
    if (!isRecord(basisu)) continue;
    texture["source"] = basisu["source"];
    texture["extensions"] = others;
  }
  for (const key of ["extensionsUsed", "extensionsRequired"])
    if (Array.isArray(json[key])) json[key] = json[key].filter((name) => name !== BASISU);
  const [first, ...buffers] = elements(json, "buffers");
  return writeGlb(
    { ...json, bufferViews: views, buffers: [{ ...first, byteLength: sizeBytes }, ...buffers] },
    pieces,
  );
}
