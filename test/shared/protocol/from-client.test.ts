import { expect, test } from "bun:test";
import {
  assertBegunByClient,
  assertFromClient,
  decodeFromClient,
} from "../../../shared/protocol/from-client.ts";
import { ProtocolError } from "../../../shared/protocol/reason-code.ts";
import { packet, properties, text, u16 } from "./strict/raw-packet.ts";

function isAccepted(raw: readonly number[]): boolean {
  try {
    assertFromClient(decodeFromClient(Uint8Array.from(raw), 5));
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error).toMatchObject({ reasonCode: 0x82 });
    return false;
  }
}

test("(2.1.2) a server never hears CONNACK, SUBACK, UNSUBACK or PINGRESP, whatever is in them", () => {
  expect(isAccepted(packet(0x20, 0, 0, 0))).toBe(false);
  expect(isAccepted(packet(0x90, u16(1), 0, 0))).toBe(false);
  expect(isAccepted(packet(0xb0, u16(1), 0, 0))).toBe(false);
  expect(isAccepted(packet(0xd0))).toBe(false);
  for (const first of [0x20, 0x21, 0x90, 0xb0, 0xd1]) expect(isAccepted(packet(first, 7))).toBe(false);
  expect(isAccepted(packet(0xc0))).toBe(true);
});

test("[MQTT-3.3.4-6] a client's PUBLISH has no subscription identifier", () => {
  expect(isAccepted(packet(0x30, text("t"), properties(0x0b, 1)))).toBe(false);
  expect(isAccepted(packet(0x30, text("t"), 0))).toBe(true);
});

test("(3.14.2.1) a client leaves with one of its own reason codes, as table 3-10 has them", () => {
  const theirs = [0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99];
  const ours = [0x87, 0x89, 0x8b, 0x8d, 0x8e, 0x8f, 0x9a, 0x9b, 0x9c, 0x9d, 0x9e, 0x9f, 0xa0, 0xa1, 0xa2];
  for (const code of theirs) expect([code, isAccepted(packet(0xe0, code))]).toEqual([code, true]);
  for (const code of ours) expect([code, isAccepted(packet(0xe0, code))]).toEqual([code, false]);
});

test("(3.4.2.1, 3.5.2.1) that nobody subscribes is a server's to say, and does no harm when a client says it", () => {
  for (const first of [0x40, 0x50]) expect(isAccepted(packet(first, u16(1), 0x10))).toBe(true);
});

test("(3.15.2.1) only a server says that authentication succeeded", () => {
  const method = properties(0x15, text("m"));
  expect(isAccepted(packet(0xf0, 0, method))).toBe(false);
  expect(isAccepted(packet(0xf0))).toBe(false);
  for (const code of [0x18, 0x19]) expect(isAccepted(packet(0xf0, code, method))).toBe(true);
});

test("[MQTT-2.1.3-1] what is refused by its first byte is refused as its whole would be, and a packet that is one is begun", () => {
  const reasonOf = (read: () => unknown): [number, string] | null => {
    try {
      read();
      return null;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return [error.reasonCode, error.rule];
    }
  };
  const begun = Array.from({ length: 256 }, (_, first) => ({
    first,
    refused: reasonOf(() => assertBegunByClient(Uint8Array.of(first))),
  }));
  for (const { first, refused } of begun)
    if (refused !== null)
      expect<unknown>([first, refused]).toEqual([
        first,
        reasonOf(() => decodeFromClient(Uint8Array.of(first, 0), 5)),
      ]);
  // PUBLISH at each QoS, retained or not, and with DUP where it may be; packet type 0 is not MQTT's.
  const publishes = [0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x3a, 0x3b, 0x3c, 0x3d];
  const others = [0x10, 0x40, 0x50, 0x62, 0x70, 0x82, 0xa2, 0xc0, 0xe0, 0xf0];
  const taken = begun.flatMap(({ first, refused }) => (refused === null && first > 0x0f ? [first] : []));
  expect(taken).toEqual([...publishes, ...others].sort((a, b) => a - b));
});
