// WebSocket frames of a client, in the memory the bytes already lie in: payloads of the server's out of theirs, ours into one.
// Pure. Source: RFC 6455 5.2

const HEADER_MAX_BYTES = 10;
const CONTROL_OPCODE = 0x08;
const FINAL_BINARY = 0x82;
const MASKED = 0x80;
/** What a client's frame adds in front of a packet of up to 65,535 bytes, at most. */
export const FRAME_OVERHEAD_MAX_BYTES = 8;
const MASK_BYTES = 4;
const MASK = [0x37, 0xfa, 0x21, 0x3d] as const;

/** Takes the payloads out of one server's frames, wherever the chunks are cut. */
export class Unframer {
  readonly #header = new Uint8Array(HEADER_MAX_BYTES);
  #headerBytes = 0;
  #payloadRest = 0;
  #payload: "packets" | "control" = "packets";

  /** Packs the payloads among bytes[start, end) together from `start` on; answers where they end. */
  unframe(bytes: Uint8Array, start: number, end: number): number {
    let packedEnd = start;
    for (let at = start; at < end; ) {
      if (this.#payloadRest === 0) {
        this.#readHeader(bytes[at++] ?? 0);
        continue;
      }
      const count = Math.min(this.#payloadRest, end - at);
      if (this.#payload === "packets") {
        bytes.copyWithin(packedEnd, at, at + count);
        packedEnd += count;
      }
      at += count;
      this.#payloadRest -= count;
    }
    return packedEnd;
  }

  #readHeader(byte: number): void {
    this.#header[this.#headerBytes++] = byte;
    if (this.#headerBytes < 2) return;
    const declared = (this.#header[1] ?? 0) & 0x7f;
    const lengthBytes = declared === 126 ? 2 : declared === 127 ? 8 : 0;
    if (this.#headerBytes < 2 + lengthBytes) return;
    let length = lengthBytes === 0 ? declared : 0;
    for (let index = 2; index < 2 + lengthBytes; index++) length = length * 256 + (this.#header[index] ?? 0);
    this.#payloadRest = length;
    this.#payload = ((this.#header[0] ?? 0) & CONTROL_OPCODE) === 0 ? "packets" : "control";
    this.#headerBytes = 0;
  }
}

/**
 * Makes a masked frame of the packet in bytes[FRAME_OVERHEAD_MAX_BYTES, +length), in place; answers where the frame begins. The
 * mask is always the same: it costs a server the same, and there is no proxy to protect.
 */
export function frameInPlace(bytes: Uint8Array, length: number): number {
  const headerBytes = length < 126 ? 2 : 4;
  const start = FRAME_OVERHEAD_MAX_BYTES - MASK_BYTES - headerBytes;
  bytes[start] = FINAL_BINARY;
  bytes[start + 1] = MASKED | (headerBytes === 2 ? length : 126);
  if (headerBytes === 4) {
    bytes[start + 2] = length >> 8;
    bytes[start + 3] = length & 0xff;
  }
  bytes.set(MASK, FRAME_OVERHEAD_MAX_BYTES - MASK_BYTES);
  for (let index = 0; index < length; index++) {
    const at = FRAME_OVERHEAD_MAX_BYTES + index;
    bytes[at] = (bytes[at] ?? 0) ^ (MASK[index & 3] ?? 0);
  }
  return start;
}
