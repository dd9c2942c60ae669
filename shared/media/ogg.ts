// Ogg with Opus or Vorbis: the first page names codec, rate and channels, the last page's granule position how many samples
// there were. Pages are walked by their lengths; packets are not opened.
// Source: RFC 3533 §6, RFC 7845 §5.1 (Opus), Xiph "Vorbis I specification" §4.2.2

import { isAt } from "./ascii.ts";
import type { AudioRead } from "./audio.ts";

const PAGE_HEADER_BYTES = 27;
/** Opus counts in 48 kHz whatever it was recorded at. */
const OPUS_RATE_HZ = 48_000;
const NO_GRANULE = -1n;

/** Throws RangeError for a page cut short. */
export function readOgg(view: DataView): AudioRead {
  if (!isAt(view, 0, "OggS")) return null;
  const codec = readCodec(view, PAGE_HEADER_BYTES + view.getUint8(26));
  if (codec === null || codec.sampleRateHz === 0) return "broken";
  const serial = view.getUint32(14, true);
  let lastGranule = 0n;
  for (let offset = 0; offset < view.byteLength; ) {
    if (!isAt(view, offset, "OggS")) return "broken";
    const segmentCount = view.getUint8(offset + 26);
    let bodyBytes = 0;
    for (let i = 0; i < segmentCount; i++) bodyBytes += view.getUint8(offset + PAGE_HEADER_BYTES + i);
    const granule = view.getBigInt64(offset + 6, true);
    if (view.getUint32(offset + 14, true) !== serial) return "broken"; // a second stream beside the first
    if (granule !== NO_GRANULE) lastGranule = granule;
    offset += PAGE_HEADER_BYTES + segmentCount + bodyBytes;
    if (offset > view.byteLength) return "broken";
  }
  const sampleCount = Math.max(0, Number(lastGranule) - codec.preSkip);
  const { channelCount, sampleRateHz } = codec;
  return { container: "ogg", durationS: sampleCount / sampleRateHz, sampleRateHz, channelCount };
}

function readCodec(view: DataView, at: number) {
  if (isAt(view, at, "OpusHead"))
    return {
      channelCount: view.getUint8(at + 9),
      sampleRateHz: OPUS_RATE_HZ,
      preSkip: view.getUint16(at + 10, true),
    };
  if (isAt(view, at, "\u0001vorbis"))
    return { channelCount: view.getUint8(at + 11), sampleRateHz: view.getUint32(at + 12, true), preSkip: 0 };
  return null;
}
