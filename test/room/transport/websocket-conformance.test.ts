// What Autobahn's fuzzing client asks of a server, in its order and numbers, where it applies: binary messages alone, as MQTT has
// it, so section 6 (UTF-8 of text) is down to the reason of a close, and no compression (12 and 13).

import { afterAll, describe, expect, test } from "bun:test";
import { eventually } from "../../support/eventually.ts";
import { dial, echo, listen, MESSAGE_MAX_BYTES } from "./listening.ts";
import {
  closeBody,
  type FrameOptions,
  frame,
  headText,
  openRaw,
  type RawWebSocket,
  readServerFrames,
  UPGRADE,
} from "./websocket-client.ts";

const server = listen({ transport: "websocket", received: echo });
afterAll(() => server.stop());

const [CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG] = [0, 1, 2, 8, 9, 10] as const;
const NORMAL = frame({ opcode: CLOSE, payload: closeBody(1000) });
const bytes = (length: number, seed = 1) =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + seed) & 255);
const binary = (payload: Uint8Array | string, over: Partial<FrameOptions> = {}) =>
  frame({ opcode: BINARY, payload, ...over });
const ping = (payload: Uint8Array | string = "", over: Partial<FrameOptions> = {}) =>
  frame({ opcode: PING, payload, ...over });
const pongs = (client: RawWebSocket) =>
  client
    .frames()
    .filter((f) => f.opcode === PONG)
    .map((f) => new TextDecoder().decode(f.payload));

/** Sends, says goodbye, and answers everything that came back until the server ended it. */
async function play(send: (client: RawWebSocket) => Promise<void> | void) {
  const client = await openRaw(server.port);
  await send(client);
  const code = await client.closeCode();
  return { code, stream: client.stream(), pongs: pongs(client), frames: client.frames() };
}
/** What a server has to fail, with the code it fails it with. Nothing behind it is answered. */
async function expectFailure(code: number, ...frames: Uint8Array[]) {
  const played = await play((client) => client.write(...frames, binary("behind it"), ping("behind it")));
  expect(played.code).toBe(code);
  return played;
}

describe("1.2 messages", () => {
  for (const length of [0, 1, 125, 126, 127, 128, 65_535, 65_536, 200_000]) {
    test(`of ${length} bytes come through`, async () => {
      const played = await play((client) => client.write(binary(bytes(length)), NORMAL));
      expect(played.stream).toEqual(bytes(length));
      expect(played.code).toBe(1000);
    });
  }

  test("in chops of 997 bytes come through as well (1.2.8)", async () => {
    const whole = Buffer.concat([binary(bytes(65_536)), NORMAL]);
    const played = await play(async (client) => {
      for (let at = 0; at < whole.length; at += 997) {
        client.write(whole.subarray(at, at + 997));
        await Bun.sleep(0);
      }
    });
    expect(played.stream).toEqual(bytes(65_536));
  });

  test("with every mask there is come through, zeros too", async () => {
    const masks = [
      [0, 0, 0, 0],
      [255, 255, 255, 255],
      [1, 2, 3, 4],
      [128, 0, 0, 127],
    ] as const;
    for (const mask of masks)
      for (const length of [3, 64, 257]) {
        const played = await play((client) => client.write(binary(bytes(length), { mask }), NORMAL));
        expect(played.stream).toEqual(bytes(length));
      }
  });
});

describe("2 pings and pongs", () => {
  test("a ping is answered with its own payload, empty, binary or as long as may be (2.1-2.4)", async () => {
    for (const payload of ["", "Hello, world!", "\u0000\u00ff\u00fe", "x".repeat(125)]) {
      const played = await play((client) => client.write(ping(payload), NORMAL));
      expect(played.pongs).toEqual([payload]);
      expect(played.code).toBe(1000);
    }
  });

  test("a ping of 126 bytes is failed (2.5)", async () => {
    const played = await expectFailure(1002, ping("x".repeat(126)));
    expect(played.pongs).toEqual([]);
  });

  test("a ping that comes byte by byte is answered (2.6)", async () => {
    const played = await play((client) => client.writeByteWise(ping("x".repeat(125)), NORMAL));
    expect(played.pongs).toEqual(["x".repeat(125)]);
  });

  test("pongs nobody asked for are ignored (2.7-2.9)", async () => {
    const pong = (payload: string) => frame({ opcode: PONG, payload });
    const played = await play((client) => client.write(pong(""), pong("unasked"), ping("asked"), NORMAL));
    expect(played.frames.map((f) => f.opcode)).toEqual([PONG, CLOSE]);
    expect(played.pongs).toEqual(["asked"]);
  });

  test("ten pings in one piece, or byte by byte, are answered in order (2.10-2.11)", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `payload-${index}`);
    const pings = names.map((name) => ping(name));
    for (const send of ["write", "writeByteWise"] as const) {
      const played = await play((client) => client[send](...pings, NORMAL));
      expect(played.pongs).toEqual(names);
    }
  });
});

