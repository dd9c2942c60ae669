// MP3: an ID3 tag perhaps, then frames one after another; each says its own length, and together how long it plays.
// Source: ISO/IEC 11172-3 §2.4.2.3, ISO/IEC 13818-3, id3.org "ID3v2.3.0"

import { isAt } from "./ascii.ts";
import type { AudioRead } from "./audio.ts";

/** kbit/s of layer III, by index: MPEG 1, then MPEG 2 and 2.5. */
const BITRATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES_HZ: Readonly<Record<number, readonly number[]>> = {
  3: [44_100, 48_000, 32_000],
  2: [22_050, 24_000, 16_000],
  0: [11_025, 12_000, 8_000],
};
const LAYER_III = 1;
/** One frame header can stand anywhere by chance; so many in rhythm do not. */
const FRAMES_MIN = 3;
/** Bytes that may lie between the tag and the first frame. */
const PADDING_MAX_BYTES = 4_096;

type Frame = {
  readonly lengthBytes: number;
  readonly sampleCount: number;
  readonly sampleRateHz: number;
  readonly channelCount: number;
};

export function readMp3(view: DataView): AudioRead {
  const tagEnd = skipTag(view);
  const hasTag = tagEnd > 0;
  let offset = tagEnd;
  while (offset < tagEnd + PADDING_MAX_BYTES && readFrame(view, offset) === null) offset++;
  const first = readFrame(view, offset);
  if (first === null) return hasTag ? "broken" : null;
  let durationS = 0;
  let frameCount = 0;
  for (let frame: Frame | null = first; frame !== null; frame = readFrame(view, offset)) {
    durationS += frame.sampleCount / frame.sampleRateHz;
    frameCount += 1;
    offset += frame.lengthBytes;
  }
  if (frameCount < FRAMES_MIN) return hasTag ? "broken" : null;
  const { sampleRateHz, channelCount } = first;
  return { container: "mp3", durationS, sampleRateHz, channelCount };
}

/** Where the music begins: the tag's length has seven bits a byte. */
function skipTag(view: DataView): number {
  if (!isAt(view, 0, "ID3") || view.byteLength < 10) return 0;
  let lengthBytes = 0;
  for (let i = 6; i < 10; i++) lengthBytes = lengthBytes * 128 + (view.getUint8(i) & 0x7f);
  return 10 + lengthBytes;
}

function readFrame(view: DataView, offset: number): Frame | null {
  if (offset + 4 > view.byteLength) return null;
  const header = view.getUint32(offset);
  if (header >>> 21 !== 0x7ff || ((header >>> 17) & 3) !== LAYER_III) return null;
  const version = (header >>> 19) & 3;
  const isMpeg1 = version === 3;
  const kbps = (isMpeg1 ? BITRATES_1 : BITRATES_2)[(header >>> 12) & 15] ?? 0;
  const sampleRateHz = RATES_HZ[version]?.[(header >>> 10) & 3] ?? 0;
  if (kbps === 0 || sampleRateHz === 0) return null;
  const padding = (header >>> 9) & 1;
  const sampleCount = isMpeg1 ? 1152 : 576;
  return {
    lengthBytes: Math.floor(((sampleCount / 8) * kbps * 1000) / sampleRateHz) + padding,
    sampleCount,
    sampleRateHz,
    channelCount: ((header >>> 6) & 3) === 3 ? 1 : 2,
  };
}
