// The control packets, by way of mqtt-packet: the only file that knows that library. It is handed exactly one whole packet at a
// time, so none of its buffering is in play, and only what well-formed.ts has found to be all the standard wants.

import mqttPacket, { type Packet as LibraryPacket } from "mqtt-packet";
import { decodeAcknowledgement, encodeAcknowledgement } from "./acknowledgement.ts";
import { decodeUtf8, encodeUtf8 } from "./bytes.ts";
import { assertHeaderFlags } from "./fixed-header.ts";
import type { ConnectPacket, ControlPacket, MqttVersion } from "./packet.ts";
import type { AnyProperties } from "./properties.ts";
import { ProtocolError, ReasonCode } from "./reason-code.ts";
import { readStrictly } from "./well-formed.ts";

const TYPE = { connect: 1, puback: 4, pubrec: 5, pubrel: 6, pubcomp: 7, disconnect: 14, auth: 15 } as const;
/** A packet of nothing but its fixed header. */
const BARE_BYTES = 2;

// Or it would keep each number of two bytes as a buffer of its own: 65,536 of them, six megabytes, for packets that are rare.
mqttPacket.writeToStream.cacheNumbers = false;

/** Decodes one whole packet. Throws ProtocolError; source: MQTT5 chapter 3, MQTT 3.1.1 chapter 3. */
export function decodeControlPacket(bytes: Uint8Array, version: MqttVersion): ControlPacket {
  assertHeaderFlags(bytes);
  const type = (bytes[0] ?? 0) >> 4;
  switch (type) {
    case TYPE.puback:
      return decodeAcknowledgement("puback", bytes, version);
    case TYPE.pubrec:
      return decodeAcknowledgement("pubrec", bytes, version);
    case TYPE.pubrel:
      return decodeAcknowledgement("pubrel", bytes, version);
    case TYPE.pubcomp:
      return decodeAcknowledgement("pubcomp", bytes, version);
  }
  const read = readStrictly(bytes, version);
  if ("type" in read) return read;
  // The library knows no AUTH without a reason code (MQTT5 3.15.2.1).
  if (type === TYPE.auth && bytes.length === BARE_BYTES) return { type: "auth", reasonCode: 0 };
  return toControlPacket(parseOne(bytes, version), read);
}

/** A parser of the library's, and what it made of the packet it was given last. */
type Reader = {
  readonly parser: ReturnType<typeof mqttPacket.parser>;
  packet: LibraryPacket | null;
  failure: unknown;
};

// Made once for each version: with its streams and lists one costs more than the packet. CONNECT, which leaves its version behind, is
// not the library's to read here; of what else leaves something behind, the reader goes too.
const readers = new Map<MqttVersion, Reader>();

function newReader(version: MqttVersion): Reader {
  const reader: Reader = {
    parser: mqttPacket.parser({ protocolVersion: version }),
    packet: null,
    failure: null,
  };
  reader.parser.on("packet", (parsed: LibraryPacket) => {
    reader.packet = parsed;
  });
  reader.parser.on("error", (error: unknown) => {
    reader.failure ??= error;
  });
  return reader;
}

function parseOne(bytes: Uint8Array, version: MqttVersion): LibraryPacket {
  const reader = readers.get(version) ?? newReader(version);
  let leftBytes = 0;
  try {
    leftBytes = reader.parser.parse(bytes as Parameters<typeof reader.parser.parse>[0]);
  } catch (error) {
    reader.failure = error;
  }
  const { packet, failure } = reader;
  reader.packet = null;
  if (failure === null && packet !== null && leftBytes === 0) readers.set(version, reader);
  else readers.delete(version);
  if (failure !== null || packet === null) throw refusal(bytes, failure);
  return packet;
}

function refusal(bytes: Uint8Array, cause: unknown): ProtocolError {
  const message = cause instanceof Error ? cause.message : "the packet ends too early";
  return new ProtocolError(
    ReasonCode.malformedPacket,
    "MQTT-4.13.1-1",
    `packet type ${(bytes[0] ?? 0) >> 4}: ${message}`,
    cause,
  );
}

function toControlPacket(packet: LibraryPacket, properties: AnyProperties): ControlPacket {
  const packetId = packet.messageId ?? 0;
  const some = Object.keys(properties).length > 0 ? { properties } : {};
  switch (packet.cmd) {
    case "connack":
      return {
        type: "connack",
        sessionPresent: packet.sessionPresent,
        reasonCode: packet.reasonCode ?? packet.returnCode ?? 0,
        properties,
      };
    case "subscribe":
      return {
        type: "subscribe",
        packetId,
        subscriptions: packet.subscriptions.map((s) => ({
          topicFilter: s.topic,
          qos: s.qos,
          noLocal: s.nl ?? false,
          retainAsPublished: s.rap ?? false,
          retainHandling: (s.rh ?? 0) as 0 | 1 | 2,
        })),
        properties,
      };
    case "suback":
      return { type: "suback", packetId, reasonCodes: packet.granted.map(Number), ...some };
    case "unsubscribe":
      return { type: "unsubscribe", packetId, topicFilters: packet.unsubscriptions, ...some };
    case "unsuback":
      return { type: "unsuback", packetId, reasonCodes: packet.granted ?? [], ...some };
    case "pingreq":
    case "pingresp":
      return { type: packet.cmd };
    case "disconnect":
      return { type: "disconnect", reasonCode: packet.reasonCode ?? 0, properties };
    case "auth":
      return { type: "auth", reasonCode: packet.reasonCode, ...some };
    default:
      throw new ProtocolError(
        ReasonCode.implementationSpecificError,
        "CARRIER-1",
        `${packet.cmd} has a codec of its own`,
      );
  }
}

