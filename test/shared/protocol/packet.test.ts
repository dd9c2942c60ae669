import { describe, expect, test } from "bun:test";
import {
  decodePacket,
  encodePacket,
  type MqttVersion,
  type Packet,
} from "../../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode, toConnackV3 } from "../../../shared/protocol/reason-code.ts";

const bytes = (...values: number[]) => new Uint8Array(values);

const rows: [name: string, version: MqttVersion, packet: Packet][] = [
  [
    "CONNECT 5",
    5,
    {
      type: "connect",
      protocolVersion: 5,
      clientId: "広場",
      clean: true,
      keepAliveSeconds: 30,
      username: "guest",
      password: bytes(0x61, 0x62),
      will: {
        topicName: "r/rm_a/chat",
        payload: bytes(0x62, 0x79, 0x65),
        qos: 1,
        retain: false,
        properties: { willDelayInterval: 5 },
      },
      properties: { receiveMaximum: 10, userProperties: { hiroba: "1;c=7" } },
    },
  ],
  [
    "CONNECT 3.1.1",
    4,
    { type: "connect", protocolVersion: 4, clientId: "", clean: true, keepAliveSeconds: 0, properties: {} },
  ],
  [
    "CONNACK 5",
    5,
    {
      type: "connack",
      sessionPresent: false,
      reasonCode: 0,
      properties: { serverKeepAlive: 300, userProperties: { hiroba: "1;c=1;sid=4;tick=50" } },
    },
  ],
  ["CONNACK 3.1.1", 4, { type: "connack", sessionPresent: false, reasonCode: 5, properties: {} }],
  ["PUBACK with a reason", 5, { type: "puback", packetId: 7, reasonCode: 0x87 }],
  ["PUBREC", 4, { type: "pubrec", packetId: 65_535, reasonCode: 0 }],
  ["PUBREL", 5, { type: "pubrel", packetId: 1, reasonCode: 0 }],
  ["PUBCOMP", 4, { type: "pubcomp", packetId: 1, reasonCode: 0 }],
  [
    "SUBSCRIBE 5",
    5,
    {
      type: "subscribe",
      packetId: 9,
      subscriptions: [
        { topicFilter: "r/+/#", qos: 1, noLocal: true, retainAsPublished: true, retainHandling: 2 },
      ],
      properties: {},
    },
  ],
  ["SUBACK", 4, { type: "suback", packetId: 9, reasonCodes: [0, 1, 128] }],
  ["UNSUBSCRIBE", 4, { type: "unsubscribe", packetId: 10, topicFilters: ["a", "b/#"] }],
  ["UNSUBACK 5", 5, { type: "unsuback", packetId: 10, reasonCodes: [0, 17] }],
  ["PINGREQ", 4, { type: "pingreq" }],
  ["PINGRESP", 5, { type: "pingresp" }],
  ["DISCONNECT 5", 5, { type: "disconnect", reasonCode: 0x8e, properties: { reasonString: "taken over" } }],
  [
    "PUBLISH QoS 0",
    4,
    {
      type: "publish",
      topicName: "a",
      payload: bytes(1, 2, 3),
      qos: 0,
      retain: true,
      dup: false,
      properties: {},
    },
  ],
  [
    "PUBLISH 5 with every property",
    5,
    {
      type: "publish",
      topicName: "a/b",
      payload: new Uint8Array(300),
      qos: 2,
      retain: false,
      dup: true,
      packetId: 513,
      properties: {
        payloadFormatIndicator: true,
        messageExpiryInterval: 60,
        contentType: "text/plain",
        responseTopic: "c",
        correlationData: bytes(9),
        subscriptionIdentifiers: [1, 300],
        topicAlias: 3,
        userProperties: { k: ["1", "2"], l: "3" },
      },
    },
  ],
  ["type 0", 5, { type: "frame", body: new Uint8Array(200).fill(3) }],
];

describe("[CARRIER-3] packets round-trip and refuse being cut short:", () => {
  for (const [name, version, packet] of rows) {
    test(name, () => {
      const encoded = encodePacket(packet, version);
      const decoded = decodePacket(encoded, version);
      expect(plain(decoded)).toEqual(plain(packet));
      expect(encodePacket(decoded, version)).toEqual(encoded);
      if (packet.type === "frame" || packet.type === "publish") return;
      for (let length = 1; length < encoded.length; length++) {
        try {
          decodePacket(encoded.subarray(0, length), version);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
      }
    });
  }
});

/** Buffers and null-prototype records as their plain likes. */
function plain(packet: Packet): unknown {
  return JSON.parse(
    JSON.stringify(packet, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
    ).replace(/\{"type":"Buffer","data":\[([^\]]*)\]\}/g, (_, list: string) =>
      JSON.stringify(Buffer.from(list.split(",").map(Number)).toString("hex")),
    ),
  );
}

describe("what is malformed is refused with its reason:", () => {
  const cases: [name: string, raw: number[], version: MqttVersion, reason: number][] = [
    ["QoS 3", [0x36, 5, 0, 1, 0x61, 0, 1], 4, ReasonCode.malformedPacket],
    ["DUP on QoS 0", [0x38, 3, 0, 1, 0x61], 4, ReasonCode.malformedPacket],
    ["packet id 0", [0x32, 5, 0, 1, 0x61, 0, 0], 4, ReasonCode.malformedPacket],
    ["a topic longer than the packet", [0x30, 3, 0, 9, 0x61], 4, ReasonCode.malformedPacket],
    ["ill-formed UTF-8 in a topic", [0x30, 4, 0, 2, 0xc3, 0x28], 4, ReasonCode.malformedPacket],
    ["U+0000 in a topic", [0x30, 3, 0, 1, 0], 4, ReasonCode.malformedPacket],
    ["a property twice", [0x30, 8, 0, 1, 0x61, 4, 1, 0, 1, 0], 5, ReasonCode.protocolError],
    ["an unknown property", [0x30, 6, 0, 1, 0x61, 2, 0x7f, 0], 5, ReasonCode.malformedPacket],
    ["SUBSCRIBE with wrong flags", [0x80, 6, 0, 1, 0, 1, 0x61, 0], 4, ReasonCode.malformedPacket],
    ["SUBSCRIBE with packet id 0", [0x82, 6, 0, 0, 0, 1, 0x61, 0], 4, ReasonCode.malformedPacket],
    [
      "protocol level 9",
      [0x10, 12, 0, 4, 0x4d, 0x51, 0x54, 0x54, 9, 2, 0, 0, 0, 0],
      4,
      ReasonCode.unsupportedProtocolVersion,
    ],
    ["type 0 with flags", [0x01, 0], 5, ReasonCode.malformedPacket],
  ];
  for (const [name, raw, version, reasonCode] of cases) {
    test(name, () => {
      let caught: unknown;
      try {
        decodePacket(new Uint8Array(raw), version);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(ProtocolError);
      expect(caught).toMatchObject({ reasonCode });
    });
  }
});

test("3.1.1 return codes say what the reason codes say, and 3 for what it has no word for", () => {
  expect(toConnackV3(ReasonCode.success)).toBe(0);
  expect(toConnackV3(ReasonCode.notAuthorized)).toBe(5);
  expect(toConnackV3(ReasonCode.badUserNameOrPassword)).toBe(4);
  expect(toConnackV3(ReasonCode.quotaExceeded)).toBe(3);
});
