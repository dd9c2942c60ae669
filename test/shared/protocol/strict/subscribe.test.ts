// SUBSCRIBE, UNSUBSCRIBE, their answers, DISCONNECT and AUTH on their bytes. MQTT5 3.8-3.11, 3.14, 3.15, MQTT 3.1.1 3.8-3.11, 3.14

import { describe, expect, test } from "bun:test";
import { outcomeOf, packet, properties, type Row, text, u16 } from "./raw-packet.ts";

const MALFORMED = 0x81;
const PROTOCOL_ERROR = 0x82;
const head4 = u16(1);
const head5 = [...u16(1), 0];

const ROWS: readonly Row[] = [
  ["SUBSCRIBE to two filters", 5, packet(0x82, head5, text("a"), 0x2e, text("b/#"), 0), "read"],
  ["[MQTT-2.2.1-3] SUBSCRIBE with packet id 0", 5, packet(0x82, u16(0), 0, text("a"), 0), PROTOCOL_ERROR],
  ["[MQTT-2.3.1-1] SUBSCRIBE with packet id 0", 4, packet(0x82, u16(0), text("a"), 0), PROTOCOL_ERROR],
  ["[MQTT-3.8.3-2] SUBSCRIBE without a filter", 5, packet(0x82, head5), PROTOCOL_ERROR],
  ["[MQTT-3.8.3-3] SUBSCRIBE without a filter", 4, packet(0x82, head4), PROTOCOL_ERROR],
  ["SUBSCRIBE without options", 5, packet(0x82, head5, text("a")), MALFORMED],
  [
    "SUBSCRIBE without the options of its second filter",
    4,
    packet(0x82, head4, text("a"), 0, text("b")),
    MALFORMED,
  ],
  ["SUBSCRIBE with half a filter", 4, packet(0x82, head4, u16(5), 0x61), MALFORMED],
  ["UNSUBSCRIBE from two filters", 5, packet(0xa2, head5, text("a"), text("b/+")), "read"],
  ["[MQTT-2.2.1-3] UNSUBSCRIBE with packet id 0", 5, packet(0xa2, u16(0), 0, text("a")), PROTOCOL_ERROR],
  ["[MQTT-3.10.3-2] UNSUBSCRIBE without a filter", 5, packet(0xa2, head5), PROTOCOL_ERROR],
  ["[MQTT-3.10.3-2] UNSUBSCRIBE without a filter", 4, packet(0xa2, head4), PROTOCOL_ERROR],
  ["UNSUBSCRIBE with half a filter", 5, packet(0xa2, head5, u16(2), 0x61), MALFORMED],
  ["[MQTT-3.9.3-1] SUBACK without a reason code", 5, packet(0x90, head5), PROTOCOL_ERROR],
  ["[MQTT-3.9.3-2] SUBACK with a return code of none", 4, packet(0x90, head4, 3), MALFORMED],
  ["[MQTT-3.9.3-2] SUBACK with a reason code of none", 5, packet(0x90, head5, 3), PROTOCOL_ERROR],
  ["[MQTT-3.11.3-2] UNSUBACK with a reason code of none", 5, packet(0xb0, head5, 1), PROTOCOL_ERROR],
  ["[MQTT-3.11.3-1] UNSUBACK without a reason code", 5, packet(0xb0, head5), PROTOCOL_ERROR],
  ["UNSUBACK with more than its packet id", 4, packet(0xb0, head4, 0), MALFORMED],
  ["DISCONNECT with nothing", 5, packet(0xe0), "read"],
  ["DISCONNECT with a reason code alone", 5, packet(0xe0, 4), "read"],
  [
    "DISCONNECT with its properties",
    5,
    packet(0xe0, 0, properties(0x11, 0, 0, 0, 9, 0x1f, text("x"))),
    "read",
  ],
  ["DISCONNECT with more behind its properties", 5, packet(0xe0, 0, 0, 0), MALFORMED],
  ["AUTH with nothing, which is success", 5, packet(0xf0), "read"],
  ["AUTH with a reason code alone (3.15.2.2.2)", 5, packet(0xf0, 0), PROTOCOL_ERROR],
  ["AUTH with its method", 5, packet(0xf0, 0x19, properties(0x15, text("m"))), "read"],
];

