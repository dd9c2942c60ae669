// Audio by its container: what it is, how long it plays, with how many channels. Nothing is decoded; durations come from
// headers, and from walking MP3 frames and Ogg pages, which carry none.

import { Findings } from "../avatar/findings.ts";
import type { AudioFacts, Finding } from "../schema/asset.ts";
import { readMp3 } from "./mp3.ts";
import { readMp4 } from "./mp4.ts";
import { readOgg } from "./ogg.ts";
import { readWav } from "./wav.ts";

/** Background music of a world, not an audio book. */
export const AUDIO_SECONDS_MAX = 15 * 60;
const AUDIO_SECONDS_MIN = 0.05;
const CHANNELS_MAX = 2;
const ALLOWED = "MP3, Ogg (Opus, Vorbis), WAV, M4A";

/** What a reader found: facts, "broken" when it is its container but not whole, or null when it is another. */
export type AudioRead = Omit<AudioFacts, "format"> | "broken" | null;

export type AudioCheck = { readonly findings: readonly Finding[]; readonly facts: AudioFacts | null };

/** Checks a file. Never throws for what the bytes say. */
export function checkAudio(bytes: Uint8Array): AudioCheck {
  const findings = new Findings();
  const read = readAudio(bytes);
  if (read === null) findings.report("AUDIO_FORMAT", { limit: ALLOWED });
  else if (read === "broken") findings.report("AUDIO_BROKEN");
  else {
    const seconds = Math.round(read.durationS * 10) / 10;
    if (read.durationS > AUDIO_SECONDS_MAX)
      findings.report("AUDIO_TOO_LONG", { actual: seconds, limit: AUDIO_SECONDS_MAX });
    if (!(read.durationS >= AUDIO_SECONDS_MIN))
      findings.report("AUDIO_TOO_SHORT", { actual: seconds, limit: AUDIO_SECONDS_MIN });
    if (read.channelCount > CHANNELS_MAX)
      findings.report("AUDIO_CHANNELS", { actual: read.channelCount, limit: CHANNELS_MAX });
    if (findings.list().length === 0) return { findings: [], facts: { format: "audio", ...read } };
  }
  return { findings: findings.list(), facts: null };
}

function readAudio(bytes: Uint8Array): AudioRead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    // MP3 last: it has no signature, only a rhythm.
    return readWav(view) ?? readOgg(view) ?? readMp4(view) ?? readMp3(view);
  } catch (error) {
    if (error instanceof RangeError) return "broken"; // DataView ran past the end
    throw error;
  }
}
