// What a payload says of itself, and whether it is so. MQTT5 3.1.3.2.3, 3.3.2.3.2

import { expect } from "bun:test";
import type { PublishPacket } from "../../shared/protocol/packet.ts";
import type { Row } from "./conformance.ts";
import { bytesOf, connectPacket, publishesOf, publishPacket, subscribePacket, will } from "./packets.ts";

/** A byte that begins nothing, an overlong NUL, a surrogate, what is beyond Unicode, and a character cut short. */
const NOT_UTF8 = ["ff", "c080", "eda080", "f4908080", "61e382"].map((hex) => Uint8Array.fromHex(hex));
/** What a string of MQTT may not have, too: a payload is no such string. */
const UTF8 = ["", "やあ", "\u0000\u0007\ufeff\uffff"].map(bytesOf);

export const PAYLOAD_ROWS: readonly Row[] = [
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
