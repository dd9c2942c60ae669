// Arbitrary chunks in, whole MQTT packets out. Invariant: #pending[#start..#end) are the bytes received and not yet handed
// out; what lies before #start is other people's by now and is never written again. Memory follows what arrived (at most twice
// that), never what a length field promises, and a declared size above packetMaxBytes is refused as soon as it can
// be read.

import { malformed, ProtocolError, ReasonCode } from "./reason-code.ts";

const LENGTH_BYTES_MAX = 4;
const NOTHING = new Uint8Array(0);

/** One packet: `bytes` is all of it, fixed header included; the variable header begins at `bodyStart`. */
export type FramedPacket = { readonly bytes: Uint8Array; readonly bodyStart: number };

export class Framer {
  #pending: Uint8Array = NOTHING;
  #start = 0;
  #end = 0;
  /** Largest whole packet accepted, bytes. May be raised once the peer is known. */
  packetMaxBytes: number;

  constructor(options: { readonly packetMaxBytes: number }) {
    this.packetMaxBytes = options.packetMaxBytes;
  }

  /** Bytes held and not yet handed out. */
  get pendingBytes(): number {
    return this.#end - this.#start;
  }

  /** A view of them. */
  get pending(): Uint8Array {
    return this.#pending.subarray(this.#start, this.#end);
  }

  /** Takes a chunk of any size. The chunk is kept, not copied, when nothing was pending: the caller must not reuse it. */
  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    const held = this.#end - this.#start;
    if (held === 0) {
      this.#pending = chunk;
      this.#start = 0;
      this.#end = chunk.length;
      return;
    }
    // A chunk that was kept has no room behind its end, so what is appended to is always memory of our own.
    if (this.#end + chunk.length > this.#pending.length) this.#moveInto(held + chunk.length);
    this.#pending.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** Into fresh memory of twice the size needed: a packet that comes byte by byte is copied a few times, not once a byte. */
  #moveInto(neededBytes: number): void {
    const larger = new Uint8Array(2 * neededBytes);
    larger.set(this.#pending.subarray(this.#start, this.#end));
    this.#end -= this.#start;
    this.#start = 0;
    this.#pending = larger;
  }

  /**
   * The next whole packet, or null until more bytes come.
   * Throws: ProtocolError(packetTooLarge) above packetMaxBytes, (malformedPacket) for a length field that is not one.
   * Source: MQTT5 1.5.5 and 2.1.4, SPEC [LIMIT-1]
   */
  next(): FramedPacket | null {
    const held = this.#end - this.#start;
    let remaining = 0;
    for (let index = 0; index < LENGTH_BYTES_MAX; index++) {
      if (held < 2 + index) return null;
      const byte = this.#pending[this.#start + 1 + index] ?? 0;
      remaining += (byte & 0x7f) * 2 ** (7 * index);
      if (byte >= 0x80) continue;
      if (byte === 0 && index > 0) throw malformed("MQTT-1.5.5-1", "a length longer than it need be");
      return this.#cut(2 + index, 2 + index + remaining);
    }
    throw malformed("MQTT-1.5.5", `a length of more than ${LENGTH_BYTES_MAX} bytes`);
  }

  #cut(bodyStart: number, sizeBytes: number): FramedPacket | null {
    if (sizeBytes > this.packetMaxBytes)
      throw new ProtocolError(
        ReasonCode.packetTooLarge,
        "LIMIT-1",
        `a packet of ${sizeBytes} bytes, at most ${this.packetMaxBytes}`,
      );
    if (this.#end - this.#start < sizeBytes) return null;
    const isAll = this.#start === 0 && sizeBytes === this.#pending.length;
    const bytes = isAll ? this.#pending : this.#pending.subarray(this.#start, this.#start + sizeBytes);
    this.#start += sizeBytes;
    if (this.#start === this.#end) {
      this.#pending = NOTHING;
      this.#start = this.#end = 0;
    }
    return { bytes, bodyStart };
  }
}
