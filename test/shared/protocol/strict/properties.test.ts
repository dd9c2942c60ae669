// Table 2-4 of the standard, copied here by hand, against every packet that may have properties. MQTT5 2.2.2

import { describe, expect, test } from "bun:test";
import { binary, outcomeOf, packet, properties, text, u16, u32, varint } from "./raw-packet.ts";

const MALFORMED = 0x81;
const PROTOCOL_ERROR = 0x82;
const TOPIC_ALIAS_INVALID = 0x94;

/** A packet of each kind with this property list, bytes with its length. */
const HOLDERS: Readonly<Record<string, (list: number[]) => number[]>> = {
  CONNECT: (list) => packet(0x10, text("MQTT"), 5, 2, u16(60), list, text("c")),
  Will: (list) => packet(0x10, text("MQTT"), 5, 6, u16(60), 0, text("c"), list, text("t"), binary([1])),
  CONNACK: (list) => packet(0x20, 0, 0, list),
  PUBLISH: (list) => packet(0x30, text("t"), list),
  PUBACK: (list) => packet(0x40, u16(1), 0, list),
  PUBREC: (list) => packet(0x50, u16(1), 0, list),
  PUBREL: (list) => packet(0x62, u16(1), 0, list),
  PUBCOMP: (list) => packet(0x70, u16(1), 0, list),
  SUBSCRIBE: (list) => packet(0x82, u16(1), list, text("a"), 0),
  SUBACK: (list) => packet(0x90, u16(1), list, 0),
  UNSUBSCRIBE: (list) => packet(0xa2, u16(1), list, text("a")),
  UNSUBACK: (list) => packet(0xb0, u16(1), list, 0),
  DISCONNECT: (list) => packet(0xe0, 0, list),
  AUTH: (list) => packet(0xf0, 0x18, list),
};
const ACKNOWLEDGEMENTS = "PUBACK PUBREC PUBREL PUBCOMP SUBACK UNSUBACK";
const ALL = Object.keys(HOLDERS).join(" ");

/** Property id, name, a value of it, where it belongs. */
const TABLE: readonly [id: number, name: string, value: number[], holders: string][] = [
  [0x01, "Payload Format Indicator", [1], "PUBLISH Will"],
  [0x02, "Message Expiry Interval", u32(60), "PUBLISH Will"],
  [0x03, "Content Type", text("t"), "PUBLISH Will"],
  [0x08, "Response Topic", text("r"), "PUBLISH Will"],
  [0x09, "Correlation Data", binary([1, 2]), "PUBLISH Will"],
  [0x0b, "Subscription Identifier", varint(300), "PUBLISH SUBSCRIBE"],
  [0x11, "Session Expiry Interval", u32(0), "CONNECT CONNACK DISCONNECT"],
  [0x12, "Assigned Client Identifier", text("c"), "CONNACK"],
  [0x13, "Server Keep Alive", u16(0), "CONNACK"],
  [0x15, "Authentication Method", text("m"), "CONNECT CONNACK AUTH"],
  [0x16, "Authentication Data", binary([0]), "CONNECT CONNACK AUTH"],
  [0x17, "Request Problem Information", [0], "CONNECT"],
  [0x18, "Will Delay Interval", u32(5), "Will"],
  [0x19, "Request Response Information", [1], "CONNECT"],
  [0x1a, "Response Information", text("i"), "CONNACK"],
  [0x1c, "Server Reference", text("s"), "CONNACK DISCONNECT"],
  [0x1f, "Reason String", text("why"), `CONNACK ${ACKNOWLEDGEMENTS} DISCONNECT AUTH`],
  [0x21, "Receive Maximum", u16(1), "CONNECT CONNACK"],
  [0x22, "Topic Alias Maximum", u16(0), "CONNECT CONNACK"],
  [0x23, "Topic Alias", u16(1), "PUBLISH"],
  [0x24, "Maximum QoS", [1], "CONNACK"],
  [0x25, "Retain Available", [0], "CONNACK"],
  [0x26, "User Property", [...text("k"), ...text("")], ALL],
  [0x27, "Maximum Packet Size", u32(1), "CONNECT CONNACK"],
  [0x28, "Wildcard Subscription Available", [1], "CONNACK"],
  [0x29, "Subscription Identifiers Available", [0], "CONNACK"],
  [0x2a, "Shared Subscription Available", [1], "CONNACK"],
];
/** What has to stand beside a property: authentication data has no meaning without its method, which AUTH always has. */
const beside = (holder: string, id: number): number[] =>
  (holder === "AUTH" || id === 0x16) && id !== 0x15 ? [0x15, ...text("m")] : [];
const MAY_REPEAT: ReadonlySet<string> = new Set(["0x26", "PUBLISH 0x0b"]);
const mayRepeat = (holder: string, id: number): boolean => {
  const hex = `0x${id.toString(16).padStart(2, "0")}`;
  return MAY_REPEAT.has(hex) || MAY_REPEAT.has(`${holder} ${hex}`);
};

const outcomeIn = (holder: string, ...list: (number | number[])[]) =>
  outcomeOf(HOLDERS[holder]?.(properties(...list)) ?? [], 5);

