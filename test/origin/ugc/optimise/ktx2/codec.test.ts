import { describe, expect, test } from "bun:test";
import { decodeKtx2, encodeKtx2, type TextureUse } from "../../../../../origin/ugc/optimise/ktx2/codec.ts";

const [WIDTH, HEIGHT] = [64, 32];
/** Smooth waves, the upper rows clear. */
const pixels = () => {
  const rgba = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      rgba.set([x * 3, y * 6, 128 + 60 * Math.sin(x / 9), y < 8 ? 0 : 255], (y * WIDTH + x) * 4);
  return { widthPx: WIDTH, heightPx: HEIGHT, rgba };
};
const worst = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? 0))), 0);

/** KTX 2.0: supercompression at 44, the level count at 40; in the data format descriptor, the transfer function. */
const headerOf = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const descriptorAt = view.getUint32(48, true);
  return {
    levels: view.getUint32(40, true),
    supercompression: view.getUint32(44, true),
    colourModel: view.getUint8(descriptorAt + 12),
    transfer: view.getUint8(descriptorAt + 14),
  };
};
const [LINEAR, SRGB] = [1, 2];
const [ETC1S, UASTC] = [163, 166];
const [BASIS_LZ, ZSTANDARD] = [1, 2];

describe("a texture as KTX2", () => {
  test.each([
    ["colour", { colourModel: ETC1S, supercompression: BASIS_LZ, transfer: SRGB }, 40],
    ["data", { colourModel: UASTC, supercompression: ZSTANDARD, transfer: LINEAR }, 12],
    ["normal", { colourModel: UASTC, supercompression: ZSTANDARD, transfer: LINEAR }, 12],
  ] as const)(
    "for %s is of the format that fits, has mipmaps, and is read again as what it was",
    async (use, header, most) => {
      const made = await encodeKtx2(pixels(), use);
      expect(headerOf(made)).toEqual({ levels: 7, ...header });
      const read = await decodeKtx2(made);
      expect([read.widthPx, read.heightPx]).toEqual([WIDTH, HEIGHT]);
      expect(worst(read.rgba, pixels().rgba)).toBeLessThan(most);
    },
  );

  test("is the same bytes when it is made again", async () => {
    for (const use of ["colour", "normal"] satisfies TextureUse[])
      expect(Bun.hash(await encodeKtx2(pixels(), use))).toBe(Bun.hash(await encodeKtx2(pixels(), use)));
  });

  test("that was cut short or is something else is refused", async () => {
    const made = await encodeKtx2(pixels(), "colour");
    await expect(decodeKtx2(made.slice(0, made.length / 2))).rejects.toThrow();
    await expect(decodeKtx2(new Uint8Array(100))).rejects.toThrow();
  });
});
