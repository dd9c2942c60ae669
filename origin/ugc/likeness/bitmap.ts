// Pixels for Bun.Image, which reads files only. A BMP is pixels with a header: nothing to pack and no checksum, 2 ms where a PNG
// takes 150. Its header is the fourth version, which has masks for the channels and one for alpha.

import type { Pixels } from "../portrait/png.ts";

const HEADER_BYTES = 14 + 108;
const BI_BITFIELDS = 3;
const LCS_WINDOWS_COLOR_SPACE = 0x57696e20;

/** RGBA, rows from the top. */
export function encodeBitmap({ widthPx, heightPx, rgba }: Pixels): Uint8Array {
  const out = new Uint8Array(HEADER_BYTES + rgba.length);
  const view = new DataView(out.buffer);
  const put = (offset: number, value: number) => view.setUint32(offset, value, true);
  out.set([0x42, 0x4d]);
  put(2, out.length);
  put(10, HEADER_BYTES);
  put(14, HEADER_BYTES - 14);
  put(18, widthPx);
  view.setInt32(22, -heightPx, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 32, true);
  put(30, BI_BITFIELDS);
  put(34, rgba.length);
  for (const [channel, mask] of [0xff, 0xff00, 0xff0000, 0xff000000].entries()) put(54 + channel * 4, mask);
  put(70, LCS_WINDOWS_COLOR_SPACE);
  out.set(rgba, HEADER_BYTES);
  return out;
}
