// Who hears, as pubsub sees them: a connection with a protocol version and a way out. Sessions make such; pubsub never learns what
// a session is.

import type { MqttVersion, PublishProperties, QoS } from "../../shared/protocol/packet.ts";
import type { Metrics } from "../metrics.ts";

/** A message on its way to subscribers. */
export type Publication = {
  readonly topicName: string;
  readonly payload: Uint8Array;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly properties: PublishProperties;
  /** Under whose client id it was published, for No Local; null for the room itself. */
  readonly senderId: number | null;
  /** Subscribers that must not hear it, for blocks; null for none. */
  readonly unheardBy: ReadonlySet<number> | null;
  /** When it is of no use any more (Message Expiry Interval); null for never. */
  readonly expiresAtMs: number | null;
};

/** What was negotiated with an extended client. */
export type Extension = {
  readonly capabilities: number;
  /** Carrier X (packet type 0), or P (PUBLISH on `$x/d`). */
  readonly carrier: "type0" | "publish";
};

export type Subscriber = {
  /** Where what it is given is counted. */
  readonly metrics: Metrics;
  /** Of the connection. */
  readonly id: number;
  /** The same for all connections under its client id, one after the other, and what they publish. */
  readonly senderId: number;
  readonly version: MqttVersion;
  readonly extension: Extension | null;
  /** The largest packet the client takes, bytes. */
  readonly peerPacketMaxBytes: number;
  /**
   * Queues a whole packet that must arrive. The bytes may be shared: nobody changes them afterwards. It counts as of this kind, or
   * as its carrier.
   */
  queue(packet: Uint8Array, kind?: number): void;
  /** As queue, for a frame of events: whoever may come back has it kept, and counted, for its return. SPEC [RESUME-4] */
  queueEvent(packet: Uint8Array): void;
  /**
   * As queue, for the whole packets in buffer[start, end), of which the caller uses the memory again: written at once when
   * nothing else waits, copied otherwise. That each is one the client takes, and that they
   * are counted, is the caller's to see to. The HEADROOM_BYTES before `start` are the transport's to write its frame header into.
   */
  queueTransient(buffer: Uint8Array, start: number, end: number): void;
  /** Whether it stands in for a connection that is lost: nobody reads, and nobody is slow. */
  readonly isAway: boolean;
  /** Bytes that were queued and not written yet. */
  readonly waitingBytes: number;
  /** Whether all that was queued has been written. */
  isClear(): boolean;
};

/** What one subscription asks for (MQTT5 3.8.3.1). */
export type SubscriptionOptions = {
  readonly qos: QoS;
  readonly noLocal: boolean;
  readonly retainAsPublished: boolean;
  /** Subscription Identifier (MQTT5 3.8.2.1.2), or null. */
  readonly identifier: number | null;
};

/** What subscriptions that match a message ask for, taken together (MQTT5 3.3.4). */
export type Asked = {
  readonly qos: QoS;
  readonly retainAsPublished: boolean;
  readonly identifiers: readonly number[];
};

/** How a message reaches one hearer: by all of its subscriptions that match. */
export type Match = Asked & {
  /** How its own reaches it: by those alone that do not ask for No Local, null for not at all. Absent where it is as any other. */
  readonly own?: Asked | null;
};

/** One delivery of a publication, decided. */
export type Delivery = {
  readonly qos: QoS;
  readonly retain: boolean;
  readonly identifiers: readonly number[];
};
