// A bounds-checked cursor over bytes, and its writing twin. Our extension is little-endian; MQTT's own fields are big-endian
// and have names that say so. Reading past the end is a ProtocolError: the bytes are always a peer's.

import { malformed, ProtocolError, ReasonCode } from "./reason-code.ts";

const UVARINT_BYTES_MAX = 4;
const UVARINT_MAX = 2 ** (7 * UVARINT_BYTES_MAX) - 1;
const MQTT_STRING_MAX_BYTES = 65_535;
const utf8Decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const utf8Encoder = new TextEncoder();

/** What MQTT5 1.5.4 says should not be sent, and may be treated as malformed. */
const DISALLOWED = /[\p{Cc}\p{Noncharacter_Code_Point}]/u;

/** Whether every byte is a printable character of ASCII, as nearly every string on the wire is: spares it the rest. Counted, as for-of is ten times slower here. */
function isPlainAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 || byte > 0x7e) return false;
  }
  return true;
}

/** Reads `bytes` from `position` up to `end`. Every method throws ProtocolError(malformedPacket) when too few bytes are left. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  position: number;

  constructor(bytes: Uint8Array, position = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.position = position;
    this.#end = end;
  }

  get remaining(): number {
    return this.#end - this.position;
  }

  #take(count: number): number {
    const at = this.position;
    if (count > this.#end - at)
      throw malformed("MQTT-4.13.1-1", `${count} bytes wanted, ${this.#end - at} left`);
    this.position = at + count;
    return at;
  }

  // Byte by byte, not by a DataView: to make one for each packet costs more than all that is read of it.
  u8(): number {
    return this.#bytes[this.#take(1)] ?? 0;
  }
  i8(): number {
    return (this.u8() << 24) >> 24;
  }
  u16(): number {
    const at = this.#take(2);
    return (this.#bytes[at] ?? 0) | ((this.#bytes[at + 1] ?? 0) << 8);
  }
  i16(): number {
    return (this.u16() << 16) >> 16;
  }
  u24(): number {
    const at = this.#take(3);
    return (this.#bytes[at] ?? 0) | ((this.#bytes[at + 1] ?? 0) << 8) | ((this.#bytes[at + 2] ?? 0) << 16);
  }
  i24(): number {
    return (this.u24() << 8) >> 8;
  }
  u32(): number {
    const at = this.#take(4);
    const low = (this.#bytes[at] ?? 0) | ((this.#bytes[at + 1] ?? 0) << 8);
    const high = (this.#bytes[at + 2] ?? 0) | ((this.#bytes[at + 3] ?? 0) << 8);
    return ((high << 16) | low) >>> 0;
  }
  f64(): number {
    const at = this.#take(8);
    const { buffer, byteOffset } = this.#bytes;
    return new DataView(buffer, byteOffset + at, 8).getFloat64(0, true);
  }
  /** MQTT's two-byte integer. */
  u16be(): number {
    const at = this.#take(2);
    return ((this.#bytes[at] ?? 0) << 8) | (this.#bytes[at + 1] ?? 0);
  }
  /** MQTT's four-byte integer. */
  u32be(): number {
    const high = this.u16be();
    return ((high << 16) | this.u16be()) >>> 0;
  }

  /** LEB128, at most 4 bytes (28 bits). */
  uvarint(): number {
    let value = 0;
    for (let index = 0; index < UVARINT_BYTES_MAX; index++) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return value;
    }
    throw malformed("MQTT-4.13.1-1", `a variable byte integer longer than ${UVARINT_BYTES_MAX} bytes`);
  }
  /** MQTT's variable byte integer: the same form, in as few bytes as it can be said (MQTT5 [MQTT-1.5.5-1]). */
  mqttVarint(): number {
    const from = this.position;
    const value = this.uvarint();
    if (this.position - from > uvarintSizeBytes(value))
      throw malformed("MQTT-1.5.5-1", `${value} in ${this.position - from} bytes, more than it needs`);
    return value;
  }

  /** A reader of the next `count` bytes and no more. */
  part(count: number): ByteReader {
    const at = this.#take(count);
    return new ByteReader(this.#bytes, at, at + count);
  }

  /** A view, not a copy, of the next `count` bytes. */
  bytes(count: number): Uint8Array {
    const at = this.#take(count);
    return this.#bytes.subarray(at, at + count);
  }

  /** `count` bytes of UTF-8. Ill-formed text and U+0000 are refused (MQTT5 1.5.4). */
  utf8(count: number): string {
    return decodeUtf8(this.bytes(count));
  }
  /** MQTT's UTF-8 string: two-byte length, then text. Control characters are refused too, as MQTT5 1.5.4 allows. */
  mqttString(): string {
    const bytes = this.bytes(this.u16be());
    if (isPlainAscii(bytes)) return utf8Decoder.decode(bytes);
    const text = decodeUtf8(bytes);
    if (DISALLOWED.test(text))
      throw malformed("MQTT-1.5.4", "text contains a control character or a code point that is none");
    return text;
  }
  /** MQTT's binary data: two-byte length, then bytes. */
  mqttBinary(): Uint8Array {
    return this.bytes(this.u16be());
  }
}

/** Strict UTF-8 to text. Throws ProtocolError(malformedPacket) on ill-formed bytes and on U+0000. */
export function decodeUtf8(bytes: Uint8Array): string {
  let text: string;
  try {
    text = utf8Decoder.decode(bytes);
  } catch (cause) {
    throw new ProtocolError(
      ReasonCode.malformedPacket,
      "MQTT-1.5.4-1",
      "text is not well-formed UTF-8",
      cause,
    );
  }
  if (text.includes("\u0000")) throw malformed("MQTT-1.5.4-2", "text contains U+0000");
  return text;
}

export function encodeUtf8(text: string): Uint8Array {
  return utf8Encoder.encode(text);
}

const INITIAL_BYTES = 64;

/** Grows as needed; `take` hands the bytes out and begins anew. Values out of range are bugs of ours, cut to their lowest bits. */
export class ByteWriter {
  // Byte by byte, as ByteReader does and for the same reason.
  #bytes = new Uint8Array(INITIAL_BYTES);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  #grow(count: number): number {
    const at = this.#length;
    if (at + count > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(at + count, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, at));
      this.#bytes = larger;
    }
    this.#length = at + count;
    return at;
  }

  u8(value: number): void {
    const at = this.#grow(1);
    this.#bytes[at] = value;
  }
  i8(value: number): void {
    this.u8(value);
  }
  u16(value: number): void {
    const at = this.#grow(2);
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >> 8;
  }
  i16(value: number): void {
    this.u16(value);
  }
  u24(value: number): void {
    const at = this.#grow(3);
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >> 8;
    this.#bytes[at + 2] = value >> 16;
  }
  i24(value: number): void {
    this.u24(value);
  }
  u32(value: number): void {
    const at = this.#grow(4);
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >> 8;
    this.#bytes[at + 2] = value >> 16;
    this.#bytes[at + 3] = value >> 24;
  }
  f64(value: number): void {
    const at = this.#grow(8);
    new DataView(this.#bytes.buffer).setFloat64(at, value, true);
  }
  u16be(value: number): void {
    const at = this.#grow(2);
    this.#bytes[at] = value >> 8;
    this.#bytes[at + 1] = value;
  }
  u32be(value: number): void {
    this.u16be(value >>> 16);
    this.u16be(value);
  }
  /** Throws RangeError above 28 bits: lengths are bounded long before. */
  uvarint(value: number): void {
    if (value < 0 || value > UVARINT_MAX) throw new RangeError(`${value} does not fit a 4-byte varint`);
    let rest = value;
    while (rest >= 0x80) {
      this.u8((rest & 0x7f) | 0x80);
      rest = Math.floor(rest / 128);
    }
    this.u8(rest);
  }
  bytes(bytes: Uint8Array): void {
    const at = this.#grow(bytes.length);
    this.#bytes.set(bytes, at);
  }
  utf8(text: string): void {
    this.bytes(encodeUtf8(text));
  }
  /** Throws RangeError when the text has more bytes than MQTT's length field can say. */
  mqttString(text: string): void {
    this.mqttBinary(encodeUtf8(text));
  }
  mqttBinary(bytes: Uint8Array): void {
    if (bytes.length > MQTT_STRING_MAX_BYTES)
      throw new RangeError(`${bytes.length} bytes, at most ${MQTT_STRING_MAX_BYTES}`);
    this.u16be(bytes.length);
    this.bytes(bytes);
  }

  /** A copy of exactly what was written. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }
}

/** Bytes a variable byte integer takes: 1 to 4. */
export function uvarintSizeBytes(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : 4;
}

/** Writes it at `at` and answers where it ends. The caller has made room. */
export function writeUvarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  while (rest >= 0x80) {
    bytes[at++] = (rest & 0x7f) | 0x80;
    rest = Math.floor(rest / 128);
  }
  bytes[at++] = rest;
  return at;
}
