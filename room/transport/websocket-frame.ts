// WebSocket frames (RFC 6455 5), pure: the vocabulary, what a server writes, and the mask of what it reads. Reading is
// websocket-reader.ts.

export const Opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Of a frame's first byte: that it ends its message. */
export const FIN = 0x80;
/** Payload of a control frame, and the longest length that fits a header's second byte. */
export const CONTROL_MAX_BYTES = 125;
/** Of the second byte: that the length follows in two bytes; one more says in eight. */
export const LENGTH_16 = 126;
export const LENGTH_16_MAX = 0xffff;
/** Shorter payloads are unmasked faster byte by byte than over a view of words. */
const WORDS_MIN_BYTES = 64;

/**
 * Writes the header of a whole binary message of `length` bytes so that it ends before `end`. Answers where it begins.
 * Shape: u8 0x82 | u8 length, or u8 126 and u16, or u8 127 and u64; no mask, as a server sends it. At most 10 bytes.
 * Source: RFC 6455 5.2
 */
export function writeBinaryHeader(buffer: Uint8Array, end: number, length: number): number {
  const start = end - headerBytes(length);
  buffer[start] = FIN | Opcode.binary;
  if (length <= CONTROL_MAX_BYTES) buffer[start + 1] = length;
  else if (length <= LENGTH_16_MAX) {
    buffer[start + 1] = LENGTH_16;
    buffer[start + 2] = length >>> 8;
    buffer[start + 3] = length;
  } else {
    buffer[start + 1] = LENGTH_16 + 1;
    for (let at = end - 1, rest = length; at > start + 1; at--, rest = Math.floor(rest / 256))
      buffer[at] = rest;
  }
  return start;
}

/** Bytes of the header of a frame with a payload of this length. */
export function headerBytes(length: number): number {
  return length <= CONTROL_MAX_BYTES ? 2 : length <= LENGTH_16_MAX ? 4 : 10;
}

/** A whole control frame of a server; `payload` has at most CONTROL_MAX_BYTES. */
export function controlFrame(opcode: number, payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(2 + payload.length);
  frame[0] = FIN | opcode;
  frame[1] = payload.length;
  frame.set(payload, 2);
  return frame;
}

/** Applies a mask of four bytes, the first in the low bits, in place (RFC 6455 5.3). */
export function unmask(bytes: Uint8Array, mask: number): void {
  let key = mask;
  let at = 0;
  if (bytes.length >= WORDS_MIN_BYTES) {
    for (; ((bytes.byteOffset + at) & 3) !== 0; at++) {
      bytes[at] = (bytes[at] ?? 0) ^ (key & 0xff);
      key = rotated(key, 1);
    }
    // Little-endian words, as on every machine Bun runs on.
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, (bytes.length - at) >>> 2);
    for (let index = 0; index < words.length; index++) words[index] = (words[index] ?? 0) ^ key;
    at += words.length * 4;
  }
  for (; at < bytes.length; at++) {
    bytes[at] = (bytes[at] ?? 0) ^ (key & 0xff);
    key = rotated(key, 1);
  }
}

/** The mask as it goes on after so many bytes of payload. */
export function rotated(mask: number, bytesCount: number): number {
  const bits = (bytesCount & 3) * 8;
  return bits === 0 ? mask : (mask >>> bits) | (mask << (32 - bits));
}
