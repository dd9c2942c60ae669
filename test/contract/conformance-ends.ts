// PINGREQ, DISCONNECT and AUTH, code by code. MQTT5 3.12 to 3.15, MQTT 3.1.1 3.12 to 3.14

import { expect } from "bun:test";
import { encodePacket } from "../../shared/protocol/packet.ts";
import type { Row } from "./conformance.ts";
import { concat, publishPacket, subscribePacket, text } from "./packets.ts";

/** What table 3-10 lets a client say in DISCONNECT. */
export const CLIENT_CODES = [
  0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99,
];

export const ENDS_ROWS: readonly Row[] = [
  [
    "[MQTT-3.12.4-1] PINGREQ is answered with PINGRESP, each of them, in its turn among other answers",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const) {
        const client = await enter(version);
        const pingreq = { type: "pingreq" } as const;
        const before = client.packets.length;
        client.send(
          pingreq,
          subscribePacket(topic()),
          pingreq,
          pingreq,
          publishPacket("$SYS/x", "", { qos: 1 }),
        );
        await client.hears(before + 5);
        await client.settle();
        expect(client.packets.slice(before).map((p) => p.type)).toEqual([
          "pingresp",
          "suback",
          "pingresp",
          "pingresp",
          "puback",
          "pingresp",
        ]);
      }
    },
  ],
  [
    "[MQTT-3.14.2-1] of the 256 reason codes a client leaves with its own without an answer, and every other is a protocol error",
    async ({ enter }) => {
      for (let code = 0; code < 256; code++) {
        const client = await enter(5);
        const before = client.hex.length;
        client.write(Uint8Array.of(0xe0, 1, code));
        await client.closed();
        expect([code, client.hex.slice(before)]).toEqual([
          code,
          CLIENT_CODES.includes(code) ? [] : ["e00182"],
        ]);
      }
    },
  ],
  [
    "[MQTT-3.14.4-1] nothing comes behind a DISCONNECT, however much was asked for, and the connection ends",
    async ({ enter, topic }) => {
      const client = await enter(5);
      client.send(subscribePacket(topic(), 1));
      await client.settle();
      const message = encodePacket(publishPacket(topic(), "x", { qos: 1 }), 5);
      const many = Array.from({ length: 100 }, () => message);
      client.write(concat(...many, Uint8Array.of(0xf0, 0), ...many));
      const types = (await client.ending()).map((p) => p.type);
      expect(types.filter((type) => type === "puback")).toHaveLength(100);
      expect([types.indexOf("disconnect"), types.length]).toEqual([types.length - 1, 201]);
    },
  ],
  [
    "[MQTT-3.15.2-1] AUTH without its method in CONNECT is a protocol error, whatever code it says, and one that cannot be read is malformed",
    async ({ enter }) => {
      const method = [0x15, ...text("m")];
      const list = [method.length, ...method];
      for (const [reasonCode, bytes] of [
        ...[0x00, 0x01, 0x18, 0x19, 0x1a, 0x80, 0xff].map(
          (code) => [0x82, [0xf0, 6, code, ...list]] as const,
        ),
        [0x82, [0xf0, 2, 0x19, 0]],
        [0x81, [0xf2, 0]],
        [0x81, [0xf0, 4, 0x18, 2, 0x17, 0]],
      ] as const) {
        const client = await enter(5);
        client.write(Uint8Array.from(bytes));
        expect([bytes, await client.ending()]).toMatchObject([bytes, [{ type: "disconnect", reasonCode }]]);
      }
    },
  ],
];
