// PUBLISH and what acknowledges it, on their bytes. MQTT5 3.3-3.7, MQTT 3.1.1 3.3-3.7

import { describe, expect, test } from "bun:test";
import { outcomeOf, packet, properties, type Row, text, u16 } from "./raw-packet.ts";

const MALFORMED = 0x81;
const PROTOCOL_ERROR = 0x82;
const topic = text("t");
const payload = [1, 2, 3];

const ROWS: readonly Row[] = [
  ["at QoS 0", 4, packet(0x30, topic, payload), "read"],
  ["retained at QoS 1", 5, packet(0x33, topic, u16(1), 0, payload), "read"],
  ["[MQTT-3.3.1-1] again at QoS 2", 4, packet(0x3c, topic, u16(65_535), payload), "read"],
  ["without a payload", 4, packet(0x30, topic), "read"],
  ["[MQTT-3.3.1-4] at QoS 3", 4, packet(0x36, topic, u16(1), payload), MALFORMED],
  ["[MQTT-3.3.1-4] at QoS 3", 5, packet(0x36, topic, u16(1), 0, payload), MALFORMED],
  ["[MQTT-3.3.1-2] again at QoS 0", 4, packet(0x38, topic, payload), MALFORMED],
  ["[MQTT-3.3.1-2] again at QoS 0", 5, packet(0x38, topic, 0, payload), MALFORMED],
  ["[MQTT-2.2.1-3] packet id 0 at QoS 1", 5, packet(0x32, topic, u16(0), 0, payload), PROTOCOL_ERROR],
  ["[MQTT-2.3.1-1] packet id 0 at QoS 2", 4, packet(0x34, topic, u16(0), payload), PROTOCOL_ERROR],
  ["without a packet id at QoS 1", 4, packet(0x32, topic), MALFORMED],
  ["with half a packet id", 4, packet(0x32, topic, 1), MALFORMED],
  ["without properties", 5, packet(0x30, topic), MALFORMED],
  ["with properties longer than it", 5, packet(0x30, topic, 9, 1, 0), MALFORMED],
  ["with a topic longer than it", 4, packet(0x30, u16(9), 0x74), MALFORMED],
  ["with nothing in it", 4, packet(0x30), MALFORMED],
  ["[MQTT-3.3.2-2] to a topic with +", 4, packet(0x30, text("a/+"), payload), MALFORMED],
  ["[MQTT-3.3.2-2] to a topic with #", 5, packet(0x30, text("#"), 0, payload), MALFORMED],
  ["[MQTT-4.7.3-1] to no topic", 4, packet(0x30, text(""), payload), PROTOCOL_ERROR],
  ["to no topic and no alias (3.3.2.1)", 5, packet(0x30, text(""), 0, payload), PROTOCOL_ERROR],
  ["to an alias alone", 5, packet(0x30, text(""), properties(0x23, 0, 1), payload), "read"],
  ["to a topic of one space", 4, packet(0x30, text(" ")), "read"],
  ["to a topic of one slash", 5, packet(0x30, text("/"), 0), "read"],
];

describe("PUBLISH", () => {
  for (const [title, version, raw, expected] of ROWS)
    test(`${title}, MQTT ${version}`, () => expect(outcomeOf(raw, version)).toBe(expected));
});

const KINDS = [
  ["PUBACK", 0x40],
  ["PUBREC", 0x50],
  ["PUBREL", 0x62],
  ["PUBCOMP", 0x70],
] as const;
const RECEIVED = [0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99];
const RELEASED = [0x00, 0x92];

for (const [name, first] of KINDS)
  describe(name, () => {
    test("[MQTT-2.2.1-3] [MQTT-2.3.1-1] has a packet id that is not 0", () => {
      for (const version of [4, 5] as const) {
        expect(outcomeOf(packet(first, u16(0)), version)).toBe(PROTOCOL_ERROR);
        expect(outcomeOf(packet(first, u16(1)), version)).toBe("read");
        expect(outcomeOf(packet(first), version)).toBe(MALFORMED);
        expect(outcomeOf(packet(first, 1), version)).toBe(MALFORMED);
      }
    });

    test("of 3.1.1 is two bytes long", () => {
      expect(outcomeOf(packet(first, u16(1), 0), 4)).toBe(MALFORMED);
      expect(outcomeOf(packet(first, u16(1), 0, 0), 4)).toBe(MALFORMED);
    });

    test("may leave out its properties, or them and its reason code (3.4.2.1), and has nothing behind them", () => {
      expect(outcomeOf(packet(first, u16(1), 0), 5)).toBe("read");
      expect(outcomeOf(packet(first, u16(1), 0, 0), 5)).toBe("read");
      expect(outcomeOf(packet(first, u16(1), 0, properties(0x1f, text("x"))), 5)).toBe("read");
      expect(outcomeOf(packet(first, u16(1), 0, 0, 0), 5)).toBe(MALFORMED);
      expect(outcomeOf(packet(first, u16(1), 0, 3), 5)).toBe(MALFORMED);
    });

    test("[MQTT-3.4.2-1] [MQTT-3.5.2-1] [MQTT-3.6.2-1] [MQTT-3.7.2-1] has a reason code of its own table", () => {
      const allowed = first < 0x60 ? RECEIVED : RELEASED;
      for (let code = 0; code < 256; code++)
        expect([code, outcomeOf(packet(first, u16(1), code), 5)]).toEqual([
          code,
          allowed.includes(code) ? "read" : PROTOCOL_ERROR,
        ]);
    });
  });
