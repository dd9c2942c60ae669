// Payloads: how large they may be, and what they say of themselves. MQTT5 3.1.3.2.3, 3.2.2.3.6, 3.3.2.3.2, 3.3.3

import { expect } from "bun:test";
import { encodePacket, type PublishPacket, type QoS } from "../../shared/protocol/packet.ts";
import type { Row } from "./conformance.ts";
import { bytesOf, connectPacket, publishesOf, publishPacket, subscribePacket, will } from "./packets.ts";
import type { RawConnection } from "./raw-connection.ts";

const QOS = [0, 1, 2] as const;
/** Of an open host that is told no other. */
const PACKET_MAX_BYTES = 16 * 1024 * 1024;

/** A byte that begins nothing, an overlong NUL, a surrogate, what is beyond Unicode, and a character cut short. */
const NOT_UTF8 = ["ff", "c080", "eda080", "f4908080", "61e382"].map((hex) => Uint8Array.fromHex(hex));
/** What a string of MQTT may not have, too: a payload is no such string. */
const UTF8 = ["", "やあ", "\u0000\u0007\ufeff\uffff"].map(bytesOf);

/** Bytes in which one that is lost, doubled or moved is seen. */
function payloadOf(sizeBytes: number): Uint8Array {
  const payload = new Uint8Array(sizeBytes);
  for (let i = 0; i < sizeBytes; i++) payload[i] = (i * 31 + (i >> 8)) & 0xff;
  return payload;
}

/** What a hearer notices, without bytes of which a message that differs would print millions. */
const seen = ({ qos, retain, payload }: Pick<PublishPacket, "qos" | "retain" | "payload">) => ({
  qos,
  retain,
  payload: `${payload.length} bytes, ${Bun.hash(payload)}`,
});

/** The message that comes next, and no other with it; acknowledged. */
async function hear(hearer: RawConnection, heardCount: number): Promise<ReturnType<typeof seen>[]> {
  await hearer.hears(heardCount + 1, 5_000);
  const heard = publishesOf(hearer.packets.slice(heardCount));
  for (const { qos, packetId } of heard) {
    if (packetId === undefined) continue;
    hearer.send({ type: qos === 1 ? "puback" : "pubrec", packetId, reasonCode: 0 });
    if (qos === 2) hearer.send({ type: "pubcomp", packetId, reasonCode: 0 });
  }
  await hearer.settle();
  return heard.map(seen);
}

