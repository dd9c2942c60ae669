import { describe, expect, test } from "bun:test";
import { unpackLz4 } from "../../../shared/media/lz4.ts";

describe("an LZ4 block", () => {
  const text = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString("latin1"));
  const block = (...parts: readonly (number | string)[]) =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === "number" ? [part] : [...Buffer.from(part, "latin1")])),
    );

  test("has literals, and matches that may run into what they write", () => {
    expect(text(unpackLz4(block(0x50, "hello"), 5))).toBe("hello");
    // "ab", then ten bytes from two back, then "!".
    expect(text(unpackLz4(block(0x26, "ab", 2, 0, 0x10, "!"), 13))).toBe("abababababab!");
    // A match of 4 + 15 + 255 + 1 bytes.
    expect(text(unpackLz4(block(0x1f, "x", 1, 0, 255, 1, 0x10, "y"), 277))).toBe(`${"x".repeat(276)}y`);
  });

  test("that reaches before its beginning, past its end, or holds another size is none", () => {
    for (const [packed, sizeBytes] of [
      [block(0x24, "ab", 3, 0, 0x10, "!"), 11],
      [block(0x24, "ab", 0, 0, 0x10, "!"), 11],
      [block(0x50, "hell"), 5],
      [block(0x50, "hello"), 4],
      [block(0x50, "hello"), 6],
      [block(0x1f, "x", 1, 0, 255, 255, 255), 100],
    ] as const)
      expect(unpackLz4(packed, sizeBytes)).toBeNull();
  });
});
