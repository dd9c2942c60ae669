// Reads one field after another, most significant byte first, as Unity writes its containers.

/** Throws RangeError past the end, whatever is read. */
export class BigEndianReader {
  readonly #view: DataView;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }
  skip(count: number): void {
    if (this.at + count > this.#view.byteLength) throw new RangeError("past the end");
    this.at += count;
  }
  align(bytes: number): void {
    this.at = Math.ceil(this.at / bytes) * bytes;
  }
  u8(): number {
    return this.#view.getUint8(this.#pass(1));
  }
  u16(): number {
    return this.#view.getUint16(this.#pass(2));
  }
  u32(littleEndian = false): number {
    return this.#view.getUint32(this.#pass(4), littleEndian);
  }
  /** Sizes: beyond 2⁵³ no file reaches. */
  i64(): number {
    return Number(this.#view.getBigInt64(this.#pass(8)));
  }
  /** Latin-1 up to its NUL, of at most `maxBytes` with it. */
  text(maxBytes: number): string {
    let text = "";
    for (let i = 0; i < maxBytes; i++) {
      const byte = this.u8();
      if (byte === 0) return text;
      text += String.fromCharCode(byte);
    }
    throw new RangeError("a text without end");
  }
  #pass(count: number): number {
    const at = this.at;
    this.at += count;
    return at;
  }
}
