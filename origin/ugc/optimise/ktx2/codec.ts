// KTX 2.0 with Basis Universal: a texture that stays compressed in video memory, whatever a graphics card calls its formats. Colours
// as ETC1S, which is small; what is measured rather than seen, directions above all, as UASTC, which is exact. Both with mipmaps,
// which a compressed texture cannot be given later. The same pixels give the same bytes.

import { NodeBasisEncoder } from "ktx2-encoder";
import type { Pixels } from "../../portrait/png.ts";

/** What a texture says: it is seen, it is measured, or it is a direction. */
export type TextureUse = "colour" | "data" | "normal";

/** Of ETC1S, 1 to 255. With it a sample avatar is as like its upload as with WebP: 39.0 dB beside 39.3. */
const COLOUR_QUALITY = 200;
/** Of ETC1S, 0 to 6: how long it looks for something smaller. */
const COLOUR_EFFORT = 1;
/** Of UASTC, 0 to 4. */
const DATA_EFFORT = 1;
/** cTFRGBA32 of the transcoder. */
const RGBA = 13;
const WHOLE_COLOUR = -1;

const encoder = new NodeBasisEncoder();
type Opened = Awaited<ReturnType<typeof encoder.init>>;
let opened: Promise<Opened> | null = null;

/** Waits once for WebAssembly. Seen of a whole process: 131 MB with a picture of 512 px, 198 MB with one of 1,024. */
function openEncoder(): Promise<Opened> {
  opened ??= silently(() => encoder.init());
  return opened;
}

/** It prints what it does through the console it finds when it is opened: standard output is for messages. */
async function silently<T>(open: () => Promise<T>): Promise<T> {
  const { log } = console;
  console.log = () => {};
  try {
    return await open();
  } finally {
    console.log = log;
  }
}

/** Encodes pixels whose sides are multiples of four, 12 million at most. Throws Error when the encoder gives up. */
export async function encodeKtx2({ widthPx, heightPx, rgba }: Pixels, use: TextureUse): Promise<Uint8Array> {
  await openEncoder();
  const isColour = use === "colour";
  return await encoder.encode(rgba, {
    isKTX2File: true,
    generateMipmap: true,
    isPerceptual: isColour,
    isSetKTX2SRGBTransferFunc: isColour,
    imageDecoder: async () => ({ width: widthPx, height: heightPx, data: rgba }),
    ...(isColour
      ? { isUASTC: false, qualityLevel: COLOUR_QUALITY, compressionLevel: COLOUR_EFFORT }
      : { isUASTC: true, uastcLDRQualityLevel: DATA_EFFORT, needSupercompression: true }),
    ...(use === "normal" ? { isNormalMap: true } : {}),
  });
}

/** The largest level, as a graphics card shows it. Throws Error for what is no file of ours. */
export async function decodeKtx2(bytes: Uint8Array): Promise<Pixels> {
  const { KTX2File } = await openEncoder();
  const file = new KTX2File(bytes);
  try {
    if (!file.isValid() || !file.startTranscoding()) throw new Error("a KTX2 file that cannot be read");
    const rgba = new Uint8Array(file.getImageTranscodedSizeInBytes(0, 0, 0, RGBA));
    if (!file.transcodeImage(rgba, 0, 0, 0, RGBA, 0, WHOLE_COLOUR, WHOLE_COLOUR))
      throw new Error("a KTX2 file that cannot be transcoded");
    return { widthPx: file.getWidth(), heightPx: file.getHeight(), rgba };
  } finally {
    file.close();
    file.delete();
  }
}
