// Every MQTT packet but PUBLISH, by way of mqtt-packet: the only file that knows that library. It is handed exactly one whole
// packet at a time, so none of its buffering is in play, and what it is lenient about is checked here and in well-formed.ts.

import mqttPacket, { type IConnectPacket, type Packet as LibraryPacket } from "mqtt-packet";
import { decodeUtf8, encodeUtf8 } from "./bytes.ts";
import type { ConnectPacket, ControlPacket, MqttVersion, QoS, Will } from "./packet.ts";
import { ProtocolError, ReasonCode } from "./reason-code.ts";
import { assertWellFormed } from "./well-formed.ts";

/** Decodes one whole packet. Throws ProtocolError; source: MQTT5 chapter 3, MQTT 3.1.1 chapter 3. */
export function decodeControlPacket(bytes: Uint8Array, version: MqttVersion): ControlPacket {
  assertWellFormed(bytes, version);
  return toControlPacket(parseOne(bytes, version));
}

function parseOne(bytes: Uint8Array, version: MqttVersion): LibraryPacket {
  // A fresh parser each time: CONNECT and errors leave state behind, and control packets are rare.
  const parser = mqttPacket.parser({ protocolVersion: version });
  let packet: LibraryPacket | null = null;
  let failure: unknown = null;
  parser.on("packet", (parsed: LibraryPacket) => {
    packet = parsed;
  });
  parser.on("error", (error: unknown) => {
    failure ??= error;
  });
  try {
    parser.parse(bytes as Parameters<typeof parser.parse>[0]);
  } catch (error) {
    failure = error;
  }
  if (failure !== null || packet === null) throw refusal(bytes, failure);
  return packet;
}

function refusal(bytes: Uint8Array, cause: unknown): ProtocolError {
  const message = cause instanceof Error ? cause.message : "the packet ends too early";
  if (message === "Invalid protocol version")
    return new ProtocolError(ReasonCode.unsupportedProtocolVersion, "MQTT-3.1.2-2", message, cause);
  return new ProtocolError(
    ReasonCode.malformedPacket,
    "MQTT-4.13.1-1",
    `packet type ${(bytes[0] ?? 0) >> 4}: ${message}`,
    cause,
  );
}

function toControlPacket(packet: LibraryPacket): ControlPacket {
  switch (packet.cmd) {
    case "connect":
      return toConnect(packet);
    case "connack":
      return {
        type: "connack",
        sessionPresent: packet.sessionPresent,
        reasonCode: packet.reasonCode ?? packet.returnCode ?? 0,
        properties: packet.properties ?? {},
      };
    case "puback":
    case "pubrec":
    case "pubrel":
    case "pubcomp":
      return { type: packet.cmd, packetId: packetIdOf(packet), reasonCode: packet.reasonCode ?? 0 };
    case "subscribe":
      return {
        type: "subscribe",
        packetId: packetIdOf(packet),
        subscriptions: packet.subscriptions.map((s) => ({
          topicFilter: s.topic,
          qos: s.qos,
          noLocal: s.nl ?? false,
          retainAsPublished: s.rap ?? false,
          retainHandling: (s.rh ?? 0) as 0 | 1 | 2,
        })),
        properties: packet.properties ?? {},
      };
    case "suback":
      return { type: "suback", packetId: packetIdOf(packet), reasonCodes: packet.granted.map(Number) };
    case "unsubscribe":
      return { type: "unsubscribe", packetId: packetIdOf(packet), topicFilters: packet.unsubscriptions };
    case "unsuback":
      return { type: "unsuback", packetId: packetIdOf(packet), reasonCodes: packet.granted ?? [] };
    case "pingreq":
    case "pingresp":
      return { type: packet.cmd };
    case "disconnect":
      return {
        type: "disconnect",
        reasonCode: packet.reasonCode ?? 0,
        properties: packet.properties ?? {},
      };
    case "auth":
      return { type: "auth", reasonCode: packet.reasonCode };
    case "publish":
      throw new ProtocolError(
        ReasonCode.implementationSpecificError,
        "CARRIER-1",
        "PUBLISH has its own codec",
      );
  }
}

