import { expect, test } from "bun:test";
import { ApartFrames } from "../../../room/transport/apart-frames.ts";
import { packetEnd } from "../../../shared/protocol/fixed-header.ts";
import { readServerFrames } from "./websocket-client.ts";

/** A packet of an acknowledgement's length. */
const packet = (mark: number): Uint8Array => Uint8Array.of(0x40, 2, 0, mark);

test("packets are told apart as they are by now, where others lay before, and who is given the same is given the same memory", () => {
  const apart = new ApartFrames(packetEnd);
  const room = new Uint8Array(32);
  const framesOf = (...marks: number[]) => {
    room.set(Buffer.concat(marks.map(packet)), 8);
    return apart.of(room, 8, 8 + 4 * marks.length);
  };
  const first = framesOf(1, 2, 3);
  expect(framesOf(1, 2, 3)).toBe(first);
  for (const marks of [
    [3, 2, 1],
    [3, 2],
    [1, 2, 3],
  ])
    expect(readServerFrames(framesOf(...marks) ?? new Uint8Array(0)).map(({ payload }) => payload)).toEqual(
      marks.map(packet),
    );
  expect(readServerFrames(first ?? new Uint8Array(0)).map(({ payload }) => payload)).toEqual(
    [1, 2, 3].map(packet),
  );
  expect(framesOf(1)).toBeNull();
});