describe("3 reserved bits", () => {
  for (const rsv of [1, 2, 3, 4, 5, 6, 7])
    test(`${rsv} fail the connection, on every kind of frame`, async () => {
      const before = binary("before");
      for (const opcode of [BINARY, PING, CLOSE]) {
        const played = await expectFailure(1002, before, frame({ opcode, rsv, payload: closeBody(1000) }));
        expect(played.stream).toEqual(Buffer.from("before"));
        expect(played.pongs).toEqual([]);
      }
    });
});

describe("4 opcodes", () => {
  for (const opcode of [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
    test(`${opcode} is reserved, and fails the connection with and without payload`, async () => {
      await expectFailure(1002, frame({ opcode }));
      const played = await expectFailure(1002, binary("before"), frame({ opcode, payload: "x" }));
      expect(played.stream).toEqual(Buffer.from("before"));
    });

  test("text is not what MQTT is sent in: 1003, whatever it says", async () => {
    await expectFailure(1003, frame({ opcode: TEXT, payload: "hello" }));
    await expectFailure(1003, frame({ opcode: TEXT, fin: false }));
    await expectFailure(1003, frame({ opcode: TEXT, payload: Uint8Array.of(0xce, 0xba, 0xe1) }));
  });
});

describe("5 fragments", () => {
  const start = (payload: string) => binary(payload, { fin: false });
  const next = (payload: string, fin = false) => frame({ opcode: CONTINUATION, payload, fin });

  test("a ping or pong in fragments is failed (5.1-5.2)", async () => {
    for (const opcode of [PING, PONG, CLOSE]) await expectFailure(1002, frame({ opcode, fin: false }));
  });

  test("make one message, empty ones among them, in one piece and byte by byte (5.3-5.5, 6.1)", async () => {
    const frames = [start(""), next("fragment1"), next(""), next("fragment2", true), binary("after"), NORMAL];
    for (const send of ["write", "writeByteWise"] as const) {
      const played = await play((client) => client[send](...frames));
      expect(new TextDecoder().decode(played.stream)).toBe("fragment1fragment2after");
      expect(played.code).toBe(1000);
    }
  });

  test("let pings through between them, answered at once (5.6-5.8)", async () => {
    const frames = [start("a"), ping("one"), next("b"), ping("two"), next("c", true), NORMAL];
    for (const send of ["write", "writeByteWise"] as const) {
      const played = await play((client) => client[send](...frames));
      expect(new TextDecoder().decode(played.stream)).toBe("abc");
      expect(played.pongs).toEqual(["one", "two"]);
    }
  });

  test("with nothing to continue fail the connection (5.9-5.14)", async () => {
    await expectFailure(1002, next("x", true));
    await expectFailure(1002, next("x"));
    await expectFailure(1002, binary("whole"), next("x", true));
    await expectFailure(1002, start("a"), next("b", true), next("c"));
  });

  test("may not have another message begin inside theirs (5.15-5.18)", async () => {
    await expectFailure(1002, start("a"), start("b"));
    await expectFailure(1002, start("a"), binary("b"));
    await expectFailure(1002, start("a"), next("b"), binary("c"));
  });

  test("may come with time between them, and be pinged meanwhile (5.19-5.20)", async () => {
    const played = await play(async (client) => {
      client.write(start("1"), next("2"), ping("pongme 1!"));
      await eventually("the pong", () => pongs(client).length > 0);
      client.write(next("3"), next("4"), ping("pongme 2!"), next("5", true));
      client.write(NORMAL);
    });
    expect(new TextDecoder().decode(played.stream)).toBe("12345");
    expect(played.pongs).toEqual(["pongme 1!", "pongme 2!"]);
  });
});

describe("7 closing", () => {
  test("a message before the close is answered, what comes behind it is not (7.1.1-7.1.6)", async () => {
    const played = await play((client) =>
      client.write(binary("before"), NORMAL, binary("behind"), ping("behind"), NORMAL),
    );
    expect(played.frames.map((f) => f.opcode)).toEqual([BINARY, CLOSE]);
    expect(new TextDecoder().decode(played.stream)).toBe("before");
  });

  test("a message that is in the middle of its fragments may be left (7.1.4)", async () => {
    const played = await play((client) => client.write(binary("half", { fin: false }), NORMAL));
    expect(played.code).toBe(1000);
  });

  test("nothing, half a code, a code, a reason, and as long a reason as may be (7.3)", async () => {
    const close = (payload: Uint8Array) => frame({ opcode: CLOSE, payload });
    expect((await play((c) => c.write(close(new Uint8Array(0))))).code).toBeNull();
    expect((await play((c) => c.write(close(Uint8Array.of(3))))).code).toBe(1002);
    expect((await play((c) => c.write(close(closeBody(1000, "Hello World!"))))).code).toBe(1000);
    expect((await play((c) => c.write(close(closeBody(1000, "*".repeat(123)))))).code).toBe(1000);
    expect((await play((c) => c.write(close(closeBody(1000, "*".repeat(124)))))).code).toBe(1002);
    expect((await play((c) => c.writeByteWise(close(closeBody(1001, "gone"))))).code).toBe(1001);
  });

  test("a reason that is not UTF-8 is failed with 1007 (7.5.1)", async () => {
    const invalid = [
      [0xce, 0xba, 0xe1, 0xbd],
      [0xff],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
      [0xc0, 0x80],
    ];
    for (const reason of invalid)
      await expectFailure(1007, frame({ opcode: CLOSE, payload: closeBody(1000, Uint8Array.from(reason)) }));
    const valid = frame({ opcode: CLOSE, payload: closeBody(1000, "κόσμε 🎪") });
    expect((await play((client) => client.write(valid))).code).toBe(1000);
  });

  const valid = [
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
  ];
  test("codes that may be sent are said back (7.7)", async () => {
    const said = valid.map((code) => frame({ opcode: CLOSE, payload: closeBody(code) }));
    const played = await Promise.all(said.map((close) => play((client) => client.write(close))));
    expect(played.map((p) => p.code)).toEqual(valid);
  });

  test("codes that may not are failed (7.9, 7.13)", async () => {
    const invalid = [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535];
    const said = invalid.flatMap((code) => [closeBody(code), closeBody(code, "reason")]);
    const played = await Promise.all(
      said.map((payload) => play((client) => client.write(frame({ opcode: CLOSE, payload })))),
    );
    expect(new Set(played.map((p) => p.code))).toEqual(new Set([1002]));
  });

  test("the owner hears of the end once, after every way to it", async () => {
    const before = server.owned.length;
    for (const sent of [NORMAL, frame({ opcode: 3 }), frame({ opcode: CLOSE, payload: Uint8Array.of(1) })])
      await play((client) => client.write(sent));
    const dropped = await openRaw(server.port);
    dropped.destroy();
    await eventually("the owner's hearing of it", () => server.owned.slice(before).every((o) => o.isClosed));
    expect(server.owned.slice(before)).toHaveLength(4);
    expect(server.failures).toEqual([]);
  });
});

describe("9 and 10: large messages and their limit", () => {
  const BLOCK = bytes(65_536);

  test("a message up to the limit comes through, whole and in fragments", async () => {
    const whole = bytes(MESSAGE_MAX_BYTES);
    const parts: Uint8Array[] = [];
    for (let at = 0; at < whole.length; at += 64) {
      const payload = whole.subarray(at, at + 64);
      const fin = at + 64 >= whole.length;
      parts.push(frame({ opcode: at === 0 ? BINARY : CONTINUATION, payload, fin }));
    }
    expect((await play((client) => client.write(binary(whole), NORMAL))).stream).toEqual(whole);
    expect((await play((client) => client.write(...parts, NORMAL))).stream).toEqual(whole);
  });

  test("a message beyond it is failed with 1009 as soon as a header says so", async () => {
    const over = MESSAGE_MAX_BYTES + 1;
    await expectFailure(1009, binary("", { saidLength: BigInt(over) }));
    await expectFailure(1009, binary("", { saidLength: 2n ** 62n }));
    const rest = frame({ opcode: CONTINUATION, saidLength: BigInt(over - BLOCK.length) });
    await expectFailure(1009, binary(BLOCK, { fin: false }), rest);
  });

  test("the next message counts anew", async () => {
    const played = await play((client) =>
      client.write(...Array.from({ length: 8 }, () => binary(BLOCK)), NORMAL),
    );
    expect(played.stream).toEqual(Uint8Array.from(Buffer.concat(Array.from({ length: 8 }, () => BLOCK))));
  });

  test("a thousand small messages in one piece all come through, in order (9.7, 10.1)", async () => {
    const texts = Array.from({ length: 1_000 }, (_, index) => `message ${index};`);
    const played = await play((client) => client.write(...texts.map((text) => binary(text)), NORMAL));
    expect(new TextDecoder().decode(played.stream)).toBe(texts.join(""));
  });
});

describe("what Autobahn leaves out, and the RFC does not:", () => {
  test("a frame without a mask is failed", async () => {
    for (const opcode of [BINARY, PING, CLOSE])
      await expectFailure(1002, frame({ opcode, mask: null, payload: closeBody(1000) }));
  });

  test("a length in more bytes than it needs is failed, as is one of 64 bits", async () => {
    await expectFailure(1002, binary(bytes(125), { lengthBytes: 2 }));
    await expectFailure(1002, binary(bytes(126), { lengthBytes: 8 }));
    await expectFailure(1002, binary(bytes(65_535), { lengthBytes: 8 }));
    await expectFailure(1002, binary("", { saidLength: 2n ** 63n }));
    await expectFailure(1002, ping("x", { lengthBytes: 2 }));
  });

  test("frames that came with the handshake are read", async () => {
    const wire = await dial(server.port);
    wire.socket.write(Buffer.concat([Buffer.from(headText(UPGRADE)), binary("early"), NORMAL]));
    await eventually("the end", wire.isClosed);
    const came = Buffer.from(wire.came());
    const frames = readServerFrames(Uint8Array.from(came.subarray(came.indexOf("\r\n\r\n") + 4)));
    expect(frames.map((f) => new TextDecoder().decode(f.payload.subarray(0, 5)))).toEqual([
      "early",
      "\u0003\ufffd",
    ]);
  });
});
