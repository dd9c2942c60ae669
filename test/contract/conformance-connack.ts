// What becomes of a CONNECT: which is refused and with what CONNACK, what CONNACK says, and what goes on behind it.
// MQTT5 3.1, 3.2, MQTT 3.1.1 3.1, 3.2

import { expect } from "bun:test";
import { formatRequest, PROPERTY_NAME } from "../../shared/protocol/ext/hello.ts";
import { type ConnackPacket, type ConnectPacket, encodePacket } from "../../shared/protocol/packet.ts";
import { ALL_CAPABILITIES } from "../room/support.ts";
import type { Row } from "./conformance.ts";
import { CLEAN, connectOf as connectAs, LONGEST_BYTES } from "./conformance-connect.ts";
import {
  concat,
  connectPacket,
  publishesOf,
  publishPacket,
  subscribePacket,
  text,
  textOf,
  will,
} from "./packets.ts";
import type { RawConnection } from "./raw-connection.ts";

const [WILL, WILL_QOS_1, WILL_QOS_2, WILL_RETAIN, PASSWORD, USER_NAME] = [0x04, 0x08, 0x10, 0x20, 0x40, 0x80];
type Part = number | readonly number[];
/** Flags, and what follows the keep-alive. */
type FromFlags = [flags: number, ...rest: Part[]];
/** The same, with the name of what is wrong with it, or right. */
type Named = [name: string, ...FromFlags];
const connectOf = (level: number, ...[flags, ...rest]: FromFlags) => connectAs("MQTT", level, flags, ...rest);

const MALFORMED = "2003008100";
const PROTOCOL_ERROR = "2003008200";
const ID = text("a");
const [TOPIC, PAYLOAD, USER, SECRET] = [text("t"), text("p"), text("u"), text("s")];

const connackOf = ({ packets: [first] }: RawConnection): ConnackPacket => {
  if (first?.type !== "connack") throw new Error(`${first?.type} came first`);
  return first;
};