export const PAYLOAD_ROWS: readonly Row[] = [
  [
    "[MQTT-3.3.3] a payload of a megabyte goes through at each QoS, and so does one of ten, retained too",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const) {
        const name = topic(`${version}`);
        const [talker, hearer] = [await enter(version), await enter(version)];
        hearer.send(subscribePacket(name, 2));
        await hearer.settle();
        const speak = async (sizeBytes: number, qos: QoS, retain: boolean) => {
          const payload = payloadOf(sizeBytes);
          const heardCount = hearer.packets.length;
          talker.send(publishPacket(name, payload, { qos, retain }));
          if (qos === 2) talker.send({ type: "pubrel", packetId: 1, reasonCode: 0 });
          expect(await hear(hearer, heardCount)).toEqual([seen({ qos, retain: false, payload })]);
          await talker.settle();
          return payload;
        };
        for (const qos of QOS) await speak(1_000_000, qos, false);
        const payload = await speak(10_000_000, 2, true);
        const late = await enter(version);
        late.send(subscribePacket(name, 1));
        await late.hears(late.packets.length + 2, 5_000);
        const retained = publishesOf(await late.settle());
        expect(retained.map(seen)).toEqual([seen({ qos: 1, retain: true, payload })]);
        talker.send(publishPacket(name, "", { retain: true }));
        await talker.settle();
      }
    },
  ],
  [
    "[MQTT-3.2.2-15] a packet as large as CONNACK says is served, and one byte more is answered with 0x95 before it has come",
    async ({ enter, topic }) => {
      const talker = await enter(5);
      expect(talker.packets[0]).toMatchObject({ properties: { maximumPacketSize: PACKET_MAX_BYTES } });
      const name = topic();
      talker.send(subscribePacket(name));
      await talker.settle();
      const overheadBytes = encodePacket(publishPacket(name, payloadOf(PACKET_MAX_BYTES - 100)), 5).length;
      const payload = payloadOf(PACKET_MAX_BYTES - 100 + PACKET_MAX_BYTES - overheadBytes);
      const heardCount = talker.packets.length;
      talker.send(publishPacket(name, payload));
      expect(await hear(talker, heardCount)).toEqual([seen({ qos: 0, retain: false, payload })]);
      // Its first byte and its length: five bytes that count towards it.
      const restBytes = PACKET_MAX_BYTES + 1 - 5;
      talker.write(
        Uint8Array.of(
          0x30,
          ...[0, 7, 14].map((shift) => 0x80 | ((restBytes >> shift) & 0x7f)),
          restBytes >> 21,
        ),
      );
      expect(await talker.ending(1_000)).toMatchObject([{ type: "disconnect", reasonCode: 0x95 }]);
    },
  ],
  [
    "[MQTT-3.3.1-5] what is retained is retained: messages as large as can be, beside others, and 20,000 small ones",
    async ({ enter, topic }) => {
      const [keeper, late] = [await enter(5), await enter(5)];
      const larges = [1, 2, 3].map((n) => topic(`large/${n}`));
      const payload = payloadOf(PACKET_MAX_BYTES - 100);
      for (const name of larges) {
        keeper.send(publishPacket(name, payload, { retain: true, qos: 1 }));
        expect(await keeper.settle()).toMatchObject([{ type: "puback", reasonCode: 0x10 }]);
      }
      for (const name of larges) {
        const heardCount = late.packets.length + 1;
        late.send(subscribePacket(name));
        expect(await hear(late, heardCount)).toEqual([seen({ qos: 0, retain: true, payload })]);
      }
      const smalls = Array.from({ length: 20_000 }, (_, n) => topic(`small/${n}`));
      for (const name of smalls) keeper.send(publishPacket(name, "x", { retain: true }));
      await keeper.settle();
      const heardCount = late.packets.length;
      late.send(subscribePacket(topic("small/+")));
      await late.hears(heardCount + 1 + smalls.length, 5_000);
      expect(publishesOf(await late.settle()).map((p) => p.topicName)).toEqual(smalls);
      for (const name of [...larges, ...smalls]) keeper.send(publishPacket(name, "", { retain: true }));
      await keeper.settle();
    },
  ],
  [
    "[MQTT-3.3.2.3.2] [MQTT-3.1.3.2.3] what says that it is UTF-8 and is none is refused with 0x99, and reaches nobody",
    async (stage) => {
      const { enter, open, topic } = stage;
      const hearer = await enter(5);
      hearer.send(subscribePacket(topic("#"), 2));
      await hearer.settle();
      const properties = { payloadFormatIndicator: true } as const;
      const speak = (payload: Uint8Array, over: Partial<PublishPacket> = {}) =>
        publishPacket(topic("t"), payload, { properties, ...over });
      for (const payload of NOT_UTF8) {
        const talker = await enter(5);
        talker.send(speak(payload, { qos: 1 }), speak(payload, { qos: 2, packetId: 2 }));
        // The exchange ended with that: its identifier is free for another.
        talker.send(speak(bytesOf("text"), { qos: 1, packetId: 2 }));
        expect(await talker.settle()).toMatchObject([
          { type: "puback", packetId: 1, reasonCode: 0x99 },
          { type: "pubrec", packetId: 2, reasonCode: 0x99 },
          { type: "puback", packetId: 2, reasonCode: 0 },
        ]);
        talker.send(speak(payload, { retain: true }));
        expect(await talker.ending(1_000)).toMatchObject([{ type: "disconnect", reasonCode: 0x99 }]);
        const heir = await open(5);
        heir.send(connectPacket(5, { will: { ...will(topic("w"), "").will, payload, properties } }));
        expect(await heir.ending(1_000)).toMatchObject([{ type: "connack", reasonCode: 0x99 }]);
      }
      // Text, and what nobody calls text.
      const talker = await enter(5);
      for (const payload of UTF8) talker.send(speak(payload));
      for (const payload of NOT_UTF8)
        for (const unsaid of [{}, { payloadFormatIndicator: false }])
          talker.send(speak(payload, { properties: unsaid }));
      await talker.settle();
      const heard = publishesOf(await hearer.settle()).map((p) => p.payload.toHex());
      const texts = NOT_UTF8.map(() => bytesOf("text").toHex());
      expect(heard).toEqual([
        ...texts,
        ...UTF8.map((payload) => payload.toHex()),
        ...NOT_UTF8.flatMap((payload) => [payload.toHex(), payload.toHex()]),
      ]);
    },
  ],
];
