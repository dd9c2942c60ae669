// The first bytes of an image: what it really is, and how large it will be once decoded. Never decodes anything.

export type ImageHeader = {
  readonly mimeType: "image/png" | "image/jpeg" | "image/webp";
  readonly widthPx: number;
  readonly heightPx: number;
  /** PNG only: compressed bytes of colour profile and texts, each of which may expand a thousandfold. */
  readonly profileBytes: number;
};

/** Returns the header, "broken" when the format is known but the file is not whole, or null when it is no image we draw. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | "broken" | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) return readPng(view);
    if (startsWith(bytes, [0xff, 0xd8, 0xff])) return readJpeg(view);
    if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 4) === "WEBP") return readWebp(bytes, view);
    return null;
  } catch (error) {
    if (error instanceof RangeError) return "broken"; // DataView ran past the end
    throw error;
  }
}

/** What a file that is no image we draw seems to be, for the sentence its creator reads. */
export function nameUnknownImage(bytes: Uint8Array): string {
  if (bytes.length === 0) return "empty";
  const head = ascii(bytes, 0, 256).toLowerCase();
  if (head.startsWith("gif8")) return "GIF";
  if (head.startsWith("bm")) return "BMP";
  if (head.includes("ktx 20")) return "KTX2";
  if (head.includes("<svg")) return "SVG";
  if (head.includes("<html") || head.includes("<!doctype")) return "HTML";
  if (head.startsWith("#?radiance")) return "Radiance HDR";
  return "unknown";
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

function ascii(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}

/** PNG (W3C) §11.2.1: IHDR comes first; the other chunks are only measured. */
function readPng(view: DataView): ImageHeader | "broken" {
  const IHDR = 0x49484452;
  if (view.getUint32(12) !== IHDR) return "broken";
  const widthPx = view.getUint32(16);
  const heightPx = view.getUint32(20);
  const profileChunks: ReadonlySet<string> = new Set(["iCCP", "zTXt", "iTXt"]);
  let profileBytes = 0;
  let hasData = false;
  for (let offset = 8; offset + 12 <= view.byteLength; ) {
    const lengthBytes = view.getUint32(offset);
    const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(offset + i)));
    if (offset + 12 + lengthBytes > view.byteLength) return "broken";
    if (profileChunks.has(type)) profileBytes += lengthBytes;
    if (type === "IDAT") hasData = true;
    if (type === "IEND") break;
    offset += 12 + lengthBytes;
  }
  if (!hasData || widthPx === 0 || heightPx === 0) return "broken";
  return { mimeType: "image/png", widthPx, heightPx, profileBytes };
}

/** ITU T.81 B.1: segments until a start of frame, which holds the size. */
function readJpeg(view: DataView): ImageHeader | "broken" {
  for (let offset = 2; ; ) {
    if (view.getUint8(offset) !== 0xff) return "broken";
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      offset++; // fill byte
      continue;
    }
    // C0…CF are frames, except C4 (tables), C8 (reserved) and CC (arithmetic conditioning).
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      const heightPx = view.getUint16(offset + 5);
      const widthPx = view.getUint16(offset + 7);
      if (widthPx === 0 || heightPx === 0) return "broken";
      return { mimeType: "image/jpeg", widthPx, heightPx, profileBytes: 0 };
    }
    if (marker === 0xda || marker === 0xd9) return "broken"; // scan or end before any frame
    const lengthBytes = view.getUint16(offset + 2);
    if (lengthBytes < 2) return "broken";
    offset += 2 + lengthBytes;
  }
}

/** RFC 9649 §2.5-2.7: the first chunk tells the kind. */
function readWebp(bytes: Uint8Array, view: DataView): ImageHeader | "broken" {
  const size = (widthPx: number, heightPx: number): ImageHeader => ({
    mimeType: "image/webp",
    widthPx,
    heightPx,
    profileBytes: 0,
  });
  const u24 = (offset: number) => view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
  switch (ascii(bytes, 12, 4)) {
    case "VP8X":
      return size(u24(24) + 1, u24(27) + 1);
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return size((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
    }
    case "VP8 ":
      return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    default:
      return "broken";
  }
}
