// Where MQTT packets and WebSocket frames begin and end in received bytes, without copying them. Pure.

/** Told of each whole packet: bytes[start, end), its variable header from bodyStart on. */
export type OnPacket = (start: number, bodyStart: number, end: number) => void;

/** Tells of every whole MQTT packet in bytes[start, end); answers where the first that is not whole begins. */
export function walkPackets(bytes: Uint8Array, start: number, end: number, onPacket: OnPacket): number {
  let at = start;
  while (at + 2 <= end) {
    let remaining = 0;
    let shift = 0;
    let bodyStart = at + 1;
    for (;;) {
      if (bodyStart >= end) return at;
      const byte = bytes[bodyStart++] ?? 0;
      remaining += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (byte < 0x80) break;
      if (shift > 21) throw new Error("a length of more than four bytes: the stream is out of step");
    }
    if (bodyStart + remaining > end) return at;
    onPacket(at, bodyStart, bodyStart + remaining);
    at = bodyStart + remaining;
  }
  return at;
}

/** Tells of the payload of every whole unmasked frame in bytes[start, end); answers where the first that is not whole begins. */
export function walkFrames(
  bytes: Uint8Array,
  start: number,
  end: number,
  onPayload: (start: number, end: number) => void,
): number {
  let at = start;
  while (at + 2 <= end) {
    const declared = (bytes[at + 1] ?? 0) & 0x7f;
    const lengthBytes = declared === 126 ? 2 : declared === 127 ? 8 : 0;
    const payloadStart = at + 2 + lengthBytes;
    if (payloadStart > end) return at;
    let length = lengthBytes === 0 ? declared : 0;
    for (let index = 0; index < lengthBytes; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0);
    if (payloadStart + length > end) return at;
    // Control frames (ping, close) carry no packets.
    if (((bytes[at] ?? 0) & 0x08) === 0) onPayload(payloadStart, payloadStart + length);
    at = payloadStart + length;
  }
  return at;
}

/** A client's frame round the packet that lies in bytes[offset, offset + length): header and mask are written before it. */
export const FRAME_OVERHEAD_MAX_BYTES = 8;
const MASK = [0x37, 0xfa, 0x21, 0x3d] as const;

/** Masks bytes[FRAME_OVERHEAD_MAX_BYTES, +length) in place; answers where the frame begins. Packets of up to 65,535 bytes. */
export function frameInPlace(bytes: Uint8Array, length: number): number {
  const start = length < 126 ? 2 : 0;
  bytes[start] = 0x82;
  if (length < 126) bytes[start + 1] = 0x80 | length;
  else {
    bytes[1] = 0x80 | 126;
    bytes[2] = length >> 8;
    bytes[3] = length & 0xff;
  }
  for (let index = 0; index < 4; index++) bytes[FRAME_OVERHEAD_MAX_BYTES - 4 + index] = MASK[index & 3] ?? 0;
  for (let index = 0; index < length; index++)
    bytes[FRAME_OVERHEAD_MAX_BYTES + index] =
      (bytes[FRAME_OVERHEAD_MAX_BYTES + index] ?? 0) ^ (MASK[index & 3] ?? 0);
  return start;
}
