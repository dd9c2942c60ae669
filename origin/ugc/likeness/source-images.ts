// The images of one model, decoded at full size as seldom as memory allows: what is wanted at 512 px or less is made from a copy
// of 512 px, made once. Measured on a 2048² PNG: 65 ms to decode and scale, a few from its copy. Copies of 1,024 px would save one
// more decoding of six, and cost 50 MB and what the collector leaves lying for it; packing them takes longer than decoding again.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import { type ImageHeader, readImageHeader } from "../../../shared/avatar/image-header.ts";
import { imageBytes } from "../../../shared/avatar/images.ts";
import { type Pixels, takePixels } from "../portrait/png.ts";
import { decodeAs, type Encoding, type Texture, TextureBroken } from "../portrait/texture.ts";
import { release, sweep } from "../release.ts";
import { type AlphaUse, readAlphaUses } from "./alpha-use.ts";
import { encodeBitmap } from "./bitmap.ts";
import { bleed } from "./bleed.ts";
import { WeightedSemaphore } from "./weighted-semaphore.ts";

const PIXELS_MAX = 4096 * 4096;
/** Decoded side by side: two of 2048², which take 45 MB each until they are encoded again, or one that is larger. */
const DECODED_MAX_PIXELS = 2 * 2048 * 2048;
/** One that keeps its size and not its alpha counts twice: it is here as a bitmap too, and WebP packs alpha by itself. 125 MB. */
const CHANGED_TAKES = 2;
/** What is larger than this is decoded from the file each time. */
export const COPY_SIDE_PX = 512;
/** Sixteen copies; what does not fit is decoded again. */
const COPIES_MAX_BYTES = 16 * 1024 * 1024;
/** Up to 16 × 16 pixels become one of a probe, and one clear pixel among them still shows as 254. */
const PROBE_SIDE_PX = 256;

export type SourceImage = {
  readonly bytes: Uint8Array;
  readonly header: ImageHeader;
  readonly alphaUse: AlphaUse;
  /** The first image of the same bytes: itself, most of the time. */
  readonly sameAs: number;
};

export class SourceImages {
  readonly #names: readonly string[];
  readonly #images: readonly (SourceImage | "broken" | null)[];
  readonly #copies = new Map<number, Promise<Uint8Array>>();
  readonly #transparent = new Map<number, Promise<boolean>>();
  readonly #copiesMaxBytes: number;
  #copiesBytes = 0;
  readonly #decoding = new WeightedSemaphore(DECODED_MAX_PIXELS);

  /** Reads headers and decodes nothing. `copiesMaxBytes` is 0 for a model whose images are wanted once. */
  constructor({ document, bin }: Pick<AvatarModel, "document" | "bin">, copiesMaxBytes = COPIES_MAX_BYTES) {
    this.#copiesMaxBytes = copiesMaxBytes;
    this.#names = document.images.map(({ name }, at) => name ?? `#${at}`);
    const uses = readAlphaUses(document);
    const all = document.images.map((_, at) => imageBytes(document, bin, at));
    this.#images = all.map((bytes, at) => {
      if (bytes === null) return null;
      const header = readImageHeader(bytes);
      if (header === null || header === "broken") return "broken";
      // The same picture may be used in two ways; only where nothing is done to it are the two one.
      const sameAs = all.findIndex((other, i) => isSame(other, bytes) && uses[i] === uses[at]);
      return { bytes, header, alphaUse: uses[at] ?? "plain", sameAs };
    });
  }

  get count(): number {
    return this.#images.length;
  }

  /** Null where the model has no bytes. Throws TextureBroken for bytes that are no image. */
  get(at: number): SourceImage | null {
    const image = this.#images[at] ?? null;
    if (image === "broken")
      throw new TextureBroken(at, this.#names[at] ?? "", new Error("is no image that can be read"));
    return image;
  }

  /** All indices, first those of images that may have to be decoded alone. */
  get largeFirst(): readonly number[] {
    const isLarge = this.#images.map((image) => image !== null && image !== "broken" && isChangeable(image));
    return [...isLarge.keys()].toSorted((a, b) => Number(isLarge[b]) - Number(isLarge[a]));
  }

  /** Whether any pixel lets something through. Decodes the image where its header leaves it open. Throws TextureBroken. */
  async isTransparent(at: number): Promise<boolean> {
    const image = this.get(at);
    if (image === null || !mayBeTransparent(image)) return false;
    const { widthPx, heightPx } = image.header;
    const look = () => this.#decoding.within(widthPx * heightPx, () => probe(image.bytes));
    const known = this.#transparent.get(image.sameAs) ?? this.#telling(at, look());
    this.#transparent.set(image.sameAs, known);
    return await known;
  }

  /**
   * Encodes the image `as` it is told, at most `sideMaxPx` wide and high; alpha and what is under it are as its users need it.
   * Null where the model has no bytes. Throws TextureBroken.
   */
  async encode(at: number, sideMaxPx: number, as: Encoding): Promise<Uint8Array | null> {
    const image = this.get(at);
    if (image === null) return null;
    const { widthPx, heightPx } = image.header;
    const isFromCopy = Math.max(widthPx, heightPx) > COPY_SIDE_PX && sideMaxPx <= COPY_SIDE_PX;
    if (!isFromCopy) return await this.#encodeWhole(at, image, sideMaxPx, as);
    const copy = await this.#copy(at, image);
    return await this.#telling(at, encode(copy, sideMaxPx, as));
  }

  /** As the rasteriser samples it. Throws TextureBroken. */
  async texture(at: number, sideMaxPx: number): Promise<Texture | null> {
    const png = await this.encode(at, sideMaxPx, uncompressed);
    return png === null ? null : takePixels(png);
  }

  /** Gives the memory of the copies back. */
  forget(): void {
    this.#copies.clear();
    this.#copiesBytes = 0;
  }

  #copy(at: number, image: SourceImage): Promise<Uint8Array> {
    const known = this.#copies.get(image.sameAs);
    if (known !== undefined) return known;
    const made = this.#encodeWhole(at, image, COPY_SIDE_PX, uncompressed);
    const { widthPx, heightPx } = image.header;
    const scale = COPY_SIDE_PX / Math.max(widthPx, heightPx);
    const sizeBytes = Math.ceil(widthPx * scale) * Math.ceil(heightPx * scale) * 4;
    if (this.#copiesBytes + sizeBytes <= this.#copiesMaxBytes) {
      this.#copiesBytes += sizeBytes;
      this.#copies.set(image.sameAs, made);
    }
    return made;
  }

  /** From the image's file, or from one whose alpha is as its users need it. */
  async #encodeWhole(at: number, image: SourceImage, sideMaxPx: number, as: Encoding): Promise<Uint8Array> {
    const { bytes, alphaUse, header } = image;
    const isChanged = isChangeable(image) && (await this.isTransparent(at));
    const { widthPx, heightPx } = header;
    const isLarge = isChanged && Math.max(widthPx, heightPx) <= sideMaxPx;
    const work = async () => {
      // A copy: Bun.Image would take all of the file that the bytes are a view into.
      const from = isChanged ? await withAlphaFor(alphaUse, bytes, sideMaxPx) : new Uint8Array(bytes);
      if (isLarge) sweep();
      return await encode(from, sideMaxPx, as).finally(() => release(from));
    };
    const takesPixels = widthPx * heightPx * (isLarge ? CHANGED_TAKES : 1);
    return await this.#telling(at, this.#decoding.within(takesPixels, work));
  }

  async #telling<T>(at: number, work: Promise<T>): Promise<T> {
    return await work.catch((error: unknown) => {
      throw error instanceof TextureBroken ? error : new TextureBroken(at, this.#names[at] ?? "", error);
    });
  }
}

