// The little MQTT 5 our own client needs: CONNECT and DISCONNECT out, CONNACK and DISCONNECT in; the rest of its life is carrier
// X. Written out because packet.ts brings mqtt-packet and its stream polyfills along: 50 kB gzipped in a browser's bundle,
// against less than 1 kB for this file.

import { ByteReader, ByteWriter } from "./bytes.ts";
import { decodeFrame, type FramePacket } from "./frame.ts";
import type { FramedPacket } from "./framer.ts";
import { ProtocolError, ReasonCode } from "./reason-code.ts";

/** By name; of one that comes twice the first. */
type UserProperties = Readonly<Record<string, string>>;

/** What a server says to a client that never subscribes: the packets it acts on, and all others as `other`. */
export type ServerPacket =
  | {
      readonly type: "connack";
      readonly reasonCode: number;
      readonly reasonString: string;
      readonly userProperties: UserProperties;
    }
  | { readonly type: "disconnect"; readonly reasonCode: number; readonly reasonString: string }
  | FramePacket
  | { readonly type: "other" };

const PacketType = { frame: 0, connect: 1, connack: 2, disconnect: 14 } as const;
const PROTOCOL_NAME = "MQTT";
const PROTOCOL_LEVEL = 5;
const ConnectFlag = { cleanStart: 0x02, password: 0x40, userName: 0x80 } as const;

const REASON_STRING = 0x1f;
const USER_PROPERTY = 0x26;
/** Bytes of the fixed-size properties of CONNACK and DISCONNECT (MQTT5 table 2-4). */
const FIXED_BYTES: ReadonlyMap<number, number> = new Map([
  [0x11, 4], // session expiry interval
  [0x13, 2], // server keep alive
  [0x21, 2], // receive maximum
  [0x22, 2], // topic alias maximum
  [0x24, 1], // maximum QoS
  [0x25, 1], // retain available
  [0x27, 4], // maximum packet size
  [0x28, 1], // wildcard subscription available
  [0x29, 1], // subscription identifiers available
  [0x2a, 1], // shared subscription available
]);
/** Assigned client identifier, authentication method and data, response information, server reference. */
const LENGTH_PREFIXED: ReadonlySet<number> = new Set([0x12, 0x15, 0x16, 0x1a, 0x1c]);

/**
 * A whole CONNECT of MQTT 5: clean start, no will, `ticket` as its password.
 * Throws RangeError for a text longer than 65,535 bytes. Source: MQTT5 3.1
 */
export function encodeConnect(connect: {
  readonly clientId: string;
  readonly keepAliveSeconds: number;
  readonly ticket: string;
  readonly userProperties: Readonly<Record<string, string>>;
}): Uint8Array {
  const properties = new ByteWriter();
  for (const [name, value] of Object.entries(connect.userProperties)) {
    properties.u8(USER_PROPERTY);
    properties.mqttString(name);
    properties.mqttString(value);
  }
  const body = new ByteWriter();
  body.mqttString(PROTOCOL_NAME);
  body.u8(PROTOCOL_LEVEL);
  body.u8(ConnectFlag.cleanStart | ConnectFlag.password);
  body.u16be(connect.keepAliveSeconds);
  body.uvarint(properties.length);
  body.bytes(properties.take());
  body.mqttString(connect.clientId);
  body.mqttString(connect.ticket);
  return withHeader(PacketType.connect, body.take());
}

/** A whole DISCONNECT with reason code 0: we leave, and leave no will. Source: MQTT5 3.14 */
export function encodeDisconnect(): Uint8Array {
  return withHeader(PacketType.disconnect, new Uint8Array(0));
}

function withHeader(type: number, body: Uint8Array): Uint8Array {
  const packet = new ByteWriter();
  packet.u8(type << 4);
  packet.uvarint(body.length);
  packet.bytes(body);
  return packet.take();
}

/**
 * Decodes what the framer cut.
 * Throws: ProtocolError(malformedPacket) for a CONNACK, DISCONNECT or frame that is none.
 * Source: MQTT5 3.2, 3.14, SPEC [CARRIER-3]
 */
export function decodeServerPacket({ bytes, bodyStart }: FramedPacket): ServerPacket {
  switch ((bytes[0] ?? 0) >> 4) {
    case PacketType.frame:
      return decodeFrame(bytes);
    case PacketType.connack:
      return decodeConnack(new ByteReader(bytes, bodyStart));
    case PacketType.disconnect:
      return decodeDisconnect(new ByteReader(bytes, bodyStart));
    default:
      return { type: "other" };
  }
}

function decodeConnack(r: ByteReader): ServerPacket {
  r.u8(); // Session Present: we never ask for one.
  const reasonCode = r.u8();
  return { type: "connack", reasonCode, ...decodeProperties(r) };
}

function decodeDisconnect(r: ByteReader): ServerPacket {
  // MQTT5 3.14.2: a reason code of 0 and no properties may be left out.
  const reasonCode = r.remaining === 0 ? ReasonCode.success : r.u8();
  const { reasonString } = r.remaining === 0 ? { reasonString: "" } : decodeProperties(r);
  return { type: "disconnect", reasonCode, reasonString };
}

function decodeProperties(outer: ByteReader): { reasonString: string; userProperties: UserProperties } {
  const r = new ByteReader(outer.bytes(outer.uvarint()));
  const userProperties: Record<string, string> = Object.create(null);
  let reasonString = "";
  while (r.remaining > 0) {
    const id = r.uvarint();
    const fixedBytes = FIXED_BYTES.get(id);
    if (fixedBytes !== undefined) r.bytes(fixedBytes);
    else if (LENGTH_PREFIXED.has(id)) r.mqttBinary();
    else if (id === REASON_STRING) reasonString = r.mqttString();
    else if (id === USER_PROPERTY) {
      const name = r.mqttString();
      // The first of a name counts: nothing we ask for comes twice.
      const value = r.mqttString();
      userProperties[name] ??= value;
    } else
      throw new ProtocolError(
        ReasonCode.malformedPacket,
        "MQTT-2.2.2.2",
        `property ${id} does not belong in CONNACK or DISCONNECT`,
      );
  }
  return { reasonString, userProperties };
}
