// As large, as long and as many as MQTT allows, from a client that asks for no more than the standard grants it: what suites set
// their clients up with. MQTT5 1.5, 2.1.4, 3.1.2.11, 3.3.4, MQTT 3.1.1 2.2.3

import { expect } from "bun:test";
import type { MqttVersion } from "../../shared/protocol/packet.ts";
import type { Row } from "./conformance.ts";
import { publishesOf, publishPacket, subscribePacket } from "./packets.ts";

const MEBIBYTE = 1024 * 1024;

export const EXTREME_ROWS: readonly Row[] = [
  [
    "[MQTT-2.1.4] packets whose length takes four bytes go through at every QoS, and are retained",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const)
        for (const qos of [0, 1, 2] as const) {
          const [talker, hearer] = [await enter(version), await enter(version)];
          hearer.send(subscribePacket(topic(), qos));
          await hearer.settle();
          const payload = new Uint8Array(2 * MEBIBYTE + qos).fill(qos + 1);
          talker.send(publishPacket(topic(), payload, { qos, retain: qos === 2 }));
          if (qos === 2) talker.send({ type: "pubrel", packetId: 1, reasonCode: 0 });
          await talker.settle();
          const [heard, ...more] = publishesOf(await hearer.settle());
          expect([version, qos, heard?.qos, more.length]).toEqual([version, qos, qos, 0]);
          expect(Buffer.compare(heard?.payload ?? new Uint8Array(0), payload)).toBe(0);
        }
      const late = await enter(5);
      late.send(subscribePacket(topic(), 1));
      expect(publishesOf(await late.settle())).toMatchObject([{ retain: true, qos: 1 }]);
      late.send(publishPacket(topic(), "", { retain: true }));
      await late.settle();
    },
  ],
  [
    "[MQTT-3.2.2-15] a packet of as many bytes as CONNACK says is served, and a longer one is 0x95 as soon as its length can be read",
    async ({ enter, topic }) => {
      const [client, hearer] = [await enter(5), await enter(4)];
      hearer.send(subscribePacket(topic()));
      await hearer.settle();
      const [connack] = client.packets;
      const maxBytes = connack?.type === "connack" ? (connack.properties.maximumPacketSize ?? 0) : 0;
      expect(maxBytes).toBe(16 * MEBIBYTE);
      // First byte, four bytes of length, the topic with its length, no properties.
      const overheadBytes = 1 + 4 + 2 + topic().length + 1;
      client.send(publishPacket(topic(), new Uint8Array(maxBytes - overheadBytes)));
      await client.settle();
      // 3.1.1 has no properties.
      const heard = publishesOf(await hearer.settle()).map((p) => p.payload.length);
      expect(heard).toEqual([maxBytes - overheadBytes]);
      client.write(Uint8Array.of(0x30, 0xfc, 0xff, 0xff, 0x07));
      expect(await client.ending()).toMatchObject([{ type: "disconnect", reasonCode: 0x95 }]);
    },
  ],
  [
    "[MQTT-3.1.2-23] a session is kept as long as it is asked for, for ever among it, which CONNACK has no need to say",
    async ({ enter, topic }) => {
      for (const [index, sessionExpiryInterval] of [1, 3_600, 3_601, 0xfffffffe, 0xffffffff].entries()) {
        const asked = { clientId: topic(`${index}`), clean: false, properties: { sessionExpiryInterval } };
        for (const sessionPresent of [false, true]) {
          const client = await enter(5, asked);
          expect([sessionExpiryInterval, client.packets[0]]).toMatchObject([
            sessionExpiryInterval,
            { sessionPresent },
          ]);
          expect(client.packets[0]).not.toHaveProperty("properties.sessionExpiryInterval");
          client.send({ type: "disconnect", reasonCode: 0, properties: {} });
          await client.closed();
        }
      }
    },
  ],
  [
    "[MQTT-4.5.0-1] what waits for a client that is away is kept by the thousand, in order",
    async ({ enter, topic }) => {
      const asked = (version: MqttVersion) => ({
        clientId: topic(`${version}`),
        clean: false,
        ...(version === 5 ? { properties: { sessionExpiryInterval: 100 } } : {}),
      });
      const talker = await enter(4);
      for (const version of [4, 5] as const) {
        const client = await enter(version, asked(version));
        client.send(subscribePacket(topic("t"), 1));
        await client.settle();
        client.send({ type: "disconnect", reasonCode: 0, properties: {} });
        await client.closed();
      }
      const payloads = Array.from({ length: 3_000 }, (_, index) => `${index}`.padEnd(1_024));
      talker.send(...payloads.map((payload) => publishPacket(topic("t"), payload, { qos: 1 })));
      expect(await talker.settle()).toHaveLength(payloads.length);
      for (const version of [4, 5] as const) {
        const client = await enter(version, asked(version));
        expect(client.packets[0]).toMatchObject({ sessionPresent: true });
        const heard: string[] = [];
        for (let packets = client.packets; heard.length < payloads.length; packets = await client.settle())
          for (const { payload, packetId = 0 } of publishesOf(packets)) {
            heard.push(new TextDecoder().decode(payload));
            client.send({ type: "puback", packetId, reasonCode: 0 });
          }
        expect(heard).toEqual(payloads);
      }
    },
  ],
  [
    "[MQTT-3.8.4-1] thousands of subscriptions, each in a packet of its own, are granted, heard by and given up again",
    async ({ enter, topic }) => {
      const [client, talker] = [await enter(5), await enter(4)];
      const names = Array.from({ length: 5_000 }, (_, index) => topic(`${index}`));
      client.send(...names.map((name) => subscribePacket(name, 1)));
      const granted = (await client.settle()).filter((p) => p.type === "suback" && p.reasonCodes[0] === 1);
      expect(granted).toHaveLength(names.length);
      const [first = "", last = ""] = [names[0], names.at(-1)];
      const hear = async () => {
        talker.send(...[first, last].map((name) => publishPacket(name, name, { qos: 1 })));
        await talker.settle();
        return publishesOf(await client.settle()).map((p) => [p.topicName, p.qos]);
      };
      expect(await hear()).toEqual([
        [first, 1],
        [last, 1],
      ]);
      const given = { type: "unsubscribe", packetId: 1, topicFilters: names.slice(1) } as const;
      client.send(given);
      expect(await client.settle()).toMatchObject([{ reasonCodes: names.slice(1).map(() => 0) }]);
      expect(await hear()).toEqual([[first, 1]]);
    },
  ],
  [
    "[MQTT-3.3.1-5] messages as large as can be are retained beside each other, and small ones by the ten thousand",
    async ({ enter, topic }) => {
      const [keeper, late] = [await enter(5), await enter(5)];
      const larges = [1, 2, 3].map((index) => topic(`large/${index}`));
      const payload = new Uint8Array(16 * MEBIBYTE - 100);
      crypto.getRandomValues(payload.subarray(0, 65_536));
      for (const name of larges) {
        keeper.send(publishPacket(name, payload, { retain: true, qos: 1 }));
        expect(await keeper.settle()).toMatchObject([{ type: "puback", reasonCode: 0x10 }]);
        late.send(subscribePacket(name));
        const [heard, ...more] = publishesOf(await late.settle());
        expect([heard?.retain, more.length]).toEqual([true, 0]);
        expect(Buffer.compare(heard?.payload ?? new Uint8Array(0), payload)).toBe(0);
      }
      const smalls = Array.from({ length: 20_000 }, (_, index) => topic(`small/${index}`));
      keeper.send(...smalls.map((name) => publishPacket(name, "x", { retain: true })));
      await keeper.settle();
      late.send(subscribePacket(topic("small/+")));
      expect(publishesOf(await late.settle()).map((p) => p.topicName)).toEqual(smalls);
      // As many filters do not take as many times longer for it.
      late.send(...smalls.slice(0, 5_000).map((name) => subscribePacket(`${name}/below`)));
      expect((await late.settle()).filter((p) => p.type === "suback" && p.reasonCodes[0] === 0)).toHaveLength(
        5_000,
      );
      keeper.send(...[...larges, ...smalls].map((name) => publishPacket(name, "", { retain: true })));
      await keeper.settle();
    },
  ],
];
