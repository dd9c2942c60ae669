// The first byte, the Remaining Length, and text: what is the same for every packet. MQTT5 1.5, 2.1, MQTT 3.1.1 1.5, 2.2

import { describe, expect, test } from "bun:test";
import { decodePacket } from "../../../../shared/protocol/packet.ts";
import { outcomeOf, packet, properties, type Row, text, u16 } from "./raw-packet.ts";

const MALFORMED = 0x81;

/** A valid packet of each type whose flags are fixed, by version. */
const VALID: readonly [
  name: string,
  versions: readonly (4 | 5)[],
  first: number,
  v4: number[],
  v5: number[],
][] = [
  [
    "CONNECT",
    [4, 5],
    0x10,
    [...text("MQTT"), 4, 2, 0, 0, 0, 1, 0x61],
    [...text("MQTT"), 5, 2, 0, 0, 0, 0, 1, 0x61],
  ],
  ["CONNACK", [4, 5], 0x20, [0, 0], [0, 0, 0]],
  ["PUBACK", [4, 5], 0x40, [0, 1], [0, 1]],
  ["PUBREC", [4, 5], 0x50, [0, 1], [0, 1]],
  ["PUBREL", [4, 5], 0x62, [0, 1], [0, 1]],
  ["PUBCOMP", [4, 5], 0x70, [0, 1], [0, 1]],
  ["SUBSCRIBE", [4, 5], 0x82, [0, 1, 0, 1, 0x61, 0], [0, 1, 0, 0, 1, 0x61, 0]],
  ["SUBACK", [4, 5], 0x90, [0, 1, 0], [0, 1, 0, 0]],
  ["UNSUBSCRIBE", [4, 5], 0xa2, [0, 1, 0, 1, 0x61], [0, 1, 0, 0, 1, 0x61]],
  ["UNSUBACK", [4, 5], 0xb0, [0, 1], [0, 1, 0, 0]],
  ["PINGREQ", [4, 5], 0xc0, [], []],
  ["PINGRESP", [4, 5], 0xd0, [], []],
  ["DISCONNECT", [4, 5], 0xe0, [], []],
  ["AUTH", [5], 0xf0, [], [0x18, ...properties(0x15, text("m"))]],
];

describe("[MQTT-2.1.3-1] [MQTT-2.2.2-2] the flags of the first byte are those of its type, or it is malformed:", () => {
  for (const [name, versions, first, v4, v5] of VALID)
    test(name, () => {
      for (const version of versions)
        for (let flags = 0; flags < 16; flags++) {
          const raw = packet((first & 0xf0) | flags, version === 5 ? v5 : v4);
          const expected = flags === (first & 0x0f) ? "read" : MALFORMED;
          expect([version, flags, outcomeOf(raw, version)]).toEqual([version, flags, expected]);
        }
    });
});

describe("[MQTT-4.13.1-1] a packet cut short is malformed, and one with bytes behind its end:", () => {
  for (const [name, versions, first, v4, v5] of VALID)
    test(name, () => {
      for (const version of versions) {
        const body = version === 5 ? v5 : v4;
        for (let length = 0; length < body.length; length++) {
          const outcome = outcomeOf(packet(first, body.slice(0, length)), version);
          // What follows the packet id of an acknowledgement, and all of DISCONNECT and AUTH, may be left out (3.4.2.1, 3.14.2.1);
          // what is left of SUBSCRIBE and its like may be a packet without what it must have, a protocol error.
          if (outcome !== "read") expect([0x81, 0x82]).toContain(Number(outcome));
        }
        const isOpenEnded = ["SUBSCRIBE", "SUBACK", "UNSUBSCRIBE", "UNSUBACK"].includes(name);
        if (isOpenEnded && version === 5) continue;
        expect([name, version, outcomeOf(packet(first, body, [0xff]), version)]).not.toEqual([
          name,
          version,
          "read",
        ]);
      }
    });
});

test("(2.1.4) a Remaining Length that is not that of the packet is malformed", () => {
  for (const raw of [packet(0x30, text("a"), 1), packet(0x90, u16(1), 0), packet(0x40, u16(1)), [0x00, 1, 7]])
    for (const declared of [(raw[1] ?? 0) - 1, (raw[1] ?? 0) + 1]) {
      const bytes = Uint8Array.from([raw[0] ?? 0, declared, ...raw.slice(2)]);
      expect(() => decodePacket(bytes, 4)).toThrow(expect.objectContaining({ reasonCode: MALFORMED }));
    }
});

test("[MQTT-2.2.1] type 15 is reserved in 3.1.1, and type 0 with flags in both", () => {
  expect(outcomeOf(packet(0xf0), 4)).toBe(MALFORMED);
  for (const version of [4, 5] as const) expect(outcomeOf(packet(0x01), version)).toBe(MALFORMED);
});

