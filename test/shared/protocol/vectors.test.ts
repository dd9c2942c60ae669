// The golden vectors, both ways, and by a second language: Python, written from the SPEC and from nothing else.

import { describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FILES, FOLDER, renderVectors } from "../../../scripts/vectors.ts";
import { ItemFlag } from "../../../shared/protocol/ext/item.ts";
import { PoseFlag } from "../../../shared/protocol/ext/pose.ts";
import { DOWN, UP } from "../../../shared/protocol/ext/registry.ts";

const TOLERANCE = 1e-6;
const CHECKER = join(import.meta.dir, "../../../scripts/vectors/check.py");

async function read(name: string) {
  const text = await Bun.file(join(FOLDER, `${name}.txt`)).text();
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [hex = "", inputs = "", decoded = ""] = line.split("|");
    return { hex, inputs: inputs === "" ? null : JSON.parse(inputs), decoded: JSON.parse(decoded) };
  });
}

/** Sections that are JSON: a reader may know more members of it than the vector had, with what they mean when left out. */
const JSON_KINDS: ReadonlySet<unknown> = new Set([
  ...["notice", "chat", "presence", "me", "room", "mod", "itemSpawn"],
]);

/** Numbers within the tolerance, everything else the same. */
function differs(actual: unknown, expected: unknown, isJson = false): boolean {
  if (typeof actual === "number" && typeof expected === "number")
    return !(Math.abs(actual - expected) <= TOLERANCE);
  if (typeof actual !== "object" || typeof expected !== "object" || actual === null || expected === null)
    return actual !== expected;
  const [mine, theirs] = [new Map(Object.entries(actual)), Object.entries(expected)];
  const inJson = isJson || JSON_KINDS.has(mine.get("kind"));
  if (!inJson && mine.size !== theirs.length) return true;
  return theirs.some(([name, value]) => !mine.has(name) || differs(mine.get(name), value, inJson));
}

describe("[POSE-1] [POSE-2] [POSE-4] [POSE-8] [ITEM-1] [ITEM-2] [STATE-2] [EMOTE-1] [VOICE-1] [NEG-1] [NEG-2] [CARRIER-1] [CARRIER-3] [CARRIER-4] [CARRIER-7] golden vectors of", () => {
  for (const [name, file] of Object.entries(FILES)) {
    test(`${name}: every one is encoded to its very bytes`, async () => {
      for (const { hex, inputs } of await read(name))
        if (inputs !== null) expect([inputs, file.encode(inputs as never).toHex()]).toEqual([inputs, hex]);
    });

    test(`${name}: every one is decoded to its numbers`, async () => {
      for (const { hex, decoded } of await read(name)) {
        const message = file.decode(Uint8Array.fromHex(hex), decoded as never);
        expect([hex, differs(message, decoded) ? message : decoded]).toEqual([hex, decoded]);
      }
    });

    test(`${name}: the script that made them would make them again`, async () => {
      expect(renderVectors(file)).toBe(await Bun.file(join(FOLDER, `${name}.txt`)).text());
    });
  }
});

test("the vectors have every combination of flags", async () => {
  const flagsOf = async (name: string, offset: number) =>
    new Set((await read(name)).map(({ hex }) => Number.parseInt(hex.slice(2 * offset, 2 * offset + 2), 16)));
  const pose = await flagsOf("pose", 0);
  expect(pose.size).toBe(96);
  for (const flags of pose) expect([flags & PoseFlag.reserved, flags & PoseFlag.modeMask]).not.toContain(3);
  // Wide, velocity, sleeping and teleport, each in the room's frame, a parent's and a joint's.
  const item = await flagsOf("item", 4);
  expect(item.size).toBe(48);
  for (const flags of item) expect(flags & ItemFlag.reserved).toBe(0);
  expect([...(await flagsOf("voice", 0))].sort((a, b) => a - b)).toEqual([...Array(32).keys()]);
});

test("[CARRIER-4] the vectors have every kind of section there is, both ways", async () => {
  const kinds = { up: new Set<string>(), down: new Set<string>() };
  for (const name of Object.keys(FILES).filter((file) => file.startsWith("frame")))
    for (const { decoded } of await read(name))
      for (const { kind } of decoded.sections) kinds[decoded.direction as "up" | "down"].add(kind);
  expect([...kinds.up].sort()).toEqual(Object.keys(UP).sort());
  expect([...kinds.down].sort()).toEqual(Object.keys(DOWN).sort());
});

const python = Bun.which("python3");
/** Runs the checker over a folder of vectors. */
async function check(folder: string) {
  const child = Bun.spawn([python ?? "python3", CHECKER, folder], { stdout: "pipe", stderr: "pipe" });
  const [stdout, stderr, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { stdout, stderr, exitCode };
}

describe.skipIf(python === null)("in Python (skipped where there is no python3), the vectors", () => {
  test("are all decoded and encoded alike", async () => {
    const { stdout, stderr, exitCode } = await check(FOLDER);
    expect([stderr, exitCode]).toEqual(["", 0]);
    for (const name of Object.keys(FILES)) {
      const { length } = await read(name);
      expect(stdout).toContain(`${name}: ${length} vectors`);
    }
  }, 20_000);

  test("do not pass when a bit of theirs is another", async () => {
    const folder = await mkdtemp(join(tmpdir(), "hiroba-vectors-"));
    for (const name of Object.keys(FILES)) {
      const lines = (await Bun.file(join(FOLDER, `${name}.txt`)).text()).split("\n");
      // The last byte of the first vector that has any.
      const at = lines.findIndex((line) => /^[0-9a-f]/.test(line));
      const [hex = "", ...rest] = (lines[at] ?? "").split("|");
      const last = Number.parseInt(hex.slice(-2), 16) ^ 0x10;
      lines[at] = [hex.slice(0, -2) + last.toString(16).padStart(2, "0"), ...rest].join("|");
      await Bun.write(join(folder, `${name}.txt`), lines.join("\n"));
    }
    const { stdout, exitCode } = await check(folder);
    await rm(folder, { recursive: true });
    expect(exitCode).toBe(1);
    for (const name of Object.keys(FILES)) expect(stdout).toMatch(new RegExp(`^${name}: line \\d+`, "m"));
  }, 20_000);
});
