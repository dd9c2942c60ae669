// What a PUBLISH says of its message: properties it may have once, text in them, and names that are compared as they came. MQTT5 3.3.2, 4.7.3

import { expect } from "bun:test";
import { encodePacket } from "../../shared/protocol/packet.ts";
import type { Row } from "./conformance.ts";
import { publishesOf, publishPacket, rawPacket, subscribePacket, text } from "./packets.ts";

const ILL_FORMED = [0, 2, 0xc3, 0x28];
const publishWith = (properties: readonly number[]) =>
  rawPacket(0x30, text("t"), properties.length, properties, 0x78);

export const MESSAGE_ROWS: readonly Row[] = [
  [
    "[MQTT-3.3.2.3] what PUBLISH may say once is a protocol error twice, but for User Properties",
    async ({ enter }) => {
      for (const property of [
        [0x01, 1],
        [0x02, 0, 0, 0, 9],
        [0x03, ...text("c")],
        [0x08, ...text("r")],
        [0x09, 0, 1, 7],
        [0x23, 0, 1],
        [0x26, ...text("k"), ...text("v")],
      ]) {
        const client = await enter(5);
        client.write(publishWith(property));
        expect([property, await client.settle()]).toEqual([property, []]);
        client.write(publishWith([...property, ...property]));
        if (property[0] === 0x26) expect(await client.settle()).toEqual([]);
        else
          expect([property, await client.ending()]).toMatchObject([
            property,
            [{ type: "disconnect", reasonCode: 0x82 }],
          ]);
      }
    },
  ],
  [
    "[MQTT-3.3.2-13] [MQTT-3.3.2-14] [MQTT-3.3.2-19] Response Topic and Content Type are well-formed text, and the former a topic name",
    async ({ enter }) => {
      for (const [reasonCode, property] of [
        [0x81, [0x08, ...ILL_FORMED]],
        [0x81, [0x08, ...text("r\0")]],
        [0x82, [0x08, ...text("r/#")]],
        [0x82, [0x08, ...text("+/r")]],
        [0x82, [0x08, ...text("")]],
        [0x81, [0x03, ...ILL_FORMED]],
        [0x81, [0x03, ...text("c\0")]],
        [0x81, [0x03, 0xff, 0xff, 0x63]],
      ] as const) {
        const client = await enter(5);
        client.write(publishWith(property));
        expect([property, await client.ending()]).toMatchObject([
          property,
          [{ type: "disconnect", reasonCode }],
        ]);
      }
    },
  ],
  [
    "[MQTT-3.1.2-25] what a client takes without a topic alias alone is sent without one, and is not left out for it",
    async ({ enter, topic }) => {
      const maximumPacketSize = 100;
      const emptyBytes = encodePacket(publishPacket(topic(), ""), 5).length;
      const client = await enter(5, { properties: { topicAliasMaximum: 1, maximumPacketSize } });
      client.send(subscribePacket(topic()));
      await client.settle();
      const talker = await enter(4);
      for (const payloadBytes of [maximumPacketSize - emptyBytes, 1, maximumPacketSize - emptyBytes])
        talker.send(publishPacket(topic(), "x".repeat(payloadBytes)));
      talker.send(publishPacket(topic(), "x".repeat(maximumPacketSize)));
      await talker.settle();
      const heard = publishesOf(await client.settle());
      expect(heard.map((p) => [p.topicName, p.properties.topicAlias])).toEqual([
        [topic(), undefined],
        [topic(), 1],
        ["", 1],
      ]);
    },
  ],
  [
    "[MQTT-4.7.3-4] names are compared as they came: composed and decomposed letters, U+FEFF, dots, escapes and letters nobody has named",
    async ({ enter, topic }) => {
      const names = [
        "é",
        "e\u0301",
        "e",
        "\ufeffe",
        "\u00c5",
        "\u212b",
        "ss",
        "ß",
        "\u0378",
        "\ufffd",
        "%65",
        ".",
        "./e",
        "../e",
        "e ",
      ].map((name) => topic(name));
      const [client, talker] = [await enter(5), await enter(4)];
      for (const [index, name] of names.entries())
        client.send(subscribePacket(name, 0, { subscriptionIdentifier: index + 1 }));
      await client.settle();
      talker.send(...names.map((name) => publishPacket(name, "x")));
      await talker.settle();
      const heard = publishesOf(await client.settle());
      expect(heard.map((p) => [p.topicName, p.properties.subscriptionIdentifiers])).toEqual(
        names.map((name, index) => [name, [index + 1]]),
      );
    },
  ],
];
