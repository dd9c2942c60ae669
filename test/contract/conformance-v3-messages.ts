// Messages of MQTT 3.1.1, both ways, on the byte: packet ids, QoS, order, overlapping filters, what is retained, UNSUBSCRIBE.
// MQTT 3.1.1 2.3, 3.3 to 3.11, 4.3 to 4.7

import { expect } from "bun:test";
import { encodePacket, type Packet, type QoS } from "../../shared/protocol/packet.ts";
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

const unsubscribePacket = (packetId: number, ...topicFilters: string[]): Packet => ({
  type: "unsubscribe",
  packetId,
  topicFilters,
});
const seen = (packets: readonly Packet[]) =>
  packets.map((p) => ("packetId" in p ? `${p.type} ${p.packetId}` : p.type));
const DISCONNECT = Uint8Array.of(0xe0, 0);

export const V3_MESSAGE_ROWS: readonly Row[] = [
  [
    "[MQTT-2.3.1-1] packet id 0 ends the connection, in whatever packet 3.1.1 has one",
    async ({ enter, topic }) => {
      for (const packet of [
        rawPacket(0x32, text(topic()), 0, 0, 0x78),
        rawPacket(0x34, text(topic()), 0, 0, 0x78),
        rawPacket(0x82, 0, 0, text(topic()), 0),
        rawPacket(0xa2, 0, 0, text(topic())),
        rawPacket(0x40, 0, 0),
        rawPacket(0x50, 0, 0),
        rawPacket(0x62, 0, 0),
        rawPacket(0x70, 0, 0),
      ]) {
        const client = await enter(4);
        client.write(packet);
        expect([packet.toHex(), await client.ending()]).toEqual([packet.toHex(), []]);
      }
    },
  ],
  [
    "[MQTT-2.3.1-7] SUBACK and UNSUBACK have the id they answer, the highest and the lowest too",
    async ({ enter, topic }) => {
      const client = await enter(4);
      const before = client.hex.length;
      for (const packetId of [1, 0x00ff, 0x0100, 0xffff])
        client.send({ ...subscribePacket(topic(), 1), packetId }, unsubscribePacket(packetId, topic()));
      await client.settle();
      expect(client.hex.slice(before, -1)).toEqual(
        ["0001", "00ff", "0100", "ffff"].flatMap((id) => [`9003${id}01`, `b002${id}`]),
      );
    },
  ],
  [
    "[MQTT-2.3.1-4] an id may be under way in both directions at once, and each exchange is its own",
    async ({ enter, topic }) => {
      const [client, other] = [await enter(4), await enter(4)];
      client.send(subscribePacket(topic("to"), 2));
      other.send(subscribePacket(topic("from"), 2));
      await client.settle();
      other.send(publishPacket(topic("to"), "theirs", { qos: 2 }), acknowledgement("pubrel", 1));
      await other.settle();
      client.send(publishPacket(topic("from"), "mine", { qos: 2 }));
      expect(seen(await client.settle()).sort()).toEqual(["publish 1", "pubrec 1"]);
      client.send(acknowledgement("pubrec", 1));
      expect(seen(await client.settle())).toEqual(["pubrel 1"]);
      client.send(acknowledgement("pubrel", 1));
      expect(seen(await client.settle())).toEqual(["pubcomp 1"]);
      client.send(acknowledgement("pubcomp", 1), publishPacket(topic("from"), "mine again", { qos: 2 }));
      expect(seen(await client.settle())).toEqual(["pubrec 1"]);
      expect(textsIn(await other.settle())).toEqual(["mine", "mine again"]);
    },
  ],
  [
    "[MQTT-3.3.4-1] [MQTT-2.3.1-6] what is published is answered as its QoS wants, under its own id, and QoS 0 not at all",
    async ({ enter, topic }) => {
      const client = await enter(4);
      const before = client.hex.length;
      client.send(publishPacket(topic(), "0"));
      client.send(publishPacket(topic(), "1", { qos: 1, packetId: 0x1234 }));
      client.send(publishPacket(topic(), "2", { qos: 2, packetId: 0xffff }));
      client.send(publishPacket(topic(), "", { qos: 1, packetId: 1, retain: true }));
      client.send(acknowledgement("pubrel", 0xffff));
      await client.settle();
      expect(client.hex.slice(before)).toEqual(["40021234", "5002ffff", "40020001", "7002ffff", "d000"]);
    },
  ],
  [
    "[MQTT-2.3.1-5] [MQTT-4.3.1-1] [MQTT-4.3.2-1] towards a client of 3.1.1 QoS 0 has no id, QoS 1 and 2 one of ours, and none a DUP its publisher set",
    async ({ enter, topic }) => {
      const [talker, client] = [await enter(4), await enter(4)];
      client.send(subscribePacket(topic(), 2));
      await client.settle();
      const before = client.hex.length;
      // What might be an id is the message's.
      talker.send(publishPacket(topic(), Uint8Array.of(0, 7, 0x30)));
      talker.send(publishPacket(topic(), "1", { qos: 1, packetId: 777, dup: true }));
      talker.send(publishPacket(topic(), "2", { qos: 2, packetId: 778, dup: true }));
      await talker.settle();
      await client.settle();
      expect(client.hex.slice(before, -1)).toEqual([
        rawPacket(0x30, text(topic()), [0, 7, 0x30]).toHex(),
        rawPacket(0x32, text(topic()), [0, 1, 0x31]).toHex(),
        rawPacket(0x34, text(topic()), [0, 2, 0x32]).toHex(),
      ]);
    },
  ],
  [
    "[MQTT-4.6.0-2] [MQTT-4.6.0-3] [MQTT-4.6.0-4] answers are in the order of what they answer: PUBACK and PUBREC of PUBLISH, PUBREL of PUBREC",
    async ({ enter, topic }) => {
      const [talker, client] = [await enter(4), await enter(4)];
      client.send(subscribePacket(topic(), 2));
      await client.settle();
      const ids = [9, 2, 7, 1, 8, 3];
      for (const [index, packetId] of ids.entries())
        talker.send(publishPacket(topic(), `${packetId}`, { qos: index % 2 === 0 ? 2 : 1, packetId }));
      expect(seen(await talker.settle())).toEqual([
        "pubrec 9",
        "puback 2",
        "pubrec 7",
        "puback 1",
        "pubrec 8",
        "puback 3",
      ]);
      expect(textsIn(await client.settle())).toEqual(ids.map(String));
      // Of the hearer's ids, 1, 3 and 5 are at QoS 2.
      for (const packetId of [5, 1, 3]) client.send(acknowledgement("pubrec", packetId));
      expect(seen(await client.settle())).toEqual(["pubrel 5", "pubrel 1", "pubrel 3"]);
      for (const packetId of [8, 9, 7]) talker.send(acknowledgement("pubrel", packetId));
      expect(seen(await talker.settle())).toEqual(["pubcomp 8", "pubcomp 9", "pubcomp 7"]);
    },
  ],
  [
    "[MQTT-3.3.5-1] where filters of a client overlap a message comes once, at the highest of their QoS, in whatever order they came",
    async ({ enter, topic }) => {
      const talker = await enter(4);
      const orders: readonly (readonly QoS[])[] = [
        [0, 1, 2],
        [2, 1, 0],
        [1, 0, 0],
      ];
      for (const granted of orders) {
        const client = await enter(4);
        const filters = [topic("a/b"), topic("a/+"), topic("#")];
        client.send(...filters.map((filter, index) => subscribePacket(filter, granted[index])));
        await client.settle();
        for (const qos of [0, 1, 2] as const) {
          talker.send(publishPacket(topic("a/b"), `${qos}`, { qos, packetId: 5 }));
          if (qos === 2) talker.send(acknowledgement("pubrel", 5));
          await talker.settle();
          expect([granted, heardIn(await client.settle())]).toEqual([
            granted,
            [[`${qos}`, Math.min(qos, Math.max(...granted)), false]],
          ]);
        }
        // The highest is gone with its filter.
        const highest = granted.indexOf(Math.max(...granted) as QoS);
        client.send(unsubscribePacket(2, filters[highest] ?? ""));
        await client.settle();
        talker.send(
          publishPacket(topic("a/b"), "less", { qos: 2, packetId: 6 }),
          acknowledgement("pubrel", 6),
        );
        await talker.settle();
        const next = Math.max(...granted.filter((_, index) => index !== highest));
        expect(heardIn(await client.settle())).toEqual([["less", next, false]]);
        client.drop();
      }
    },
  ],
  [
    "[MQTT-3.3.5-2] what nobody may publish is acknowledged like all else, reaches nobody and ends nothing",
    async ({ enter }) => {
      const [client, watcher] = [await enter(4), await enter(4)];
      watcher.send(subscribePacket("$SYS/#", 2), subscribePacket("#", 2), subscribePacket("+/+", 2));
      await watcher.settle();
      const before = client.hex.length;
      client.send(publishPacket("$SYS/x", "0", { retain: true }));
      client.send(publishPacket("$SYS/x", "1", { qos: 1, packetId: 1, retain: true }));
      client.send(publishPacket("$SYS/x", "2", { qos: 2, packetId: 2 }), acknowledgement("pubrel", 2));
      await client.settle();
      expect(client.hex.slice(before)).toEqual(["40020001", "50020002", "70020002", "d000"]);
      expect(publishesOf(await watcher.settle()).filter((p) => p.topicName.startsWith("$"))).toEqual([]);
      client.send(subscribePacket("$SYS/#", 2));
      expect(seen(await client.settle())).toEqual(["suback 1"]);
    },
  ],
  [
    "[MQTT-3.1.2.7] what is retained stays when the session of whoever left it ends",
    async ({ enter, topic }) => {
      for (const clean of [true, false]) {
        const clientId = topic(`${clean}`);
        const keeper = await enter(4, { clientId, clean });
        keeper.send(publishPacket(topic("kept"), `${clean}`, { qos: 1, retain: true }));
        await keeper.settle();
        keeper.write(DISCONNECT);
        await keeper.closed();
        const fresh = await enter(4, { clientId, clean: true });
        fresh.drop();
        const late = await enter(4);
        late.send(subscribePacket(topic("kept"), 1));
        expect(heardIn(await late.settle())).toEqual([[`${clean}`, 1, true]]);
      }
    },
  ],
  [
    "[MQTT-3.3.1-9] what was retained while its client was away comes once, without the flag, and what is retained does not come with the session again",
    async ({ enter, topic }) => {
      const over = { clientId: topic("c"), clean: false };
      const talker = await enter(4);
      talker.send(publishPacket(topic("old"), "old", { qos: 1, retain: true }));
      const first = await enter(4, over);
      first.send(subscribePacket(topic("+"), 1));
      expect(heardIn(await first.settle())).toEqual([["old", 1, true]]);
      first.send(acknowledgement("puback", 1));
      await first.settle();
      first.write(DISCONNECT);
      await first.closed();
      talker.send(publishPacket(topic("new"), "new", { qos: 1, retain: true, packetId: 2 }));
      await talker.settle();
      const back = await enter(4, over);
      expect(heardIn(back.packets)).toEqual([["new", 1, false]]);
      back.send(subscribePacket(topic("+"), 1));
      expect(heardIn(await back.settle()).sort()).toEqual([
        ["new", 1, true],
        ["old", 1, true],
      ]);
    },
  ],
  [
    "[MQTT-3.10.4-3] what is under way when its filter ends is brought to its end, on a later connection too",
    async ({ enter, topic }) => {
      const over = { clientId: topic("c"), clean: false };
      const [talker, client] = [await enter(4), await enter(4, over)];
      client.send(subscribePacket(topic(), 2));
      await client.settle();
      for (const [index, qos] of ([1, 2, 2] as const).entries())
        talker.send(publishPacket(topic(), `${index + 1}`, { qos, packetId: index + 1 }));
      for (const packetId of [2, 3]) talker.send(acknowledgement("pubrel", packetId));
      await talker.settle();
      await client.settle();
      client.send(unsubscribePacket(9, topic()), acknowledgement("pubrec", 2));
      expect(seen(await client.settle())).toEqual(["unsuback 9", "pubrel 2"]);
      talker.send(publishPacket(topic(), "unheard", { qos: 1, packetId: 4 }));
      await talker.settle();
      client.drop();
      const back = await enter(4, over);
      expect(seen(back.packets.slice(1, -1))).toEqual(["publish 1", "pubrel 2", "publish 3"]);
      expect(publishesOf(back.packets).map((p) => [textOf(p.payload), p.qos, p.dup])).toEqual([
        ["1", 1, true],
        ["3", 2, true],
      ]);
      back.send(acknowledgement("puback", 1), acknowledgement("pubcomp", 2), acknowledgement("pubrec", 3));
      expect(seen(await back.settle())).toEqual(["pubrel 3"]);
      back.send(acknowledgement("pubcomp", 3));
      expect(await back.settle()).toEqual([]);
    },
  ],
  [
    "[MQTT-4.3.3-2] a client of 3.1.1, which cannot be told of a maximum, has every id under way at QoS 2 at once",
    async ({ enter, topic }) => {
      const client = await enter(4);
      const ids = Array.from({ length: 0xffff }, (_, index) => index + 1);
      for (let from = 0; from < ids.length; from += 4_096)
        client.write(
          Buffer.concat(
            ids
              .slice(from, from + 4_096)
              .map((packetId) => encodePacket(publishPacket(topic(), "x", { qos: 2, packetId }), 4)),
          ),
        );
      expect(seen(await client.settle())).toEqual(ids.map((packetId) => `pubrec ${packetId}`));
      client.send(acknowledgement("pubrel", 1), acknowledgement("pubrel", 0xffff));
      expect(seen(await client.settle())).toEqual(["pubcomp 1", "pubcomp 65535"]);
    },
  ],
  [
    "[MQTT-4.7.3-4] names that look alike are not the same: composed, decomposed, wide, in another case, or with a space more",
    async ({ enter, topic }) => {
      const alike = [
        "é",
        "e\u0301",
        "É",
        "\u212b",
        "Å",
        "ﬀ",
        "ff",
        "Ａ",
        "A",
        "a",
        " a",
        "a ",
        "%61",
        "İ",
        "i\u0307",
      ];
      const [talker, client] = [await enter(4), await enter(4)];
      talker.send(...alike.map((name) => publishPacket(topic(`kept/${name}`), name, { retain: true })));
      await talker.settle();
      for (const name of alike) {
        client.send(subscribePacket(topic(name)), subscribePacket(topic(`kept/${name}`)));
        expect([name, textsIn(await client.settle())]).toEqual([name, [name]]);
        talker.send(...alike.map((each) => publishPacket(topic(each), each)));
        await talker.settle();
        expect([name, textsIn(await client.settle())]).toEqual([name, [name]]);
        client.send(unsubscribePacket(2, topic(name)));
        await client.settle();
      }
    },
  ],
];
