import { expect, test } from "bun:test";
import { SourceImages } from "../../../../../origin/ugc/likeness/source-images.ts";
import type { SmallImage } from "../../../../../origin/ugc/optimise/images.ts";
import { decodeKtx2 } from "../../../../../origin/ugc/optimise/ktx2/codec.ts";
import { shrinkTextures } from "../../../../../origin/ugc/optimise/ktx2/shrink-textures.ts";
import { encodePng } from "../../../../../origin/ugc/portrait/png.ts";
import { readDocument } from "../../../../../shared/avatar/document.ts";
import { Findings } from "../../../../../shared/avatar/findings.ts";

/** The images of a model that has these, end to end. */
function sourcesOf(...pngs: readonly Uint8Array[]): SourceImages {
  let byteOffset = 0;
  const bufferViews = pngs.map(({ length: byteLength }) => {
    const view = { buffer: 0, byteOffset, byteLength };
    byteOffset += byteLength;
    return view;
  });
  const images = pngs.map((_, bufferView) => ({ bufferView, mimeType: "image/png" }));
  const json = { asset: { version: "2.0" }, buffers: [{ byteLength: byteOffset }], bufferViews, images };
  return new SourceImages({ document: readDocument(json, new Findings()), bin: Buffer.concat(pngs) });
}
const picture = (widthPx: number, heightPx: number, alpha = 255): Uint8Array => {
  const rgba = new Uint8Array(widthPx * heightPx * 4);
  for (let i = 0; i < rgba.length; i += 4) rgba.set([90, 160, 220, i < rgba.length / 2 ? 255 : alpha], i);
  return encodePng({ widthPx, heightPx, rgba });
};
const left: SmallImage = { bytes: new Uint8Array(1), mimeType: "image/webp", widthPx: 1, heightPx: 1 };

test("sides become multiples of four, and never more than the encoder takes, however large is asked for", async () => {
  const sources = sourcesOf(picture(4096, 40), picture(30, 2));
  const uses = new Map([
    [0, "colour"],
    [1, "colour"],
  ] as const);
  const made = await shrinkTextures(sources, [left, left], uses, 4096, new Map());
  expect(made.map((image) => [image?.mimeType, image?.widthPx, image?.heightPx])).toEqual([
    ["image/ktx2", 2048, 20],
    ["image/ktx2", 32, 4],
  ]);
  const { widthPx, heightPx } = await decodeKtx2(made[0]?.bytes ?? new Uint8Array());
  expect([widthPx, heightPx]).toEqual([2048, 20]);
});

test("what has no use is left as it is; the same picture of the same use is made once; alpha takes twice the memory", async () => {
  const sources = sourcesOf(picture(16, 16), picture(16, 16), picture(16, 16, 0), picture(16, 16));
  const uses = new Map([
    [0, "colour"],
    [1, "colour"],
    [2, "colour"],
  ] as const);
  const made = await shrinkTextures(sources, [left, left, left, left], uses, 1024, new Map());
  expect(made[3]).toBe(left);
  expect(made[1]).toBe(made[0] as SmallImage);
  expect(made.slice(0, 3).map((image) => image?.bytesPerPixel)).toEqual([0.5, 0.5, 1]);
});
