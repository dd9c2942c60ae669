// One LZ4 block, unpacked within a bound. Source: LZ4 Block Format Description (lz4.github.io), "Compressed block format".

const MATCH_MIN_BYTES = 4;
const EXTENDED = 15;

/** Unpacks a block of exactly `sizeBytes`. Null when the block does not hold that; nothing beyond it is ever allocated. */
export function unpackLz4(packed: Uint8Array, sizeBytes: number): Uint8Array | null {
  const out = new Uint8Array(sizeBytes);
  let from = 0;
  let to = 0;
  /** A length of 15 goes on in further bytes, each 255 but the last. */
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    if (nibble !== EXTENDED) return length;
    for (let more = 255; more === 255 && from < packed.length; ) {
      more = packed[from++] ?? 0;
      length += more;
    }
    return length;
  };
  while (from < packed.length) {
    const token = packed[from++] ?? 0;
    const literals = lengthFrom(token >> 4);
    if (from + literals > packed.length || to + literals > sizeBytes) return null;
    out.set(packed.subarray(from, from + literals), to);
    from += literals;
    to += literals;
    if (from === packed.length) break; // the last sequence has literals alone
    const back = (packed[from] ?? 0) | ((packed[from + 1] ?? 0) << 8);
    from += 2;
    const length = lengthFrom(token & 15) + MATCH_MIN_BYTES;
    if (back === 0 || back > to || to + length > sizeBytes) return null;
    // Byte by byte: a match may run into what it writes.
    for (let i = 0; i < length; i++, to++) out[to] = out[to - back] ?? 0;
  }
  return to === sizeBytes ? out : null;
}
