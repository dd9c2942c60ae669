// The exchanges of QoS 1 and 2: acknowledgements and what is in them, when a packet id is free, what is sent again, and how many may be
// under way. MQTT5 3.4 to 3.7, 4.3, 4.4, 4.9, MQTT 3.1.1 3.4 to 3.7, 4.3, 4.4

import { expect } from "bun:test";
import type { Packet } from "../../shared/protocol/packet.ts";
import type { Row } from "./conformance.ts";
import {
  acknowledgement,
  bytesOf,
  publishesOf,
  publishPacket,
  rawPacket,
  subscribePacket,
  text,
  textsIn,
  typesOf,
} from "./packets.ts";
import { hearer, type Stage } from "./stage.ts";

const REFUSED = 0x97;
/** What we tell a client of 5.0. */
const RECEIVE_MAXIMUM = 64;

/** A session of 5.0 that is kept, found again by the same name. */
const enterKept = ({ enter, topic }: Stage, name: string, receiveMaximum = 100) =>
  enter(5, {
    clientId: topic(name),
    clean: false,
    properties: { sessionExpiryInterval: 100, receiveMaximum },
  });
const idsIn = (packets: readonly Packet[]) => publishesOf(packets).map((p) => p.packetId ?? 0);

export const EXCHANGE_ROWS: readonly Row[] = [
  [
    "[MQTT-3.6.1-1] [MQTT-3.8.1-1] [MQTT-3.10.1-1] PUBREL, SUBSCRIBE and UNSUBSCRIBE with any flags but 0010 are malformed",
    async ({ enter }) => {
      for (const [type, answer, three, five] of [
        [0x60, "pubcomp", [0, 1], [0, 1]],
        [0x80, "suback", [0, 1, ...text("t"), 0], [0, 1, 0, ...text("t"), 0]],
        [0xa0, "unsuback", [0, 1, ...text("t")], [0, 1, 0, ...text("t")]],
      ] as const)
        for (let flags = 0; flags < 16; flags++) {
          const [older, newer] = [await enter(4), await enter(5)];
          older.write(rawPacket(type | flags, three));
          newer.write(rawPacket(type | flags, five));
          if (flags === 2) {
            const answers = [...(await older.settle()), ...(await newer.settle())];
            expect(typesOf(answers)).toEqual([answer, answer]);
            continue;
          }
          expect([type, flags, await older.ending()]).toEqual([type, flags, []]);
          expect([type, flags, await newer.ending()]).toMatchObject([
            type,
            flags,
            [{ type: "disconnect", reasonCode: 0x81 }],
          ]);
        }
    },
  ],
  [
    "[MQTT-3.4.2.2] in an acknowledgement a Reason String stands once, User Properties as often as they like, and nothing else",
    async ({ enter }) => {
      const reason = [0x1f, ...text("why")];
      const pair = [0x26, ...text("k"), ...text("v")];
      const acknowledging = (first: number, properties: readonly number[]) =>
        rawPacket(first, 0, 1, 0, properties.length, properties);
      for (const first of [0x40, 0x50, 0x62, 0x70]) {
        const client = await enter(5);
        client.write(acknowledging(first, [...pair, ...reason, ...pair]));
        const answers = first === 0x50 ? ["pubrel"] : first === 0x62 ? ["pubcomp"] : [];
        expect([first, typesOf(await client.settle())]).toEqual([first, answers]);
        client.write(acknowledging(first, [...reason, ...reason]));
        expect([first, await client.ending()]).toMatchObject([first, [{ reasonCode: 0x82 }]]);
        for (const property of [
          [0x23, 0, 1],
          [0x1f, 0, 2, 0xc3, 0x28],
        ]) {
          const other = await enter(5);
          other.write(acknowledging(first, property));
          expect([first, await other.ending()]).toMatchObject([first, [{ reasonCode: 0x81 }]]);
        }
      }
    },
  ],
  [
    "[MQTT-3.4.2-2] [MQTT-3.5.2-2] a reason string that would make PUBACK or PUBREC larger than the client takes is left out",
    async ({ enter }) => {
      for (const [maximumPacketSize, isWorded] of [
        [200, true],
        [24, false],
      ] as const) {
        const client = await enter(5, { properties: { maximumPacketSize, requestProblemInformation: true } });
        client.send(publishPacket("$SYS/x", "", { qos: 1 }), publishPacket("$SYS/x", "", { qos: 2 }));
        const answers = await client.settle();
        expect(answers).toMatchObject([
          { type: "puback", reasonCode: 0x87 },
          { type: "pubrec", reasonCode: 0x87 },
        ]);
        expect(answers.map((p) => "properties" in p)).toEqual([isWorded, isWorded]);
      }
    },
  ],
  [
    "[MQTT-4.3.2-5] after PUBACK a packet id is free: what comes under it is a new message, with DUP or without",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const) {
        const [client, talker] = [await enter(version), await enter(version)];
        client.send(subscribePacket(topic(), 1));
        await client.settle();
        for (const [payload, dup] of [
          ["1", false],
          ["1", true],
          ["2", true],
          ["2", false],
        ] as const)
          talker.send(publishPacket(topic(), payload, { qos: 1, packetId: 7, dup }));
        expect(typesOf(await talker.settle())).toEqual(["puback", "puback", "puback", "puback"]);
        expect(textsIn(await client.settle())).toEqual(["1", "1", "2", "2"]);
        client.drop();
      }
    },
  ],
  [
    "[MQTT-4.3.3-9] after a PUBREC that refuses a packet id is free, and what comes under it is a new message",
    async ({ enter, topic }) => {
      const [client, talker] = [await enter(5), await enter(5)];
      client.send(subscribePacket(topic(), 1));
      await client.settle();
      const begin = (name: string, dup: boolean) => publishPacket(name, "x", { qos: 2, packetId: 9, dup });
      talker.send(begin("$SYS/x", false), begin("$SYS/x", true), begin(topic(), true));
      talker.send(acknowledgement("pubrel", 9));
      expect(await talker.settle()).toMatchObject([
        { type: "pubrec", packetId: 9, reasonCode: 0x87 },
        { type: "pubrec", packetId: 9, reasonCode: 0x87 },
        { type: "pubrec", packetId: 9, reasonCode: 0 },
        { type: "pubcomp", packetId: 9, reasonCode: 0 },
      ]);
      expect(textsIn(await client.settle())).toEqual(["x"]);
    },
  ],
  [
    "[MQTT-4.3.3-13] QoS 2 goes on to its end for a message that is over at once, and whose hearer is away",
    async (stage) => {
      const { enter, topic } = stage;
      const away = await enterKept(stage, "away");
      away.send(subscribePacket(topic(), 2));
      await away.settle();
      away.send({ type: "disconnect", reasonCode: 0, properties: {} });
      await away.closed();
      const talker = await enter(5);
      const brief = publishPacket(topic(), "x", { qos: 2, properties: { messageExpiryInterval: 0 } });
      talker.send(brief, { ...brief, dup: true }, acknowledgement("pubrel", 1));
      expect(await talker.settle()).toMatchObject([
        { type: "pubrec", packetId: 1, reasonCode: 0 },
        { type: "pubrec", packetId: 1, reasonCode: 0 },
        { type: "pubcomp", packetId: 1, reasonCode: 0 },
      ]);
      const back = await enterKept(stage, "away");
      expect(textsIn(back.packets)).toEqual([]);
    },
  ],
  [
    "[MQTT-4.4.0-2] what a client refused in PUBACK or PUBREC is not sent again when it comes back",
    async (stage) => {
      const { enter, topic } = stage;
      const [client, talker] = [await enterKept(stage, "refuser"), await enter(4)];
      client.send(subscribePacket(topic(), 2));
      await client.settle();
      for (const [index, qos] of ([1, 2, 1] as const).entries())
        talker.send(publishPacket(topic(), `${index}`, { qos, packetId: index + 1 }));
      await talker.settle();
      const [one = 0, two = 0] = idsIn(await client.settle());
      client.send(
        { type: "puback", packetId: one, reasonCode: REFUSED },
        { type: "pubrec", packetId: two, reasonCode: REFUSED },
      );
      expect(await client.settle()).toEqual([]);
      client.drop();
      const back = await enterKept(stage, "refuser");
      expect(typesOf(back.packets)).toEqual(["connack", "publish", "pingresp"]);
      expect(textsIn(back.packets)).toEqual(["2"]);
    },
  ],
  [
    "[MQTT-3.3.4-10] [MQTT-4.9.0-3] with nothing more to be sent at QoS 1 and 2, all other packets are answered as ever",
    async ({ enter, topic }) => {
      const [client, talker] = [await enter(5, { properties: { receiveMaximum: 1 } }), await enter(4)];
      client.send(subscribePacket(topic(), 2));
      await client.settle();
      for (const packetId of [1, 2]) {
        talker.send(publishPacket(topic(), `${packetId}`, { qos: 2, packetId }));
        talker.send(acknowledgement("pubrel", packetId));
      }
      await talker.settle();
      const [packetId = 0, ...more] = idsIn(await client.settle());
      expect(more).toEqual([]);
      client.send(
        subscribePacket(topic("other")),
        { type: "unsubscribe", packetId: 2, topicFilters: [topic("other")] },
        publishPacket(topic("other"), "x", { qos: 1, packetId: 3 }),
        publishPacket(topic("other"), "x", { qos: 2, packetId: 4 }),
        acknowledgement("pubrel", 4),
        acknowledgement("pubrec", packetId),
      );
      expect(typesOf(await client.settle())).toEqual([
        "suback",
        "unsuback",
        "puback",
        "pubrec",
        "pubcomp",
        "pubrel",
      ]);
    },
  ],
  [
    "[MQTT-3.3.4-10] PUBRELs that are due again all come at once, however little the client takes by now",
    async (stage) => {
      const { enter, topic } = stage;
      const [client, talker] = [await enterKept(stage, "small"), await enter(4)];
      client.send(subscribePacket(topic(), 2));
      await client.settle();
      for (const packetId of [1, 2, 3, 4])
        talker.send(
          publishPacket(topic(), `${packetId}`, { qos: 2, packetId }),
          acknowledgement("pubrel", packetId),
        );
      await talker.settle();
      const [first = 0, second = 0, third = 0, fourth = 0] = idsIn(await client.settle());
      client.send(...[second, third, fourth].map((id) => acknowledgement("pubrec", id)));
      expect(typesOf(await client.settle())).toEqual(["pubrel", "pubrel", "pubrel"]);
      client.drop();
      const back = await enterKept(stage, "small", 1);
      const due = back.packets.slice(1, -1);
      expect(due).toMatchObject([second, third, fourth].map((packetId) => ({ type: "pubrel", packetId })));
      back.send(...[second, third].map((id) => acknowledgement("pubcomp", id)));
      expect(await back.settle()).toEqual([]);
      back.send(acknowledgement("pubcomp", fourth));
      expect(await back.settle()).toMatchObject([{ type: "publish", packetId: first, dup: true }]);
    },
  ],
  [
    "[MQTT-3.3.4-7] what an earlier connection left unfinished does not count against what a later one may; one more of its own is 0x93",
    async (stage) => {
      const { topic } = stage;
      const begin = (packetId: number, dup = false) => publishPacket(topic(), "x", { qos: 2, packetId, dup });
      const ids = Array.from({ length: RECEIVE_MAXIMUM }, (_, index) => index + 1);
      const first = await enterKept(stage, "talker");
      first.send(...ids.map((id) => begin(id)));
      expect(await first.settle()).toHaveLength(RECEIVE_MAXIMUM);
      first.drop();
      const back = await enterKept(stage, "talker");
      back.send(...ids.slice(1).map((id) => begin(RECEIVE_MAXIMUM + id)), begin(1, true));
      expect(typesOf(await back.settle())).toEqual(ids.map(() => "pubrec"));
      back.send(acknowledgement("pubrel", 2), acknowledgement("pubrel", 1), begin(1_000));
      expect(await back.settle()).toMatchObject([
        { type: "pubcomp", packetId: 2, reasonCode: 0 },
        { type: "pubcomp", packetId: 1, reasonCode: 0 },
        { type: "pubrec", packetId: 1_000, reasonCode: 0 },
      ]);
      back.send(begin(1_001));
      expect(await back.ending()).toMatchObject([{ type: "disconnect", reasonCode: 0x93 }]);
    },
  ],
  [
    "[MQTT-3.10.4-2] [MQTT-3.10.4-3] after UNSUBSCRIBE nothing new comes, and what had begun goes on to its end, over a broken connection too",
    async (stage) => {
      const { enter, topic } = stage;
      const [client, talker] = [await enterKept(stage, "leaver"), await enter(4)];
      client.send(subscribePacket(topic(), 2));
      await client.settle();
      for (const [index, qos] of ([2, 1, 2] as const).entries()) {
        talker.send(publishPacket(topic(), `${index}`, { qos, packetId: index + 1 }));
        if (qos === 2) talker.send(acknowledgement("pubrel", index + 1));
      }
      await talker.settle();
      const [first = 0, second = 0, third = 0] = idsIn(await client.settle());
      client.send({ type: "unsubscribe", packetId: 9, topicFilters: [topic()] });
      expect(await client.settle()).toMatchObject([{ type: "unsuback", packetId: 9, reasonCodes: [0] }]);
      talker.send(publishPacket(topic(), "new", { qos: 1, packetId: 9 }));
      await talker.settle();
      client.send(acknowledgement("pubrec", first));
      expect(await client.settle()).toMatchObject([{ type: "pubrel", packetId: first }]);
      client.drop();
      const back = await enterKept(stage, "leaver");
      expect(back.packets.slice(1, -1)).toMatchObject([
        { type: "pubrel", packetId: first },
        { type: "publish", packetId: second, dup: true },
        { type: "publish", packetId: third, dup: true },
      ]);
      back.send(
        acknowledgement("pubcomp", first),
        acknowledgement("puback", second),
        acknowledgement("pubrec", third),
      );
      expect(await back.settle()).toMatchObject([{ type: "pubrel", packetId: third }]);
      back.send(acknowledgement("pubcomp", third));
      expect(await back.settle()).toEqual([]);
      back.drop();
      const again = await enterKept(stage, "leaver");
      expect(typesOf(again.packets)).toEqual(["connack", "pingresp"]);
    },
  ],
  [
    "[MQTT-3.4.2.1] PUBACK of 5.0 says when nobody hears, in as few bytes as it can; PUBREC does not, and 3.1.1 cannot",
    async (stage) => {
      const { enter, topic } = stage;
      const [three, five] = [await enter(4), await enter(5)];
      await hearer(stage, 5, topic("heard"));
      const before = [three.hex.length, five.hex.length] as const;
      for (const client of [three, five])
        client.send(
          publishPacket(topic("unheard"), "x", { qos: 1, packetId: 0x0102 }),
          publishPacket(topic("unheard"), "x", { qos: 2, packetId: 0x0103 }),
          publishPacket(topic("heard"), "x", { qos: 1, packetId: 0x0104 }),
          publishPacket(topic("heard"), "x", { qos: 2, packetId: 0x0105 }),
          acknowledgement("pubrel", 0x0105),
        );
      await Promise.all([three.settle(), five.settle()]);
      expect(three.hex.slice(before[0])).toEqual([
        "40020102",
        "50020103",
        "40020104",
        "50020105",
        "70020105",
        "d000",
      ]);
      expect(five.hex.slice(before[1])).toEqual([
        "4003010210",
        "50020103",
        "40020104",
        "50020105",
        "70020105",
        "d000",
      ]);
    },
  ],
  [
    "[MQTT-4.3.3-10] [MQTT-4.3.3-12] QoS 2: what comes again before PUBREL is not passed on again, and after PUBCOMP its id is free",
    async (stage) => {
      const { enter, topic } = stage;
      for (const version of [4, 5] as const) {
        const [talker, client] = [await enter(version), await hearer(stage)];
        const message = publishPacket(topic(), "once", { qos: 2, packetId: 9 });
        const before = talker.hex.length;
        talker.send(message, { ...message, dup: true }, { ...message, dup: true });
        talker.send(acknowledgement("pubrel", 9));
        talker.send({ ...message, payload: bytesOf("next") }, acknowledgement("pubrel", 9));
        await talker.settle();
        expect(talker.hex.slice(before)).toEqual([
          "50020009",
          "50020009",
          "50020009",
          "70020009",
          "50020009",
          "70020009",
          "d000",
        ]);
        expect(textsIn(await client.settle())).toEqual(["once", "next"]);
        client.drop();
      }
    },
  ],
  [
    "[MQTT-3.7.2.1] PUBREL and PUBREC of an id we do not know are answered: 0x92 in 5.0, plainly in 3.1.1; PUBACK and PUBCOMP are passed over",
    async ({ enter }) => {
      for (const [version, answers] of [
        [4, ["7002004d", "6202004d", "d000"]],
        [5, ["7003004d92", "6203004d92", "d000"]],
      ] as const) {
        const client = await enter(version);
        const before = client.hex.length;
        client.send(
          acknowledgement("pubrel", 77),
          acknowledgement("pubrec", 77),
          acknowledgement("puback", 77),
          acknowledgement("pubcomp", 77),
        );
        await client.settle();
        expect(client.hex.slice(before)).toEqual([...answers]);
      }
    },
  ],
  [
    "[MQTT-4.8.0-1] an acknowledgement of another kind than the message's QoS wants is a protocol error",
    async (stage) => {
      const { enter, topic } = stage;
      for (const [granted, wrong] of [
        [1, ["pubrec"]],
        [1, ["pubcomp"]],
        [2, ["puback"]],
        [2, ["pubcomp"]],
        [2, ["pubrec", "puback"]],
      ] as const)
        for (const version of [4, 5] as const) {
          const client = await enter(version);
          client.send(subscribePacket(topic(), granted));
          client.send(publishPacket(topic(), "x", { qos: granted }));
          const [message] = publishesOf(await client.settle());
          for (const type of wrong) client.send(acknowledgement(type, message?.packetId ?? 0));
          const ending = await client.ending();
          expect([granted, wrong, ending.filter((p) => p.type === "disconnect")]).toMatchObject([
            granted,
            wrong,
            version === 5 ? [{ reasonCode: 0x82 }] : [],
          ]);
        }
    },
  ],
  [
    "[MQTT-4.3.3-1] QoS 2 towards a client: PUBREL follows PUBREC, each time it comes, and PUBCOMP ends it",
    async (stage) => {
      const { enter, topic } = stage;
      const [talker, client] = [await enter(4), await hearer(stage, 4)];
      talker.send(publishPacket(topic(), "x", { qos: 2 }));
      await talker.settle();
      await client.settle();
      const before = client.hex.length;
      client.send(acknowledgement("pubrec", 1), acknowledgement("pubrec", 1), acknowledgement("pubcomp", 1));
      client.send(acknowledgement("pubcomp", 1));
      await client.settle();
      expect(client.hex.slice(before)).toEqual(["62020001", "62020001", "d000"]);
    },
  ],
  [
    "[MQTT-4.9.0-2] no more than its Receive Maximum awaits a client's acknowledgement, at QoS 1 and 2 together; QoS 0 goes past, and a PUBREC that refuses makes room",
    async ({ enter, topic }) => {
      const talker = await enter(5);
      const client = await enter(5, { properties: { receiveMaximum: 2 } });
      client.send(subscribePacket(topic(), 2));
      await client.settle();
      for (const [index, qos] of ([1, 2, 2, 1, 0] as const).entries())
        talker.send(publishPacket(topic(), `${index}`, { qos, packetId: index + 1 }));
      await talker.settle();
      expect(textsIn(await client.settle())).toEqual(["0", "1", "4"]);
      client.send(acknowledgement("puback", 1));
      expect(textsIn(await client.settle())).toEqual(["2"]);
      client.send(acknowledgement("pubrec", 2));
      expect(textsIn(await client.settle())).toEqual([]);
      client.send({ type: "pubrec", packetId: 3, reasonCode: 0x80 });
      expect(textsIn(await client.settle())).toEqual(["3"]);
    },
  ],
  [
    "[MQTT-3.3.4-9] what a client has acknowledged does not count against our Receive Maximum",
    async ({ enter, topic }) => {
      const client = await enter(5);
      const ids = Array.from({ length: 64 }, (_, index) => index + 1);
      for (let round = 0; round < 3; round++) {
        client.send(...ids.map((packetId) => publishPacket(topic(), "x", { qos: 2, packetId })));
        client.send(
          ...ids.map((packetId) => publishPacket(topic(), "x", { qos: 1, packetId: packetId + 64 })),
        );
        client.send(...ids.map((packetId) => acknowledgement("pubrel", packetId)));
        expect((await client.settle()).filter((p) => p.type === "pubcomp")).toHaveLength(64);
      }
    },
  ],
  [
    "[MQTT-2.2.1] acknowledgements of 5.0 may leave out what is success and empty, and may carry a reason and properties",
    async (stage) => {
      const { enter, topic } = stage;
      const [talker, client] = [await enter(5), await hearer(stage)];
      const reason = [0x1f, ...text("ok")];
      for (const [index, tail] of [[], [0], [0, 0], [0, reason.length, ...reason]].entries()) {
        talker.send(publishPacket(topic(), "x", { qos: 1, packetId: 1 }));
        talker.send(publishPacket(topic(), "y", { qos: 2, packetId: 2 }));
        talker.write(rawPacket(0x62, 0, 2, tail));
        expect((await talker.settle()).map((p) => p.type)).toEqual(["puback", "pubrec", "pubcomp"]);
        const ids = publishesOf(await client.settle()).map((p) => p.packetId ?? 0);
        expect(ids).toEqual([2 * index + 1, 2 * index + 2]);
        client.write(rawPacket(0x40, 0, ids[0] ?? 0, tail));
        client.write(rawPacket(0x50, 0, ids[1] ?? 0, tail));
        client.write(rawPacket(0x70, 0, ids[1] ?? 0, tail));
        expect((await client.settle()).map((p) => p.type)).toEqual(["pubrel"]);
      }
    },
  ],
  [
    "[MQTT-3.4.2-1] [MQTT-3.5.2-1] [MQTT-3.6.2-1] acknowledgements with a reason code of others, packet id 0, or too short end the connection",
    async ({ enter }) => {
      for (const [reasonCode, bytes] of [
        [0x82, [0x40, 3, 0, 1, 0x92]],
        [0x82, [0x62, 3, 0, 1, 0x80]],
        [0x82, [0x40, 2, 0, 0]],
        [0x82, [0x62, 2, 0, 0]],
        [0x81, [0x40, 1, 0]],
        [0x81, [0x50, 0]],
        [0x81, [0x70, 5, 0, 1, 0, 0, 0]],
        [0x81, [0x40, 4, 0, 1, 0, 5]],
      ] as const) {
        const client = await enter(5);
        client.write(Uint8Array.from(bytes));
        expect([bytes, await client.ending()]).toMatchObject([bytes, [{ type: "disconnect", reasonCode }]]);
      }
    },
  ],
];
