// Where MQTT packets begin and end in received bytes, without copying them. Pure.

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