describe("subscribing and leaving:", () => {
  for (const [title, version, raw, expected] of ROWS)
    test(`${title}, MQTT ${version}`, () => expect(outcomeOf(raw, version)).toBe(expected));
});

test("[MQTT-3.8.3-5] subscription options of MQTT 5: reserved bits are malformed, QoS 3 and retain handling 3 protocol errors", () => {
  for (let options = 0; options < 256; options++) {
    const breaks = (options & 3) === 3 || (options & 0x30) === 0x30;
    const expected = options & 0xc0 ? MALFORMED : breaks ? PROTOCOL_ERROR : "read";
    expect([options, outcomeOf(packet(0x82, head5, text("a"), options), 5)]).toEqual([options, expected]);
  }
});

test("[MQTT-3-8.3-4] the requested QoS of 3.1.1 is 0, 1 or 2 and nothing else", () => {
  for (let options = 0; options < 256; options++)
    expect([options, outcomeOf(packet(0x82, head4, text("a"), options), 4)]).toEqual([
      options,
      options < 3 ? "read" : MALFORMED,
    ]);
});

test("[MQTT-4.7.1-1] [MQTT-4.7.1-2] [MQTT-4.7.3-1] a filter with a wildcard out of place, or empty, is malformed", () => {
  for (const filter of ["", "a#", "#/a", "a/#/b", "a+", "+a/b", "a/b+", "##", "a/++"]) {
    for (const [version, head] of [
      [4, head4],
      [5, head5],
    ] as const) {
      const subscribe = packet(0x82, head, text("ok"), 0, text(filter), 0);
      const unsubscribe = packet(0xa2, head, text("ok"), text(filter));
      expect([filter, outcomeOf(subscribe, version)]).toEqual([filter, MALFORMED]);
      expect([filter, outcomeOf(unsubscribe, version)]).toEqual([filter, MALFORMED]);
    }
  }
});

test("[MQTT-4.8.2-1] [MQTT-4.8.2-2] a shared subscription has a name and a filter; 3.1.1 knows none", () => {
  for (const filter of ["$share/g", "$share//a", "$share/+/a", "$share/#/a", "$share/g/", "$share/g/a#"])
    expect([filter, outcomeOf(packet(0x82, head5, text(filter), 0), 5)]).toEqual([filter, MALFORMED]);
  expect(outcomeOf(packet(0x82, head5, text("$share/g/a"), 0), 5)).toBe("read");
  expect(outcomeOf(packet(0x82, head4, text("$share/g"), 0), 4)).toBe("read");
});

test("[MQTT-3.8.3-4] No Local on a shared subscription is a protocol error", () => {
  expect(outcomeOf(packet(0x82, head5, text("$share/g/a"), 4), 5)).toBe(PROTOCOL_ERROR);
  expect(outcomeOf(packet(0x82, head5, text("share/g/a"), 4), 5)).toBe("read");
});

test("[MQTT-3.14.2-1] [MQTT-3.15.2-1] DISCONNECT and AUTH have a reason code of their own tables", () => {
  const leave = [
    0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8b, 0x8d, 0x8e, 0x8f, 0x90, 0x93, 0x94, 0x95, 0x96,
    0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9d, 0x9e, 0x9f, 0xa0, 0xa1, 0xa2,
  ];
  for (let code = 0; code < 256; code++) {
    const auth = packet(0xf0, code, properties(0x15, text("m")));
    expect([code, outcomeOf(packet(0xe0, code), 5)]).toEqual([
      code,
      leave.includes(code) ? "read" : PROTOCOL_ERROR,
    ]);
    expect([code, outcomeOf(auth, 5)]).toEqual([
      code,
      [0, 0x18, 0x19].includes(code) ? "read" : PROTOCOL_ERROR,
    ]);
  }
});