/**
 * Encodes one whole packet. A CONNECT as a client of ours sends it: its password is UTF-8 text and has a user name beside it,
 * and without a client id it starts clean. Throws what mqtt-packet throws on values it cannot write: a bug of ours, never a
 * peer's.
 */
export function encodeControlPacket(packet: ControlPacket, version: MqttVersion): Uint8Array {
  switch (packet.type) {
    case "puback":
    case "pubrec":
    case "pubrel":
    case "pubcomp":
      return encodeAcknowledgement(packet, version);
    case "auth":
      if (packet.reasonCode === 0 && packet.properties === undefined)
        return new Uint8Array([TYPE.auth << 4, 0]);
      return generate(toLibraryPacket(packet, version) as LibraryPacket, version);
    case "disconnect":
      // In its shortest form, which the library does not write (MQTT5 3.14.2.1, 3.14.2.2.1).
      if (version === 5 && Object.keys(packet.properties).length === 0)
        return packet.reasonCode === 0
          ? new Uint8Array([TYPE.disconnect << 4, 0])
          : new Uint8Array([TYPE.disconnect << 4, 1, packet.reasonCode]);
      return generate(toLibraryPacket(packet, version) as LibraryPacket, version);
    default:
      return generate(toLibraryPacket(packet, version) as LibraryPacket, version);
  }
}

/** Not mqtt-packet's own generate(): that wants Node Buffers, and this file also runs in browsers, Deno and workerd. */
function generate(packet: LibraryPacket, version: MqttVersion): Uint8Array {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  const sink = {
    write: (piece: Uint8Array | string): boolean => {
      const bytes = typeof piece === "string" ? encodeUtf8(piece) : piece;
      pieces.push(bytes);
      sizeBytes += bytes.length;
      return true;
    },
    destroy: (error: unknown): void => {
      throw error;
    },
  };
  mqttPacket.writeToStream(packet, sink as unknown as Parameters<typeof mqttPacket.writeToStream>[1], {
    protocolVersion: version,
  });
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

type LibraryWritten = Exclude<ControlPacket, { type: "puback" | "pubrec" | "pubrel" | "pubcomp" }>;

// The library's types want Node Buffers where any byte array does, hence `object` and the cast above.
function toLibraryPacket(packet: LibraryWritten, version: MqttVersion): object {
  const { type } = packet;
  const properties = toLibraryProperties("properties" in packet ? packet.properties : undefined);
  switch (packet.type) {
    case "connect":
      return { ...toLibraryConnect(packet), properties };
    case "connack":
      return {
        cmd: type,
        sessionPresent: packet.sessionPresent,
        ...(version === 5
          ? { reasonCode: packet.reasonCode, properties }
          : { returnCode: packet.reasonCode }),
      };
    case "subscribe":
      return {
        cmd: type,
        messageId: packet.packetId,
        subscriptions: packet.subscriptions.map((s) => ({
          topic: s.topicFilter,
          qos: s.qos,
          nl: s.noLocal,
          rap: s.retainAsPublished,
          rh: s.retainHandling,
        })),
        properties,
      };
    case "suback":
    case "unsuback":
      return { cmd: type, messageId: packet.packetId, granted: [...packet.reasonCodes], properties };
    case "unsubscribe":
      return { cmd: type, messageId: packet.packetId, unsubscriptions: [...packet.topicFilters], properties };
    case "pingreq":
    case "pingresp":
      return { cmd: type };
    case "disconnect":
    case "auth":
      return { cmd: type, reasonCode: packet.reasonCode, properties };
  }
}

function toLibraryConnect(packet: ConnectPacket): object {
  return {
    cmd: "connect",
    protocolId: packet.protocolVersion === 3 ? "MQIsdp" : "MQTT",
    protocolVersion: packet.protocolVersion,
    clientId: packet.clientId,
    clean: packet.clean,
    keepalive: packet.keepAliveSeconds,
    username: packet.username,
    // As text: mqtt-packet takes Node Buffers or strings, and what our clients send here is text.
    password: packet.password && decodeUtf8(packet.password),
    will: packet.will && {
      ...packet.will,
      topic: packet.will.topicName,
      properties: toLibraryProperties(packet.will.properties),
    },
  };
}

/** The library keeps the order of user properties that come as a list of records of one each. */
function toLibraryProperties(properties: AnyProperties | undefined): object | undefined {
  if (properties?.userProperties === undefined) return properties;
  return {
    ...properties,
    userProperties: properties.userProperties.map(([name, value]) => ({ [name]: value })),
  };
}