describe("(2.2.2.2) a property belongs in its packets, and in any other is malformed:", () => {
  for (const [id, name, value, holders] of TABLE)
    test(name, () => {
      for (const holder of Object.keys(HOLDERS)) {
        const belongs = holders.split(" ").includes(holder);
        const outcome = outcomeIn(holder, beside(holder, id), id, value);
        expect([holder, outcome]).toEqual([holder, belongs ? "read" : MALFORMED]);
      }
    });

  test("an id that the standard does not know, whatever its length", () => {
    const known = new Set(TABLE.map(([id]) => id));
    for (const holder of Object.keys(HOLDERS)) {
      for (let id = 0; id < 0x80; id++)
        if (!known.has(id)) expect([holder, id, outcomeIn(holder, id, 1)]).toEqual([holder, id, MALFORMED]);
      for (const id of [
        [0x80, 0x01],
        [0xff, 0x7f],
        [0x80, 0x80, 0x01],
        [0xff, 0xff, 0xff, 0x7f],
        [0x81, 0x00],
      ])
        expect([holder, id, outcomeIn(holder, id, 1)]).toEqual([holder, id, MALFORMED]);
    }
  });
});

describe("a property that comes twice is a protocol error, unless it may:", () => {
  for (const [id, name, value, holders] of TABLE)
    test(name, () => {
      for (const holder of holders.split(" ")) {
        const outcome = outcomeIn(holder, beside(holder, id), id, value, id, value);
        expect([holder, outcome]).toEqual([holder, mayRepeat(holder, id) ? "read" : PROTOCOL_ERROR]);
      }
    });
});

describe("a property cut short is malformed:", () => {
  for (const [id, name, value, holders] of TABLE)
    test(name, () => {
      for (const holder of holders.split(" "))
        for (let length = 0; length < value.length; length++)
          expect([holder, length, outcomeIn(holder, beside(holder, id), id, value.slice(0, length))]).toEqual(
            [holder, length, MALFORMED],
          );
    });
});

describe("a value that a property may not have is a protocol error:", () => {
  const flags: readonly [id: number, holders: string][] = [
    [0x01, "PUBLISH Will"],
    [0x17, "CONNECT"],
    [0x19, "CONNECT"],
    [0x24, "CONNACK"],
    [0x25, "CONNACK"],
    [0x28, "CONNACK"],
    [0x29, "CONNACK"],
    [0x2a, "CONNACK"],
  ];
  test("a byte of 0 or 1 that is neither (3.1.2.11, 3.2.2.3, 3.3.2.3.2)", () => {
    for (const [id, holders] of flags)
      for (const holder of holders.split(" "))
        for (let value = 0; value < 256; value++)
          expect([id, holder, value, outcomeIn(holder, id, value)]).toEqual([
            id,
            holder,
            value,
            value < 2 ? "read" : PROTOCOL_ERROR,
          ]);
  });

  test("a Receive Maximum or Maximum Packet Size of 0 (3.1.2.11.3, 3.1.2.11.4, 3.2.2.3)", () => {
    for (const holder of ["CONNECT", "CONNACK"]) {
      expect(outcomeIn(holder, 0x21, u16(0))).toBe(PROTOCOL_ERROR);
      expect(outcomeIn(holder, 0x27, u32(0))).toBe(PROTOCOL_ERROR);
    }
  });

  test("a Subscription Identifier of 0, or longer than need be (3.8.2.1.2, 3.3.2.3.8)", () => {
    for (const holder of ["SUBSCRIBE", "PUBLISH"]) {
      expect(outcomeIn(holder, 0x0b, 0)).toBe(PROTOCOL_ERROR);
      expect(outcomeIn(holder, 0x0b, [0x81, 0])).toBe(MALFORMED);
      expect(outcomeIn(holder, 0x0b, varint(268_435_455))).toBe("read");
      expect(outcomeIn(holder, 0x0b, [0xff, 0xff, 0xff, 0xff, 1])).toBe(MALFORMED);
    }
  });

  test("[MQTT-3.3.2-8] a Topic Alias of 0, told as what it is", () => {
    expect(outcomeIn("PUBLISH", 0x23, u16(0))).toBe(TOPIC_ALIAS_INVALID);
  });

  test("[MQTT-3.3.2-14] a Response Topic with a wildcard, or none at all ([MQTT-4.7.3-1])", () => {
    for (const holder of ["PUBLISH", "Will"])
      for (const topic of ["a/+", "#", "+", "a#", ""])
        expect([holder, topic, outcomeIn(holder, 0x08, text(topic))]).toEqual([
          holder,
          topic,
          PROTOCOL_ERROR,
        ]);
  });

  test("Authentication Data without its method (3.1.2.11.10), and AUTH without one (3.15.2.2.2)", () => {
    expect(outcomeIn("CONNECT", 0x16, binary([1]))).toBe(PROTOCOL_ERROR);
    expect(outcomeIn("AUTH", 0x16, binary([1]))).toBe(PROTOCOL_ERROR);
    expect(outcomeIn("AUTH")).toBe(PROTOCOL_ERROR);
  });
});
