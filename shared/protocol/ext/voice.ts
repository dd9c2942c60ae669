// VOICE and VOICES: 20 ms of somebody's speech as a block that is copied, never decoded, on its way through a room. The server
// looks at four to six bytes in front of the Opus packet, and at nothing behind them. SPEC [VOICE-1], [VOICE-2], [VOICE-7]

import { type ByteReader, type ByteWriter, uvarintSizeBytes } from "../bytes.ts";
import { ProtocolError, ReasonCode } from "../reason-code.ts";
import { SID_MAX } from "./presence.ts";

export const VoiceFlag = {
  /** The first frame after a silence. */
  spurtStart: 0x01,
  /** The last frame before one. */
  spurtEnd: 0x02,
  /** The packet carries a copy of the one before it (RFC 6716 2.1.7). */
  fec: 0x04,
  targetMask: 0x18,
  reserved: 0xe0,
} as const;
const TARGET_SHIFT = 3;

/** Whom a frame is for. Numbers are for ever. */
export const VoiceTarget = {
  /** Whoever stands near. */
  near: 0,
  /** The whole room, as from a stage. */
  room: 1,
  /** Reserved. */
  group: 2,
  /** One participant. */
  whisper: 3,
} as const;
export type VoiceTarget = (typeof VoiceTarget)[keyof typeof VoiceTarget];

/** A frame as ends see it. */
export type Voice = {
  readonly target: VoiceTarget;
  /** Whom a whisper is for; a sid, in a whisper alone. */
  readonly to?: number;
  readonly spurtStart: boolean;
  readonly spurtEnd: boolean;
  readonly fec: boolean;
  /** Loudness as RFC 6464 has it: 0 the loudest, to 127 for silence, −dBov. */
  readonly level: number;
  /** Counts steps of 20 ms on the capture clock, modulo 65,536: what a gate left out is counted as well. */
  readonly seq: number;
  /** One Opus packet, untouched. May be empty in a frame that only ends a spurt. */
  readonly opus: Uint8Array;
};

const HEAD_BYTES = 4;
const WHISPER_BYTES = 2;
const LEVEL_MAX = 127;
/** A packet of one frame: 1,275 bytes and the byte in front of them (RFC 6716 3.1, 3.2.1). */
export const OPUS_PACKET_MAX_BYTES = 1_276;
export const VOICE_MAX_BYTES = HEAD_BYTES + WHISPER_BYTES + OPUS_PACKET_MAX_BYTES;

function invalid(message: string): ProtocolError {
  return new ProtocolError(ReasonCode.payloadFormatInvalid, "VOICE-2", message);
}

/** Bytes in front of the Opus packet. */
function headSizeBytes(flags: number): number {
  return HEAD_BYTES + (targetOf(flags) === VoiceTarget.whisper ? WHISPER_BYTES : 0);
}

function targetOf(flags: number): VoiceTarget {
  return ((flags & VoiceFlag.targetMask) >> TARGET_SHIFT) as VoiceTarget;
}

/**
 * Checks a block as a server does: flags, level and length.
 * Throws: ProtocolError(payloadFormatInvalid) for a reserved bit, a level above 127, a whisper to sid 0, no or too long a packet.
 * Source: SPEC [VOICE-2]
 */
export function checkVoiceBlock(block: Uint8Array): void {
  const flags = block[0] ?? 0;
  const packetBytes = block.length - headSizeBytes(flags);
  if (flags & VoiceFlag.reserved) throw invalid("a reserved bit of the voice flags is set");
  if (packetBytes < 0) throw invalid(`a voice block of ${block.length} bytes`);
  if ((block[1] ?? 0) > LEVEL_MAX) throw invalid("a voice level above 127");
  if (packetBytes === 0 && (flags & VoiceFlag.spurtEnd) === 0)
    throw invalid("no Opus packet, and no spurt ends");
  if (packetBytes > OPUS_PACKET_MAX_BYTES)
    throw invalid(`an Opus packet of ${packetBytes} bytes, at most ${OPUS_PACKET_MAX_BYTES}`);
  if (voiceTarget(block) === VoiceTarget.whisper && whisperSid(block) === 0)
    throw invalid("a whisper to sid 0");
}

