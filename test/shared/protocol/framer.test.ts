import { describe, expect, test } from "bun:test";
import { Framer } from "../../../shared/protocol/framer.ts";
import { encodePacket } from "../../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode } from "../../../shared/protocol/reason-code.ts";
import { seededRng } from "../../../shared/rng.ts";

const publish = (payloadBytes: number) =>
  encodePacket(
    {
      type: "publish",
      topicName: "a/b",
      payload: new Uint8Array(payloadBytes).fill(payloadBytes & 0xff),
      qos: 0,
      retain: false,
      dup: false,
      properties: {},
    },
    4,
  );
const stream = [0, 1, 90, 121, 122, 127, 128, 5000, 16_380, 3].map(publish);
const whole = Buffer.concat(stream);

function drain(framer: Framer): Uint8Array[] {
  const packets: Uint8Array[] = [];
  for (let packet = framer.next(); packet !== null; packet = framer.next()) packets.push(packet.bytes);
  return packets;
}

describe("a framer", () => {
  test("cuts the same packets whatever the chunks: whole, byte by byte, and at random (seed 0x51)", () => {
    const expected = stream.map((p) => Buffer.from(p).toString("hex"));
    const rng = seededRng(0x51n);
    const chunkings: (() => number)[] = [() => whole.length, () => 1, () => 1 + Math.floor(rng() * 300)];
    for (const nextSize of chunkings) {
      const framer = new Framer({ packetMaxBytes: 100_000 });
      const cut: Uint8Array[] = [];
      for (let at = 0; at < whole.length; ) {
        const size = nextSize();
        framer.push(Uint8Array.from(whole.subarray(at, at + size)));
        at += size;
        cut.push(...drain(framer));
      }
      expect(cut.map((p) => Buffer.from(p).toString("hex"))).toEqual(expected);
      expect(framer.pendingBytes).toBe(0);
    }
  });

  test("says where the variable header begins", () => {
    const framer = new Framer({ packetMaxBytes: 100_000 });
    framer.push(publish(1));
    framer.push(publish(200));
    framer.push(publish(20_000));
    expect([framer.next()?.bodyStart, framer.next()?.bodyStart, framer.next()?.bodyStart]).toEqual([2, 3, 4]);
  });

  test("[LIMIT-1] refuses a declared size above the limit before the body has come", () => {
    const framer = new Framer({ packetMaxBytes: 8192 });
    framer.push(new Uint8Array([0x10, 0xff, 0xff, 0xff, 0x7f]));
    let caught: unknown;
    try {
      framer.next();
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ProtocolError);
    expect(caught).toMatchObject({ reasonCode: ReasonCode.packetTooLarge, rule: "LIMIT-1" });
  });

  test("refuses a length of five bytes, and one written longer than it need be", () => {
    for (const bytes of [
      [0x10, 0x80, 0x80, 0x80, 0x80, 0x01],
      [0x10, 0x81, 0x00],
    ]) {
      const framer = new Framer({ packetMaxBytes: 8192 });
      framer.push(new Uint8Array(bytes));
      expect(() => framer.next()).toThrow(ProtocolError);
    }
  });

  test("asks for more for every proper prefix of a packet", () => {
    const packet = publish(300);
    for (let length = 0; length < packet.length; length++) {
      const framer = new Framer({ packetMaxBytes: 8192 });
      framer.push(packet.subarray(0, length));
      expect(framer.next()).toBeNull();
    }
  });

  test("hands out packets that later chunks do not change", () => {
    const framer = new Framer({ packetMaxBytes: 8192 });
    const [first, second] = [publish(10), publish(20)];
    framer.push(Uint8Array.from([...first, ...second.subarray(0, 5)]));
    const cut = framer.next()?.bytes;
    framer.push(second.subarray(5));
    expect(framer.next()?.bytes).toEqual(second);
    expect(cut).toEqual(first);
  });

  test("hands out packets that later chunks do not change, also when it gathers them in memory of its own", () => {
    const framer = new Framer({ packetMaxBytes: 8192 });
    const packets = [10, 20, 30, 40, 50].map(publish);
    const all = Buffer.concat(packets);
    const cut: Uint8Array[] = [];
    for (let at = 0; at < all.length; at += 7) {
      framer.push(Uint8Array.from(all.subarray(at, at + 7)));
      cut.push(...drain(framer));
    }
    expect(cut).toEqual(packets);
  });
});
