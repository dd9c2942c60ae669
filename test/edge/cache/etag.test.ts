import { describe, expect, test } from "bun:test";
import { etagOf, isNotModified } from "../../../edge/cache/etag.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("an ETag", () => {
  test("is strong, made of the bytes alone, and stands in a header as it is", async () => {
    const etag = await etagOf(bytes("hiroba"));
    expect(etag).toMatch(/^"[A-Za-z0-9_-]{22}"$/);
    expect(await etagOf(bytes("hiroba"))).toBe(etag);
    expect(await etagOf(bytes("hirobA"))).not.toBe(etag);
  });

  test.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"x", W/"y" , "a"', true],
    ["*", true],
    [" * ", true],
    ["", false],
    ["a", false],
    ['"A"', false],
    ['"b"', false],
    ['w/"a"', false],
  ])("is matched by If-None-Match %s: %p", (ifNoneMatch, isMatch) => {
    expect(isNotModified(ifNoneMatch, '"a"')).toBe(isMatch);
  });
});
