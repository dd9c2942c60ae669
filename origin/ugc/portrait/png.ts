// PNG, just enough to hand pixels to Bun.Image and back: it speaks encoded images only. 8-bit RGBA, no interlace.

import { deflateSync, inflateSync } from "node:zlib";
import { framePng } from "../../../shared/media/png.ts";
import { release } from "../release.ts";

const BYTES_PER_PIXEL = 4;

export type Pixels = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** RGBA, sRGB, rows from the top. */
  readonly rgba: Uint8Array;
};

/** Encodes pixels, hardly compressed: the result goes to another encoder. */
export function encodePng({ widthPx, heightPx, rgba }: Pixels): Uint8Array {
  const rowBytes = widthPx * BYTES_PER_PIXEL;
  const raw = Buffer.alloc((rowBytes + 1) * heightPx); // each row begins with filter 0, "none"
  for (let y = 0; y < heightPx; y++)
    raw.set(rgba.subarray(y * rowBytes, (y + 1) * rowBytes), y * (rowBytes + 1) + 1);
  return framePng({ widthPx, heightPx, colour: "rgba" }, deflateSync(raw, { level: 1 }));
}

/** Decodes what Bun.Image writes. Throws Error when it is another kind of PNG. */
export function decodePng(png: Uint8Array): Pixels {
  const buffer = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const widthPx = buffer.readUInt32BE(16);
  const heightPx = buffer.readUInt32BE(20);
  if (buffer[24] !== 8 || buffer[25] !== 6 || buffer[28] !== 0) throw new Error("not an 8-bit RGBA PNG");
  const data: Buffer[] = [];
  for (let offset = 8; offset < buffer.length; ) {
    const lengthBytes = buffer.readUInt32BE(offset);
    const type = buffer.toString("latin1", offset + 4, offset + 8);
    if (type === "IDAT") data.push(buffer.subarray(offset + 8, offset + 8 + lengthBytes));
    offset += 12 + lengthBytes;
  }
  const rowBytes = widthPx * BYTES_PER_PIXEL;
  const rawBytes = (rowBytes + 1) * heightPx;
  const [only] = data;
  const deflated = data.length === 1 && only !== undefined ? only : Buffer.concat(data);
  // One chunk for all: pieces would be put together in a second buffer of the same size.
  const raw = inflateSync(deflated, { maxOutputLength: rawBytes, chunkSize: Math.max(64, rawBytes) });
  return { widthPx, heightPx, rgba: unfilter(raw, rowBytes, heightPx) };
}

/** The same of a file that is of no further use: its memory is given back. */
export function takePixels(png: Uint8Array): Pixels {
  const pixels = decodePng(png);
  release(png);
  return pixels;
}

/**
 * PNG §9.2: each byte was predicted from its left, upper and upper-left neighbours. The choice is made once a row: textures
 * have millions of bytes. Done in place, each row moving up over the bytes that named the filters.
 */
function unfilter(raw: Uint8Array, rowBytes: number, heightPx: number): Uint8Array {
  let up: Uint8Array = new Uint8Array(rowBytes); // above the first row: nothing
  for (let y = 0; y < heightPx; y++) {
    const from = y * (rowBytes + 1);
    const filter = raw[from] ?? 0;
    raw.copyWithin(y * rowBytes, from + 1, from + 1 + rowBytes);
    const row = raw.subarray(y * rowBytes, (y + 1) * rowBytes);
    undo(filter, row, up);
    up = row;
  }
  return raw.subarray(0, rowBytes * heightPx);
}

function undo(filter: number, row: Uint8Array, up: Uint8Array): void {
  const n = BYTES_PER_PIXEL;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let x = n; x < row.length; x++) row[x] = (row[x] ?? 0) + (row[x - n] ?? 0);
      return;
    case 2:
      for (let x = 0; x < row.length; x++) row[x] = (row[x] ?? 0) + (up[x] ?? 0);
      return;
    case 3:
      for (let x = 0; x < n; x++) row[x] = (row[x] ?? 0) + ((up[x] ?? 0) >> 1);
      for (let x = n; x < row.length; x++) row[x] = (row[x] ?? 0) + (((row[x - n] ?? 0) + (up[x] ?? 0)) >> 1);
      return;
    default:
      for (let x = 0; x < n; x++) row[x] = (row[x] ?? 0) + (up[x] ?? 0);
      for (let x = n; x < row.length; x++)
        row[x] = (row[x] ?? 0) + paeth(row[x - n] ?? 0, up[x] ?? 0, up[x - n] ?? 0);
  }
}

/** Of the three, the nearest to left + up - upLeft. */
function paeth(left: number, up: number, upLeft: number): number {
  const toLeft = Math.abs(up - upLeft);
  const toUp = Math.abs(left - upLeft);
  const toUpLeft = Math.abs(left + up - 2 * upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
