// WAV: RIFF chunks, of which `fmt ` says how much a second is and `data` how much there is.
// Source: Microsoft, "Multiple Channel Audio Data and WAVE Files"

import { asciiAt, isAt } from "./ascii.ts";
import type { AudioRead } from "./audio.ts";

const CHUNKS_MAX = 256;

/** Throws RangeError for a header cut short. */
export function readWav(view: DataView): AudioRead {
  if (!isAt(view, 0, "RIFF") || !isAt(view, 8, "WAVE")) return null;
  let format: { channelCount: number; sampleRateHz: number; bytesPerSecond: number } | null = null;
  for (let offset = 12, chunks = 0; offset + 8 <= view.byteLength && chunks < CHUNKS_MAX; chunks++) {
    const name = asciiAt(view, offset);
    const lengthBytes = view.getUint32(offset + 4, true);
    if (name === "fmt ")
      format = {
        channelCount: view.getUint16(offset + 10, true),
        sampleRateHz: view.getUint32(offset + 12, true),
        bytesPerSecond: view.getUint32(offset + 16, true),
      };
    if (name === "data") {
      if (format === null || format.bytesPerSecond === 0 || format.channelCount === 0) return "broken";
      if (offset + 8 + lengthBytes > view.byteLength) return "broken";
      const { bytesPerSecond, ...known } = format;
      return { container: "wav", durationS: lengthBytes / bytesPerSecond, ...known };
    }
    offset += 8 + lengthBytes + (lengthBytes % 2);
  }
  return "broken";
}
