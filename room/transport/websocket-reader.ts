// What a WebSocket client's frames say, in whatever pieces they come. Pure, and strict: whatever RFC 6455 lets an endpoint fail a
// connection for, fails it. A payload is handed on as it comes, so nothing is ever allocated from a declared length.

import { CloseCode, FrameBreach } from "./websocket-close.ts";
import {
  CONTROL_MAX_BYTES,
  FIN,
  LENGTH_16,
  LENGTH_16_MAX,
  Opcode,
  rotated,
  unmask,
} from "./websocket-frame.ts";

const RSV = 0x70;
const OPCODE = 0x0f;
const CONTROL = 0x08;
const MASKED = 0x80;
const LENGTH = 0x7f;
const MASK_BYTES = 4;

/** Who hears what a client's frames carry. */
export type FrameSink = {
  /** A piece of a message. Where messages begin and end is nobody's business here: MQTT is one stream. */
  data(bytes: Uint8Array): void;
  /** A whole control frame. The payload is memory of the bytes that came. */
  control(opcode: number, payload: Uint8Array): void;
};

/** Reads the frames of one client. Keeps at most a header's part, or a control frame's. */
export class FrameReader {
  readonly #messageMaxBytes: number;
  /** The beginning of a header whose rest has not come. */
  #partial: Uint8Array | null = null;
  /** The part of a control frame's payload that has come; frames that come whole need none. */
  #control: Uint8Array | null = null;
  /** Of the frame whose payload comes; -1 between frames. */
  #opcode = -1;
  #isFinal = true;
  #mask = 0;
  #remainingBytes = 0;
  /** Of the message whose frames come; -1 between messages. */
  #messageBytes = -1;

  constructor(messageMaxBytes: number) {
    this.#messageMaxBytes = messageMaxBytes;
  }

  /** Takes what came, unmasking it in place. Throws FrameBreach; the reader is of no use afterwards. */
  push(came: Uint8Array, sink: FrameSink): void {
    let bytes = came;
    if (this.#partial !== null) {
      bytes = joined(this.#partial, came);
      this.#partial = null;
    }
    let at = 0;
    while (true) {
      if (this.#opcode === -1) {
        const headerBytes = this.#readHeader(bytes, at);
        if (headerBytes === 0) {
          if (at < bytes.length) this.#partial = new Uint8Array(bytes.subarray(at));
          return;
        }
        at += headerBytes;
      }
      if (at === bytes.length && this.#remainingBytes > 0) return;
      const end = Math.min(bytes.length, at + this.#remainingBytes);
      this.#readPayload(bytes.subarray(at, end), sink);
      at = end;
    }
  }

  /** Reads the header at `at`, if all of it is there. Answers its length, or 0. Says what is wrong as soon as it can be seen. */
  #readHeader(bytes: Uint8Array, at: number): number {
    if (bytes.length - at < 2) return 0;
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    this.#checkStart(first, second);
    const short = second & LENGTH;
    const lengthBytes = short < LENGTH_16 ? 0 : short === LENGTH_16 ? 2 : 8;
    const headerBytes = 2 + lengthBytes + MASK_BYTES;
    if (bytes.length - at < headerBytes) return 0;
    const length = lengthBytes === 0 ? short : extendedLength(bytes, at + 2, lengthBytes);
    const maskAt = at + headerBytes - MASK_BYTES;
    this.#mask = 0;
    for (let index = MASK_BYTES - 1; index >= 0; index--)
      this.#mask = (this.#mask << 8) | (bytes[maskAt + index] ?? 0);
    this.#opcode = first & OPCODE;
    this.#isFinal = (first & FIN) !== 0;
    this.#remainingBytes = length;
    if ((first & CONTROL) === 0) {
      this.#messageBytes = Math.max(0, this.#messageBytes) + length;
      if (this.#messageBytes > this.#messageMaxBytes)
        throw new FrameBreach(CloseCode.messageTooBig, `at most ${this.#messageMaxBytes} bytes a message`);
    }
    return headerBytes;
  }

  #checkStart(first: number, second: number): void {
    const opcode = first & OPCODE;
    if ((first & RSV) !== 0) throw breach("reserved bits are set, and no extension was agreed on");
    if ((second & MASKED) === 0) throw breach("frames of a client are masked");
    switch (opcode) {
      case Opcode.text:
        // MQTT5 [MQTT-6.0.0-1]
        throw new FrameBreach(CloseCode.unsupportedData, "MQTT is sent in binary frames");
      case Opcode.binary:
        if (this.#messageBytes !== -1) throw breach("a message begins inside another");
        return;
      case Opcode.continuation:
        if (this.#messageBytes === -1) throw breach("nothing to continue");
        return;
      case Opcode.close:
      case Opcode.ping:
      case Opcode.pong:
        if ((first & FIN) === 0) throw breach("control frames are not fragmented");
        if ((second & LENGTH) > CONTROL_MAX_BYTES) throw breach("a control frame carries 125 bytes at most");
        return;
      default:
        throw breach(`opcode ${opcode} is reserved`);
    }
  }

  #readPayload(piece: Uint8Array, sink: FrameSink): void {
    unmask(piece, this.#mask);
    this.#mask = rotated(this.#mask, piece.length);
    this.#remainingBytes -= piece.length;
    const opcode = this.#opcode;
    const isWhole = this.#remainingBytes === 0;
    if (isWhole) this.#opcode = -1;
    if ((opcode & CONTROL) !== 0) {
      const payload = this.#control === null ? piece : joined(this.#control, piece);
      this.#control = isWhole ? null : new Uint8Array(payload);
      if (isWhole) sink.control(opcode, payload);
      return;
    }
    if (isWhole && this.#isFinal) this.#messageBytes = -1;
    if (piece.length > 0) sink.data(piece);
  }
}

/** Throws FrameBreach unless the length is written in as few bytes as it can be (RFC 6455 5.2). */
function extendedLength(bytes: Uint8Array, at: number, lengthBytes: 2 | 8): number {
  let length = 0;
  for (let index = 0; index < lengthBytes; index++) length = length * 256 + (bytes[at + index] ?? 0);
  if (lengthBytes === 8 && (bytes[at] ?? 0) > 0x7f) throw breach("a length of more than 63 bits");
  if (length <= (lengthBytes === 2 ? CONTROL_MAX_BYTES : LENGTH_16_MAX))
    throw breach("a length in more bytes than it needs");
  return length;
}

function breach(rule: string): FrameBreach {
  return new FrameBreach(CloseCode.protocolError, rule);
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(before.length + after.length);
  bytes.set(before);
  bytes.set(after, before.length);
  return bytes;
}
