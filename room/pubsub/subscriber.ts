// Who hears, as pubsub sees them: an outbox with a protocol version. Sessions are such; pubsub never learns what a session is.

import type { MqttVersion, PublishProperties, QoS } from "../../shared/protocol/packet.ts";

/** A message on its way to subscribers. */
export type Publication = {
  readonly topicName: string;
  readonly payload: Uint8Array;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly properties: PublishProperties;
  /** Who published it, for No Local; null for the room itself. */
  readonly senderId: number | null;
  /** Subscribers that must not hear it, for blocks; null for none. */
  readonly unheardBy: ReadonlySet<number> | null;
};

/** What was negotiated with an extended client. */
export type Extension = {
  readonly capabilities: number;
  /** Carrier X (packet type 0), or P (PUBLISH on `$x/d`). */
  readonly carrier: "type0" | "publish";
};

export type Subscriber = {
  readonly id: number;
  readonly version: MqttVersion;
  readonly extension: Extension | null;
  /** Queues a whole packet that must arrive. The bytes may be shared: nobody changes them afterwards. */
  queue(packet: Uint8Array): void;
  /** Queues a packet of which only the newest of its key matters. */
  queueLatest(key: string, packet: Uint8Array): void;
  /** Delivers at QoS 1 within the client's Receive Maximum. */
  publishQos1(publication: Publication, retain: boolean): void;
  /**
   * As queue, for buffer[start, end), of which the caller uses the memory again: written at once when nothing else waits,
   * copied otherwise. The HEADROOM_BYTES before `start` are the transport's to write its frame header into.
   */
  queueTransient(buffer: Uint8Array, start: number, end: number): void;
  /** Whether all that was queued has been written. */
  isClear(): boolean;
};
