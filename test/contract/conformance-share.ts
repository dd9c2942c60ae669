// Shared subscriptions: who of a group gets a message, and what becomes of one it cannot see to. MQTT5 4.8.2

import { expect } from "bun:test";
import type { Row } from "./conformance.ts";
import {
  acknowledgement,
  heardIn,
  publishesOf,
  publishPacket,
  subscribePacket,
  textOf,
  textsIn,
  typesOf,
  unsubscribePacket,
} from "./packets.ts";

export const SHARE_ROWS: readonly Row[] = [
  [
    "[MQTT-4.8.2-3] a shared subscription: each message to one of the group, other groups and plain subscribers their own copy, nothing retained",
    async ({ enter, topic }) => {
      const talker = await enter(5);
      talker.send(publishPacket(topic("t"), "kept", { retain: true, qos: 1 }));
      await talker.settle();
      const members = [await enter(5), await enter(5), await enter(4)];
      for (const member of members) member.send(subscribePacket(`$share/g/${topic("+")}`, 1));
      const [lone, plain] = [await enter(5), await enter(5)];
      lone.send(subscribePacket(`$share/h/${topic("t")}`, 0, { subscriptionIdentifier: 5 }));
      lone.send(subscribePacket(topic("t"), { retainHandling: 2 }, { subscriptionIdentifier: 6 }));
      plain.send(subscribePacket(topic("t"), { qos: 2, retainHandling: 2 }));
      for (const client of [...members, lone, plain]) expect(textsIn(await client.settle())).toEqual([]);
      const texts = ["1", "2", "3", "4", "5", "6"];
      for (const payload of texts)
        talker.send(
          publishPacket(topic("t"), payload, { qos: 2, packetId: 9 }),
          acknowledgement("pubrel", 9),
        );
      await talker.settle();
      const heard = await Promise.all(members.map(async (member) => heardIn(await member.settle())));
      expect(heard.map((own) => own.length)).toEqual([2, 2, 2]);
      expect(
        heard
          .flat()
          .map(([payload]) => payload)
          .sort(),
      ).toEqual(texts);
      expect(new Set(heard.flat().map(([, qos]) => qos))).toEqual(new Set([1]));
      const ofBoth = publishesOf(await lone.settle());
      expect(ofBoth.map((p) => textOf(p.payload)).sort()).toEqual([...texts, ...texts].sort());
      expect(ofBoth.filter((p) => p.properties.subscriptionIdentifiers?.includes(5) === true)).toHaveLength(
        6,
      );
      expect(heardIn(await plain.settle())).toEqual(texts.map((payload) => [payload, 2, false]));
    },
  ],
  [
    "[MQTT-4.8.2] whoever leaves a shared subscription, by UNSUBSCRIBE or with its session, leaves its turn to the others",
    async ({ enter, topic }) => {
      const talker = await enter(5);
      const filter = `$share/g/${topic()}`;
      const [one, two, three] = [await enter(5), await enter(5), await enter(5)];
      for (const member of [one, two, three]) {
        member.send(subscribePacket(filter, 1));
        await member.settle();
      }
      one.send(unsubscribePacket(filter));
      expect(await one.settle()).toMatchObject([{ type: "unsuback", reasonCodes: [0] }]);
      three.send({ type: "disconnect", reasonCode: 0, properties: {} });
      await three.closed();
      for (const payload of ["1", "2", "3"]) talker.send(publishPacket(topic(), payload, { qos: 1 }));
      expect(await talker.settle()).toMatchObject([{ reasonCode: 0 }, { reasonCode: 0 }, { reasonCode: 0 }]);
      expect(textsIn(await one.settle())).toEqual([]);
      expect(textsIn(await two.settle())).toEqual(["1", "2", "3"]);
      two.send(unsubscribePacket(filter));
      await two.settle();
      talker.send(publishPacket(topic(), "4", { qos: 1 }));
      expect(await talker.settle()).toMatchObject([{ type: "puback", reasonCode: 0x10 }]);
    },
  ],
  [
    "[MQTT-4.8.2] a member that may not be sent more just now is passed over, as long as another may",
    async ({ enter, topic }) => {
      const talker = await enter(5);
      const filter = `$share/g/${topic()}`;
      const slow = await enter(5, { properties: { receiveMaximum: 1 } });
      slow.send(subscribePacket(filter, 1));
      await slow.settle();
      const quick = await enter(5);
      quick.send(subscribePacket(filter, 1));
      await quick.settle();
      for (const payload of ["1", "2", "3", "4", "5"])
        talker.send(publishPacket(topic(), payload, { qos: 1 }));
      await talker.settle();
      const heard = [textsIn(await slow.settle()), textsIn(await quick.settle())];
      expect(heard.flat().sort()).toEqual(["1", "2", "3", "4", "5"]);
      expect(heard[0]).toHaveLength(1);
    },
  ],
  [
    "[MQTT-4.8.2-3] [MQTT-3.3.4-5] who shares a filter and has subscribed to it alone gets two copies, each at its own QoS, with its own identifier",
    async ({ enter, topic }) => {
      const [talker, client] = [await enter(5), await enter(5)];
      client.send(
        subscribePacket(`$share/g/${topic()}`, 1, { subscriptionIdentifier: 5 }),
        subscribePacket(topic(), { qos: 0, retainAsPublished: true }, { subscriptionIdentifier: 6 }),
      );
      await client.settle();
      talker.send(publishPacket(topic(), "x", { qos: 2, retain: true }), acknowledgement("pubrel", 1));
      await talker.settle();
      const copies = publishesOf(await client.settle()).map((p) => [p.qos, p.retain, p.properties]);
      expect(copies.sort()).toEqual([
        [0, true, { subscriptionIdentifiers: [6] }],
        [1, false, { subscriptionIdentifiers: [5] }],
      ]);
    },
  ],
  [
    "[MQTT-4.8.2-4] [MQTT-4.8.2-5] at QoS 2 a message is for whom it was sent to: again when they come back, and for nobody else when they do not",
    async ({ enter, topic }) => {
      const filter = `$share/g/${topic()}`;
      const over = (clean: boolean) =>
        ({ clientId: topic("first"), clean, properties: { sessionExpiryInterval: 100 } }) as const;
      const talker = await enter(4);
      const first = await enter(5, over(false));
      first.send(subscribePacket(filter, 2));
      await first.settle();
      for (const packetId of [1, 2])
        talker.send(
          publishPacket(topic(), `${packetId}`, { qos: 2, packetId }),
          acknowledgement("pubrel", packetId),
        );
      await talker.settle();
      const sent = publishesOf(await first.settle());
      expect(sent.map((p) => textOf(p.payload))).toEqual(["1", "2"]);
      const other = await enter(5);
      other.send(subscribePacket(filter, 2));
      await other.settle();
      first.send(acknowledgement("pubrec", sent[0]?.packetId ?? 0));
      await first.settle();
      first.drop();
      expect(textsIn(await other.settle())).toEqual([]);
      const back = await enter(5, over(false));
      expect(back.packets.slice(1, -1)).toMatchObject([
        { type: "pubrel", packetId: sent[0]?.packetId },
        { type: "publish", packetId: sent[1]?.packetId, dup: true },
      ]);
      back.drop();
      const anew = await enter(5, over(true));
      expect(typesOf(anew.packets)).toEqual(["connack", "pingresp"]);
      expect(textsIn(await other.settle())).toEqual([]);
    },
  ],
  [
    "[MQTT-4.8.2-6] what a member refuses, in PUBACK or PUBREC, is nobody else's, then or when its session ends",
    async ({ enter, topic }) => {
      const filter = `$share/g/${topic()}`;
      const [talker, first, other] = [await enter(4), await enter(5), await enter(5)];
      first.send(subscribePacket(filter, 2));
      await first.settle();
      talker.send(
        publishPacket(topic(), "1", { qos: 1 }),
        publishPacket(topic(), "2", { qos: 2, packetId: 2 }),
      );
      await talker.settle();
      const [one, two] = publishesOf(await first.settle());
      other.send(subscribePacket(filter, 2));
      await other.settle();
      first.send(
        { type: "puback", packetId: one?.packetId ?? 0, reasonCode: 0x80 },
        { type: "pubrec", packetId: two?.packetId ?? 0, reasonCode: 0x80 },
      );
      expect(await first.settle()).toEqual([]);
      expect(textsIn(await other.settle())).toEqual([]);
      first.send({ type: "disconnect", reasonCode: 0, properties: {} });
      await first.closed();
      expect(textsIn(await other.settle())).toEqual([]);
      talker.send(publishPacket(topic(), "3", { qos: 1 }));
      await talker.settle();
      expect(heardIn(await other.settle())).toEqual([["3", 1, false]]);
    },
  ],
];
