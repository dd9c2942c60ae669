// MQTT packets as a union, whole packets in and out. PUBLISH, the hot one, has its own codec (publish.ts); the rest goes
// through mqtt-packet, confined to control-packet.ts; packet type 0 is our carrier X (frame.ts).

import { decodeControlPacket, encodeControlPacket } from "./control-packet.ts";
import { decodeFrame, encodeFrame, type FramePacket } from "./frame.ts";
import type { PropertiesOf } from "./properties.ts";
import { decodePublish, encodePublish, type PublishPacket } from "./publish.ts";

export type { FramePacket } from "./frame.ts";
export { type PropertiesOf, type UserProperties, userProperty } from "./properties.ts";
export type { PublishPacket, PublishProperties } from "./publish.ts";

/** MQTT 3.1.1 is level 4 on the wire; 3.1 (level 3) is served as 4. */
export type MqttVersion = 4 | 5;
export type QoS = 0 | 1 | 2;

export type Will = {
  readonly topicName: string;
  readonly payload: Uint8Array;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly properties: PropertiesOf<"will">;
};

export type ConnectPacket = {
  readonly type: "connect";
  readonly protocolVersion: 3 | 4 | 5;
  readonly clientId: string;
  readonly clean: boolean;
  readonly keepAliveSeconds: number;
  readonly username?: string;
  readonly password?: Uint8Array;
  readonly will?: Will;
  readonly properties: PropertiesOf<"connect">;
};

export type ConnackPacket = {
  readonly type: "connack";
  readonly sessionPresent: boolean;
  /** MQTT 5 reason code, or the 3.1.1 return code on a 3.1.1 connection. */
  readonly reasonCode: number;
  readonly properties: PropertiesOf<"connack">;
};

export type AcknowledgementType = "puback" | "pubrec" | "pubrel" | "pubcomp";
/** One step of a QoS 1 or QoS 2 exchange. */
export type Acknowledgement<Type extends AcknowledgementType = AcknowledgementType> = {
  readonly type: Type;
  readonly packetId: number;
  /** MQTT 5 only; absent means success. */
  readonly reasonCode?: number;
  /** MQTT 5 only; absent when there are none. */
  readonly properties?: PropertiesOf<AcknowledgementType>;
};

export type Subscription = {
  readonly topicFilter: string;
  readonly qos: QoS;
  readonly noLocal: boolean;
  readonly retainAsPublished: boolean;
  /** 0 send retained, 1 only when the subscription is new, 2 never. */
  readonly retainHandling: 0 | 1 | 2;
};

export type SubscribePacket = {
  readonly type: "subscribe";
  readonly packetId: number;
  readonly subscriptions: readonly Subscription[];
  readonly properties: PropertiesOf<"subscribe">;
};
export type SubackPacket = {
  readonly type: "suback";
  readonly packetId: number;
  /** One for each filter, in its order. */
  readonly reasonCodes: readonly number[];
  readonly properties?: PropertiesOf<"suback">;
};
export type UnsubscribePacket = {
  readonly type: "unsubscribe";
  readonly packetId: number;
  readonly topicFilters: readonly string[];
  readonly properties?: PropertiesOf<"unsubscribe">;
};
export type UnsubackPacket = {
  readonly type: "unsuback";
  readonly packetId: number;
  /** One for each filter, in its order; that of 3.1.1 has none. */
  readonly reasonCodes: readonly number[];
  readonly properties?: PropertiesOf<"unsuback">;
};

export type DisconnectPacket = {
  readonly type: "disconnect";
  readonly reasonCode: number;
  readonly properties: PropertiesOf<"disconnect">;
};
export type AuthPacket = {
  readonly type: "auth";
  readonly reasonCode: number;
  readonly properties?: PropertiesOf<"auth">;
};

export type ControlPacket =
  | ConnectPacket
  | ConnackPacket
  | Acknowledgement<"puback">
  | Acknowledgement<"pubrec">
  | Acknowledgement<"pubrel">
  | Acknowledgement<"pubcomp">
  | SubscribePacket
  | SubackPacket
  | UnsubscribePacket
  | UnsubackPacket
  | { readonly type: "pingreq" }
  | { readonly type: "pingresp" }
  | DisconnectPacket
  | AuthPacket;

export type Packet = ControlPacket | PublishPacket | FramePacket;

const TYPE_FRAME = 0;
const TYPE_PUBLISH = 3;

/**
 * Decodes one whole packet, fixed header included. CONNECT says its own version; `version` is used for all others.
 * Throws: ProtocolError(malformedPacket) or a more precise reason code.
 * Source: MQTT5 chapter 3, SPEC [CARRIER-3]
 */
export function decodePacket(bytes: Uint8Array, version: MqttVersion): Packet {
  switch ((bytes[0] ?? 0) >> 4) {
    case TYPE_FRAME:
      return decodeFrame(bytes);
    case TYPE_PUBLISH:
      return decodePublish(bytes, version);
    default:
      return decodeControlPacket(bytes, version);
  }
}

/** Encodes one whole packet, fixed header included. What the peer's version has no field for is left out. */
export function encodePacket(packet: Packet, version: MqttVersion): Uint8Array {
  switch (packet.type) {
    case "frame":
      return encodeFrame(packet.body);
    case "publish":
      return encodePublish(packet, version);
    default:
      return encodeControlPacket(packet, version);
  }
}
