// The server-side object of one connection: its state, its rights, its outbox, its MQTT session, and whom it is in which room. To
// pubsub it is a subscriber. It is given a wire to write to and knows no socket.

import type { Resumed } from "../../shared/protocol/ext/hello.ts";
import { TOPIC_DOWN } from "../../shared/protocol/ext/hello.ts";
import { type FramedPacket, Framer } from "../../shared/protocol/framer.ts";
import {
  type Acknowledgement,
  type ConnackPacket,
  type DisconnectPacket,
  encodePacket,
  type MqttVersion,
  type Packet,
} from "../../shared/protocol/packet.ts";
import { KIND_COUNT, kindOfPacket } from "../metrics/kind.ts";
import type { Metrics } from "../metrics.ts";
import { broadcast } from "../pubsub/fanout.ts";
import type { Extension, Subscriber } from "../pubsub/subscriber.ts";
import { type Budget, newBudget } from "../state/budget.ts";
import type { Participant, Room } from "../state/room.ts";
import type { StageFeed } from "../state/stage/feed.ts";
import { type Answer, dropReasonOf, type Refusal } from "../state/verdict.ts";
import type { Wire } from "../wire.ts";
import type { HeldPlace, HeldPlaces } from "./held-places.ts";
import { LARGE_WAITING_MAX, type SessionLimits } from "./limits.ts";
import type { SessionState } from "./machine.ts";
import { Outbox } from "./outbox.ts";
import type { Connected, Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";
import type { IncomingAliases, OutgoingAliases } from "./topic-aliases.ts";

const REASON_STRING_MAX_CHARS = 256;
const NOTHING = new Uint8Array(0);

/**
 * What this connection may use: a participant's topics, a ghost's (the same, to another effect), any, as on an open host, or none, as
 * that of another host which is told of the stage.
 */
export type Access = "participant" | "ghost" | "open" | "stage";

/** What all actors of a host share. */
export type ActorHost = {
  readonly metrics: Metrics;
  readonly limits: SessionLimits;
  readonly sessions: Sessions;
  readonly places: HeldPlaces;
  /** Something was queued: whoever owns the socket drains the outbox in its own time. */
  wake(actor: Actor): void;
};

/** Packets of ours that may say why. */
type Reasoned = Acknowledgement<"puback"> | Acknowledgement<"pubrec"> | ConnackPacket | DisconnectPacket;

export type ActorOptions = {
  readonly id: number;
  readonly nowMs: number;
  readonly wire: Wire;
  readonly host: ActorHost;
};

export class Actor implements Subscriber, Connected, Wire {
  readonly id: number;
  /** Given to the wire so far. */
  bytesOut = 0;
  state: SessionState;
  version: MqttVersion = 4;
  access: Access = "participant";
  clientId = "";
  /** Of the request that led here, for the log. */
  requestId = "";
  /** Null until it is let in. */
  session: Session | null = null;
  room: Room | null = null;
  participant: Participant | null = null;
  extension: Extension | null = null;
  /** What another host is told of the room's stage; null for everybody else. */
  feed: StageFeed | null = null;
  /** What its client may come back to; null when that was not granted. */
  place: HeldPlace | null = null;
  resumed: Resumed = "no";
  /** Towards the client; null when it takes none. */
  aliases: OutgoingAliases | null = null;
  /** From the client; null until it uses one. */
  incomingAliases: IncomingAliases | null = null;
  /** What the client takes, bytes. */
  peerPacketMaxBytes = Number.POSITIVE_INFINITY;
  /** Whether it is told in words why something failed, beside the reason code. */
  wantsReasonStrings = true;
  readonly #wire: Wire;
  readonly #host: ActorHost;
  // Only while there is something in it: of many thousand connections almost all are idle.
  #framer: Framer | null = null;
  #outbox: Outbox | null = null;
  #subscribeBudget: Budget | null = null;
  /** What is to go behind an acknowledgement that is not made yet; null while nothing is acknowledged. */
  #held: Uint8Array[] | null = null;
  /** By kind of message and notice. */
  #noticesTold: Set<number> | null = null;

  constructor(options: ActorOptions) {
    this.id = options.id;
    this.#wire = options.wire;
    this.#host = options.host;
    this.state = { name: "awaiting-connect", openedAtMs: options.nowMs };
  }

  get metrics(): Metrics {
    return this.#host.metrics;
  }
  get limits(): SessionLimits {
    return this.#host.limits;
  }
  get sessions(): Sessions {
    return this.#host.sessions;
  }
  get places(): HeldPlaces {
    return this.#host.places;
  }
  get senderId(): number {
    return this.session?.senderId ?? this.id;
  }

  /** Filters it may still subscribe to or give up. */
  subscribeBudget(nowMs: number): Budget {
    this.#subscribeBudget ??= newBudget(this.limits.filters, nowMs);
    return this.#subscribeBudget;
  }

  // ── bytes in ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Takes what came; it is kept. */
  take(bytes: Uint8Array): void {
    this.#framer ??= new Framer({ packetMaxBytes: this.#packetMaxBytes() });
    this.#framer.push(bytes);
  }

  /** The next whole packet, or null until more bytes come. Throws as Framer does. */
  nextPacket(): FramedPacket | null {
    const framed = this.#framer?.next() ?? null;
    if (framed === null && this.#framer?.pendingBytes === 0) this.#framer = null;
    return framed;
  }

  /** Bytes taken and not handed out. */
  get takenBytes(): number {
    return this.#framer?.pendingBytes ?? 0;
  }

  /** A view of them. */
  get takenView(): Uint8Array {
    return this.#framer?.pending ?? NOTHING;
  }

  /** It is known by now, and lets its framer know: it may send larger packets. */
  activate(state: Extract<SessionState, { name: "active" }>): void {
    this.state = state;
    if (this.#framer !== null) this.#framer.packetMaxBytes = this.#packetMaxBytes();
  }

  #packetMaxBytes(): number {
    const { packetMaxBytes, strangerPacketMaxBytes } = this.limits;
    return this.state.name === "active" ? packetMaxBytes : strangerPacketMaxBytes;
  }

  // ── bytes out ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  get isAway(): boolean {
    return false;
  }

  /** Bytes that must arrive and that the socket has not taken. */
  get waitingBytes(): number {
    return (this.#outbox?.waitingBytes ?? 0) + this.#wire.pendingBytes;
  }
  get isOverfull(): boolean {
    const { waitingBytes } = this;
    const isMuch = waitingBytes > this.limits.waitingMaxBytes && waitingBytes > this.#waitingMaxBytes();
    return isMuch || this.session?.isOverfull === true;
  }

  /** Where packets may be large, some of them may wait; and where much is kept at QoS 1 and 2, whose bound is its own, all of that. */
  #waitingMaxBytes(): number {
    const { waitingMaxBytes, packetMaxBytes } = this.limits;
    const keptBytes = this.session?.keptBytes ?? 0;
    const { largestBytes = 0, askedBytes = 0 } = this.#outbox ?? {};
    const maxBytes = Math.max(waitingMaxBytes, LARGE_WAITING_MAX * Math.min(largestBytes, packetMaxBytes));
    return askedBytes + (keptBytes > waitingMaxBytes ? maxBytes + keptBytes : maxBytes);
  }

  /** What `send` queues was asked for all at once, and says nothing of how its client reads. Not for who is behind as it is. */
  sendAsked(send: () => void): void {
    const before = this.waitingBytes;
    send();
    if (this.#outbox !== null && before <= this.limits.waitingMaxBytes)
      this.#outbox.askedBytes = this.waitingBytes - before;
  }

  isClear(): boolean {
    return this.#outbox === null && this.#wire.pendingBytes === 0;
  }

  get pendingBytes(): number {
    return this.#wire.pendingBytes;
  }

  /** Writes to the wire itself, past what waits, and counts. */
  write(buffer: Uint8Array, start: number, end: number, transient: boolean): boolean {
    this.bytesOut += end - start;
    this.metrics.wrote(end - start);
    return this.#wire.write(buffer, start, end, transient);
  }

  /** Writes what waits, as far as the socket takes it. */
  flush(): void {
    this.#outbox?.flush(this);
    // Kept until its last piece was taken: it knows how much may wait.
    if (this.#outbox?.isEmpty === true && this.#wire.pendingBytes === 0) this.#outbox = null;
  }

  /** Writes all that waits, before the wire is closed: its goodbye is the last of it. Nothing to a client that is behind. */
  flushLast(): void {
    this.#outbox?.flushLast(this);
    this.#outbox = null;
  }

  /** Nothing of what waits can be written any more. */
  dropOutbox(): void {
    this.#outbox = null;
  }

  /** Sends a packet of our own. */
  send(packet: Packet): void {
    this.queue(encodePacket(packet, this.version));
  }

  /**
   * Acknowledges a publish. `serve` publishes it and answers what is to be said; what comes of it for this client, which may have
   * subscribed to what it publishes, goes behind the acknowledgement: many a client waits for that, and takes nothing else for it.
   */
  acknowledging(type: "puback" | "pubrec", packetId: number, serve: () => Answer): void {
    this.catchUp();
    const held: Uint8Array[] = [];
    this.#held = held;
    try {
      const { reasonCode, message } = serve();
      this.#held = null;
      this.#queueAhead(this.#worded({ type, packetId, reasonCode }, message));
    } finally {
      this.#held = null;
      for (const packets of held) this.append(packets);
      // Right behind it: whoever waits for their own message is not to wait for the next time the log is given out.
      this.catchUp();
    }
  }

  /** Sends a packet, with why where the client wants to know. */
  sendBecause(packet: Reasoned, reason: string | null): void {
    this.queue(this.#worded(packet, reason));
  }

  /**
   * With why, where the client wants to know, and with as much of what it says as the client takes (MQTT5 [MQTT-3.1.2-29],
   * [MQTT-3.14.2-3], [MQTT-3.14.2-4]).
   */
  #worded(packet: Reasoned, reason: string | null): Uint8Array {
    const said = this.wantsReasonStrings ? reason : null;
    if (this.version === 5 && (said !== null || packet.properties !== undefined))
      for (const form of formsOf(packet, said)) {
        const bytes = encodePacket(form, this.version);
        if (bytes.length <= this.peerPacketMaxBytes) return bytes;
      }
    return encodePacket(packet, this.version);
  }

  /** In order with what its audience has logged for it: many a client takes PINGRESP to mean that it has heard everything. */
  queue(packet: Uint8Array, kind?: number): void {
    this.catchUp();
    this.#queueAhead(packet, kind);
  }

  /** Before what its audience has logged for it. */
  #queueAhead(packet: Uint8Array, kind: number = kindOfPacket(packet[0] ?? 0, TOPIC_DOWN)): void {
    if (!this.#takes(packet.length)) return;
    this.metrics.delivered(kind, 1, packet.length);
    this.append(packet);
  }

  /** Queues what its audience has logged for it until now. */
  catchUp(): void {
    this.session?.seat?.audience.cut(this.session);
  }

  queueEvent(packet: Uint8Array): void {
    if (this.place !== null && this.#takes(packet.length)) this.place.events.push(packet);
    this.queue(packet);
  }

  append(packets: Uint8Array): void {
    if (this.state.name === "closed") return;
    if (this.#held !== null) {
      this.#held.push(packets);
      return;
    }
    this.#outbox ??= new Outbox();
    this.#outbox.queue(packets);
    this.wake();
  }

  wake(): void {
    this.#host.wake(this);
  }

  queueTransient(buffer: Uint8Array, start: number, end: number): void {
    if (this.state.name === "closed") return;
    this.flush();
    if (this.isClear() && this.#held === null) this.write(buffer, start, end, true);
    else this.append(buffer.slice(start, end));
  }

  queueShared(buffer: Uint8Array, start: number, end: number): boolean {
    if (this.state.name === "closed") return true;
    if (this.#held !== null) {
      this.append(buffer.slice(start, end));
      return true;
    }
    this.flush();
    if (this.isClear()) {
      if (this.write(buffer, start, end, false)) return true;
      this.#outbox = new Outbox();
      this.#outbox.note(end - start);
      return false;
    }
    this.#outbox ??= new Outbox();
    this.#outbox.queueShared(buffer, start, end);
    this.wake();
    return false;
  }

  /** Nothing goes behind a DISCONNECT (MQTT5 [MQTT-3.14.4-1]), nor what is larger than the client takes ([MQTT-3.1.2-25]). */
  #takes(packetBytes: number): boolean {
    return this.state.name !== "closed" && packetBytes <= this.peerPacketMaxBytes;
  }

  /** A message had no effect: counts it, and tells an extended client why, once per kind of message and reason. SPEC [LIMIT-4] */
  refused(kind: number, refusal: Refusal): void {
    this.metrics.dropped(kind, dropReasonOf(refusal));
    const told = refusal.notice * KIND_COUNT + kind;
    if (this.extension === null || this.#noticesTold?.has(told) === true) return;
    this.#noticesTold ??= new Set();
    this.#noticesTold.add(told);
    const { notice: code, message } = refusal;
    broadcast([this], [{ kind: "notice", message: { code, message } }]);
  }
}

/** A packet as it may be sent, the most telling form first: with why, as it is, without user properties, and bare. */
function* formsOf(packet: Reasoned, reason: string | null): Generator<Reasoned> {
  const { properties = {} } = packet;
  if (reason !== null) {
    const reasonString = reason.slice(0, REASON_STRING_MAX_CHARS);
    yield { ...packet, properties: { ...properties, reasonString } } as Reasoned;
  }
  yield packet;
  const { userProperties: _, ...others } = properties;
  yield { ...packet, properties: others } as Reasoned;
  yield { ...packet, properties: {} } as Reasoned;
}
