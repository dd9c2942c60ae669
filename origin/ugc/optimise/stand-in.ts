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
import { gatherStandIn, openStandIn, withFewer } from "./stand-in-mesh.ts";
import { inverseBind, keepHumanBones, limbsOf, type Skeleton } from "./stand-in-skeleton.ts";
import type { PlannedVariant } from "./variant.ts";
import type { VertexSet } from "./vertex-set.ts";

const TEXTURE_QUALITY = 85;
const PNG_COMPRESSION_LEVEL = 9;

/**
 * So many triangles at most, tried in this order; none has more than the last, and rooms share memory by what it has. Of avatars that
 * are unlike with the first, the second mends what a larger texture does not: ribbons, frills and hair.
 */
export const STAND_IN_TRIES_TRIANGLES_MAX = [2_000, 4_000] as const;

export type StandIn = { readonly bytes: Uint8Array; readonly set: VertexSet };

/**
 * Makes it of an upload that passed, each try heavier than the one before, for as long as somebody asks; `json` is the upload's.
 * None when nothing of it would show. Throws TextureBroken.
 */
export async function* tryStandIns(
  model: AvatarModel,
  json: Json,
  images: SourceImages,
  profile: PlannedVariant["profile"],
): AsyncGenerator<StandIn> {
  const skeleton = keepHumanBones(model);
  const { seen, picture, isCutOut } = await lookAtUpload(model, json, images, profile, skeleton);
  if (seen.vertexCount === 0) return;
  const binds = Float32Array.from(skeleton.nodes.flatMap((node) => inverseBind(model.worlds[node] ?? [])));
  for (const trianglesMax of STAND_IN_TRIES_TRIANGLES_MAX) {
    const set = withFewer(seen, trianglesMax);
    const out = new BodyWriter();
    const { attributes, indices } = await packVertices(set, profile, out);
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
      isCutOut,
      isCompressed: out.isCompressed,
    });
    yield { bytes: out.finish(document), set };
    if (trianglesIn(seen) <= trianglesMax) return;
  }
}

type Picture = { readonly bytes: Uint8Array; readonly mimeType: string };

/** On its own, so that nothing of the upload's size is held while a try is compared. */
async function lookAtUpload(
  model: AvatarModel,
  json: Json,
  images: SourceImages,
  profile: PlannedVariant["profile"],
  skeleton: Skeleton,
): Promise<{ readonly seen: VertexSet; readonly picture: Picture; readonly isCutOut: boolean }> {
  const unseen = firstPersonNodes(model, json);
  const parts = layOut(model).filter(({ node }) => !unseen.has(node));
  const atlas = await paintAtlas(model, parts, images);
  sweep();
  const gathered = gatherStandIn(model, parts, atlas.tiles, skeleton);
  const seen = await openStandIn(gathered, limbsOf(model, skeleton));
  return { seen, picture: await encodeAtlas(atlas, profile), isCutOut: atlas.isCutOut };
}

function trianglesIn({ faces }: VertexSet): number {
  return (faces[0]?.indices.length ?? 0) / 3;
}

async function encodeAtlas(
  { pixels, isCutOut }: Atlas,
  profile: PlannedVariant["profile"],
): Promise<Picture> {
  const image = new Bun.Image(encodeBitmap(bleed(pixels, pixels.widthPx)));
  const quality = TEXTURE_QUALITY;
  if (profile === "web") return { bytes: await image.webp({ quality }).bytes(), mimeType: "image/webp" };
  if (!isCutOut) return { bytes: await image.jpeg({ quality }).bytes(), mimeType: "image/jpeg" };
  const png = await image.png({ compressionLevel: PNG_COMPRESSION_LEVEL }).bytes();
  return { bytes: png, mimeType: "image/png" };
}