const REST: readonly Row[] = [
  ["PINGREQ with a body", 4, packet(0xc0, 0), MALFORMED],
  ["PINGREQ with a body", 5, packet(0xc0, 0), MALFORMED],
  ["PINGRESP with a body", 5, packet(0xd0, 0), MALFORMED],
  ["DISCONNECT with a body", 4, packet(0xe0, 0), MALFORMED],
  ["a Remaining Length of five bytes", 5, [0xc0, 0x80, 0x80, 0x80, 0x80, 0x01], MALFORMED],
  ["[MQTT-1.5.5-1] a Remaining Length longer than it need be", 5, [0xc0, 0x80, 0x00], MALFORMED],
  ["[MQTT-1.5.5-1] and one of four bytes", 4, [0x40, 0x82, 0x80, 0x00, 0, 1], MALFORMED],
  ["a packet whose body has not come", 5, [0x30, 5, 0, 1], "incomplete"],
  ["a property length longer than the packet", 5, packet(0x82, u16(1), [0x7f], text("a"), 0), MALFORMED],
  [
    "[MQTT-1.5.5-1] a property length longer than it need be",
    5,
    packet(0x82, u16(1), [0x80, 0], text("a"), 0),
    MALFORMED,
  ],
  [
    "a property length of five bytes",
    5,
    packet(0x82, u16(1), [0x80, 0x80, 0x80, 0x80, 1], text("a"), 0),
    MALFORMED,
  ],
];

describe("lengths:", () => {
  for (const [title, version, raw, expected] of REST)
    test(`${title}, MQTT ${version}`, () => expect(outcomeOf(raw, version)).toBe(expected));
});

/** Bytes that are no text of MQTT's. */
const ILL_FORMED: readonly [title: string, bytes: number[]][] = [
  ["[MQTT-1.5.4-1] a lone continuation byte", [0x80]],
  ["[MQTT-1.5.4-1] a sequence that breaks off", [0xe5, 0xba]],
  ["[MQTT-1.5.4-1] an overlong form", [0xc0, 0xaf]],
  ["[MQTT-1.5.4-1] a surrogate, U+D800", [0xed, 0xa0, 0x80]],
  ["[MQTT-1.5.4-1] a surrogate pair in two halves", [0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80]],
  ["[MQTT-1.5.4-1] above U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
  ["[MQTT-1.5.4-2] U+0000", [0x61, 0, 0x62]],
  ["U+0000 in two bytes", [0xc0, 0x80]],
  ["a control character, U+0001 (1.5.4)", [1]],
  ["a control character, U+001F (1.5.4)", [0x61, 0x1f]],
  ["a control character, U+007F (1.5.4)", [0x7f]],
  ["a control character, U+009F (1.5.4)", [0xc2, 0x9f]],
  ["a code point that is none, U+FFFF (1.5.4)", [0xef, 0xbf, 0xbf]],
  ["a code point that is none, U+FDD0 (1.5.4)", [0xef, 0xb7, 0x90]],
  ["a code point that is none, U+1FFFE (1.5.4)", [0xf0, 0x9f, 0xbf, 0xbe]],
];
/** Every place text stands in. */
const PLACES: readonly [name: string, version: 4 | 5, of: (bytes: number[]) => number[]][] = [
  ["a client id", 4, (t) => packet(0x10, text("MQTT"), 4, 2, 0, 0, u16(t.length), t)],
  ["a client id", 5, (t) => packet(0x10, text("MQTT"), 5, 2, 0, 0, 0, u16(t.length), t)],
  [
    "a will's topic",
    4,
    (t) => packet(0x10, text("MQTT"), 4, 6, 0, 0, text("c"), u16(t.length), t, text("x")),
  ],
  ["a user name", 4, (t) => packet(0x10, text("MQTT"), 4, 0x82, 0, 0, text("c"), u16(t.length), t)],
  ["a topic name", 4, (t) => packet(0x30, u16(t.length), t)],
  ["a topic name", 5, (t) => packet(0x30, u16(t.length), t, 0)],
  ["a response topic", 5, (t) => packet(0x30, text("a"), properties(0x08, u16(t.length), t))],
  ["a content type", 5, (t) => packet(0x30, text("a"), properties(0x03, u16(t.length), t))],
  [
    "a user property's name",
    5,
    (t) => packet(0x30, text("a"), properties(0x26, u16(t.length), t, text("v"))),
  ],
  [
    "a user property's value",
    5,
    (t) => packet(0x30, text("a"), properties(0x26, text("k"), u16(t.length), t)),
  ],
  ["a topic filter", 4, (t) => packet(0x82, u16(1), u16(t.length), t, 0)],
  ["a topic filter", 5, (t) => packet(0x82, u16(1), 0, u16(t.length), t, 0)],
  ["a filter to unsubscribe", 5, (t) => packet(0xa2, u16(1), 0, u16(t.length), t)],
  ["a reason string", 5, (t) => packet(0x40, u16(1), 0, properties(0x1f, u16(t.length), t))],
  ["an authentication method", 5, (t) => packet(0xf0, 0x18, properties(0x15, u16(t.length), t))],
];

describe("[MQTT-9] text that is none is malformed wherever it stands:", () => {
  for (const [title, bytes] of ILL_FORMED)
    test(title, () => {
      for (const [name, version, of] of PLACES)
        expect([name, version, outcomeOf(of(bytes), version)]).toEqual([name, version, MALFORMED]);
    });
});

test("[MQTT-1.5.4-3] all other text is read wherever it stands, U+FEFF in it", () => {
  for (const good of ["a", "広場", "a b/~", "\ufeffa", "\u{2a6d4}", "\u{10fffd}", "é", "a".repeat(300)])
    for (const [name, version, of] of PLACES) {
      const raw = of([...new TextEncoder().encode(good)]);
      expect([good, name, version, outcomeOf(raw, version)]).toEqual([good, name, version, "read"]);
    }
});
