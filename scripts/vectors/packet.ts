// Golden vectors of whole MQTT packets: how a client knocks and is let in, and frames on either carrier, in 3.1.1 and in 5.0.

import { decodeUtf8, encodeUtf8 } from "../../shared/protocol/bytes.ts";
import { PROPERTY_NAME, TOPIC_DOWN, TOPIC_UP } from "../../shared/protocol/ext/hello.ts";
import {
  decodePacket,
  encodePacket,
  type MqttVersion,
  type Packet,
  userProperty,
} from "../../shared/protocol/packet.ts";
import { type Described, type Direction, frameOf, sectionsOf } from "./describe.ts";
import { DOWN_SECTIONS, UP_SECTIONS } from "./frame.ts";
import type { VectorFile } from "./sample.ts";

type Frame = { readonly direction: Direction; readonly sections: readonly Described[] };
type Told = { readonly version: MqttVersion } & (
  | {
      readonly packet: "connect";
      readonly clientId: string;
      readonly keepAliveSeconds: number;
      readonly userName: string;
      readonly password: string;
      readonly hiroba: string | null;
    }
  | { readonly packet: "connack"; readonly reasonCode: number; readonly hiroba: string | null }
  | { readonly packet: "disconnect"; readonly reasonCode: number }
  | ({ readonly packet: "carrier-x" } & Frame)
  | ({ readonly packet: "carrier-p"; readonly text?: undefined } & Frame)
  | { readonly packet: "carrier-p"; readonly direction: Direction; readonly text: string }
);

const KNOCKS: readonly Told[] = [
  {
    version: 4,
    packet: "connect",
    clientId: "",
    keepAliveSeconds: 30,
    userName: "any",
    password: "a.b.c",
    hiroba: null,
  },
  {
    version: 5,
    packet: "connect",
    clientId: "広場",
    keepAliveSeconds: 65_535,
    userName: "any",
    password: "t".repeat(200),
    hiroba: "1;c=39f",
  },
  { version: 4, packet: "connack", reasonCode: 0, hiroba: null },
  { version: 4, packet: "connack", reasonCode: 5, hiroba: null },
];

function* carried(): Generator<Told> {
  const frames: readonly Frame[] = [
    { direction: "up", sections: UP_SECTIONS.slice(0, 1) },
    { direction: "up", sections: UP_SECTIONS.slice(2, 4) },
    { direction: "down", sections: DOWN_SECTIONS.slice(3, 5) },
  ];
  for (const version of [4, 5] as const)
    for (const frame of frames) {
      yield { version, packet: "carrier-x", ...frame };
      yield { version, packet: "carrier-p", ...frame };
    }
  yield { version: 4, packet: "carrier-p", direction: "up", text: "?1;c=39f;n=n0-1" };
  yield { version: 5, packet: "carrier-p", direction: "down", text: "!1;c=39f;sid=7;tick=50;n=n0-1" };
}

/** As a server may write them, with properties of its own choice in its own order. */
const DECODED_ONLY: readonly (readonly [Packet, Told])[] = [
  [
    {
      type: "connack",
      sessionPresent: false,
      reasonCode: 0,
      properties: {
        receiveMaximum: 64,
        maximumPacketSize: 131_072,
        topicAliasMaximum: 16,
        userProperties: [[PROPERTY_NAME, "1;c=1;sid=7;tick=50"]],
      },
    },
    { version: 5, packet: "connack", reasonCode: 0, hiroba: "1;c=1;sid=7;tick=50" },
  ],
  [
    {
      type: "connack",
      sessionPresent: false,
      reasonCode: 0x87,
      properties: { reasonString: "TICKET_EXPIRED" },
    },
    { version: 5, packet: "connack", reasonCode: 0x87, hiroba: null },
  ],
  [
    { type: "disconnect", reasonCode: 0x8b, properties: { reasonString: "the host is shutting down" } },
    { version: 5, packet: "disconnect", reasonCode: 0x8b },
  ],
];

const topicOf = (direction: Direction): string => (direction === "up" ? TOPIC_UP : TOPIC_DOWN);

function toPacket(told: Told): Packet {
  const properties =
    "hiroba" in told && told.hiroba !== null
      ? { userProperties: [[PROPERTY_NAME, told.hiroba] as const] }
      : {};
  switch (told.packet) {
    case "connect":
      return {
        type: "connect",
        protocolVersion: told.version,
        clientId: told.clientId,
        clean: true,
        keepAliveSeconds: told.keepAliveSeconds,
        username: told.userName,
        password: encodeUtf8(told.password),
        properties,
      };
    case "connack":
      return { type: "connack", sessionPresent: false, reasonCode: told.reasonCode, properties };
    case "disconnect":
      return { type: "disconnect", reasonCode: told.reasonCode, properties: {} };
    case "carrier-x":
      return { type: "frame", body: frameOf(told.direction, told.sections) };
    case "carrier-p": {
      const payload =
        told.text === undefined ? frameOf(told.direction, told.sections) : encodeUtf8(told.text);
      const topicName = topicOf(told.direction);
      return { type: "publish", topicName, payload, qos: 0, retain: false, dup: false, properties: {} };
    }
  }
}

function toTold(packet: Packet, version: MqttVersion, direction: Direction): Told {
  switch (packet.type) {
    case "connect":
      return {
        version,
        packet: "connect",
        clientId: packet.clientId,
        keepAliveSeconds: packet.keepAliveSeconds,
        userName: packet.username ?? "",
        password: decodeUtf8(packet.password ?? new Uint8Array(0)),
        hiroba: userProperty(packet.properties, PROPERTY_NAME) ?? null,
      };
    case "connack":
      return {
        version,
        packet: "connack",
        reasonCode: packet.reasonCode,
        hiroba: userProperty(packet.properties, PROPERTY_NAME) ?? null,
      };
    case "disconnect":
      return { version, packet: "disconnect", reasonCode: packet.reasonCode };
    case "frame":
      return { version, packet: "carrier-x", direction, sections: sectionsOf(direction, packet.body) };
    case "publish": {
      const way = packet.topicName === TOPIC_UP ? "up" : "down";
      const text = new TextDecoder().decode(packet.payload);
      // Its first byte alone does not tell a grant from ITEMS.
      if (/^[?!]1;c=/.test(text)) return { version, packet: "carrier-p", direction: way, text };
      return { version, packet: "carrier-p", direction: way, sections: sectionsOf(way, packet.payload) };
    }
    default:
      throw new RangeError(`no vector has a ${packet.type}`);
  }
}

export const packetVectors: VectorFile = {
  title: "Golden vectors of whole packets (SPEC, sections 4 and 5)",
  encode: (told: Told) => encodePacket(toPacket(told), told.version),
  decode: (bytes, told: Told) =>
    toTold(decodePacket(bytes, told.version), told.version, "direction" in told ? told.direction : "down"),
  *lines() {
    for (const inputs of KNOCKS) yield { inputs };
    for (const inputs of carried()) yield { inputs };
    for (const [packet, decoded] of DECODED_ONLY) yield { bytes: encodePacket(packet, 5), decoded };
  },
};
