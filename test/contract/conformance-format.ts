// How strings, lengths and identifiers are written, in whatever packet. MQTT5 1.5, 2, MQTT 3.1.1 1.5, 2

import { expect } from "bun:test";
import { encodePacket } from "../../shared/protocol/packet.ts";
import type { Row } from "./conformance.ts";
import {
  acknowledgement,
  bytesOf,
  publishesOf,
  publishPacket,
  rawPacket,
  subscribePacket,
  text,
  textOf,
  typesOf,
  unsubscribePacket,
} from "./packets.ts";

const MARK = "\ufeff";
/** Two-byte lengths, and what is no text behind them: ill-formed, a surrogate, U+0000. */
const NO_TEXTS = [
  [0, 2, 0xc3, 0x28],
  [0, 3, 0xed, 0xa0, 0x80],
  [0, 1, 0],
];
const USER_PROPERTY = 0x26;

export const FORMAT_ROWS: readonly Row[] = [
  [
    "[MQTT-1.5.4-3] U+FEFF is a character like any other: topics, filters and client ids with it and without are two, and properties keep it",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const) {
        const clientId = topic(`${version}`);
        const [marked, plain] = [
          await enter(version, { clientId: `${MARK}${clientId}` }),
          await enter(version, { clientId }),
        ];
        marked.send(subscribePacket(`${MARK}${topic()}`));
        plain.send(subscribePacket(topic()));
        await Promise.all([marked.settle(), plain.settle()]);
        const properties =
          version === 4
            ? {}
            : { contentType: MARK, responseTopic: MARK, userProperties: [[MARK, MARK]] as const };
        plain.send(
          publishPacket(`${MARK}${topic()}`, "marked", { properties }),
          publishPacket(topic(), "plain"),
        );
        const heard = [...publishesOf(await plain.settle()), ...publishesOf(await marked.settle())];
        expect(heard.map((p) => [p.topicName, textOf(p.payload), p.properties])).toEqual([
          [topic(), "plain", {}],
          [`${MARK}${topic()}`, "marked", properties],
        ]);
      }
    },
  ],
  [
    "[MQTT-1.5.7-1] a user property whose name or value is no text is malformed, in every packet that may have one",
    async ({ enter, refusal }) => {
      const pairs = NO_TEXTS.flatMap((noText) => [
        [USER_PROPERTY, ...noText, ...text("v")],
        [USER_PROPERTY, ...text("k"), ...noText],
      ]);
      for (const pair of pairs) {
        const list = [pair.length, ...pair];
        for (const bytes of [
          rawPacket(0x30, text("t"), list),
          rawPacket(0x40, 0, 1, 0, list),
          rawPacket(0x50, 0, 1, 0, list),
          rawPacket(0x62, 0, 1, 0, list),
          rawPacket(0x70, 0, 1, 0, list),
          rawPacket(0x82, 0, 1, list, text("t"), 0),
          rawPacket(0xa2, 0, 1, list, text("t")),
          rawPacket(0xe0, 0, list),
          rawPacket(0xf0, 0x18, list),
        ]) {
          const client = await enter(5);
          client.write(bytes);
          expect([bytes.toHex(), await client.ending()]).toMatchObject([
            bytes.toHex(),
            [{ type: "disconnect", reasonCode: 0x81 }],
          ]);
        }
        for (const bytes of [
          rawPacket(0x10, text("MQTT"), 5, 0x02, 0, 60, list, text("a")),
          rawPacket(0x10, text("MQTT"), 5, 0x06, 0, 60, 0, text("a"), list, text("t"), text("p")),
        ])
          expect([bytes.toHex(), await refusal(5, bytes)]).toEqual([bytes.toHex(), "2003008100"]);
      }
    },
  ],
  [
    "[MQTT-1.5.5-1] a variable byte integer in more bytes than it needs, or in five, is malformed: the length of a packet, of properties, a subscription identifier",
    async ({ enter }) => {
      for (const [bytes, isOf5Alone] of [
        [[0xc0, 0x80, 0x00], false],
        [[0x30, 0x84, 0x80, 0x00, 0, 1, 0x74, 0], false],
        [[0xc0, 0x80, 0x80, 0x80, 0x80, 0x00], false],
        [[0xc0, 0xff, 0xff, 0xff, 0xff, 0x01], false],
        [[0x30, 5, 0, 1, 0x74, 0x80, 0x00], true],
        [[0x30, 8, 0, 1, 0x74, 0x80, 0x80, 0x80, 0x80, 0x00], true],
        [[0x82, 10, 0, 1, 3, 0x0b, 0x81, 0x00, 0, 1, 0x74, 0], true],
      ] as const) {
        const five = await enter(5);
        five.write(Uint8Array.from(bytes));
        expect([bytes, await five.ending()]).toMatchObject([
          bytes,
          [{ type: "disconnect", reasonCode: 0x81 }],
        ]);
        if (isOf5Alone) continue;
        const three = await enter(4);
        three.write(Uint8Array.from(bytes));
        expect([bytes, await three.ending()]).toEqual([bytes, []]);
      }
    },
  ],
  [
    "[MQTT-2.2.1-6] SUBACK and UNSUBACK come under the identifier of what they answer, however many are asked at once",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const) {
        const client = await enter(version);
        const ids = [0xffff, 1, 0x0100, 2, 0x00ff];
        for (const packetId of ids)
          client.send(
            { ...subscribePacket(topic(`${packetId}`)), packetId },
            { type: "unsubscribe", packetId, topicFilters: [topic(`${packetId}`)] },
          );
        const answers = await client.settle();
        expect(answers.map((p) => ("packetId" in p ? [p.type, p.packetId] : p.type))).toEqual(
          ids.flatMap((packetId) => [
            ["suback", packetId],
            ["unsuback", packetId],
          ]),
        );
      }
    },
  ],
  [
    "[MQTT-3.1.0-1] what does not begin as a CONNECT is hung up on at once, however much it says is still to come",
    async ({ refusal }) => {
      const others = Array.from({ length: 16 }, (_, type) => type).filter((type) => type !== 1);
      for (const begun of [
        bytesOf("Garbage"),
        bytesOf("GET / HTTP/1.1\r\n\r\n"),
        ...others.flatMap((type) => [Uint8Array.of(type << 4), Uint8Array.of((type << 4) | 2, 100, 0)]),
      ])
        expect([begun.toHex(), await refusal(4, begun)]).toEqual([begun.toHex(), ""]);
    },
  ],
  [
    "[MQTT-2.1.2] [MQTT-2.1.3-1] a packet that no end makes right is refused by its first byte, for the reason its whole would be",
    async ({ enter, topic }) => {
      for (const [first, reasonCode] of [
        [0x11, 0x81],
        [0x20, 0x82],
        [0x36, 0x81],
        [0x38, 0x81],
        [0x47, 0x81],
        [0x52, 0x81],
        [0x60, 0x81],
        [0x7f, 0x81],
        [0x80, 0x81],
        [0x93, 0x82],
        [0xa0, 0x81],
        [0xb0, 0x82],
        [0xc1, 0x81],
        [0xd0, 0x82],
        [0xe2, 0x81],
        [0xf8, 0x81],
      ] as const) {
        const [three, five] = [await enter(4), await enter(5)];
        for (const client of [three, five]) client.write(Uint8Array.of(0xc0, 0, first, 100));
        expect([first, typesOf(await three.ending(1_000))]).toEqual([first, ["pingresp"]]);
        expect([first, await five.ending(1_000)]).toMatchObject([
          first,
          [{ type: "pingresp" }, { type: "disconnect", reasonCode }],
        ]);
      }
      const client = await enter(5);
      for (const packet of [
        publishPacket(topic(), "x", { qos: 1, dup: true }),
        publishPacket(topic(), "x", { qos: 2, retain: true, packetId: 2 }),
        acknowledgement("pubrel", 2),
        subscribePacket(`${topic()}/+`),
        unsubscribePacket(topic()),
        { type: "pingreq" } as const,
      ]) {
        const bytes = encodePacket(packet, 5);
        const heard = client.packets.length;
        client.write(bytes.subarray(0, 1));
        await Bun.sleep(20);
        client.write(bytes.subarray(1));
        await client.hears(heard + 1);
      }
    },
  ],
];
