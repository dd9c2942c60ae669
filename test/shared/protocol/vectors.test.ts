// The golden vectors, both ways. An implementation in another language reads the same file.

import { expect, test } from "bun:test";
import { decodePose, encodePose, PoseFlag } from "../../../shared/protocol/ext/pose.ts";

const TOLERANCE = 1e-6;
const FILE = new URL("../../../shared/protocol/vectors/pose.txt", import.meta.url);

const vectors = (await Bun.file(FILE).text())
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => {
    const [hex = "", inputs = "", decoded = ""] = line.split("|");
    return { hex, inputs: JSON.parse(inputs), decoded: JSON.parse(decoded) };
  });

/** Numbers within the tolerance, everything else the same. */
function differs(actual: unknown, expected: unknown): boolean {
  if (typeof actual === "number" && typeof expected === "number")
    return !(Math.abs(actual - expected) <= TOLERANCE);
  if (typeof actual !== "object" || typeof expected !== "object" || actual === null || expected === null)
    return actual !== expected;
  const [mine, theirs] = [Object.entries(actual), new Map(Object.entries(expected))];
  return mine.length !== theirs.size || mine.some(([name, value]) => differs(value, theirs.get(name)));
}

test("[POSE-1] [POSE-2] [POSE-4] every vector is encoded to its very bytes", () => {
  for (const { hex, inputs } of vectors) expect([inputs, encodePose(inputs).toHex()]).toEqual([inputs, hex]);
});

test("[POSE-1] [POSE-2] [POSE-4] every vector is decoded to its numbers", () => {
  for (const { hex, decoded } of vectors) {
    const pose = decodePose(Uint8Array.fromHex(hex));
    expect([hex, differs(pose, decoded) ? pose : decoded]).toEqual([hex, decoded]);
  }
});

test("the vectors have every combination of flags", () => {
  const flags = new Set(vectors.map(({ hex }) => Number.parseInt(hex.slice(0, 2), 16)));
  expect(flags.size).toBe(96);
  for (const flag of flags) expect([flag & PoseFlag.reserved, flag & PoseFlag.modeMask]).not.toContain(3);
});
