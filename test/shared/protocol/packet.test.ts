import { describe, expect, test } from "bun:test";
import {
  decodePacket,
  encodePacket,
  type MqttVersion,
  type Packet,
} from "../../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode, toConnackV3 } from "../../../shared/protocol/reason-code.ts";

const bytes = (...values: number[]) => new Uint8Array(values);

/** CONNECT of a level with these flags; `rest` is what follows the keep-alive. */
const connect = (level: number, flags: number, rest: number[]) => {
  const body = [0, 4, 0x4d, 0x51, 0x54, 0x54, level, flags, 0, 60, ...rest];
  return [0x10, body.length, ...body];
};

/** In an order, and with a name that comes again, which a record by name would lose. */
const words = [
  ["2", "b"],
  ["1", "a"],
  ["2", ""],
] as const;

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
      properties: { receiveMaximum: 10, userProperties: [["hiroba", "1;c=7"]] },
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
      properties: { serverKeepAlive: 300, userProperties: [["hiroba", "1;c=1;sid=4;tick=50"]] },
    },
  ],
  ["CONNACK 3.1.1", 4, { type: "connack", sessionPresent: false, reasonCode: 5, properties: {} }],
  ["PUBACK with a reason", 5, { type: "puback", packetId: 7, reasonCode: 0x87 }],
  [
    "PUBREC with words",
    5,
    {
      type: "pubrec",
      packetId: 7,
      reasonCode: 0x97,
      properties: { reasonString: "slowly", userProperties: words },
    },
  ],
  ["PUBREL for nothing", 5, { type: "pubrel", packetId: 7, reasonCode: 0x92 }],
  [
    "PUBCOMP with words",
    5,
    { type: "pubcomp", packetId: 7, reasonCode: 0, properties: { reasonString: "done" } },
  ],
  [
    "CONNACK with everything",
    5,
    {
      type: "connack",
      sessionPresent: true,
      reasonCode: 0,
      properties: {
        sessionExpiryInterval: 3600,
        receiveMaximum: 16,
        maximumQoS: 1,
        retainAvailable: true,
        maximumPacketSize: 131_072,
        assignedClientIdentifier: "hiroba-9",
        topicAliasMaximum: 10,
        reasonString: "welcome",
        userProperties: words,
        wildcardSubscriptionAvailable: true,
        subscriptionIdentifiersAvailable: false,
        sharedSubscriptionAvailable: true,
        serverKeepAlive: 0,
        responseInformation: "r/",
        serverReference: "elsewhere",
        authenticationMethod: "m",
        authenticationData: bytes(0, 255),
      },
    },
  ],
  [
    "SUBSCRIBE with an identifier",
    5,
    {
      type: "subscribe",
      packetId: 9,
      subscriptions: [
        { topicFilter: "$share/g/a", qos: 2, noLocal: false, retainAsPublished: false, retainHandling: 1 },
      ],
      properties: { subscriptionIdentifier: 268_435_455, userProperties: words },
    },
  ],
  [
    "SUBACK 5 with words",
    5,
    { type: "suback", packetId: 9, reasonCodes: [2, 0x97], properties: { reasonString: "x" } },
  ],
  [
    "UNSUBSCRIBE 5 with words",
    5,
    { type: "unsubscribe", packetId: 9, topicFilters: ["a"], properties: { userProperties: words } },
  ],
  [
    "UNSUBACK 5 with words",
    5,
    { type: "unsuback", packetId: 9, reasonCodes: [0], properties: { userProperties: words } },
  ],
  ["UNSUBACK 3.1.1", 4, { type: "unsuback", packetId: 9, reasonCodes: [] }],
  [
    "DISCONNECT with everything",
    5,
    {
      type: "disconnect",
      reasonCode: 0x9d,
      properties: {
        sessionExpiryInterval: 1,
        reasonString: "x",
        userProperties: words,
        serverReference: "y",
      },
    },
  ],
  [
    "AUTH",
    5,
    {
      type: "auth",
      reasonCode: 0x18,
      properties: { authenticationMethod: "m", authenticationData: bytes(1, 2) },
    },
  ],
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
        userProperties: [
          ["k", "1"],
          ["l", "3"],
          ["k", "2"],
        ],
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

test("3.1.1 return codes say what the reason codes say, and 3 for what it has no word for", () => {
  expect(toConnackV3(ReasonCode.success)).toBe(0);
  expect(toConnackV3(ReasonCode.notAuthorized)).toBe(5);
  expect(toConnackV3(ReasonCode.badUserNameOrPassword)).toBe(4);
  expect(toConnackV3(ReasonCode.quotaExceeded)).toBe(3);
});

test("user properties may repeat, and every property of CONNECT and its will is read", () => {
  const text = (value: string) => [0, value.length, ...new TextEncoder().encode(value)];
  const properties = (...values: number[]) => [values.length, ...values];
  const user = [0x26, ...text("k"), ...text("v")];
  const decoded = decodePacket(
    new Uint8Array(
      connect(5, 0xc6, [
        ...properties(
          0x11,
          0,
          0,
          0,
          9,
          0x17,
          1,
          0x19,
          0,
          0x21,
          0,
          5,
          0x22,
          0,
          1,
          0x27,
          0,
          0,
          1,
          0,
          ...user,
          ...user,
        ),
        ...text("id"),
        ...properties(
          0x01,
          1,
          0x02,
          0,
          0,
          0,
          7,
          0x03,
          ...text("t"),
          0x08,
          ...text("r"),
          0x09,
          0,
          1,
          3,
          0x18,
          0,
          0,
          0,
          4,
        ),
        ...text("a"),
        ...text("gone"),
        ...text("name"),
        ...text("word"),
      ]),
    ),
    5,
  );
  expect(plain(decoded)).toMatchObject({
    clientId: "id",
    username: "name",
    will: {
      topicName: "a",
      properties: { messageExpiryInterval: 7, contentType: "t", willDelayInterval: 4 },
    },
    properties: {
      sessionExpiryInterval: 9,
      receiveMaximum: 5,
      maximumPacketSize: 256,
      userProperties: [
        ["k", "v"],
        ["k", "v"],
      ],
    },
  });
});

test("a packet is read the same behind any other of either version, and behind one that was refused", () => {
  const whole = rows.map(([name, version, packet]) => {
    const encoded = encodePacket(packet, version);
    return { name, version, encoded, read: plain(decodePacket(encoded, version)) };
  });
  for (const before of whole)
    for (const { name, version, encoded, read } of whole) {
      decodePacket(before.encoded, before.version);
      expect(() => decodePacket(before.encoded.slice(0, -1), before.version)).toThrow(ProtocolError);
      expect({ name, read: plain(decodePacket(encoded, version)) }).toEqual({ name, read });
    }
});
