// An MQTT session (MQTT5 4.1): what outlives a connection. Subscriptions, messages at QoS 1 and 2 on their way, and the will that
// waits for its delay. While a client is connected it hears through its actor; while it is away only QoS 1 and 2 are kept for it.

import type { MqttVersion, Packet } from "../../shared/protocol/packet.ts";
import { parseSharedFilter, type SharedFilter } from "../../shared/protocol/topic.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import { Drop, kindOfTopic } from "../metrics/kind.ts";
import type { Metrics } from "../metrics.ts";
import type { Audiences, Seat } from "../pubsub/audience.ts";
import { aged, agedWithoutExpiring, encodeDelivery } from "../pubsub/publication.ts";
import type { Readiness, Share, ShareGroups, SharingMember } from "../pubsub/share-group.ts";
import type { Delivery, Publication, Subscriber, SubscriptionOptions } from "../pubsub/subscriber.ts";
import { Incoming, type Next, OUTGOING_WINDOW_MAX, OutgoingWindow, RECEIVE_MAXIMUM } from "./inflight.ts";
import type { OutgoingAliases } from "./topic-aliases.ts";

/** Where a session's subscriptions stand: the pubsub of its room. */
export type Pubsub = {
  readonly audiences: Audiences;
  readonly shares: ShareGroups;
  readonly metrics: Metrics;
  /** Nobody who knew it could have a client id taken for another's. */
  readonly senderSeed: number;
};

/** The connected client, as its session sees it. */
export type Connected = Subscriber & {
  readonly peerPacketMaxBytes: number;
  /** The alias to send a topic under, when the client takes them. */
  readonly aliases: OutgoingAliases | null;
  send(packet: Packet): void;
  /** Queues whole packets that were measured already. */
  append(packets: Uint8Array): void;
  queueShared(buffer: Uint8Array, start: number, end: number): boolean;
  /** Has its owner look at what waits, though nothing was queued. */
  wake(): void;
};

/** Messages of a session on their way, as they go along with its room. SPEC [MOVE-4] */
export type InFlight = {
  readonly outgoing: Parameters<OutgoingWindow["fill"]>[0];
  readonly received: readonly number[];
};

/** How full a session may be to be given more that was another's, of what ends it: so that no session ends of another's. */
const INHERITING_MAX_SHARE = 1 / 2;
const NO_SUBSCRIPTIONS: ReadonlyMap<string, SubscriptionOptions> = new Map();
let lastSessionId = 0;
const SENDER_BITS = 52;

export class Session implements SharingMember {
  /** Under which a second connection takes over. */
  readonly key: string;
  /** Whose ticket it was opened with; null where there are none. */
  readonly user: UserId | null;
  // Of many thousand sessions almost all are of clients that only say hello.
  #subscriptions: Map<string, SubscriptionOptions> | null = null;
  /** Filters of its own that came, changed or went since it took its place. */
  #touched: string[] | null = null;
  /** How long it outlives its connection, seconds. */
  expirySeconds: number;
  seat: Seat | null = null;
  readonly #pubsub: Pubsub;
  readonly #keptMaxBytes: number;
  /** Never an id of a connection: negative. */
  readonly #awayId = --lastSessionId;
  /** Of its key, as what was retained under it outlives the session (MQTT5 [MQTT-3.8.3-3]); in place of the key, which may be long. */
  readonly senderId: number;
  #connected: Connected | null = null;
  /** QoS 2 publishes the client of now may leave unfinished. */
  #unfinishedMax = RECEIVE_MAXIMUM;
  #incoming: Incoming | null = null;
  #outgoing: OutgoingWindow | null = null;

  constructor(options: {
    readonly key: string;
    readonly user: UserId | null;
    readonly expirySeconds: number;
    readonly pubsub: Pubsub;
    /** Of messages at QoS 1 and 2 that are unacknowledged, or wait to be sent. */
    readonly keptMaxBytes: number;
  }) {
    this.key = options.key;
    this.senderId = senderIdOf(options.key, options.pubsub.senderSeed);
    this.user = options.user;
    this.expirySeconds = options.expirySeconds;
    this.#pubsub = options.pubsub;
    this.#keptMaxBytes = options.keptMaxBytes;
  }

  // ── as pubsub sees it ─────────────────────────────────────────────────────────────────────────────────────────────────

