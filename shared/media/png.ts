// The frame of a PNG: signature, header, data, end, each with its checksum. What is deflated, and with what, is the caller's affair.

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
/** Colour types of PNG §11.2.1, 8 bits a channel. */
const COLOUR_TYPES = { rgb: 2, rgba: 6 } as const;
export const PNG_CHANNELS = { rgb: 3, rgba: 4 } as const;

export type PngHeader = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly colour: keyof typeof COLOUR_TYPES;
};

/** One byte before each row of the data says how the row was filtered. */
const PNG_FILTER = { none: 0, up: 2 } as const;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32 of PNG §D, of one span after another. */
function crc32(spans: readonly Uint8Array[]): number {
  let crc = 0xffffffff;
  for (const span of spans)
    for (let i = 0; i < span.length; i++) crc = (crcTable[(crc ^ (span[i] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A PNG around rows that were filtered and deflated (zlib format) already. Not interlaced. */
export function framePng(
  { widthPx, heightPx, colour }: PngHeader,
  deflated: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, widthPx);
  view.setUint32(4, heightPx);
  header.set([8, COLOUR_TYPES[colour], 0, 0, 0], 8);
  const out = new Uint8Array(SIGNATURE.length + 3 * 12 + header.length + deflated.length);
  out.set(SIGNATURE);
  let at: number = SIGNATURE.length;
  for (const [type, data] of [
    ["IHDR", header],
    ["IDAT", deflated],
    ["IEND", new Uint8Array(0)],
  ] as const) {
    writeChunk(out.subarray(at), type, data);
    at += 12 + data.length;
  }
  return out;
}

function writeChunk(out: Uint8Array, type: string, data: Uint8Array): void {
  const view = new DataView(out.buffer, out.byteOffset);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32([out.subarray(4, 8 + data.length)]));
}

export type PixelRows = PngHeader & {
  /** What is taken off each row before it is deflated: nothing, or the row above. */
  readonly filter: keyof typeof PNG_FILTER;
  /** Writes row `y`, from the top, into `out`: one byte a channel, sRGB. */
  readonly paintRow: (y: number, out: Uint8Array) => void;
};

/** How much is given to the compressor at a time, bytes. */
const PIECE_BYTES = 1 << 18;

/**
 * Paints and encodes a picture row by row: only what comes out compressed is held whole. By CompressionStream, so that pages and
 * servers share it; its bytes may differ from one runtime to the next, the pixels do not.
 */
export async function encodePngRows(rows: PixelRows): Promise<Uint8Array<ArrayBuffer>> {
  const { widthPx, heightPx, colour, filter, paintRow } = rows;
  const isUp = filter === "up";
  const rowBytes = widthPx * PNG_CHANNELS[colour];
  const compressor = new CompressionStream("deflate");
  const compressed = new Response(compressor.readable).arrayBuffer();
  const writer = compressor.writable.getWriter();
  const rowsPerPiece = Math.max(1, Math.floor(PIECE_BYTES / (rowBytes + 1)));
  let above: Uint8Array = new Uint8Array(rowBytes);
  let row: Uint8Array = new Uint8Array(rowBytes);
  for (let from = 0; from < heightPx; from += rowsPerPiece) {
    const count = Math.min(rowsPerPiece, heightPx - from);
    const piece = new Uint8Array(count * (rowBytes + 1));
    for (let i = 0; i < count; i++) {
      paintRow(from + i, row);
      const at = i * (rowBytes + 1);
      piece[at] = PNG_FILTER[filter];
      for (let x = 0; x < rowBytes; x++) piece[at + 1 + x] = (row[x] ?? 0) - (isUp ? (above[x] ?? 0) : 0);
      [above, row] = [row, above];
    }
    await writer.write(piece);
  }
  await writer.close();
  return framePng(rows, new Uint8Array(await compressed));
}
