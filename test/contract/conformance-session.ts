// Sessions: what outlives a connection, and what does not. MQTT5 3.1.2.4, 3.1.2.11.2, 3.1.3.2, 4.1, 4.4, MQTT 3.1.1 3.1.2.4, 4.1, 4.4

import { expect } from "bun:test";
import type { ConnectPacket, MqttVersion, Packet } from "../../shared/protocol/packet.ts";
import type { Row } from "./conformance.ts";
import {
  acknowledgement,
  connectPacket,
  publishesOf,
  publishPacket,
  subscribePacket,
  textOf,
  textsIn,
  will,
} from "./packets.ts";
import type { RawConnection } from "./raw-connection.ts";

const isPresent = (client: RawConnection) =>
  client.packets[0]?.type === "connack" && client.packets[0].sessionPresent;
/** A session that is kept, in either version. */
const kept = (
  version: MqttVersion,
  clientId: string,
  over: Partial<ConnectPacket> = {},
): Partial<ConnectPacket> => ({
  clientId,
  clean: false,
  properties: version === 5 ? { sessionExpiryInterval: 100 } : {},
  ...over,
});
const goodbye = async (client: RawConnection) => {
  client.send({ type: "disconnect", reasonCode: 0, properties: {} });
  await client.closed();
};

export const SESSION_ROWS: readonly Row[] = [
  [
    "[MQTT-3.1.2-4] [MQTT-3.1.2-5] [MQTT-3.2.2-2] session present: not at first, then, and not any more after a clean start",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const) {
        const presence = [];
        for (const clean of [false, false, true, false]) {
          const client = await enter(version, kept(version, topic(`${version}`), { clean }));
          presence.push(isPresent(client));
          await goodbye(client);
        }
        // 3.1.1's clean session ends with its connection; 5.0 says by its expiry how long one is kept.
        expect(presence).toEqual([false, true, false, version === 5]);
      }
    },
  ],
  [
    "[MQTT-3.1.2-23] a 5.0 session without an expiry ends with its connection, clean start or not",
    async ({ enter, topic }) => {
      for (const clean of [true, false]) {
        const first = await enter(5, { clientId: topic(), clean });
        first.send(subscribePacket(topic(), 1));
        await first.settle();
        await goodbye(first);
        const second = await enter(5, { clientId: topic(), clean: false });
        expect(isPresent(second)).toBe(false);
        second.send(publishPacket(topic(), "x", { qos: 1 }));
        expect(await second.settle()).toMatchObject([{ type: "puback", reasonCode: 0x10 }]);
        await goodbye(second);
      }
    },
  ],
  [
    "[MQTT-3.14.2-2] DISCONNECT may shorten a session's life or lengthen it, but not give one to a session that had none (0x82)",
    async ({ enter, topic }) => {
      const leave = async (asked: number, last: number) => {
        const clientId = topic(`${asked}/${last}`);
        const client = await enter(5, { clientId, properties: { sessionExpiryInterval: asked } });
        client.send({ type: "disconnect", reasonCode: 0, properties: { sessionExpiryInterval: last } });
        const ending = await client.ending();
        const back = await enter(5, { clientId, clean: false });
        return [ending.map((p) => p.type === "disconnect" && p.reasonCode), isPresent(back)];
      };
      expect(await leave(100, 0)).toEqual([[], false]);
      expect(await leave(100, 200)).toEqual([[], true]);
      expect(await leave(0, 0)).toEqual([[], false]);
      expect(await leave(0, 100)).toEqual([[0x82], false]);
    },
  ],
  [
    "[MQTT-3.1.2-6] while its client is away QoS 1 and 2 are kept in order, QoS 0 is not; a clean start throws it all away",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const) {
        const talker = await enter(4);
        for (const clean of [false, true]) {
          const first = await enter(version, kept(version, topic(`${version}`)));
          first.send(subscribePacket(topic(), 2));
          await first.settle();
          await goodbye(first);
          for (const [index, qos] of ([1, 0, 2, 1] as const).entries())
            talker.send(publishPacket(topic(), `${index}`, { qos, packetId: index + 1 }));
          talker.send(acknowledgement("pubrel", 3));
          await talker.settle();
          const back = await enter(version, kept(version, topic(`${version}`), { clean }));
          expect(isPresent(back)).toBe(!clean);
          expect(textsIn(back.packets)).toEqual(clean ? [] : ["0", "2", "3"]);
          expect(publishesOf(back.packets).map((p) => p.dup)).toEqual(clean ? [] : [false, false, false]);
          await goodbye(back);
        }
      }
    },
  ],
  [
    "[MQTT-4.4.0-1] [MQTT-3.3.1-1] what was not acknowledged comes again, in order, with DUP and its id; PUBREL where PUBREC came; nothing twice on one connection",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const) {
        const talker = await enter(4);
        const first = await enter(version, kept(version, topic(`${version}`)));
        first.send(subscribePacket(topic(), 2));
        await first.settle();
        for (const [index, qos] of ([1, 2, 2, 1, 0] as const).entries())
          talker.send(publishPacket(topic(), `${index}`, { qos, packetId: index + 1 }));
        for (const packetId of [2, 3]) talker.send(acknowledgement("pubrel", packetId));
        await talker.settle();
        expect(textsIn(await first.settle())).toEqual(["0", "1", "2", "3", "4"]);
        first.send(acknowledgement("pubrec", 2), acknowledgement("puback", 4));
        await first.settle();
        first.drop();
        const back = await enter(version, kept(version, topic(`${version}`)));
        const seen = (packets: readonly Packet[]) =>
          packets.map((p) => (p.type === "publish" ? [textOf(p.payload), p.packetId, p.dup] : p.type));
        expect(seen(back.packets.slice(1, -1))).toEqual([["0", 1, true], "pubrel", ["2", 3, true]]);
        back.send(acknowledgement("puback", 1), acknowledgement("pubcomp", 2), acknowledgement("pubrec", 3));
        expect((await back.settle()).map((p) => p.type)).toEqual(["pubrel"]);
        back.send(acknowledgement("pubcomp", 3));
        await back.settle();
        back.drop();
        const again = await enter(version, kept(version, topic(`${version}`)));
        expect(seen(again.packets.slice(1, -1))).toEqual([]);
        await goodbye(again);
      }
    },
  ],
  [
    "[MQTT-4.3.3-10] a QoS 2 publish that began before the connection broke goes on behind it, and is passed on once",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const) {
        const watcher = await enter(4);
        watcher.send(subscribePacket(topic(), 2));
        await watcher.settle();
        const message = publishPacket(topic(), "once", { qos: 2, packetId: 40 });
        const first = await enter(version, kept(version, topic(`${version}`)));
        first.send(message);
        await first.settle();
        first.drop();
        const back = await enter(version, kept(version, topic(`${version}`)));
        back.send({ ...message, dup: true }, acknowledgement("pubrel", 40));
        expect((await back.settle()).map((p) => p.type)).toEqual(["pubrec", "pubcomp"]);
        expect(textsIn(await watcher.settle())).toEqual(["once"]);
        await goodbye(back);
        watcher.drop();
      }
    },
  ],
  [
    "subscriptions are kept with all they asked for, and another Receive Maximum counts from the moment it is said",
    async ({ enter, topic }) => {
      const talker = await enter(5);
      const properties = { sessionExpiryInterval: 100 };
      const first = await enter(5, { clientId: topic(), properties });
      first.send(
        subscribePacket(
          topic("#"),
          { qos: 1, retainAsPublished: true, noLocal: true },
          { subscriptionIdentifier: 3 },
        ),
      );
      await first.settle();
      await goodbye(first);
      for (const payload of ["1", "2", "3"])
        talker.send(publishPacket(topic("t"), payload, { qos: 1, retain: true }));
      await talker.settle();
      const back = await enter(5, {
        clientId: topic(),
        clean: false,
        properties: { ...properties, receiveMaximum: 1 },
      });
      expect(publishesOf(back.packets)).toMatchObject([
        { retain: true, properties: { subscriptionIdentifiers: [3] } },
      ]);
      for (const packetId of [1, 2, 3]) back.send(acknowledgement("puback", packetId));
      expect(textsIn(await back.settle())).toEqual(["2", "3"]);
      back.send(publishPacket(topic("t"), "mine", { qos: 1 }));
      expect((await back.settle()).map((p) => p.type)).toEqual(["puback"]);
    },
  ],
  [
    "[MQTT-3.3.4-9] what is sent again counts against the Receive Maximum of the connection it is sent on",
    async ({ enter, topic }) => {
      const talker = await enter(5);
      const properties = { sessionExpiryInterval: 100 };
      const first = await enter(5, { clientId: topic(), properties });
      first.send(subscribePacket(topic(), 2));
      await first.settle();
      for (const [index, qos] of ([2, 1, 1, 2] as const).entries())
        talker.send(publishPacket(topic(), `${index}`, { qos, packetId: index + 1 }));
      for (const packetId of [1, 4]) talker.send(acknowledgement("pubrel", packetId));
      await talker.settle();
      expect(textsIn(await first.settle())).toEqual(["0", "1", "2", "3"]);
      first.send(acknowledgement("pubrec", 1));
      await first.settle();
      first.drop();
      const back = await enter(5, {
        clientId: topic(),
        clean: false,
        properties: { ...properties, receiveMaximum: 1 },
      });
      const told = back.packets.slice(1, -1);
      expect([told.map((p) => p.type), textsIn(told)]).toEqual([["pubrel"], []]);
      const step = async (type: "puback" | "pubrec" | "pubcomp", packetId: number) => {
        back.send(acknowledgement(type, packetId));
        return (await back.settle()).map((p) => (p.type === "publish" ? [textOf(p.payload), p.dup] : p.type));
      };
      expect(await step("pubcomp", 1)).toEqual([["1", true]]);
      // For what the former connection was sent.
      expect(await step("puback", 3)).toEqual([]);
      expect(await step("puback", 2)).toEqual([["3", true]]);
      talker.send(publishPacket(topic(), "new", { qos: 1 }));
      await talker.settle();
      expect(await step("pubrec", 4)).toEqual(["pubrel"]);
      expect(await step("pubcomp", 4)).toEqual([["new", false]]);
    },
  ],
  [
    "[MQTT-3.8.3-3] No Local reaches over connections: what an earlier one of its session retained, or left as a will, does not come to a later one",
    async ({ enter, topic }) => {
      const over = (willDelayInterval: number) => ({
        clientId: topic(),
        clean: false,
        properties: { sessionExpiryInterval: 100 },
        ...will(topic("will"), "mine", { properties: { willDelayInterval } }),
      });
      const watcher = await enter(5);
      watcher.send(subscribePacket(topic("#")));
      const first = await enter(5, over(0));
      const filter = { qos: 1, noLocal: true } as const;
      first.send(subscribePacket(topic("#"), filter), publishPacket(topic("kept"), "mine", { retain: true }));
      expect(textsIn(await first.settle())).toEqual([]);
      expect(textsIn(await watcher.settle())).toEqual(["mine"]);
      // 0xF0: AUTH without its method in CONNECT breaks the protocol, so the will goes out while the session is kept.
      first.write(Uint8Array.of(0xf0, 0));
      await first.closed();
      expect(textsIn(await watcher.settle())).toEqual(["mine"]);
      const back = await enter(5, over(0));
      expect([isPresent(back), textsIn(back.packets)]).toEqual([true, []]);
      back.send(subscribePacket(topic("#"), filter));
      expect(textsIn(await back.settle())).toEqual([]);
      watcher.send(
        publishPacket(topic("other"), "another's", { qos: 1 }),
        publishPacket(topic("kept"), "", { retain: true }),
      );
      await watcher.settle();
      expect(textsIn(await back.settle())).toEqual(["another's", ""]);
      await goodbye(back);
    },
  ],
  [
    "[MQTT-3.8.3-3] No Local is about client ids: what was retained under one is kept from it in a later session too, and from nobody else",
    async ({ enter, topic }) => {
      const first = await enter(5, { clientId: topic() });
      first.send(publishPacket(topic("kept"), "mine", { retain: true }));
      await first.settle();
      await goodbye(first);
      const other = await enter(5);
      const again = await enter(5, { clientId: topic() });
      expect(isPresent(again)).toBe(false);
      for (const client of [again, other]) client.send(subscribePacket(topic("#"), { noLocal: true }));
      expect(textsIn(await again.settle())).toEqual([]);
      expect(textsIn(await other.settle())).toEqual(["mine"]);
      other.send(publishPacket(topic("kept"), "theirs", { retain: true }));
      await other.settle();
      expect(textsIn(await again.settle())).toEqual(["theirs"]);
      again.send(subscribePacket(topic("#"), { noLocal: true }));
      expect(textsIn(await again.settle())).toEqual(["theirs"]);
      other.send(publishPacket(topic("kept"), "", { retain: true }));
      await other.settle();
      await goodbye(again);
    },
  ],
  [
    "[MQTT-3.1.4-3] [MQTT-3.1.4-2] whoever is taken over is told 0x8E, or nothing in 3.1.1; its session goes on, its will goes out",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const) {
        const watcher = await enter(5);
        watcher.send(subscribePacket(topic("will")));
        await watcher.settle();
        const over = kept(version, topic(`${version}`), will(topic("will"), "gone"));
        const first = await enter(version, over);
        first.send(subscribePacket(topic(), 1));
        await first.settle();
        const second = await enter(version, kept(version, topic(`${version}`)));
        expect(isPresent(second)).toBe(true);
        expect(await first.ending()).toMatchObject(
          version === 5 ? [{ type: "disconnect", reasonCode: 0x8e }] : [],
        );
        expect(textsIn(await watcher.settle())).toEqual(["gone"]);
        watcher.send(publishPacket(topic(), "x", { qos: 1 }));
        await watcher.settle();
        expect(textsIn(await second.settle())).toEqual(["x"]);
        watcher.drop();
        await goodbye(second);
      }
    },
  ],
  [
    "[MQTT-3.3.1-1] whoever has subscribed to their own will hears it when they are back, as new: it was never sent before",
    async ({ enter, open, topic }) => {
      for (const version of [4, 5] as const)
        for (const how of ["by a breach", "by being taken over"]) {
          const clientId = topic(`${version}/${how}`);
          const client = await enter(version, kept(version, clientId, will(clientId, "gone", { qos: 1 })));
          client.send(subscribePacket(clientId, 1));
          await client.settle();
          if (how === "by a breach") {
            client.write(Uint8Array.of(0xf3, 0));
            await client.closed();
          }
          const back = await open(version);
          back.send(connectPacket(version, kept(version, clientId)));
          await back.settle();
          const [gone, ...others] = publishesOf(back.packets);
          expect(others).toEqual([]);
          expect(gone).toMatchObject({ topicName: clientId, qos: 1, dup: false });
          await goodbye(back);
        }
    },
  ],
  [
    "[MQTT-3.1.4-3] one client id may be taken over again and again",
    async ({ enter, topic }) => {
      const clientId = topic();
      for (let count = 0; count < 50; count++) await enter(count % 2 === 0 ? 4 : 5, { clientId });
    },
  ],
  [
    "[MQTT-3.1.3-9] a will with a delay is dropped when its client is back in time, and goes out at once when its session ends",
    async ({ enter, topic }) => {
      const watcher = await enter(5);
      watcher.send(subscribePacket(topic("will")));
      await watcher.settle();
      const delayed = (sessionExpiryInterval: number) => ({
        clientId: topic(),
        ...will(topic("will"), `${sessionExpiryInterval}`, { properties: { willDelayInterval: 100 } }),
        properties: { sessionExpiryInterval },
      });
      const first = await enter(5, delayed(100));
      first.drop();
      const back = await enter(5, {
        clientId: topic(),
        clean: false,
        properties: { sessionExpiryInterval: 100 },
      });
      await goodbye(back);
      expect(textsIn(await watcher.settle())).toEqual([]);
      const second = await enter(5, { ...delayed(100), clean: false });
      second.write(Uint8Array.of(0xf0, 0));
      await second.closed();
      expect(textsIn(await watcher.settle())).toEqual([]);
      const fresh = await enter(5, { clientId: topic(), clean: true });
      expect(textsIn(await watcher.settle())).toEqual(["100"]);
      await goodbye(fresh);
      const unkept = await enter(5, delayed(0));
      unkept.write(Uint8Array.of(0xf0, 0));
      await unkept.closed();
      expect(textsIn(await watcher.settle())).toEqual(["0"]);
    },
  ],
  [
    "a session is its version's no more than its transport's: 3.1.1 may take up what 5.0 left",
    async ({ enter, topic }) => {
      const first = await enter(5, kept(5, topic()));
      first.send(subscribePacket(topic(), 1));
      await first.settle();
      await goodbye(first);
      const talker = await enter(5);
      talker.send(publishPacket(topic(), "x", { qos: 1, properties: { contentType: "c" } }));
      await talker.settle();
      const back = await enter(4, kept(4, topic()));
      expect([isPresent(back), textsIn(back.packets)]).toEqual([true, ["x"]]);
      await goodbye(back);
    },
  ],
];