function encode(from: Uint8Array, sideMaxPx: number, as: Encoding): Promise<Uint8Array> {
  return as(fitInto(new Bun.Image(from, { maxPixels: PIXELS_MAX }), sideMaxPx)).bytes();
}

function uncompressed(image: Bun.Image): Bun.Image {
  return image.png({ compressionLevel: 0 });
}

function fitInto(image: Bun.Image, sideMaxPx: number): Bun.Image {
  return image.resize(sideMaxPx, sideMaxPx, { fit: "inside", withoutEnlargement: true });
}

async function probe(bytes: Uint8Array): Promise<boolean> {
  const { rgba } = await decodeAs(bytes, (image) =>
    image.resize(PROBE_SIDE_PX, PROBE_SIDE_PX, { fit: "inside", withoutEnlargement: true, filter: "box" }),
  );
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return true;
  return false;
}

/** One whose alpha is as `use` needs it, no smaller than asked for unless the image is. */
async function withAlphaFor(use: AlphaUse, bytes: Uint8Array, sideMaxPx: number): Promise<Uint8Array> {
  // Bun.Image scales colour and alpha apart from each other: what is uncovered must be bled into before, what is covered may wait.
  const isBled = use === "bleed";
  const decoded = await decodeAs(bytes, (image) => (isBled ? image : fitInto(image, sideMaxPx)));
  const pixels = isBled ? bleed(decoded, sideMaxPx) : cover(decoded);
  const bitmap = encodeBitmap(pixels);
  release(decoded.rgba);
  return bitmap;
}

function cover(pixels: Pixels): Pixels {
  for (let i = 3; i < pixels.rgba.length; i += 4) pixels.rgba[i] = 255;
  return pixels;
}

function isSame(a: Uint8Array | null, b: Uint8Array): boolean {
  return a !== null && a.length === b.length && (a === b || Buffer.compare(a, b) === 0);
}

/** Whether its users need another alpha than it may have. */
function isChangeable(image: SourceImage): boolean {
  return image.alphaUse !== "plain" && image.alphaUse !== "exact" && mayBeTransparent(image);
}

const PALETTE = 3;

/** PNG says so by its colour type (4 and 6 have alpha) or by a tRNS chunk, which comes before the pixels. PNG §11.3.1, §5.6 */
function mayBeTransparent({ bytes, header: { mimeType } }: SourceImage): boolean {
  if (mimeType !== "image/png") return mimeType === "image/webp";
  if ((bytes[25] ?? 0) >= PALETTE) return true;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const before = file.indexOf("IDAT", 0, "latin1");
  return file.subarray(0, Math.max(0, before)).includes("tRNS", 0, "latin1");
}
