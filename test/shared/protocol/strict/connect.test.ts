// CONNECT and CONNACK on their bytes: protocol, flags, what must follow them. MQTT5 3.1, 3.2, MQTT 3.1.1 3.1, 3.2

import { describe, expect, test } from "bun:test";
import { decodePacket } from "../../../../shared/protocol/packet.ts";
import { ProtocolError } from "../../../../shared/protocol/reason-code.ts";
import { answerRefusedConnect } from "../../../../shared/protocol/refused-connect.ts";
import { binary, connect, outcomeOf, packet, properties, type Row, text, u16 } from "./raw-packet.ts";

const MALFORMED = 0x81;
const PROTOCOL_ERROR = 0x82;
const UNSUPPORTED_VERSION = 0x84;

const id = text("c");
const will = [...text("t"), ...binary([1])];
/** In the shape of 3.1.1, or with the property list of 5.0. */
const named = (name: string, level: number, isV5 = level > 4) =>
  packet(0x10, text(name), level, 2, u16(60), isV5 ? [0] : [], id);

const ROWS: readonly Row[] = [
  ["MQTT 5", 5, connect(5, 2, 0, id), "read"],
  ["MQTT 3.1.1", 4, connect(4, 2, id), "read"],
  ["MQTT 3.1", 4, connect(3, 2, id), "read"],
  ["[MQTT-3.1.2-1] another protocol name", 4, named("MQTU", 4), UNSUPPORTED_VERSION],
  ["[MQTT-3.1.2-1] a protocol name that goes on", 4, named("MQTTT", 5), UNSUPPORTED_VERSION],
  ["[MQTT-3.1.2-1] no protocol name", 4, named("", 4), UNSUPPORTED_VERSION],
  ["[MQTT-3.1.2-1] a protocol name in another case", 4, named("mqtt", 4), UNSUPPORTED_VERSION],
  ["[MQTT-3.1.2-2] level 3 of MQTT", 4, named("MQTT", 3), UNSUPPORTED_VERSION],
  ["[MQTT-3.1.2-2] level 4 of MQIsdp", 4, named("MQIsdp", 4), UNSUPPORTED_VERSION],
  ["[MQTT-3.1.2-2] level 6", 4, named("MQTT", 6), UNSUPPORTED_VERSION],
  ["[MQTT-3.1.2-2] level 0", 4, named("MQTT", 0), UNSUPPORTED_VERSION],
  ["[MQTT-3.1.2-2] a bridge's level", 4, named("MQTT", 0x84), UNSUPPORTED_VERSION],
  ["[MQTT-3.1.2-2] level 9 and nothing behind it", 4, packet(0x10, text("MQTT"), 9), UNSUPPORTED_VERSION],
  ["nothing at all", 4, packet(0x10), MALFORMED],
  ["a protocol name and no level", 4, packet(0x10, text("MQTT")), MALFORMED],
  ["[MQTT-3.1.2-3] the reserved flag", 4, connect(4, 3, id), MALFORMED],
  ["[MQTT-3.1.2-3] the reserved flag", 5, connect(5, 3, 0, id), MALFORMED],
  ["[MQTT-3.1.2-11] a will QoS without a will", 4, connect(4, 0x0a, id), MALFORMED],
  ["[MQTT-3.1.2-11] a will QoS without a will", 5, connect(5, 0x12, 0, id), MALFORMED],
  ["[MQTT-3.1.2-12] a will at QoS 3", 5, connect(5, 0x1e, 0, id, 0, will), MALFORMED],
  ["[MQTT-3.1.2-14] a will at QoS 3", 4, connect(4, 0x1e, id, will), MALFORMED],
  ["[MQTT-3.1.2-13] will retain without a will", 5, connect(5, 0x22, 0, id), MALFORMED],
  ["[MQTT-3.1.2-15] will retain without a will", 4, connect(4, 0x22, id), MALFORMED],
  ["[MQTT-3.1.2-9] a will that was promised", 4, connect(4, 6, id), MALFORMED],
  ["[MQTT-3.1.2-9] a will's payload that was promised", 5, connect(5, 6, 0, id, 0, text("t")), MALFORMED],
  ["[MQTT-3.1.2-9] a will that was not promised", 4, connect(4, 2, id, will), MALFORMED],
  ["a will without a payload in it", 4, connect(4, 6, id, text("t"), u16(0)), "read"],
  ["a will retained at QoS 2", 5, connect(5, 0x36, 0, id, properties(0x18, 0, 0, 0, 1), will), "read"],
  [
    "[MQTT-4.7.0-1] a wildcard in the will's topic",
    5,
    connect(5, 6, 0, id, 0, text("a/#"), u16(0)),
    MALFORMED,
  ],
  ["[MQTT-4.7.3-1] a will without a topic", 4, connect(4, 6, id, text(""), u16(0)), MALFORMED],
  ["[MQTT-3.1.2-19] a user name that was promised", 4, connect(4, 0x82, id), MALFORMED],
  ["[MQTT-3.1.2-18] a user name that was not promised", 4, connect(4, 2, id, text("u")), MALFORMED],
  ["a user name of no characters", 4, connect(4, 0x82, id, text("")), "read"],
  ["[MQTT-3.1.2-21] a password that was promised", 4, connect(4, 0xc2, id, text("u")), MALFORMED],
  [
    "[MQTT-3.1.2-20] a password that was not promised",
    4,
    connect(4, 0x82, id, text("u"), binary([1])),
    MALFORMED,
  ],
  ["[MQTT-3.1.2-22] a password without a user name", 4, connect(4, 0x42, id, binary([1])), MALFORMED],
  [
    "a password without a user name, which MQTT 5 allows",
    5,
    connect(5, 0x42, 0, id, binary([0, 0xff])),
    "read",
  ],
  ["a password of any bytes", 4, connect(4, 0xc2, id, text("u"), binary([0, 0xff, 0])), "read"],
  ["a client id of no characters", 5, connect(5, 0, 0, text("")), "read"],
  ["[MQTT-3.1.3-3] no client id", 4, connect(4, 2), MALFORMED],
  ["[MQTT-3.1.3-1] bytes behind the end", 5, connect(5, 2, 0, id, 9), MALFORMED],
  ["half a keep-alive", 4, packet(0x10, text("MQTT"), 4, 2, 0), MALFORMED],
  ["[MQTT-3.2.2-1] CONNACK flags with reserved bits", 5, packet(0x20, 2, 0, 0), MALFORMED],
  ["[MQTT-3.2.2-1] CONNACK flags with reserved bits", 4, packet(0x20, 0x80, 0), MALFORMED],
  ["[MQTT-3.2.2-6] CONNACK with session and refusal", 5, packet(0x20, 1, 0x87, 0), PROTOCOL_ERROR],
  ["[MQTT-3.2.2-4] CONNACK with session and refusal", 4, packet(0x20, 1, 5), PROTOCOL_ERROR],
  ["CONNACK with return code 6", 4, packet(0x20, 0, 6), MALFORMED],
  ["[MQTT-3.2.2-8] CONNACK with a reason code of others", 5, packet(0x20, 0, 0x8e, 0), PROTOCOL_ERROR],
  ["CONNACK with session present", 5, packet(0x20, 1, 0, 0), "read"],
];

