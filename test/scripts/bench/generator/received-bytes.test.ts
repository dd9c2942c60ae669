// What the generator makes of received bytes, held against encoders that are not its own.

import { describe, expect, test } from "bun:test";
import { walkPackets } from "../../../../scripts/bench/generator/walk-packets.ts";
import {
  FRAME_OVERHEAD_MAX_BYTES,
  frameInPlace,
  Unframer,
} from "../../../../scripts/bench/generator/web-socket-frames.ts";
import { encodePacket } from "../../../../shared/protocol/packet.ts";

const publish = (payloadBytes: number): Uint8Array =>
  encodePacket(
    {
      type: "publish",
      topicName: "t",
      payload: new Uint8Array(payloadBytes).fill(7),
      qos: 0,
      retain: false,
      dup: false,
      properties: {},
    },
    4,
  );

function walk(bytes: Uint8Array, end = bytes.length) {
  const packets: { start: number; bodyStart: number; end: number }[] = [];
  const rest = walkPackets(bytes, 0, end, (start, bodyStart, packetEnd) =>
    packets.push({ start, bodyStart, end: packetEnd }),
  );
  return { packets, rest };
}

describe("packets in received bytes", () => {
  const stream = Buffer.concat([publish(1), publish(200), encodePacket({ type: "pingresp" }, 4)]);

  test("are told with where they begin, where their body does, and where they end", () => {
    expect(walk(stream)).toEqual({
      packets: [
        { start: 0, bodyStart: 2, end: 6 },
        { start: 6, bodyStart: 9, end: 212 },
        { start: 212, bodyStart: 214, end: 214 },
      ],
      rest: 214,
    });
  });

  test("cut anywhere, only whole ones are told, and the rest begins where the last one ended", () => {
    for (let end = 0; end < stream.length; end++) {
      const { packets, rest } = walk(stream, end);
      expect(packets.length).toBe(end < 6 ? 0 : end < 212 ? 1 : 2);
      expect(rest).toBe(packets.at(-1)?.end ?? 0);
    }
  });

  test("a length that never ends means that the stream is out of step", () => {
    expect(() => walk(new Uint8Array([0x30, 0xff, 0xff, 0xff, 0xff, 0xff]))).toThrow("out of step");
  });
});

/** A server's frame, written by hand. */
function serverFrame(opcode: number, payload: Uint8Array): Uint8Array {
  const { length } = payload;
  const header =
    length < 126
      ? [0x80 | opcode, length]
      : length < 65_536
        ? [0x80 | opcode, 126, length >> 8, length & 0xff]
        : [0x80 | opcode, 127, 0, 0, 0, 0, 0, length >> 16, (length >> 8) & 0xff, length & 0xff];
  return Buffer.concat([new Uint8Array(header), payload]);
}

describe("WebSocket frames", () => {
  const payloads = [1, 125, 126, 300, 70_000].map((length) => new Uint8Array(length).fill(length & 0xff));
  const [first = new Uint8Array(0), ...others] = payloads;
  const stream = Buffer.concat([
    serverFrame(2, first),
    serverFrame(9, new Uint8Array([1, 2, 3])),
    ...others.map((payload) => serverFrame(2, payload)),
  ]);

  test.each([1, 2, 3, 7, 64, 1_000, 100_000])(
    "in chunks of %p bytes give their payloads, pings left out",
    (size) => {
      const unframer = new Unframer();
      const heard: Uint8Array[] = [];
      for (let at = 0; at < stream.length; at += size) {
        const chunk = Uint8Array.from(stream.subarray(at, at + size));
        heard.push(chunk.slice(0, unframer.unframe(chunk, 0, chunk.length)));
      }
      expect(Buffer.concat(heard).equals(Buffer.concat(payloads))).toBe(true);
    },
  );

  test("what lies before the chunk is left alone", () => {
    const bytes = Buffer.concat([Buffer.from("kept"), serverFrame(2, Buffer.from("new"))]);
    const end = new Unframer().unframe(bytes, 4, bytes.length);
    expect(bytes.subarray(0, end).toString()).toBe("keptnew");
  });

  test.each([1, 125, 126, 5_000])("of ours, round %p bytes, are what a server unmasks", async (length) => {
    const bytes = new Uint8Array(FRAME_OVERHEAD_MAX_BYTES + length).fill(9, FRAME_OVERHEAD_MAX_BYTES);
    const frame = bytes.subarray(frameInPlace(bytes, length));
    const heard = Promise.withResolvers<Uint8Array>();
    using server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: (request, self) => (self.upgrade(request) ? undefined : new Response("no")),
      websocket: { message: (_, message) => heard.resolve(Buffer.from(message)) },
    });
    const socket = await Bun.connect({
      hostname: "127.0.0.1",
      port: server.port ?? 0,
      socket: { data: (s) => void s.write(frame) },
    });
    socket.write(
      "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    expect(await heard.promise).toEqual(Buffer.alloc(length, 9));
    socket.end();
  });
});