function packetIdOf(packet: LibraryPacket): number {
  const packetId = packet.messageId ?? 0;
  // The library answers −1 for an id that was cut off.
  if (packetId <= 0)
    throw new ProtocolError(ReasonCode.malformedPacket, "MQTT-2.2.1-3", `${packet.cmd} without a packet id`);
  return packetId;
}

function toConnect(packet: IConnectPacket): ConnectPacket {
  const version = packet.protocolVersion ?? 4;
  const { clientId, username, password, will } = packet;
  if (version !== 5 && password !== undefined && username === undefined)
    throw new ProtocolError(ReasonCode.malformedPacket, "MQTT-3.1.2-22", "a password without a user name");
  return {
    type: "connect",
    protocolVersion: version,
    clientId,
    clean: packet.clean ?? false,
    keepAliveSeconds: packet.keepalive ?? 0,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(will === undefined ? {} : { will: toWill(will) }),
    properties: packet.properties ?? {},
  };
}

function toWill(will: NonNullable<IConnectPacket["will"]>): Will {
  return {
    topicName: will.topic,
    payload: typeof will.payload === "string" ? encodeUtf8(will.payload) : will.payload,
    qos: will.qos ?? 0,
    retain: will.retain ?? false,
    properties: will.properties ?? {},
  };
}

/** Encodes one whole packet; a CONNECT's password and will payload must be UTF-8 text. Throws what mqtt-packet throws on values it cannot write: a bug of ours, never a peer's. */
export function encodeControlPacket(packet: ControlPacket, version: MqttVersion): Uint8Array {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  // Not mqtt-packet's generate(): that wants Node Buffers, and this file also runs in browsers, Deno and workerd.
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
  mqttPacket.writeToStream(
    toLibraryPacket(packet, version) as LibraryPacket,
    sink as unknown as Parameters<typeof mqttPacket.writeToStream>[1],
    { protocolVersion: version },
  );
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

// The library's types want Node Buffers where any byte array does, hence `object` and the cast above.
function toLibraryPacket(packet: ControlPacket, version: MqttVersion): object {
  switch (packet.type) {
    case "connect":
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
          payload: decodeUtf8(packet.will.payload),
        },
        properties: packet.properties,
      };
    case "connack":
      return version === 5
        ? {
            cmd: "connack",
            sessionPresent: packet.sessionPresent,
            reasonCode: packet.reasonCode,
            properties: packet.properties,
          }
        : { cmd: "connack", sessionPresent: packet.sessionPresent, returnCode: packet.reasonCode };
    case "puback":
    case "pubrec":
    case "pubrel":
    case "pubcomp":
      return { cmd: packet.type, messageId: packet.packetId, reasonCode: packet.reasonCode ?? 0 };
    case "subscribe":
      return {
        cmd: "subscribe",
        messageId: packet.packetId,
        subscriptions: packet.subscriptions.map((s) => ({
          topic: s.topicFilter,
          qos: s.qos as QoS,
          nl: s.noLocal,
          rap: s.retainAsPublished,
          rh: s.retainHandling,
        })),
        properties: packet.properties,
      };
    case "suback":
    case "unsuback":
      return { cmd: packet.type, messageId: packet.packetId, granted: [...packet.reasonCodes] };
    case "unsubscribe":
      return { cmd: "unsubscribe", messageId: packet.packetId, unsubscriptions: [...packet.topicFilters] };
    case "pingreq":
    case "pingresp":
      return { cmd: packet.type };
    case "disconnect":
      return { cmd: "disconnect", reasonCode: packet.reasonCode, properties: packet.properties };
    case "auth":
      return { cmd: "auth", reasonCode: packet.reasonCode };
  }
}
