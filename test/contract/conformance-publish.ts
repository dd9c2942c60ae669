// PUBLISH, both ways: QoS, flags, properties, aliases, what is larger than is taken, order. MQTT5 3.3, 4.6, 4.7, MQTT 3.1.1 3.3, 4.6, 4.7.
// Acknowledgements are in conformance-exchange.ts.

import { expect } from "bun:test";
import type { QoS } from "../../shared/protocol/packet.ts";
import type { Row } from "./conformance.ts";
import {
  acknowledgement,
  heardIn,
  publishesOf,
  publishPacket,
  rawPacket,
  subscribePacket,
  text,
  textOf,
  textsIn,
} from "./packets.ts";
import type { RawConnection } from "./raw-connection.ts";
import { hearer } from "./stage.ts";

const QOS = [0, 1, 2] as const;

export const PUBLISH_ROWS: readonly Row[] = [
  [
    "[MQTT-3.8.4-8] a message arrives at the lower of its own QoS and that of the subscription",
    async ({ enter, topic }) => {
      const talker = await enter(4);
      for (const version of [4, 5] as const)
        for (const granted of QOS)
          for (const sent of QOS) {
            const client = await enter(version);
            const name = topic(`${version}/${granted}/${sent}`);
            client.send(subscribePacket(name, granted));
            await client.settle();
            talker.send(publishPacket(name, "x", { qos: sent }));
            if (sent === 2) talker.send(acknowledgement("pubrel", 1));
            await talker.settle();
            expect([name, ...heardIn(await client.settle())]).toEqual([
              name,
              ["x", Math.min(granted, sent), false],
            ]);
            client.drop();
          }
    },
  ],
  [
    "[MQTT-3.3.1-3] DUP and the packet id of a message are not passed on",
    async (stage) => {
      const { enter, topic } = stage;
      const [talker, client] = [await enter(5), await hearer(stage)];
      talker.send(publishPacket(topic(), "x", { qos: 1, packetId: 777, dup: true }));
      talker.send(publishPacket(topic(), "y", { qos: 2, packetId: 778, dup: true }));
      await talker.settle();
      expect(publishesOf(await client.settle())).toMatchObject([
        { dup: false, packetId: 1 },
        { dup: false, packetId: 2 },
      ]);
    },
  ],
  [
    "[MQTT-3.3.1-9] [MQTT-3.3.1-12] [MQTT-3.3.1-13] a retained message reaches who has subscribed without its flag, but for retain as published",
    async (stage) => {
      const { enter, topic } = stage;
      const [talker, three, five, keeper] = [
        await enter(5),
        await hearer(stage, 4),
        await hearer(stage, 5),
        await enter(5),
      ];
      keeper.send(subscribePacket(topic(), { qos: 1, retainAsPublished: true }));
      await keeper.settle();
      talker.send(publishPacket(topic(), "kept", { retain: true }), publishPacket(topic(), "not kept"));
      await talker.settle();
      expect(heardIn(await three.settle())).toEqual([
        ["kept", 0, false],
        ["not kept", 0, false],
      ]);
      expect(heardIn(await five.settle())).toEqual([
        ["kept", 0, false],
        ["not kept", 0, false],
      ]);
      expect(heardIn(await keeper.settle())).toEqual([
        ["kept", 0, true],
        ["not kept", 0, false],
      ]);
    },
  ],
  [
    "[MQTT-3.3.1-6] [MQTT-3.3.1-7] an empty retained message clears its topic, is passed on, and is not kept",
    async (stage) => {
      const { enter, topic } = stage;
      const [talker, client] = [await enter(4), await hearer(stage)];
      talker.send(
        publishPacket(topic(), "kept", { retain: true, qos: 2, packetId: 4 }),
        publishPacket(topic(), "", { retain: true, qos: 1, packetId: 5 }),
      );
      await talker.settle();
      expect(heardIn(await client.settle())).toEqual([
        ["kept", 2, false],
        ["", 1, false],
      ]);
      const late = await enter(4);
      late.send(subscribePacket(topic(), 1));
      expect(heardIn(await late.settle())).toEqual([]);
    },
  ],
  [
    "an empty message that is not retained is a message like any other, and clears nothing",
    async (stage) => {
      const { enter, topic } = stage;
      const talker = await enter(4);
      talker.send(publishPacket(topic(), "kept", { retain: true }));
      const client = await hearer(stage);
      talker.send(publishPacket(topic(), ""));
      await talker.settle();
      expect(heardIn(await client.settle())).toEqual([["", 0, false]]);
      const late = await enter(4);
      late.send(subscribePacket(topic()));
      expect(heardIn(await late.settle())).toEqual([["kept", 0, true]]);
    },
  ],
  [
    "[MQTT-3.3.2-15] [MQTT-3.3.2-16] [MQTT-3.3.2-17] [MQTT-3.3.2-18] [MQTT-3.3.2-20] [MQTT-3.3.2-4] what a message says of itself is passed on untouched, user properties in their order",
    async (stage) => {
      const { enter, topic } = stage;
      const [talker, client] = [await enter(5), await hearer(stage)];
      const properties = {
        payloadFormatIndicator: true,
        contentType: "text/やあ",
        responseTopic: topic("reply/to"),
        correlationData: Uint8Array.from([0, 255, 0xc3, 0x28, 0]),
        userProperties: [
          ["b", "1"],
          ["a", "2"],
          ["b", "1"],
          ["", ""],
        ] as const,
      };
      for (const qos of QOS) talker.send(publishPacket(topic(), "やあ", { qos, properties }));
      await talker.settle();
      const heard = publishesOf(await client.settle());
      expect(heard.map((p) => [p.qos, p.properties])).toEqual(QOS.map((qos) => [qos, properties]));
    },
  ],
  [
    "properties stand in the order in which they came, on the byte",
    async (stage) => {
      const { enter, topic } = stage;
      const [talker, client] = [await enter(5), await hearer(stage)];
      const properties = [0x09, 0, 1, 7, 0x26, ...text("k"), ...text("v"), 0x08, ...text("r"), 0x01, 0];
      const packet = rawPacket(0x30, text(topic()), properties.length, properties, 0x70);
      talker.write(packet);
      await talker.settle();
      await client.settle();
      expect(client.hex.at(-2)).toBe(packet.toHex());
    },
  ],
  [
    "a 3.1.1 client hears what 5.0 publishes without a trace of properties, and the other way round",
    async (stage) => {
      const { enter, topic } = stage;
      const [three, five] = [await hearer(stage, 4), await hearer(stage, 5)];
      const talker = await enter(4);
      five.send(publishPacket(topic(), "x", { properties: { contentType: "c", messageExpiryInterval: 9 } }));
      await five.settle();
      talker.send(publishPacket(topic(), "y"));
      await talker.settle();
      await Promise.all([three.settle(), five.settle()]);
      const name = Buffer.from(text(topic())).toString("hex");
      const sizeBytes = text(topic()).length;
      const size = (more: number) => (sizeBytes + more).toString(16).padStart(2, "0");
      expect(three.hex.slice(-3)).toEqual([`30${size(1)}${name}78`, `30${size(1)}${name}79`, "d000"]);
      expect(five.hex.slice(-2)).toEqual([`30${size(2)}${name}0079`, "d000"]);
    },
  ],
  [
    "[MQTT-3.3.2-7] [MQTT-3.3.2-12] topic aliases of a client: set, used, set anew, at every QoS, and never passed on",
    async (stage) => {
      const { enter, topic } = stage;
      const [talker, client] = [await enter(5), await hearer(stage, 5, topic("#"))];
      const named = (name: string, payload: string, topicAlias: number, qos: QoS = 0) =>
        publishPacket(name, payload, { qos, properties: { topicAlias } });
      talker.send(
        named(topic("a"), "1", 1),
        named("", "2", 1, 1),
        named(topic("b"), "3", 16, 2),
        named("", "4", 16),
        named(topic("c"), "5", 1),
        named("", "6", 1),
      );
      await talker.settle();
      const heard = publishesOf(await client.settle());
      expect(heard.map((p) => [p.topicName, textOf(p.payload), p.properties])).toEqual([
        [topic("a"), "1", {}],
        [topic("a"), "2", {}],
        [topic("b"), "3", {}],
        [topic("b"), "4", {}],
        [topic("c"), "5", {}],
        [topic("c"), "6", {}],
      ]);
    },
  ],
  [
    "[MQTT-3.3.2-8] [MQTT-3.3.2-9] [MQTT-3.3.4] topic aliases end with their connection; 0 and 17 are 0x94, one without a name 0x82",
    async ({ enter, topic }) => {
      const clientId = topic();
      const properties = { sessionExpiryInterval: 60 };
      const first = await enter(5, { clientId, properties });
      first.send(publishPacket(topic(), "x", { properties: { topicAlias: 1 } }));
      await first.settle();
      first.drop();
      const cases: [reasonCode: number, packet: Uint8Array][] = [
        [0x82, rawPacket(0x30, text(""), 3, 0x23, 0, 1, 0x78)],
        [0x82, rawPacket(0x30, text(""), 0, 0x78)],
        [0x94, rawPacket(0x30, text("t"), 3, 0x23, 0, 0, 0x78)],
        [0x94, rawPacket(0x30, text("t"), 3, 0x23, 0, 17, 0x78)],
        [0x82, rawPacket(0x30, text("t"), 6, 0x23, 0, 1, 0x23, 0, 1, 0x78)],
      ];
      for (const [reasonCode, packet] of cases) {
        const client = await enter(5, { clientId, clean: false, properties });
        client.write(packet);
        expect([packet.toHex(), await client.ending()]).toMatchObject([
          packet.toHex(),
          [{ type: "disconnect", reasonCode }],
        ]);
      }
    },
  ],
  [
    "[MQTT-3.1.2-26] [MQTT-3.1.2-27] topic aliases towards a client: as many as it takes, the name with the first, none without its word",
    async ({ enter, topic }) => {
      const talker = await enter(5);
      const [taker, none] = [await enter(5, { properties: { topicAliasMaximum: 2 } }), await enter(5)];
      for (const client of [taker, none]) client.send(subscribePacket(topic("#")));
      await Promise.all([taker.settle(), none.settle()]);
      for (const name of ["a", "b", "c", "a", "b", "c"]) talker.send(publishPacket(topic(name), name));
      await talker.settle();
      const heard = async (client: RawConnection) =>
        publishesOf(await client.settle()).map((p) => [p.topicName, p.properties.topicAlias]);
      expect(await heard(taker)).toEqual([
        [topic("a"), 1],
        [topic("b"), 2],
        [topic("c"), undefined],
        ["", 1],
        ["", 2],
        [topic("c"), undefined],
      ]);
      expect((await heard(none)).every(([name, alias]) => name !== "" && alias === undefined)).toBe(true);
    },
  ],
  [
    "[MQTT-3.3.2-5] [MQTT-3.3.2-6] a message with an expiry is passed on with it; one of 0 s reaches who is there and is kept for nobody",
    async (stage) => {
      const { enter, topic } = stage;
      const [talker, client] = [await enter(5), await hearer(stage)];
      for (const messageExpiryInterval of [0, 100])
        talker.send(
          publishPacket(topic(), `${messageExpiryInterval}`, {
            qos: 1,
            retain: true,
            packetId: messageExpiryInterval + 1,
            properties: { messageExpiryInterval },
          }),
        );
      await talker.settle();
      expect(
        publishesOf(await client.settle()).map((p) => [
          textOf(p.payload),
          p.properties.messageExpiryInterval,
        ]),
      ).toEqual([
        ["0", 0],
        ["100", 100],
      ]);
      talker.send(publishPacket(topic(), "0", { retain: true, properties: { messageExpiryInterval: 0 } }));
      await talker.settle();
      const late = await enter(5);
      late.send(subscribePacket(topic()));
      expect(publishesOf(await late.settle())).toEqual([]);
    },
  ],
  [
    "[MQTT-3.1.2-24] [MQTT-3.1.2-25] a message larger than a client takes is left out for it, counts as delivered at QoS 1 and 2, and reaches others",
    async (stage) => {
      const { enter, topic } = stage;
      const [talker, other] = [await enter(5), await hearer(stage)];
      const small = await enter(5, { properties: { maximumPacketSize: 80, receiveMaximum: 1 } });
      small.send(subscribePacket(topic(), 2));
      await small.settle();
      const large = "x".repeat(80);
      for (const [index, payload] of [large, "small", large, "next"].entries())
        talker.send(
          publishPacket(topic(), payload, { qos: ([0, 1, 1, 1] as const)[index] ?? 0, packetId: index + 1 }),
        );
      await talker.settle();
      expect(textsIn(await small.settle())).toEqual(["small"]);
      small.send(acknowledgement("puback", publishesOf(small.packets).at(-1)?.packetId ?? 0));
      expect(textsIn(await small.settle())).toEqual(["next"]);
      expect(textsIn(await other.settle())).toEqual([large, "small", large, "next"]);
    },
  ],
  [
    "[MQTT-3.3.1-2] [MQTT-3.3.1-4] [MQTT-3.3.2-2] [MQTT-2.2.1-3] a PUBLISH that cannot be one ends the connection: without a word in 3.1.1, with the reason in 5.0",
    async ({ enter }) => {
      const cases: [name: string, reasonCode: number, first: number, topicName: number[], id: number[]][] = [
        ["DUP at QoS 0", 0x81, 0x38, text("t"), []],
        ["QoS 3", 0x81, 0x36, text("t"), [0, 1]],
        ["packet id 0", 0x82, 0x32, text("t"), [0, 0]],
        ["packet id 0 at QoS 2", 0x82, 0x34, text("t"), [0, 0]],
        ["no topic", 0x82, 0x30, text(""), []],
        ["#", 0x81, 0x30, text("t/#"), []],
        ["+", 0x81, 0x30, text("+/t"), []],
        ["U+0000", 0x81, 0x30, text("t\0"), []],
        ["a surrogate", 0x81, 0x30, [0, 3, 0xed, 0xa0, 0x80], []],
        ["an overlong form", 0x81, 0x30, [0, 2, 0xc1, 0x81], []],
        ["a cut sequence", 0x81, 0x30, [0, 2, 0x61, 0xe3], []],
        ["a topic longer than the packet", 0x81, 0x30, [0, 200, 0x61], []],
      ];
      for (const [name, reasonCode, first, topicName, id] of cases) {
        const [three, five] = [await enter(4), await enter(5)];
        three.write(rawPacket(first, topicName, id));
        five.write(rawPacket(first, topicName, id, name === "a topic longer than the packet" ? [] : 0));
        expect([name, await three.ending()]).toEqual([name, []]);
        expect([name, await five.ending()]).toMatchObject([name, [{ type: "disconnect", reasonCode }]]);
      }
    },
  ],
  [
    "[MQTT-2.2.2] properties that do not belong in PUBLISH, are cut short or come twice end the connection with the reason of each",
    async ({ enter }) => {
      const cases: [reasonCode: number, properties: number[]][] = [
        [0x81, [2, 0x7f, 0]],
        [0x81, [5, 0x11, 0, 0, 0, 1]],
        [0x81, [3, 0x22, 0, 1]],
        [0x81, [1, 0x23]],
        [0x81, [99]],
        [0x81, [0x80]],
        [0x82, [4, 0x01, 1, 0x01, 1]],
        [0x82, [2, 0x01, 2]],
        [0x82, [2, 0x0b, 1]],
        [0x82, [4, 0x08, ...text("#")]],
        [0x81, [5, 0x03, 0, 2, 0xc3, 0x28]],
        [0x81, [6, 0x26, ...text("k"), 0, 9]],
      ];
      for (const [reasonCode, properties] of cases) {
        const client = await enter(5);
        client.write(rawPacket(0x30, text("t"), properties));
        expect([properties, await client.ending()]).toMatchObject([
          properties,
          [{ type: "disconnect", reasonCode }],
        ]);
      }
    },
  ],
  [
    "[MQTT-4.7.3-1] [MQTT-4.7.1-3] topic names are what they are: slashes, spaces, case and every letter count",
    async ({ enter, topic }) => {
      const [talker, client] = [await enter(4), await enter(4)];
      client.send(
        subscribePacket(`/${topic("#")}`),
        subscribePacket(`${topic()}//+`),
        subscribePacket(`${topic()}/`),
      );
      await client.settle();
      const names = [
        `/${topic()}`,
        `/${topic()}/`,
        `${topic()}//x`,
        `${topic()}//`,
        `${topic()}/`,
        `/${topic("a b")}`,
        `/${topic("A")}`,
        `/${topic("にほん/𝄞")}`,
      ];
      talker.send(...names.map((name) => publishPacket(name, "x")));
      talker.send(
        ...[topic(), `/${topic()}x`, `${topic()}///`].map((name) => publishPacket(name, "unheard")),
      );
      await talker.settle();
      expect(publishesOf(await client.settle()).map((p) => p.topicName)).toEqual(names);
    },
  ],
  [
    "[MQTT-4.7.3-3] topics are as long as a string can be, and as deep",
    async ({ enter, topic }) => {
      const long = (filling: string) => topic(filling.repeat(65_535)).slice(0, 65_535);
      const [talker, client] = [await enter(5), await enter(4)];
      for (const [index, name] of [long("/"), long("a/"), long("t")].entries()) {
        client.send(subscribePacket(name, 1), subscribePacket(`${topic("+")}/#`));
        expect((await client.settle()).map((p) => p.type)).toEqual(["suback", "suback"]);
        talker.send(publishPacket(name, `${index}`, { qos: 1 }));
        expect(await talker.settle()).toMatchObject([{ type: "puback", reasonCode: 0 }]);
        expect(await client.settle()).toMatchObject([{ topicName: name, qos: 1 }]);
      }
    },
  ],
  [
    "[MQTT-4.7.2-1] a filter that begins with a wildcard reaches no $ topic; $ topics are nobody's to publish to",
    async ({ enter, topic }) => {
      const client = await enter(5);
      client.send(subscribePacket("#", 1), subscribePacket("+/+", 1), subscribePacket("$SYS/#", 1));
      await client.settle();
      client.send(publishPacket(`$SYS/${topic()}`, "x", { qos: 1 }));
      client.send(publishPacket(`$SYS/${topic()}`, "x", { qos: 2, packetId: 2 }), publishPacket("$x/y", "x"));
      expect(await client.settle()).toMatchObject([
        { type: "puback", packetId: 1, reasonCode: 0x87 },
        { type: "pubrec", packetId: 2, reasonCode: 0x87 },
      ]);
      client.send({ type: "disconnect", reasonCode: 0, properties: {} });
    },
  ],
  [
    "[MQTT-4.6.0-6] messages of one publisher reach each hearer in order, whatever their QoS",
    async (stage) => {
      const { enter, topic } = stage;
      const [talker, client] = [await enter(4), await hearer(stage, 4)];
      const count = 60;
      for (let index = 0; index < count; index++) {
        const qos = QOS[index % 3] ?? 0;
        talker.send(publishPacket(topic(), `${index}`, { qos, packetId: index + 1 }));
        if (qos === 2) talker.send(acknowledgement("pubrel", index + 1));
      }
      await talker.settle();
      expect(textsIn(await client.settle())).toEqual(Array.from({ length: count }, (_, index) => `${index}`));
    },
  ],
  [
    "a client hears its own message, once, and behind the acknowledgement of it",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const)
        for (const granted of QOS)
          for (const qos of [1, 2] as const) {
            const client = await enter(version);
            client.send(subscribePacket(topic(), granted));
            await client.settle();
            client.send(publishPacket(topic(), "x", { qos, packetId: 5 }));
            const packets = await client.settle();
            const expected = [qos === 1 ? "puback" : "pubrec", "publish"] as const;
            expect([version, granted, ...packets.map((p) => p.type)]).toEqual([
              version,
              granted,
              ...expected,
            ]);
            expect(heardIn(packets)).toEqual([["x", Math.min(granted, qos), false]]);
            client.drop();
          }
    },
  ],
];