  get id(): number {
    return this.#connected?.id ?? this.#awayId;
  }
  get version(): MqttVersion {
    return this.#connected?.version ?? 5;
  }
  get packetMaxBytes(): number {
    return this.#connected?.peerPacketMaxBytes ?? Number.POSITIVE_INFINITY;
  }
  get isIndividual(): boolean {
    return this.#connected === null || this.#connected.aliases !== null;
  }
  get subscriber(): Subscriber | null {
    return this.#connected;
  }
  get readiness(): Readiness {
    if (this.#connected === null) return "away";
    if (this.#outgoing?.isFull === true) return "after-acknowledging";
    return this.#connected.isClear() ? "now" : "behind-others";
  }
  queue(packets: Uint8Array): void {
    this.#connected?.append(packets);
  }
  queueShared(buffer: Uint8Array, start: number, end: number): boolean {
    return this.#connected?.queueShared(buffer, start, end) ?? true;
  }

  /** One message, in order with what the audience has logged for it. */
  deliver(publication: Publication, delivery: Delivery): void {
    this.#deliver(null, publication, delivery);
  }
  deliverFor(share: Share, publication: Publication, delivery: Delivery): void {
    this.#deliver(share, publication, delivery);
  }
  canInherit(bytes: number): boolean {
    const waitingBytes = Math.max(this.#outgoing?.bytes ?? 0, this.#connected?.waitingBytes ?? 0);
    return waitingBytes + bytes <= this.#keptMaxBytes * INHERITING_MAX_SHARE;
  }

  #deliver(share: Share | null, publication: Publication, delivery: Delivery): void {
    if (delivery.qos > 0) {
      this.outgoing.offer(publication, delivery, share);
      this.pump(null);
      // A full window writes nothing, so nobody else would have it looked at.
      if (this.isOverfull) this.#connected?.wake();
    } else if (this.#connected !== null) this.#send(publication, delivery, 0, false);
  }

  get subscriptions(): ReadonlyMap<string, SubscriptionOptions> {
    return this.#subscriptions ?? NO_SUBSCRIPTIONS;
  }

  // ── subscriptions ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Adds or replaces a subscription; with `takePlace` it comes into force. Answers whether it is new. The filter must be valid, shared
   * or not.
   */
  subscribe(filter: string, options: SubscriptionOptions): boolean {
    const isNew = !this.subscriptions.has(filter);
    this.#subscriptions ??= new Map();
    this.#subscriptions.set(filter, options);
    const shared = sharedOf(filter);
    if (shared !== null) this.#pubsub.shares.add(shared.shareName, shared.topicFilter, this, options);
    else this.#touch(filter);
    return isNew;
  }

  /** Takes one away, as `subscribe` adds it. Answers whether there was one. */
  unsubscribe(filter: string): boolean {
    if (this.#subscriptions?.delete(filter) !== true) return false;
    const shared = sharedOf(filter);
    if (shared !== null) this.#pubsub.shares.remove(shared.shareName, shared.topicFilter, this);
    else this.#touch(filter);
    return true;
  }

  #touch(filter: string): void {
    this.#touched ??= [];
    this.#touched.push(filter);
  }

  /**
   * Goes where everybody has its subscriptions. Once for all filters of a packet: it costs as much as there are filters in all, unless
   * there are so many that nobody else has them.
   */
  takePlace(): void {
    const touched = this.#touched ?? [];
    this.#touched = null;
    if (this.#pubsub.audiences.amend(this, touched, this.subscriptions)) return;
    const unshared = new Map([...this.subscriptions].filter(([filter]) => !filter.startsWith("$share/")));
    this.#pubsub.audiences.place(this, unshared);
  }

  // ── connections come and go ───────────────────────────────────────────────────────────────────────────────────────────

  /** A client connected to it, which takes so many messages unacknowledged and may leave so many QoS 2 publishes unfinished. */
  attach(connected: Connected, takes: { readonly windowMax: number; readonly unfinishedMax: number }): void {
    const { windowMax, unfinishedMax } = takes;
    if (connected.version === 4) this.#forgetOptions();
    this.#move(connected);
    this.#unfinishedMax = unfinishedMax;
    this.#incoming?.begin(unfinishedMax);
    if (this.#outgoing !== null) this.#outgoing.windowMax = Math.min(windowMax, OUTGOING_WINDOW_MAX);
    else if (windowMax < OUTGOING_WINDOW_MAX) this.#outgoing = this.#newWindow(windowMax);
  }

  /**
   * It is one of 3.1.1 now, whose subscriptions have nothing but a QoS: no message of an established one is marked as retained, and
   * all of them reach its client, its own too (MQTT 3.1.1 [MQTT-3.3.1-9], [MQTT-3.3.5-1]). None of them is lost to that.
   */
  #forgetOptions(): void {
    for (const [filter, { qos, noLocal, retainAsPublished, identifier }] of this.subscriptions)
      if (noLocal || retainAsPublished || identifier !== null)
        this.subscribe(filter, { qos, noLocal: false, retainAsPublished: false, identifier: null });
  }

  /** Its client is gone; what is subscribed to at QoS 1 and 2 is kept for its return. */
  detach(): void {
    this.#move(null);
    if (this.#outgoing !== null) this.#outgoing.windowMax = 0;
  }

  /** The session is over. What it has left undone of its share groups goes to others of them (MQTT5 4.8.2). */
  end(nowMs: number): void {
    for (const filter of [...this.subscriptions.keys()]) {
      const shared = sharedOf(filter);
      if (shared !== null) this.#pubsub.shares.remove(shared.shareName, shared.topicFilter, this);
    }
    this.#subscriptions = null;
    this.#pubsub.audiences.place(this, new Map());
    this.#connected = null;
    for (const { share, publication } of this.#outgoing?.inheritance() ?? []) {
      const current = aged(publication, nowMs);
      if (current !== null) share.passOn(current);
    }
  }

  /** Who is connected decides with whom bytes are shared, so the seat is left before and found again after. */
  #move(connected: Connected | null): void {
    if (this.subscriptions.size > 0) this.#pubsub.audiences.place(this, new Map());
    this.#connected = connected;
    if (this.subscriptions.size > 0) this.takePlace();
  }

  // ── QoS 1 and 2 ───────────────────────────────────────────────────────────────────────────────────────────────────────

  get outgoing(): OutgoingWindow {
    this.#outgoing ??= this.#newWindow(this.#connected === null ? 0 : OUTGOING_WINDOW_MAX);
    return this.#outgoing;
  }
  #newWindow(windowMax: number): OutgoingWindow {
    return new OutgoingWindow(windowMax, this.#keptMaxBytes);
  }
  get incoming(): Incoming {
    this.#incoming ??= new Incoming(this.#unfinishedMax);
    return this.#incoming;
  }
  /** Of messages at QoS 1 and 2 that are unacknowledged, or wait to be sent. */
  get keptBytes(): number {
    return this.#outgoing?.bytes ?? 0;
  }
  get isOverfull(): boolean {
    return this.#outgoing?.isOverfull === true;
  }

  /** What is on its way in both directions, to go on elsewhere. */
  get inFlight(): InFlight {
    const outgoing = this.#outgoing?.contents ?? { lastPacketId: 0, unacknowledged: [], waiting: [] };
    return { outgoing, received: this.#incoming?.received ?? [] };
  }

  /** Goes on where one elsewhere stood; for a session that has had nothing on its way. */
  fill({ outgoing, received }: InFlight): void {
    if (outgoing.lastPacketId > 0 || outgoing.waiting.length > 0) this.outgoing.fill(outgoing);
    if (received.length > 0) this.incoming.fill(received);
  }

  /** Sends what the window has room for. `nowMs` ages what has waited; null when nothing can have. */
  pump(nowMs: number | null): void {
    if (this.#outgoing === null || this.#connected === null) return;
    for (let next = this.#outgoing.next(); next !== null; next = this.#outgoing.next())
      this.#sendOutgoing(next, nowMs);
  }

  /** Sends again what the client that came back never acknowledged, then what waited, as its window has room (MQTT5 [MQTT-4.4.0-1]). */
  resume(nowMs: number): void {
    this.#outgoing?.repeat();
    this.pump(nowMs);
  }

  #sendOutgoing({ outgoing, attempt }: Next, nowMs: number | null): void {
    const { publication, delivery, packetId, stage } = outgoing;
    if (stage === "released") return this.#connected?.send({ type: "pubrel", packetId });
    const isRepeat = attempt === "again";
    // Only what was never sent can expire (MQTT5 [MQTT-4.3.3-7]).
    const age = isRepeat ? agedWithoutExpiring : aged;
    const current = nowMs === null ? publication : age(publication, nowMs);
    // What has expired, or is larger than the client takes, counts as delivered (MQTT5 [MQTT-3.1.2-25]).
    const isSent = current !== null && this.#send(current, delivery, packetId, isRepeat);
    if (!isSent) this.#outgoing?.finish(outgoing);
  }

  #send(publication: Publication, delivery: Delivery, packetId: number, dup: boolean): boolean {
    const connected = this.#connected;
    if (connected === null) return false;
    const { version } = connected;
    const plain = { packetId, dup };
    const topicAlias = connected.aliases?.aliasFor(publication.topicName) ?? null;
    const form = topicAlias === null ? plain : { ...plain, topicAlias };
    let packet = encodeDelivery(publication, delivery, version, form);
    if (packet.length > connected.peerPacketMaxBytes && topicAlias !== null) {
      // An alias has three bytes, which are not to be what makes it too large.
      if (!topicAlias.isKnown) connected.aliases?.forget(publication.topicName);
      packet = encodeDelivery(publication, delivery, version, plain);
    }
    if (packet.length > connected.peerPacketMaxBytes) {
      this.#pubsub.metrics.dropped(kindOfTopic(publication.topicName), Drop.tooLarge);
      return false;
    }
    this.seat?.audience.cut(this);
    connected.append(packet);
    this.#pubsub.metrics.delivered(kindOfTopic(publication.topicName), 1, packet.length);
    return true;
  }
}

/** The parts of a shared filter that was granted, or null for one of the client's own. */
function sharedOf(filter: string): SharedFilter | null {
  const shared = parseSharedFilter(filter);
  return shared === "malformed" ? null : shared;
}

/** Never an id of a connection: negative. */
function senderIdOf(key: string, seed: number): number {
  return -1 - Number(BigInt.asUintN(SENDER_BITS, BigInt(Bun.hash(key, seed))));
}