/** Whom a checked block is for. */
export function voiceTarget(block: Uint8Array): VoiceTarget {
  return targetOf(block[0] ?? 0);
}
/** To whom a checked block of a whisper goes. */
export function whisperSid(block: Uint8Array): number {
  return (block[HEAD_BYTES] ?? 0) | ((block[HEAD_BYTES + 1] ?? 0) << 8);
}
/** Whether the sender says that a checked block begins a spurt. */
export function beginsSpurt(block: Uint8Array): boolean {
  return ((block[0] ?? 0) & VoiceFlag.spurtStart) !== 0;
}
/** −dBov, 0 the loudest. */
export function voiceLevel(block: Uint8Array): number {
  return block[1] ?? 0;
}

/**
 * Decodes one block; `opus` is a view of it.
 * Shape:  u8 flags | u8 level | u16 seq | [u16 sid of a whisper] | Opus packet
 * Throws: ProtocolError(payloadFormatInvalid) as checkVoiceBlock does.
 * Source: SPEC [VOICE-1]
 */
export function decodeVoice(block: Uint8Array): Voice {
  checkVoiceBlock(block);
  const flags = block[0] ?? 0;
  const target = voiceTarget(block);
  return {
    target,
    ...(target === VoiceTarget.whisper ? { to: whisperSid(block) } : {}),
    spurtStart: (flags & VoiceFlag.spurtStart) !== 0,
    spurtEnd: (flags & VoiceFlag.spurtEnd) !== 0,
    fec: (flags & VoiceFlag.fec) !== 0,
    level: voiceLevel(block),
    seq: (block[2] ?? 0) | ((block[3] ?? 0) << 8),
    opus: block.subarray(headSizeBytes(flags)),
  };
}

/** Encodes one block. Throws as checkVoiceBlock does when the frame is none. */
export function encodeVoice(voice: Voice): Uint8Array {
  const flags =
    (voice.spurtStart ? VoiceFlag.spurtStart : 0) |
    (voice.spurtEnd ? VoiceFlag.spurtEnd : 0) |
    (voice.fec ? VoiceFlag.fec : 0) |
    (voice.target << TARGET_SHIFT);
  const headBytes = headSizeBytes(flags);
  const block = new Uint8Array(headBytes + voice.opus.length);
  block.set([flags, voice.level, voice.seq & 0xff, (voice.seq >> 8) & 0xff]);
  if (headBytes > HEAD_BYTES) block.set([(voice.to ?? 0) & 0xff, (voice.to ?? 0) >> 8], HEAD_BYTES);
  block.set(voice.opus, headBytes);
  checkVoiceBlock(block);
  return block;
}

/** A block travels as it is: a room copies it, only ends decode it. */
export const voice = {
  id: 0x18,
  decode: (r: ByteReader): Uint8Array => {
    const block = r.bytes(r.remaining);
    checkVoiceBlock(block);
    return block;
  },
  encode: (w: ByteWriter, block: Uint8Array): void => w.bytes(block),
} as const;

/** Somebody's frame in a VOICES section. */
export type VoiceEntry = { readonly sid: number; readonly block: Uint8Array };

/** One entry as its bytes, to be copied into as many sections as there are receivers. Shape: sid uvarint | length uvarint | block */
export function encodeVoiceEntry(sid: number, block: Uint8Array): Uint8Array {
  const headBytes = uvarintSizeBytes(sid) + uvarintSizeBytes(block.length);
  const entry = new Uint8Array(headBytes + block.length);
  let at = 0;
  for (const value of [sid, block.length]) {
    let rest = value;
    for (; rest >= 0x80; rest >>= 7) entry[at++] = (rest & 0x7f) | 0x80;
    entry[at++] = rest;
  }
  entry.set(block, at);
  return entry;
}

export const voices = {
  id: 0x19,
  /** Throws: ProtocolError(malformedPacket or payloadFormatInvalid) for a short entry, a bad block, a sid out of range. */
  decode: (r: ByteReader): readonly VoiceEntry[] => {
    const entries: VoiceEntry[] = [];
    while (r.remaining > 0) {
      const sid = r.uvarint();
      if (sid < 1 || sid > SID_MAX)
        throw new ProtocolError(ReasonCode.malformedPacket, "VOICE-7", `a sid of ${sid}`);
      const block = r.bytes(r.uvarint());
      checkVoiceBlock(block);
      entries.push({ sid, block });
    }
    return entries;
  },
  encode: (w: ByteWriter, entries: readonly VoiceEntry[]): void => {
    for (const { sid, block } of entries) w.bytes(encodeVoiceEntry(sid, block));
  },
} as const;
