// Collects what a variant's binary chunk is made of: bufferViews, meshopt's among them, and the accessors over them.
// EXT_meshopt_compression: a compressed view stands in a fallback buffer that has no bytes.

import { writeGlb } from "../../../shared/avatar/write-glb.ts";

type Json = Readonly<Record<string, unknown>>;

export class BodyWriter {
  readonly #pieces: Uint8Array[] = [];
  readonly #views: object[] = [];
  readonly #accessors: object[] = [];
  #sizeBytes = 0;
  #fallbackBytes = 0;

  /** Adds bytes as they are; returns the bufferView's index. */
  addView(bytes: Uint8Array, extra: object = {}): number {
    this.#views.push({ buffer: 0, byteOffset: this.#put(bytes), byteLength: bytes.length, ...extra });
    return this.#views.length - 1;
  }

  /** Adds a view that is compressed; `packed` is what meshopt made of `count` elements of `byteStride` bytes. */
  addCompressed(
    packed: Uint8Array,
    how: {
      readonly count: number;
      readonly byteStride: number;
      readonly mode: string;
      readonly filter?: string;
    },
    extra: object,
  ): number {
    const byteLength = how.count * how.byteStride;
    const compression = { buffer: 0, byteOffset: this.#put(packed), byteLength: packed.length, ...how };
    this.#views.push({
      buffer: 1,
      byteOffset: this.#fallbackBytes,
      byteLength,
      ...extra,
      extensions: { EXT_meshopt_compression: compression },
    });
    this.#fallbackBytes += Math.ceil(byteLength / 4) * 4;
    return this.#views.length - 1;
  }

  /** Returns the accessor's index. */
  addAccessor(accessor: object): number {
    return this.#accessors.push(accessor) - 1;
  }

  get isCompressed(): boolean {
    return this.#fallbackBytes > 0;
  }

  /** The whole file. */
  finish(json: Json): Uint8Array {
    const fallback = {
      byteLength: this.#fallbackBytes,
      extensions: { EXT_meshopt_compression: { fallback: true } },
    };
    const document = {
      ...json,
      accessors: this.#accessors,
      bufferViews: this.#views,
      buffers: [{ byteLength: this.#sizeBytes }, ...(this.isCompressed ? [fallback] : [])],
    };
    return writeGlb(document, this.#pieces);
  }

  #put(bytes: Uint8Array): number {
    const offset = this.#sizeBytes;
    const padding = (4 - (bytes.length % 4)) % 4;
    this.#pieces.push(bytes, new Uint8Array(padding));
    this.#sizeBytes += bytes.length + padding;
    return offset;
  }
}
