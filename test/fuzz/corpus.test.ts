// Inputs that once failed, tried again one by one.

import { expect, test } from "bun:test";
import { tryPacket } from "../../scripts/fuzz/targets/packet.ts";

const lines = (await Bun.file(new URL("corpus/packet.txt", import.meta.url)).text())
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split(" | "));

test("there is something to try", () => expect(lines.length).toBeGreaterThan(0));

for (const [version, hex = "", what] of lines)
  test(`${what}: ${hex}`, () => {
    expect(() => tryPacket(Uint8Array.fromHex(hex), version === "5" ? 5 : 4, false)).not.toThrow();
  });
