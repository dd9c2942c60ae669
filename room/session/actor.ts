// The server-side object of one connection: its session, its rights, its outbox, and whom it is in which room. To pubsub it is
// a subscriber. Knows no socket: the loop drains `outbox` into one.

import type { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { Framer } from "../../shared/protocol/framer.ts";
import { encodePacket, type MqttVersion, type Packet } from "../../shared/protocol/packet.ts";
import { broadcast } from "../pubsub/fanout.ts";
import type { Extension, Publication, Subscriber } from "../pubsub/subscriber.ts";
import { type Budget, newBudget } from "../state/budget.ts";
import type { Participant, Room } from "../state/room.ts";
import type { Refusal } from "../state/verdict.ts";
import { Incoming, Outgoing, RECEIVE_MAXIMUM } from "./inflight.ts";
import type { SessionState } from "./machine.ts";
import { Outbox } from "./outbox.ts";

/** A CONNECT with its ticket and nothing else is well below this. SPEC [LIMIT-1] */
export const STRANGER_PACKET_MAX_BYTES = 8 * 1024;
/** A frame body at its largest, carried by PUBLISH, with room for properties. SPEC [LIMIT-1] */
export const PACKET_MAX_BYTES = 128 * 1024;
/** SPEC [LIMIT-2] */
export const SUBSCRIPTIONS_MAX = 64;
/** Topic filters. A filter costs a walk over what is retained. SPEC [LIMIT-6] */
const SUBSCRIBE_LIMIT = { perSecond: 20, burst: 128 };
const RECEIVE_MAXIMUM_DEFAULT = 65_535;

/** Whether this connection may use any topic of the room, as on an open host, or a participant's topics only. */
export type Access = "participant" | "open";

export class Actor implements Subscriber {
  readonly id: number;
  readonly framer = new Framer({ packetMaxBytes: STRANGER_PACKET_MAX_BYTES });
  readonly outbox = new Outbox();
  incoming = new Incoming(RECEIVE_MAXIMUM);
  outgoing = new Outgoing(RECEIVE_MAXIMUM_DEFAULT, Number.POSITIVE_INFINITY);
  readonly subscribeBudget: Budget;
  state: SessionState;
  version: MqttVersion = 4;
  access: Access = "participant";
  clientId = "";
  /** Under which a second connection takes over. */
  sessionKey = "";
  /** Of the request that led here, for the log. */
  requestId = "";
  room: Room | null = null;
  participant: Participant | null = null;
  extension: Extension | null = null;
  readonly topicFilters = new Set<string>();
  /** What the client takes, bytes. */
  peerPacketMaxBytes = Number.POSITIVE_INFINITY;
  readonly #noticesTold = new Set<NoticeCode>();
  readonly #wake: () => void;

  /** `wake` is called when something was queued: whoever owns the socket then drains the outbox in its own time. */
  constructor(id: number, nowMs: number, wake: () => void) {
    this.id = id;
    this.#wake = wake;
    this.subscribeBudget = newBudget(SUBSCRIBE_LIMIT, nowMs);
    this.state = { name: "awaiting-connect", openedAtMs: nowMs };
  }

  get isOverfull(): boolean {
    return this.outbox.isOverfull || this.outgoing.isOverfull;
  }

  isClear(): boolean {
    return this.outbox.isEmpty;
  }

  /** Sends a packet of our own. */
  send(packet: Packet): void {
    this.queue(encodePacket(packet, this.version));
  }

  queue(packet: Uint8Array): void {
    if (!this.#takes(packet)) return;
    this.outbox.queue(packet);
    this.#wake();
  }

  queueTransient(buffer: Uint8Array, start: number, end: number): void {
    this.queue(buffer.slice(start, end));
  }

  queueLatest(key: string, packet: Uint8Array): void {
    if (!this.#takes(packet)) return;
    this.outbox.queueLatest(key, packet);
    this.#wake();
  }

  /** Nothing goes behind a DISCONNECT (MQTT5 [MQTT-3.14.4-1]), nor what is larger than the client takes ([MQTT-3.1.2-25]). */
  #takes(packet: Uint8Array): boolean {
    return this.state.name !== "closed" && packet.length <= this.peerPacketMaxBytes;
  }

  publishQos1(publication: Publication, retain: boolean): void {
    const { topicName, payload, properties } = publication;
    const make = (packetId: number): Uint8Array =>
      encodePacket(
        { type: "publish", topicName, payload, qos: 1, retain, dup: false, packetId, properties },
        this.version,
      );
    const packet = this.outgoing.admit(make, topicName.length + payload.length);
    if (packet !== null) this.queue(packet);
  }

  /** Tells an extended client why something had no effect, once per reason. SPEC [LIMIT-4] */
  notice(refusal: Refusal): void {
    if (this.extension === null || this.#noticesTold.has(refusal.notice)) return;
    this.#noticesTold.add(refusal.notice);
    const { notice: code, message } = refusal;
    broadcast([this], [{ kind: "notice", message: { code, message } }]);
  }
}
