// CONNECT, CONNACK, DISCONNECT, PINGREQ and AUTH. MQTT5 3.1, 3.2, 3.12 to 3.15, MQTT 3.1.1 3.1, 3.2, 3.12 to 3.14

import { expect } from "bun:test";
import { encodePacket } from "../../shared/protocol/packet.ts";
import type { Row } from "./conformance.ts";
import {
  concat,
  connectPacket,
  publishesOf,
  publishPacket,
  rawPacket,
  subscribePacket,
  text,
  textOf,
  will,
} from "./packets.ts";

const CONNECT = 0x10;
export const CLEAN = 0x02;
/** A CONNECT byte by byte: protocol name and level, flags, keep-alive, and the rest. */
export const connectOf = (
  name: string,
  level: number,
  flags: number,
  ...rest: (number | readonly number[])[]
) => rawPacket(CONNECT, text(name), level, flags, 0, 60, ...rest);
const ILL_FORMED = [0, 2, 0xc3, 0x28];

/** Of a string, or of binary data. */
export const LONGEST_BYTES = 65_535;
const V3_UNACCEPTABLE_LEVEL = "20020001";
const V3_IDENTIFIER_REJECTED = "20020002";

export const CONNECT_ROWS: readonly Row[] = [
  [
    "[MQTT-3.2.0-1] CONNACK comes first, and that of 3.1.1 is four bytes",
    async ({ open, topic }) => {
      const client = await open(4);
      client.send(connectPacket(4), subscribePacket(topic()), { type: "pingreq" });
      await client.hears(3);
      expect(client.hex).toEqual(["20020000", "9003000100", "d000"]);
    },
  ],
  [
    "[MQTT-3.2.2] CONNACK of 5.0 says what we serve, and nothing that is not our own limit",
    async ({ enter }) => {
      const client = await enter(5);
      expect(client.packets[0]).toEqual({
        type: "connack",
        sessionPresent: false,
        reasonCode: 0,
        properties: { topicAliasMaximum: 16, maximumPacketSize: 16_777_216, receiveMaximum: 64 },
      });
    },
  ],
  [
    "level 3, MQIsdp, is served like 3.1.1, but for what 3.1 does not know: an empty client id, session present",
    async ({ open, refusal }) => {
      for (const _ of ["first", "again"]) {
        const client = await open(4);
        client.write(connectOf("MQIsdp", 3, 0, text("three")));
        await client.hears(1);
        expect(client.hex).toEqual(["20020000"]);
        client.drop();
      }
      expect(await refusal(4, connectOf("MQIsdp", 3, CLEAN, text("")))).toBe(V3_IDENTIFIER_REJECTED);
    },
  ],
  [
    "[MQTT-3.1.2-2] another protocol level is answered 1 in the form of 3.1.1, and the connection ends",
    async ({ refusal }) => {
      for (const [name, level] of [
        ["MQTT", 0],
        ["MQTT", 2],
        ["MQTT", 3],
        ["MQTT", 6],
        ["MQTT", 0x84],
        ["MQIsdp", 4],
      ] as const)
        expect([name, level, await refusal(4, connectOf(name, level, CLEAN, text("a")))]).toEqual([
          name,
          level,
          V3_UNACCEPTABLE_LEVEL,
        ]);
    },
  ],
  [
    "[MQTT-3.1.2-1] another protocol is hung up on",
    async ({ refusal }) => {
      for (const name of ["MQTTT", "mqtt", "HTTP", ""])
        expect([name, await refusal(4, connectOf(name, 4, CLEAN, text("a")))]).toEqual([name, ""]);
    },
  ],
  [
    "[MQTT-3.1.0-1] any other packet before CONNECT is hung up on without a word",
    async ({ refusal, topic }) => {
      for (const bytes of [
        encodePacket(publishPacket(topic(), "x"), 4),
        encodePacket(publishPacket(topic(), "x", { qos: 1 }), 4),
        encodePacket(publishPacket(topic(), "x", { qos: 2 }), 4),
        [0x40, 2, 0, 1],
        [0x50, 2, 0, 1],
        [0x62, 2, 0, 1],
        [0x70, 2, 0, 1],
        encodePacket(subscribePacket(topic()), 4),
        [0x90, 3, 0, 1, 0],
        [0xa2, 5, 0, 1, 0, 1, 0x61],
        [0xb0, 2, 0, 1],
        [0xc0, 0],
        [0xd0, 0],
        [0xe0, 0],
        [0xf0, 0],
        [0x00, 0],
        [0x20, 2, 0, 0],
      ].map((written) => Uint8Array.from(written)))
        expect([bytes.toHex(), await refusal(4, bytes)]).toEqual([bytes.toHex(), ""]);
    },
  ],
  [
    "[MQTT-3.1.4-1] a malformed CONNECT of 3.1.1 is hung up on without a word",
    async ({ refusal }) => {
      for (const bytes of [
        connectOf("MQTT", 4, CLEAN | 0x01, text("a")),
        connectOf("MQTT", 4, CLEAN | 0x18, text("a")),
        connectOf("MQTT", 4, CLEAN | 0x20, text("a")),
        connectOf("MQTT", 4, CLEAN | 0x1c, text("a"), text("t"), text("p")),
        connectOf("MQTT", 4, CLEAN | 0x04, text("a"), text(""), text("p")),
        connectOf("MQTT", 4, CLEAN | 0x04, text("a"), text("t/#"), text("p")),
        connectOf("MQTT", 4, CLEAN | 0x04, text("a"), text("t")),
        connectOf("MQTT", 4, CLEAN | 0x40, text("a"), text("p")),
        connectOf("MQTT", 4, CLEAN | 0x80, text("a")),
        connectOf("MQTT", 4, CLEAN, text("a"), 0),
        connectOf("MQTT", 4, CLEAN),
        connectOf("MQTT", 4, CLEAN, ILL_FORMED),
        connectOf("MQTT", 4, CLEAN | 0x80, text("a"), ILL_FORMED),
        connectOf("MQTT", 4, CLEAN | 0x04, text("a"), ILL_FORMED, text("p")),
        rawPacket(CONNECT | 1, text("MQTT"), 4, CLEAN, 0, 60, text("a")),
        rawPacket(CONNECT),
      ])
        expect([bytes.toHex(), await refusal(4, bytes)]).toEqual([bytes.toHex(), ""]);
    },
  ],
  [
    "[MQTT-4.13.1-1] a malformed CONNECT of 5.0 is answered 0x81, and a protocol error in it 0x82",
    async ({ refusal }) => {
      const cases: [code: number, bytes: Uint8Array][] = [
        [0x81, connectOf("MQTT", 5, CLEAN | 0x01, 0, text("a"))],
        [0x81, connectOf("MQTT", 5, CLEAN | 0x20, 0, text("a"))],
        [0x81, connectOf("MQTT", 5, CLEAN, 0, ILL_FORMED)],
        [0x81, connectOf("MQTT", 5, CLEAN, 0)],
        [0x81, connectOf("MQTT", 5, CLEAN, 3, 0x23, 0, 1, text("a"))],
        [0x81, connectOf("MQTT", 5, CLEAN, 2, 0x7f, 0, text("a"))],
        [0x81, connectOf("MQTT", 5, CLEAN, 0, text("a"), 0)],
        [0x82, connectOf("MQTT", 5, CLEAN, 3, 0x21, 0, 0, text("a"))],
        [0x82, connectOf("MQTT", 5, CLEAN, 5, 0x27, 0, 0, 0, 0, text("a"))],
        [0x82, connectOf("MQTT", 5, CLEAN, 2, 0x17, 2, text("a"))],
        [0x82, connectOf("MQTT", 5, CLEAN, 2, 0x19, 2, text("a"))],
        [0x82, connectOf("MQTT", 5, CLEAN, 10, 0x11, 0, 0, 0, 1, 0x11, 0, 0, 0, 1, text("a"))],
        [0x82, connectOf("MQTT", 5, CLEAN, 4, 0x16, 0, 1, 0, text("a"))],
      ];
      for (const [code, bytes] of cases)
        expect([bytes.toHex(), await refusal(5, bytes)]).toEqual([
          bytes.toHex(),
          `200300${code.toString(16)}00`,
        ]);
    },
  ],
  [
    "[MQTT-4.12.0-1] an authentication method we do not serve is answered 0x8C",
    async ({ refusal }) => {
      const connect = connectPacket(5, { properties: { authenticationMethod: "SCRAM-SHA-1" } });
      expect(await refusal(5, connect)).toBe("2003008c00");
    },
  ],
  [
    "[MQTT-3.1.3-7] a client id that is left to us is assigned in 5.0, is nobody else's, and can be come back with",
    async ({ enter }) => {
      const properties = { sessionExpiryInterval: 60 };
      const ids = [];
      for (let count = 0; count < 2; count++) {
        const client = await enter(5, { clientId: "", properties });
        const [connack] = client.packets;
        ids.push(connack?.type === "connack" ? connack.properties.assignedClientIdentifier : undefined);
        client.send({ type: "disconnect", reasonCode: 0, properties: {} });
        await client.closed();
      }
      const [first = "", second] = ids;
      expect(first).not.toBe("");
      expect(second).not.toBe(first);
      const back = await enter(5, { clientId: first, clean: false, properties });
      expect(back.packets[0]).toMatchObject({ sessionPresent: true, properties: {} });
      expect(back.packets[0]).not.toHaveProperty("properties.assignedClientIdentifier");
    },
  ],
  [
    "[MQTT-3.1.3-8] 3.1.1 may leave its client id out of a clean session only",
    async ({ open, refusal }) => {
      const client = await open(4);
      client.write(connectOf("MQTT", 4, CLEAN, text("")));
      await client.hears(1);
      expect(client.hex).toEqual(["20020000"]);
      expect(await refusal(4, connectOf("MQTT", 4, 0, text("")))).toBe(V3_IDENTIFIER_REJECTED);
    },
  ],
  [
    "[MQTT-3.1.3-5] client ids longer than the 23 characters a server must take, and of any characters, are taken",
    async ({ enter }) => {
      for (const version of [4, 5] as const)
        for (const length of [1, 23, 24, 64, 200])
          await enter(version, { clientId: `${"é✓ /+#$".repeat(32)}${version}`.slice(-length) });
      await enter(4, { clientId: "i".repeat(LONGEST_BYTES) });
    },
  ],
  [
    "[MQTT-3.1.0-1] hundreds may be connected before the first of them says CONNECT, and are let in when they do",
    async ({ open }) => {
      const clients = await Promise.all(Array.from({ length: 600 }, () => open(4)));
      for (const client of clients) client.send(connectPacket(4));
      for (const client of clients) await client.hears(1);
      expect(new Set(clients.flatMap(({ hex }) => hex))).toEqual(new Set(["20020000"]));
    },
  ],
  [
    "[MQTT-1.5.4] what is as long in a CONNECT as a string can be is taken, and a will as long goes out",
    async ({ enter, topic }) => {
      const client = await enter(4);
      client.send(subscribePacket(topic()));
      await client.settle();
      const left = await enter(5, {
        username: "u".repeat(8_192),
        ...will(topic(), "w".repeat(LONGEST_BYTES)),
      });
      left.drop();
      await client.hears(3);
      expect(publishesOf(await client.settle()).map((p) => textOf(p.payload))).toEqual([
        "w".repeat(LONGEST_BYTES),
      ]);
    },
  ],
  [
    "[MQTT-3.1.4] what comes with a CONNECT, before its answer, is served behind it, much as it may be",
    async ({ open, topic }) => {
      const client = await open(4);
      const messages = new Array(300).fill(
        encodePacket(publishPacket(topic(), "m".repeat(1_000), { qos: 1 }), 4),
      );
      client.write(concat(encodePacket(connectPacket(4), 4), ...messages));
      await client.hears(301);
      expect(client.hex).toEqual(["20020000", ...messages.map(() => "40020001")]);
    },
  ],
  [
    "[MQTT-3.1.2-24] a CONNACK larger than the client takes is not sent, and the connection ends",
    async ({ refusal }) => {
      const connect = (maximumPacketSize: number) => connectPacket(5, { properties: { maximumPacketSize } });
      expect(await refusal(5, connect(2))).toBe("");
      expect(await refusal(5, connect(8))).toBe("2003009500");
    },
  ],
  [
    "[MQTT-3.1.2-21] 5.0 is told another keep-alive than the one it asked for only when it asked for none, or a longer one",
    async ({ enter }) => {
      for (const [asked, told] of [
        [0, 300],
        [1, undefined],
        [300, undefined],
        [301, 300],
        [65_535, 300],
      ]) {
        const client = await enter(5, { keepAliveSeconds: asked ?? 0 });
        const [connack] = client.packets;
        expect([asked, connack?.type === "connack" ? connack.properties.serverKeepAlive : null]).toEqual([
          asked,
          told,
        ]);
      }
    },
  ],
  [
    "[MQTT-3.1.2-29] reason strings go to whoever asks for them",
    async ({ enter, topic }) => {
      const denied = publishPacket("$SYS/x", "", { qos: 1 });
      const wants = await enter(5, { properties: { requestProblemInformation: true } });
      wants.send(denied);
      const [answer] = await wants.settle();
      expect(answer).toMatchObject({ type: "puback", reasonCode: 0x87 });
      expect(answer).toHaveProperty("properties.reasonString");
      wants.send(publishPacket(topic("#").slice(0, -1), "x", { properties: { topicAlias: 99 } }));
      expect(await wants.ending()).toMatchObject([
        { type: "disconnect", reasonCode: 0x94, properties: { reasonString: expect.any(String) } },
      ]);
      for (const properties of [{}, { requestProblemInformation: false }]) {
        const plain = await enter(5, { properties });
        plain.send(denied, publishPacket(topic(), "x", { properties: { topicAlias: 99 } }));
        await plain.closed();
        expect(plain.hex.slice(-2)).toEqual(["4003000187", "e00194"]);
      }
    },
  ],
  [
    "[MQTT-3.12.4-1] PINGREQ is answered with PINGRESP, and with nothing else",
    async ({ enter }) => {
      const client = await enter(4);
      client.write(Uint8Array.of(0xc0, 0, 0xc0, 0));
      await client.hears(4);
      expect(client.hex.slice(-2)).toEqual(["d000", "d000"]);
    },
  ],
  [
    "[MQTT-2.1.3-1] [MQTT-2.2.2-2] reserved flags, and bytes where there are none, are malformed",
    async ({ enter }) => {
      for (const bytes of [
        [0xc1, 0],
        [0xc0, 1, 0],
        [0xe1, 0],
        [0x41, 2, 0, 1],
        [0x60, 2, 0, 1],
        [0xa0, 5, 0, 1, 0, 1, 0x61],
        [0xf1, 0],
      ]) {
        const [three, five] = [await enter(4), await enter(5)];
        three.write(Uint8Array.from(bytes));
        five.write(Uint8Array.from(bytes));
        expect([bytes, await three.ending()]).toEqual([bytes, []]);
        expect([bytes, await five.ending()]).toMatchObject([
          bytes,
          [{ type: "disconnect", reasonCode: 0x81 }],
        ]);
      }
    },
  ],
  [
    "[MQTT-2.1.2] CONNACK, SUBACK, UNSUBACK and PINGRESP of a client are protocol errors, whatever is in them",
    async ({ enter, refusal }) => {
      for (const bytes of [
        [0x20, 3, 0, 0, 0],
        [0x20, 0],
        [0x21, 3, 0, 0, 0],
        [0x90, 4, 0, 1, 0, 0],
        [0x90, 1, 1],
        [0xb0, 4, 0, 1, 0, 0],
        [0xb0, 0],
        [0xd0, 0],
        [0xd0, 1, 0],
      ].map((written) => Uint8Array.from(written))) {
        const client = await enter(5);
        client.write(bytes);
        expect([bytes.toHex(), await client.ending()]).toMatchObject([
          bytes.toHex(),
          [{ type: "disconnect", reasonCode: 0x82 }],
        ]);
        expect(await refusal(4, connectPacket(4), bytes)).toBe("20020000");
      }
    },
  ],
  [
    "[MQTT-3.14.1] a DISCONNECT with more to it is not one of 3.1.1: the will goes out",
    async ({ enter, topic }) => {
      const watcher = await enter(4);
      watcher.send(subscribePacket(topic()));
      const client = await enter(4, will(topic(), "broken"));
      client.write(Uint8Array.of(0xe0, 1, 0));
      await client.closed();
      expect((await watcher.settle()).map((p) => p.type)).toEqual(["suback", "publish"]);
    },
  ],
  [
    "[MQTT-3.14.4-3] DISCONNECT drops the will, 0x04 does not, and neither is answered",
    async ({ enter, topic }) => {
      const watcher = await enter(5);
      watcher.send(subscribePacket(topic()));
      await watcher.settle();
      for (const [bytes, left] of [
        [[0xe0, 0], []],
        [[0xe0, 1, 0], []],
        [[0xe0, 2, 0, 0], []],
        [[0xe0, 1, 4], ["left"]],
        [[0xe0, 2, 4, 0], ["left"]],
      ] as const) {
        const client = await enter(5, will(topic(), "left"));
        client.write(Uint8Array.from(bytes));
        expect([bytes, await client.ending()]).toEqual([bytes, []]);
        const heard = (await watcher.settle()).map((p) =>
          p.type === "publish" ? textOf(p.payload) : p.type,
        );
        expect([bytes, heard]).toEqual([bytes, [...left]]);
      }
    },
  ],
  [
    "[MQTT-3.14.2-1] reason codes that are not a client's to say in DISCONNECT are a protocol error, and those that are end it",
    async ({ enter }) => {
      for (const [code, answer] of [
        [0x80, ""],
        [0x97, ""],
        [0x87, "e00182"],
        [0x8e, "e00182"],
        [0x9c, "e00182"],
        [0x01, "e00182"],
      ] as const) {
        const client = await enter(5);
        const before = client.hex.length;
        client.write(Uint8Array.of(0xe0, 1, code));
        await client.closed();
        expect([code, client.hex.slice(before).join("")]).toEqual([code, answer]);
      }
    },
  ],
  [
    "[MQTT-3.14.4-2] what stands before a DISCONNECT, or before what is malformed, is served and answered; nothing behind it is",
    async ({ enter, topic }) => {
      const watcher = await enter(4);
      watcher.send(subscribePacket(topic()));
      await watcher.settle();
      for (const [end, answers] of [
        [[0xe0, 0], ["40020001"]],
        [
          [0x82, 0],
          ["40020001", "e00181"],
        ],
      ] as const) {
        const client = await enter(5);
        const before = client.hex.length;
        client.write(
          concat(
            encodePacket(publishPacket(topic(), "before", { qos: 1 }), 5),
            Uint8Array.from(end),
            encodePacket(publishPacket(topic(), "behind", { qos: 1, packetId: 2 }), 5),
            Uint8Array.of(0xc0, 0),
          ),
        );
        await client.closed();
        expect([end, client.hex.slice(before)]).toEqual([end, [...answers]]);
        expect(publishesOf(await watcher.settle()).map((p) => textOf(p.payload))).toEqual(["before"]);
      }
    },
  ],
  [
    "[MQTT-3.15] AUTH that nobody asked for is a protocol error",
    async ({ enter }) => {
      for (const bytes of [
        [0xf0, 0],
        [0xf0, 2, 0x18, 0],
        [0xf0, 6, 0x19, 4, 0x15, 0, 1, 0x61],
      ]) {
        const client = await enter(5);
        client.write(Uint8Array.from(bytes));
        expect([bytes, await client.ending()]).toMatchObject([
          bytes,
          [{ type: "disconnect", reasonCode: 0x82 }],
        ]);
      }
    },
  ],
  [
    "what a client sends with its CONNECT, before it was answered, is served in order",
    async ({ open, topic }) => {
      const client = await open(5);
      client.send(
        connectPacket(5),
        subscribePacket(topic(), 2),
        publishPacket(topic(), "early", { qos: 1 }),
        { type: "pingreq" },
      );
      await client.hears(5);
      expect(client.packets.map((p) => p.type).sort()).toEqual([
        "connack",
        "pingresp",
        "puback",
        "publish",
        "suback",
      ]);
      expect(client.packets.at(-1)?.type).toBe("pingresp");
    },
  ],
];
