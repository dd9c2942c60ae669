// Inputs that once failed, tried again one by one.

import { describe, expect, test } from "bun:test";
import { tryPacket } from "../../scripts/fuzz/targets/packet.ts";
import { tryBody } from "../../scripts/fuzz/targets/section.ts";

async function linesOf(name: string): Promise<string[][]> {
  const text = await Bun.file(new URL(`corpus/${name}.txt`, import.meta.url)).text();
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(lines.length).toBeGreaterThan(0);
  return lines.map((line) => line.split(" | "));
}

describe("packets that once failed:", async () => {
  for (const [version, hex = "", what] of await linesOf("packet"))
    test(`${what}: ${hex}`, () => {
      expect(() => tryPacket(Uint8Array.fromHex(hex), version === "5" ? 5 : 4, false)).not.toThrow();
    });
});

describe("frame bodies that once failed:", async () => {
  for (const [direction, hex = "", what] of await linesOf("section"))
    test(`${what}: ${hex.slice(0, 40)}`, () => {
      expect(() => tryBody(Uint8Array.fromHex(hex), direction === "up" ? "up" : "down")).not.toThrow();
    });
});