describe("CONNECT and CONNACK:", () => {
  for (const [title, version, raw, expected] of ROWS)
    test(`${title}, MQTT ${version}`, () => expect(outcomeOf(raw, version)).toBe(expected));
});

describe("a CONNECT that cannot be read is answered", () => {
  const answerTo = (raw: readonly number[]): string | null => {
    const bytes = Uint8Array.from(raw);
    try {
      decodePacket(bytes, 4);
    } catch (error) {
      if (error instanceof ProtocolError) return answerRefusedConnect(bytes, error)?.toHex() ?? null;
      throw error;
    }
    throw new Error("this one can be read");
  };

  test("[MQTT-3.1.2-2] with return code 1 in the form of 3.1.1, or 0x84 in that of 5.0, as it is shaped, when its level is not served", () => {
    expect(answerTo(named("MQIsdp", 4))).toBe("20020001");
    for (const level of [0, 2, 3, 6, 0x84, 0x85]) {
      expect(answerTo(named("MQTT", level, false))).toBe("20020001");
      expect(answerTo(named("MQTT", level, true))).toBe("2003008400");
    }
    expect(answerTo(packet(0x10, text("MQTT"), 9))).toBe("20020001");
  });

  test("[MQTT-3.1.2-2] with 0x84 when it is 5 of another protocol", () => {
    expect(answerTo(named("MQIsdp", 5))).toBe("2003008400");
  });

  test("[MQTT-4.13.1-1] with what was wrong in MQTT 5, and with nothing in 3.1.1", () => {
    expect(answerTo(connect(5, 3, 0, id))).toBe("2003008100");
    expect(answerTo(connect(5, 2, properties(0x21, 0, 0), id))).toBe("2003008200");
    expect(answerTo(connect(4, 3, id))).toBeNull();
  });

  test("with nothing when it is not MQTT at all", () => {
    expect(answerTo(named("HTTP", 4))).toBeNull();
    expect(answerTo(packet(0x10, 0))).toBeNull();
    expect(answerTo(packet(0x36, text("t")))).toBeNull();
  });
});
