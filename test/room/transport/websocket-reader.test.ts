import { describe, expect, test } from "bun:test";
import { CloseCode, decodeClose, encodeClose, FrameBreach } from "../../../room/transport/websocket-close.ts";
import { rotated, unmask, writeBinaryHeader } from "../../../room/transport/websocket-frame.ts";
import { FrameReader } from "../../../room/transport/websocket-reader.ts";
import { seededRng } from "../../../shared/rng.ts";
import { frame, readServerFrames } from "./websocket-client.ts";

describe("the mask", () => {
  test("is applied alike to payloads of every length, at every place in memory", () => {
    const mask = [0x81, 0x02, 0xf3, 0x7c] as const;
    const word = mask[0] | (mask[1] << 8) | (mask[2] << 16) | (mask[3] << 24);
    for (let offset = 0; offset < 8; offset++)
      for (let length = 0; length < 140; length++) {
        const memory = Uint8Array.from({ length: offset + length + 3 }, (_, index) => (index * 7) & 255);
        const expected = memory.map((byte, index) => {
          const at = index - offset;
          return at < 0 || at >= length ? byte : byte ^ (mask[at % 4] ?? 0);
        });
        unmask(memory.subarray(offset, offset + length), word);
        expect(memory).toEqual(expected);
      }
  });

  test("goes on where a piece left it", () => {
    for (let cut = 0; cut <= 9; cut++) {
      const whole = Uint8Array.from({ length: 9 }, (_, index) => index);
      const pieces = whole.slice();
      const mask = 0x81_02_f3_7c | 0;
      unmask(whole, mask);
      unmask(pieces.subarray(0, cut), mask);
      unmask(pieces.subarray(cut), rotated(mask, cut));
      expect(pieces).toEqual(whole);
    }
  });
});

describe("the header of a message", () => {
  for (const [length, headerBytes] of [
    [0, 2],
    [125, 2],
    [126, 4],
    [65_535, 4],
    [65_536, 10],
    [1_000_000, 10],
  ] as const)
    test(`of ${length} bytes takes ${headerBytes}, right before it`, () => {
      const buffer = new Uint8Array(10 + length).fill(7);
      const start = writeBinaryHeader(buffer, 10, length);
      expect(10 - start).toBe(headerBytes);
      expect(buffer.subarray(0, start)).toEqual(new Uint8Array(start).fill(7));
      const frames = readServerFrames(buffer.subarray(start));
      expect(frames.map((f) => [f.opcode, f.payload.length])).toEqual([[2, length]]);
    });
});

describe("frames", () => {
  test("say the same however they are cut (150 seeds)", () => {
    for (let seed = 1; seed <= 150; seed++) {
      const rng = seededRng(BigInt(seed));
      const below = (end: number) => Math.floor(rng() * end);
      const payloadOf = (maxBytes: number) =>
        Uint8Array.from({ length: below(maxBytes) }, (_, index) => (index * 7 + seed) & 255);
      const wire: Uint8Array[] = [];
      const expected: number[] = [];
      const control: [number, number[], number][] = [];
      let isInside = false;
      for (let count = 0; count < 12; count++) {
        const mask = [below(256), below(256), below(256), below(256)] as const;
        if (below(4) === 0) {
          const payload = payloadOf(126);
          const opcode = 9 + below(2);
          wire.push(frame({ opcode, payload, mask }));
          control.push([opcode, [...payload], expected.length]);
        } else {
          const payload = payloadOf([4, 4, 130, 130, 700, 700, 700, 70_000][below(8)] ?? 0);
          const fin = below(2) === 0;
          wire.push(frame({ opcode: isInside ? 0 : 2, payload, mask, fin }));
          expected.push(...payload);
          isInside = !fin;
        }
      }
      const bytes = Uint8Array.from(Buffer.concat(wire));
      const stream: number[] = [];
      const heard: [number, number[], number][] = [];
      const reader = new FrameReader(1_000_000);
      const sink = {
        data: (piece: Uint8Array) => {
          for (const byte of piece) stream.push(byte);
        },
        control: (opcode: number, payload: Uint8Array) =>
          void heard.push([opcode, [...payload], stream.length]),
      };
      const longest = 1 + below([3, 20, 2_000, 100_000][seed % 4] ?? 1);
      for (let at = 0; at < bytes.length; ) {
        const end = Math.min(bytes.length, at + 1 + below(longest));
        reader.push(bytes.slice(at, end), sink);
        at = end;
      }
      expect([seed, Buffer.compare(Buffer.from(stream), Buffer.from(expected))]).toEqual([seed, 0]);
      expect([seed, heard]).toEqual([seed, control]);
    }
  });

  test("of a huge declared length cost nothing before their bytes come", () => {
    const reader = new FrameReader(Number.MAX_SAFE_INTEGER);
    const header = frame({ opcode: 2, saidLength: 2n ** 52n });
    const heard: number[] = [];
    reader.push(header, { data: (piece) => void heard.push(piece.length), control: () => {} });
    reader.push(Uint8Array.of(1, 2, 3), {
      data: (piece) => void heard.push(piece.length),
      control: () => {},
    });
    expect(heard).toEqual([3]);
  });

  test("are refused by what is wrong with their first two bytes, before more is there", () => {
    const beginnings: [bytes: number[], closeCode: number][] = [
      [[0xc2, 0x80], 1002],
      [[0x82, 0x00], 1002],
      [[0x83, 0x80], 1002],
      [[0x81, 0x80], 1003],
      [[0x80, 0x80], 1002],
      [[0x09, 0x80], 1002],
      [[0x89, 0xfe], 1002],
    ];
    for (const [bytes, closeCode] of beginnings) {
      const reader = new FrameReader(1_000);
      const sink = { data: () => {}, control: () => {} };
      reader.push(Uint8Array.from(bytes.slice(0, 1)), sink);
      try {
        reader.push(Uint8Array.from(bytes.slice(1)), sink);
        throw new Error(`${bytes} was taken`);
      } catch (error) {
        expect([bytes, error]).toEqual([bytes, expect.any(FrameBreach)]);
        expect((error as FrameBreach).closeCode).toBe(closeCode as CloseCode);
      }
    }
  });
});

test("a close is written as it is read", () => {
  expect(decodeClose(encodeClose(null))).toBeNull();
  expect(decodeClose(encodeClose(CloseCode.messageTooBig, "reason"))).toBe(1009);
  expect([...encodeClose(1002, "x")]).toEqual([0x03, 0xea, 0x78]);
});