export const CONNACK_ROWS: readonly Row[] = [
  [
    "[MQTT-3.1.2-2] a level that is not served, in a CONNECT of the shape of 5.0, is answered 0x84, and in one of the shape of 3.1.1 with 1",
    async ({ refusal }) => {
      for (const level of [0, 1, 2, 3, 6, 99, 0x84, 0x85, 255]) {
        for (const rest of [
          [CLEAN, 0, ID],
          [CLEAN, 5, 0x11, 0, 0, 0, 9, ID],
          [CLEAN | WILL, 0, ID, 0, TOPIC, PAYLOAD],
        ] as FromFlags[])
          expect([level, await refusal(5, connectOf(level, ...rest))]).toEqual([level, "2003008400"]);
        for (const rest of [
          [CLEAN, ID],
          [CLEAN | WILL, ID, TOPIC, PAYLOAD],
          [CLEAN],
          [0xff, 0, 0],
        ] as FromFlags[])
          expect([level, await refusal(4, connectOf(level, ...rest))]).toEqual([level, "20020001"]);
      }
    },
  ],
  [
    "[MQTT-3.1.2-3] [MQTT-3.1.2-9] the flags of a CONNECT of 5.0 say what it has in it, no more and no less, in its order, or it is malformed",
    async ({ open, refusal }) => {
      const wholeWill = [0, TOPIC, PAYLOAD] as const;
      for (const [name, flags, ...rest] of [
        ["the reserved flag", 0x01, ID],
        ["a will's QoS without a will", WILL_QOS_1, ID],
        ["a will's QoS without a will", WILL_QOS_2, ID],
        ["a will's QoS without a will", WILL_QOS_1 | WILL_QOS_2, ID],
        ["a will to be retained without a will", WILL_RETAIN, ID],
        ["a will at QoS 3", WILL | WILL_QOS_1 | WILL_QOS_2, ID, ...wholeWill],
        ["no will", WILL, ID],
        ["a will without properties", WILL, ID, TOPIC, PAYLOAD],
        ["a will without a topic", WILL, ID, 0],
        ["a will without a payload", WILL, ID, 0, TOPIC],
        ["a will that was not promised", 0, ID, ...wholeWill],
        ["a user name that was not promised", 0, ID, USER],
        ["no user name", USER_NAME, ID],
        ["a password that was not promised", USER_NAME, ID, USER, SECRET],
        ["no password", PASSWORD, ID],
        ["no password behind a user name", USER_NAME | PASSWORD, ID, USER],
        ["a user name before a will", WILL | USER_NAME, ID, USER, ...wholeWill],
        ["no client id", 0],
        ["no client id before a will", WILL, ...wholeWill],
      ] as Named[])
        expect([name, await refusal(5, connectOf(5, CLEAN | flags, 0, ...rest))]).toEqual([name, MALFORMED]);
      for (const [name, flags, ...rest] of [
        ["nothing", 0],
        ["a will", WILL | WILL_RETAIN | WILL_QOS_2, ...wholeWill],
        ["an empty will", WILL, 0, TOPIC, 0, 0],
        ["a user name", USER_NAME, USER],
        ["a password", PASSWORD, SECRET],
        ["all", WILL | USER_NAME | PASSWORD, ...wholeWill, USER, SECRET],
      ] as Named[]) {
        const client = await open(5);
        client.write(connectOf(5, CLEAN | flags, 0, ID, ...rest));
        await client.hears(1);
        expect([name, connackOf(client).reasonCode]).toEqual([name, 0]);
        client.write(Uint8Array.of(0xe0, 0));
        await client.closed();
      }
    },
  ],
  [
    "[MQTT-3.1.3-4] [MQTT-3.1.3-11] [MQTT-3.1.3-12] text in a CONNECT that is none is malformed: client id, a will's topic, user name",
    async ({ refusal }) => {
      for (const noText of [
        [0, 2, 0xc3, 0x28],
        [0, 3, 0xed, 0xa0, 0x80],
        [0, 3, 0x61, 0, 0x62],
        [0, 1, 0xff],
        [0, 9, 0x61],
      ])
        for (const [flags, ...rest] of [
          [0, noText],
          [WILL, ID, 0, noText, PAYLOAD],
          [USER_NAME, ID, noText],
          [USER_NAME | PASSWORD, ID, noText, SECRET],
        ] as FromFlags[])
          expect([noText, flags, await refusal(5, connectOf(5, CLEAN | flags, 0, ...rest))]).toEqual([
            noText,
            flags,
            MALFORMED,
          ]);
    },
  ],
  [
    "[MQTT-3.1.2.11] [MQTT-3.1.3.2] a property of a CONNECT or of its will that comes twice, or has a value it may not have, is a protocol error, and one cut short or of others is malformed; user properties may come again",
    async ({ open, refusal }) => {
      const u32 = [0, 0, 0, 9];
      const method = [0x15, ...text("m")];
      const own: readonly number[][] = [
        [0x11, ...u32],
        [0x17, 1],
        [0x19, 1],
        [0x21, 0, 9],
        [0x22, 0, 9],
        [0x27, 0, 1, 0, 0],
      ];
      const ofWill: readonly number[][] = [
        [0x01, 1],
        [0x02, ...u32],
        [0x03, ...text("c")],
        [0x08, ...text("r")],
        [0x09, 0, 1, 0],
        [0x18, ...u32],
      ];
      const user = [0x26, ...text("k"), ...text("v")];
      const withOwn = (...list: number[]) => connectOf(5, CLEAN, [list.length, ...list], ID);
      const withWill = (...list: number[]) =>
        connectOf(5, CLEAN | WILL, 0, ID, [list.length, ...list], TOPIC, PAYLOAD);
      const answer = async (connect: Uint8Array) => {
        const client = await open(5);
        client.write(connect);
        await client.hears(1);
        client.write(Uint8Array.of(0xe0, 0));
        await client.closed();
        return connackOf(client).reasonCode;
      };
      for (const [make, list] of [
        [withOwn, own],
        [withWill, ofWill],
      ] as const) {
        expect(await answer(make(...user, ...list.flat(), ...user))).toBe(0);
        for (const property of list) {
          expect([property, await answer(make(...property))]).toEqual([property, 0]);
          expect([property, await refusal(5, make(...property, ...user, ...property))]).toEqual([
            property,
            PROTOCOL_ERROR,
          ]);
          expect([property, await refusal(5, make(...property.slice(0, -1)))]).toEqual([property, MALFORMED]);
        }
      }
      for (const connect of [
        withOwn(0x17, 2),
        withOwn(0x19, 2),
        withOwn(0x21, 0, 0),
        withOwn(0x27, 0, 0, 0, 0),
        withOwn(...method, ...method),
        withOwn(0x16, 0, 0),
        withOwn(...method, 0x16, 0, 0, 0x16, 0, 0),
        withWill(0x01, 2),
        withWill(0x08, ...text("r/#")),
        withWill(0x08, ...text("")),
      ])
        expect([connect.toHex(), await refusal(5, connect)]).toEqual([connect.toHex(), PROTOCOL_ERROR]);
      for (const connect of [
        withOwn(0x18, ...u32),
        withOwn(0x23, 0, 1),
        withOwn(0x1f, ...text("r")),
        withOwn(0x02, ...u32),
        withWill(0x11, ...u32),
        withWill(0x23, 0, 1),
        withWill(0x0b, 1),
        withWill(0x80, 0x01, 0),
      ])
        expect([connect.toHex(), await refusal(5, connect)]).toEqual([connect.toHex(), MALFORMED]);
    },
  ],
  [
    "[MQTT-3.1.3-5] client ids of up to 23 digits and letters are taken, each of them that there is",
    async ({ enter }) => {
      const letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
      for (const version of [4, 5] as const)
        for (let length = 1; length <= 23; length++) {
          const clientId = `${letters}${letters}`.slice(length * 2, length * 3);
          const client = await enter(version, { clientId });
          client.drop();
        }
    },
  ],
  [
    "[MQTT-3.1.3-6] [MQTT-3.2.2-16] a client id that is assigned is no session's, whatever others have called themselves",
    async ({ enter }) => {
      const assigned = async () => {
        const { assignedClientIdentifier = "" } = connackOf(await enter(5, { clientId: "" })).properties;
        return assignedClientIdentifier;
      };
      const [, stem = "", number = ""] = /^(.*?)(\d+)$/.exec(await assigned()) ?? [];
      const names = Array.from({ length: 30 }, (_, index) => `${stem}${Number(number) + 30 + index}`);
      const named = [];
      for (const clientId of names) named.push(await enter(5, { clientId }));
      const ids = [];
      for (let count = 0; count < 60; count++) ids.push(await assigned());
      expect(new Set([...ids, ...names]).size).toBe(90);
      for (const client of named) expect(await client.settle()).toEqual([]);
    },
  ],
  [
    "[MQTT-1.5.4] [MQTT-1.5.6] a CONNECT all of whose fields are as long as can be is taken, and its will goes out",
    async ({ enter, topic }) => {
      const longest = (filling: string) => filling.repeat(LONGEST_BYTES).slice(0, LONGEST_BYTES);
      const watcher = await enter(5);
      watcher.send(subscribePacket(topic("#")));
      await watcher.settle();
      const willTopic = longest(`${topic()}/`);
      const client = await enter(5, {
        clientId: longest("c"),
        username: longest("u"),
        password: new TextEncoder().encode(longest("p")),
        properties: { userProperties: [[longest("k"), longest("v")]] },
        ...will(willTopic, longest("w")),
      });
      client.drop();
      await watcher.hears(watcher.packets.length + 1);
      expect(publishesOf(await watcher.settle()).map((p) => [p.topicName, textOf(p.payload)])).toEqual([
        [willTopic, longest("w")],
      ]);
    },
  ],
  [
    "[MQTT-3.2.2.2] a CONNECT of 5.0 that is too large is answered 0x95 as soon as that can be seen; one of 3.1.1 is hung up on",
    async ({ refusal }) => {
      const header = [0x10, 0xff, 0xff, 0xff, 0x7f];
      const of = (level: number) => Uint8Array.from([...header, ...text("MQTT"), level, CLEAN]);
      expect(await refusal(5, of(5))).toBe("2003009500");
      expect(await refusal(4, of(4))).toBe("");
      expect(await refusal(5, Uint8Array.from(header))).toBe("");
    },
  ],
  [
    "[MQTT-3.1.4-6] [MQTT-3.14.0-1] nothing behind a CONNECT that is refused is served, and no DISCONNECT is said",
    async ({ enter, refusal, topic }) => {
      const watcher = await enter(5);
      watcher.send(subscribePacket(topic("#")));
      await watcher.settle();
      const behind = concat(
        encodePacket(publishPacket(topic("0"), "behind", { retain: true }), 5),
        encodePacket(publishPacket(topic("1"), "behind", { qos: 1 }), 5),
        encodePacket(subscribePacket(topic("#")), 5),
        Uint8Array.of(0xc0, 0, 0xc1, 0, 0xf0, 0),
      );
      for (const [answer, connect] of [
        ["2003008c00", encodePacket(connectPacket(5, { properties: { authenticationMethod: "x" } }), 5)],
        ["2003008700", encodePacket(connectPacket(5, will("$SYS/x", "x")), 5)],
        [MALFORMED, connectOf(5, CLEAN | 0x01, 0, ID)],
        ["2003008400", connectOf(6, CLEAN, 0, ID)],
      ] as const) {
        expect([answer, await refusal(5, concat(connect, behind))]).toEqual([answer, answer]);
        expect([answer, await refusal(5, connect, behind)]).toEqual([answer, answer]);
      }
      expect(publishesOf(await watcher.settle())).toEqual([]);
    },
  ],
  [
    "[MQTT-3.1.0-2] [MQTT-3.2.0-2] a second CONNECT is a protocol error, of whatever version and client: no CONNACK, and the will goes out",
    async ({ enter, topic }) => {
      const watcher = await enter(5);
      watcher.send(subscribePacket(topic()));
      await watcher.settle();
      const clientId = topic("client");
      const other = await enter(5, { clientId: topic("other") });
      for (const second of [
        encodePacket(connectPacket(5, { clientId }), 5),
        encodePacket(connectPacket(5, { clientId: topic("other") }), 5),
        encodePacket(connectPacket(4, { clientId }), 4),
        connectOf(6, CLEAN, 0, ID),
      ])
        for (const version of [4, 5] as const) {
          const client = await enter(version, { clientId, ...will(topic(), "gone") });
          client.write(second);
          expect([second.toHex(), await client.ending()]).toMatchObject([
            second.toHex(),
            version === 5 ? [{ type: "disconnect", reasonCode: 0x82 }] : [],
          ]);
          expect(publishesOf(await watcher.settle()).map((p) => textOf(p.payload))).toEqual(["gone"]);
        }
      expect(await other.settle()).toEqual([]);
    },
  ],
  [
    "[MQTT-3.2.0-1] CONNACK comes before all that a session kept for its client and all it asks for in the same breath, once, and its flags are session present alone",
    async ({ enter, open, topic }) => {
      const talker = await enter(4);
      for (const version of [4, 5] as const) {
        const properties = version === 5 ? { sessionExpiryInterval: 100 } : {};
        const connect = connectPacket(version, { clientId: topic(`${version}`), clean: false, properties });
        const first = await open(version);
        first.send(connect, subscribePacket(topic(), 1));
        await first.hears(2);
        first.drop();
        // Whether or not the server has noticed by now, what comes is kept.
        await talker.settle();
        for (const payload of ["1", "2"]) talker.send(publishPacket(topic(), payload, { qos: 1 }));
        await talker.settle();
        const back = await open(version);
        back.send(connect, { type: "pingreq" }, subscribePacket(topic("else"), 1), { type: "pingreq" });
        await back.hears(6);
        expect(back.packets.map((p) => p.type)).toEqual([
          "connack",
          "publish",
          "publish",
          "pingresp",
          "suback",
          "pingresp",
        ]);
        expect([first.hex[0]?.slice(4, 8), back.hex[0]?.slice(4, 8)]).toEqual(["0000", "0100"]);
        back.send({ type: "disconnect", reasonCode: 0, properties: {} });
        await back.closed();
      }
    },
  ],
  [
    "[MQTT-3.2.2-6] a CONNACK that refuses speaks of no session, and leaves the one there is as it was",
    async ({ enter, refusal, topic }) => {
      const kept: Partial<ConnectPacket> = {
        clientId: topic(),
        clean: false,
        properties: { sessionExpiryInterval: 100 },
      };
      const first = await enter(5, kept);
      first.send(subscribePacket(topic(), 1), { type: "disconnect", reasonCode: 0, properties: {} });
      await first.closed();
      for (const [answer, over] of [
        ["2003008c00", { properties: { authenticationMethod: "x", sessionExpiryInterval: 100 } }],
        ["2003008c00", { clean: true, properties: { authenticationMethod: "x" } }],
        ["2003008700", will("$SYS/x", "x")],
      ] as const)
        expect(await refusal(5, connectPacket(5, { ...kept, ...over }))).toBe(answer);
      const back = await enter(5, kept);
      expect(connackOf(back).sessionPresent).toBe(true);
      back.send(publishPacket(topic(), "still heard"));
      expect(publishesOf(await back.settle())).toHaveLength(1);
    },
  ],
  [
    "[MQTT-3.1.2-24] a client is let in if its CONNACK is no larger than it takes, to the byte, whatever that has to say",
    async ({ enter, open, refusal, topic }) => {
      for (const [keepAliveSeconds, sessionExpiryInterval] of [
        [0, 0],
        [60, 0],
        [301, 0],
        [0, 0xffffffff],
        [60, 3_601],
      ] as const) {
        const connect = (maximumPacketSize?: number) =>
          connectPacket(5, {
            clientId: topic(),
            keepAliveSeconds,
            properties: {
              sessionExpiryInterval,
              ...(maximumPacketSize === undefined ? {} : { maximumPacketSize }),
            },
          });
        const whole = (await enter(5, connect())).hex[0] ?? "";
        const wholeBytes = whole.length / 2;
        const client = await open(5);
        client.send(connect(wholeBytes));
        await client.hears(1);
        expect(client.hex[0]).toBe(whole);
        expect(await refusal(5, connect(wholeBytes - 1))).toBe("2003009500");
        client.send({ type: "disconnect", reasonCode: 0, properties: { sessionExpiryInterval: 0 } });
        await client.closed();
      }
    },
  ],
  [
    "[MQTT-3.1.2-28] Response Information is told to nobody, whether it is asked for or not",
    async ({ enter }) => {
      for (const properties of [
        {},
        { requestResponseInformation: false },
        { requestResponseInformation: true },
      ])
        expect(connackOf(await enter(5, { properties })).properties).not.toHaveProperty(
          "responseInformation",
        );
    },
  ],
  [
    "[MQTT-3.2.2-19] [MQTT-3.14.2-3] a reason in words is left out where it would make a packet larger than its client takes, and the packet is sent",
    async ({ enter, refusal }) => {
      const asked = { requestProblemInformation: true };
      const refused = { ...asked, authenticationMethod: "x" };
      const worded = await refusal(5, connectPacket(5, { properties: refused }));
      expect(worded).toStartWith("20");
      expect(worded.length / 2).toBeGreaterThan(5);
      const maximumPacketSize = worded.length / 2;
      expect(await refusal(5, connectPacket(5, { properties: { ...refused, maximumPacketSize } }))).toBe(
        worded,
      );
      expect(
        await refusal(
          5,
          connectPacket(5, { properties: { ...refused, maximumPacketSize: maximumPacketSize - 1 } }),
        ),
      ).toBe("2003008c00");
      const small = await enter(5, { properties: { ...asked, maximumPacketSize: 24 } });
      small.send(publishPacket("$SYS/x", "", { qos: 1 }));
      small.write(Uint8Array.of(0xf0, 0));
      await small.closed();
      expect(small.hex.slice(-2)).toEqual(["4003000187", "e00182"]);
    },
  ],
  [
    "[MQTT-3.2.2-20] a CONNACK whose user property would make it larger than its client takes is not sent: 0x95",
    async ({ enter, refusal }) => {
      const userProperties = [[PROPERTY_NAME, formatRequest(ALL_CAPABILITIES)]] as const;
      const properties = (maximumPacketSize: number) => ({ userProperties, maximumPacketSize });
      const granted = await enter(5, { properties: properties(1_000) });
      expect(connackOf(granted).properties.userProperties).toHaveLength(1);
      const grantedBytes = (granted.hex[0]?.length ?? 0) / 2;
      expect(await refusal(5, connectPacket(5, { properties: properties(grantedBytes - 1) }))).toBe(
        "2003009500",
      );
    },
  ],
];
