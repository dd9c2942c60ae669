// What stands for an avatar far away or in a crowd: one mesh, one small texture, one unlit material, and the same human bones, so
// that whatever moves the avatar moves it. A VRM of the version that was uploaded, with its licence and without its expressions.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import { encodeBitmap } from "../likeness/bitmap.ts";
import { bleed } from "../likeness/bleed.ts";
import { layOut } from "../likeness/scene.ts";
import type { SourceImages } from "../likeness/source-images.ts";
import { sweep } from "../release.ts";
import { BodyWriter } from "./body-writer.ts";
import { packVertices } from "./pack-vertices.ts";
import type { Json } from "./rewire.ts";
import { type Atlas, paintAtlas } from "./stand-in-atlas.ts";
import { describeStandIn, firstPersonNodes } from "./stand-in-json.ts";
import { gatherStandIn, simplifyStandIn } from "./stand-in-mesh.ts";
import { inverseBind, keepHumanBones } from "./stand-in-skeleton.ts";
import type { PlannedVariant } from "./variant.ts";
import type { VertexSet } from "./vertex-set.ts";

const TEXTURE_QUALITY = 85;
const PNG_COMPRESSION_LEVEL = 9;

export type StandIn = { readonly bytes: Uint8Array; readonly set: VertexSet };

/** Makes it of an upload that passed; `json` is the upload's. Null when nothing of it would show. Throws TextureBroken. */
export async function makeStandIn(
  model: AvatarModel,
  json: Json,
  images: SourceImages,
  profile: PlannedVariant["profile"],
): Promise<StandIn | null> {
  const unseen = firstPersonNodes(model, json);
  const parts = layOut(model).filter(({ node }) => !unseen.has(node));
  const atlas = await paintAtlas(model, parts, images);
  sweep();
  const skeleton = keepHumanBones(model);
  const set = await simplifyStandIn(gatherStandIn(model, parts, atlas.tiles, skeleton));
  if (set.vertexCount === 0) return null;
  const out = new BodyWriter();
  const { attributes, indices } = await packVertices(set, profile, out);
  const picture = await encodeAtlas(atlas, profile);
  const binds = Float32Array.from(skeleton.nodes.flatMap((node) => inverseBind(model.worlds[node] ?? [])));
  const inverseBindMatrices = out.addAccessor({
    bufferView: out.addView(new Uint8Array(binds.buffer)),
    componentType: 5126,
    count: skeleton.nodes.length,
    type: "MAT4",
  });
  const document = describeStandIn(model, json, skeleton, {
    primitive: { attributes, indices: indices[0] },
    image: { bufferView: out.addView(picture.bytes), mimeType: picture.mimeType },
    inverseBindMatrices,
    isCutOut: atlas.isCutOut,
    isCompressed: out.isCompressed,
  });
  return { bytes: out.finish(document), set };
}

async function encodeAtlas(
  { pixels, isCutOut }: Atlas,
  profile: PlannedVariant["profile"],
): Promise<{ readonly bytes: Uint8Array; readonly mimeType: string }> {
  const image = new Bun.Image(encodeBitmap(bleed(pixels, pixels.widthPx)));
  const quality = TEXTURE_QUALITY;
  if (profile === "web") return { bytes: await image.webp({ quality }).bytes(), mimeType: "image/webp" };
  if (!isCutOut) return { bytes: await image.jpeg({ quality }).bytes(), mimeType: "image/jpeg" };
  const png = await image.png({ compressionLevel: PNG_COMPRESSION_LEVEL }).bytes();
  return { bytes: png, mimeType: "image/png" };
}
