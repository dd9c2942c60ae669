// Opens what the optimiser made, as a viewer would: decodes meshopt and looks at the rest as at any upload.

import { MeshoptDecoder } from "meshoptimizer/decoder";
import * as z from "zod";
import { type AvatarModel, openAvatar } from "../../../shared/avatar/check-avatar.ts";
import { Findings } from "../../../shared/avatar/findings.ts";
import { parseGlb } from "../../../shared/avatar/glb.ts";
import { writeGlb } from "../../../shared/avatar/write-glb.ts";
import type { AvatarLimits } from "../../../shared/schema/avatar-limits.ts";

const MESHOPT = "EXT_meshopt_compression";
const whole = z.number().int().nonnegative();
const viewSchema = z.looseObject({
  buffer: whole.default(0),
  byteOffset: whole.default(0),
  byteLength: whole,
  extensions: z
    .looseObject({
      [MESHOPT]: z
        .object({
          byteOffset: whole.default(0),
          byteLength: whole,
          byteStride: whole,
          count: whole,
          mode: z.string(),
          filter: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
});
const documentSchema = z.looseObject({
  bufferViews: z.array(viewSchema).default([]),
  extensionsUsed: z.array(z.string()).default([]),
  extensionsRequired: z.array(z.string()).default([]),
});

/**
 * The avatar in a variant of ours. Throws Error when it is not one: a variant that cannot be opened must not be published.
 * For our own output only: sizes are trusted.
 */
export async function openVariant(bytes: Uint8Array, limits?: AvatarLimits): Promise<AvatarModel> {
  const { model, check } = openAvatar(await withoutMeshopt(bytes), limits);
  if (model === null)
    throw new Error(`a variant that does not pass: ${check.findings.map(({ code }) => code).join(", ")}`);
  return model;
}

/** The same file with every view as it is once decoded. Throws Error for what is no GLB. Sizes are trusted. */
export async function withoutMeshopt(bytes: Uint8Array): Promise<Uint8Array> {
  await MeshoptDecoder.ready;
  const glb = parseGlb(bytes, new Findings());
  if (glb === null) throw new Error("a variant that is no GLB");
  const { bin } = glb;
  const document = documentSchema.parse(JSON.parse(new TextDecoder().decode(glb.json)));
  if (bin === null || !document.extensionsUsed.includes(MESHOPT)) return bytes;
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  const bufferViews = document.bufferViews.map(({ extensions, ...view }) => {
    const packed = extensions?.[MESHOPT];
    const data =
      packed === undefined
        ? bin.subarray(view.byteOffset, view.byteOffset + view.byteLength)
        : decode(bin, packed);
    const byteOffset = sizeBytes;
    const padding = (4 - (data.length % 4)) % 4;
    pieces.push(data, new Uint8Array(padding));
    sizeBytes += data.length + padding;
    return { ...view, buffer: 0, byteOffset };
  });
  const without = (names: readonly string[]) => names.filter((name) => name !== MESHOPT);
  const plain = {
    ...document,
    buffers: [{ byteLength: sizeBytes }],
    bufferViews,
    extensionsUsed: without(document.extensionsUsed),
    extensionsRequired: without(document.extensionsRequired),
  };
  return writeGlb(plain, pieces);
}

type Compressed = NonNullable<NonNullable<z.infer<typeof viewSchema>["extensions"]>[typeof MESHOPT]>;

function decode(
  bin: Uint8Array,
  { byteOffset, byteLength, byteStride, count, mode, filter }: Compressed,
): Uint8Array {
  const data = new Uint8Array(count * byteStride);
  const packed = bin.subarray(byteOffset, byteOffset + byteLength);
  MeshoptDecoder.decodeGltfBuffer(data, count, byteStride, packed, mode, filter);
  return data;
}
