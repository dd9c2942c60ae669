// The golden vectors, both ways. An implementation in another language reads the same files.

import { describe, expect, test } from "bun:test";
import { describeSet } from "../../../scripts/vectors/state.ts";
import { describeVoice } from "../../../scripts/vectors/voice.ts";
import { FILES, renderVectors } from "../../../scripts/vectors.ts";
import { ByteReader, ByteWriter } from "../../../shared/protocol/bytes.ts";
import { emotes } from "../../../shared/protocol/ext/emote.ts";
import { decodeItem, encodeItem, ItemFlag } from "../../../shared/protocol/ext/item.ts";
import { decodePose, encodePose, PoseFlag } from "../../../shared/protocol/ext/pose.ts";
import {
  encodeStateValue,
  NO_VALUE,
  type StateSet,
  stateSet,
} from "../../../shared/protocol/ext/state-kv.ts";
import { decodeVoice, encodeVoice, type Voice } from "../../../shared/protocol/ext/voice.ts";

const TOLERANCE = 1e-6;
const FOLDER = `${import.meta.dir}/../../../shared/protocol/vectors`;

async function read(name: string) {
  const text = await Bun.file(`${FOLDER}/${name}.txt`).text();
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [hex = "", inputs = "", decoded = ""] = line.split("|");
    return { hex, inputs: JSON.parse(inputs), decoded: JSON.parse(decoded) };
  });
}

/** Numbers within the tolerance, everything else the same. */
function differs(actual: unknown, expected: unknown): boolean {
  if (typeof actual === "number" && typeof expected === "number")
    return !(Math.abs(actual - expected) <= TOLERANCE);
  if (typeof actual !== "object" || typeof expected !== "object" || actual === null || expected === null)
    return actual !== expected;
  const [mine, theirs] = [Object.entries(actual), new Map(Object.entries(expected))];
  return mine.length !== theirs.size || mine.some(([name, value]) => differs(value, theirs.get(name)));
}

type Written<T> = { encode(w: ByteWriter, message: T): void };
function bytesOf<T>(codec: Written<T>, message: T): Uint8Array {
  const w = new ByteWriter();
  codec.encode(w, message);
  return w.take();
}

/** The message that a line of state.txt describes. */
function setOf(described: { value: { type: string; value: unknown } | null }): StateSet {
  const { value } = described;
  const isBytes = value?.type === "bytes";
  const decoded = isBytes ? { type: "bytes", value: Uint8Array.fromHex(String(value.value)) } : value;
  return {
    ...described,
    value: decoded === null ? NO_VALUE : encodeStateValue(decoded as never),
  } as StateSet;
}

/** How each file's bytes are made and read. */
const CODECS = {
  pose: { encode: encodePose, decode: decodePose },
  item: { encode: encodeItem, decode: decodeItem },
  state: {
    encode: (described: never) => bytesOf(stateSet, setOf(described)),
    decode: (bytes: Uint8Array) => describeSet(stateSet.decode(new ByteReader(bytes))),
  },
  emote: {
    encode: (batch: never) => bytesOf(emotes, batch),
    decode: (bytes: Uint8Array) => emotes.decode(new ByteReader(bytes)),
  },
  voice: {
    encode: (described: Omit<Voice, "opus"> & { opus: string }) =>
      encodeVoice({ ...described, opus: Uint8Array.fromHex(described.opus) }),
    decode: (bytes: Uint8Array) => describeVoice(decodeVoice(bytes)),
  },
} as const;

describe("[POSE-1] [POSE-2] [POSE-4] [ITEM-1] [ITEM-2] [STATE-2] [EMOTE-1] [VOICE-1] golden vectors of", () => {
  for (const [name, { encode, decode }] of Object.entries(CODECS)) {
    test(`${name}: every one is encoded to its very bytes`, async () => {
      for (const { hex, inputs } of await read(name))
        expect([inputs, encode(inputs as never).toHex()]).toEqual([inputs, hex]);
    });

    test(`${name}: every one is decoded to its numbers`, async () => {
      for (const { hex, decoded } of await read(name)) {
        const message = decode(Uint8Array.fromHex(hex));
        expect([hex, differs(message, decoded) ? message : decoded]).toEqual([hex, decoded]);
      }
    });

    test(`${name}: the script that made them would make them again`, async () => {
      const file = FILES[name];
      expect(file && renderVectors(file)).toBe(await Bun.file(`${FOLDER}/${name}.txt`).text());
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
