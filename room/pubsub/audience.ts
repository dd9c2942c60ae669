// An audience: the sessions of a room that are sent the very same bytes, as they speak the same MQTT version and have subscribed
// alike. QoS 0 messages are encoded once for all of them into one log, which each member is given with a single write: a write
// costs microseconds, a byte a fraction of a nanosecond. What concerns one member alone cuts the log for that member: what was
// logged so far goes first, as a copy, so that order holds (MQTT5 4.6) and the odd ones cost nobody but themselves.

import type { MqttVersion } from "../../shared/protocol/packet.ts";
import { Drop } from "../metrics/kind.ts";
import type { Metrics } from "../metrics.ts";
import { HEADROOM_BYTES } from "../wire.ts";
import { type Encodings, encodeDelivery } from "./publication.ts";
import type { Asked, Delivery, Match, Publication, Subscriber, SubscriptionOptions } from "./subscriber.ts";
import type { TopicTree } from "./topic-tree.ts";

/** A session, or its connection, as an audience sees it. */
export type Member = {
  /** Of its connection, while there is one. */
  readonly id: number;
  readonly senderId: number;
  readonly version: MqttVersion;
  /** Larger packets than this it is never sent. */
  readonly packetMaxBytes: number;
  /** Whether it cannot share bytes: each delivery is its own (topic aliases, nobody connected). */
  readonly isIndividual: boolean;
  /** Where it stands; the audience's to change. */
  seat: Seat | null;
  /** The connection it hears through; null while nobody is connected. */
  readonly subscriber: Subscriber | null;
  /** Delivers one message to it alone, in order with the log. */
  deliver(publication: Publication, delivery: Delivery): void;
  /** Queues a copy of its own. */
  queue(packets: Uint8Array): void;
  /** Queues a log shared with others. Answers whether the bytes are no longer needed. */
  queueShared(buffer: Uint8Array, start: number, end: number): boolean;
};

/** A member's place: `cursor` is the end of the part of the log that is none of its business any more. */
export type Seat = { readonly audience: Audience; cursor: number };

/** Whoever a message may reach: an audience, or a share group. */
export type Hearer = {
  hear(publication: Publication, match: Match, encodings: Encodings): void;
  /** As hear, for those of these ids alone, each by itself. */
  hearAlone(publication: Publication, match: Match, ids: ReadonlySet<number>): void;
  /** Everybody a message might go to. */
  listeners(): Iterable<Subscriber>;
};

export type Subscriptions = ReadonlyMap<string, SubscriptionOptions>;

/**
 * With more subscriptions than a participant may have, a session has an audience to itself, which changes with them: nobody else has
 * the very same, and to compare and place thousands anew for each that is added took milliseconds.
 */
const SHARED_SUBSCRIPTIONS_MAX = 64;
/** All other keys begin with a version of MQTT. */
const OWN_KEY_PREFIX = "own/";

/** A log that grew this large is given out at once. */
export const LOG_MAX_BYTES = 1024 * 1024;
/** What a thousand walkers fill between two times it is given out. Larger memory than this is not kept for the next burst. */
const LOG_KEPT_MAX_BYTES = 128 * 1024;
/** Memory is given back once what the log takes of late fills less than this share of it. */
const LOG_USED_MIN_SHARE = 1 / 8;
/** How much of the most it has taken counts each time it takes less. */
const LOG_MEMORY = 0.9;
const LOG_MIN_BYTES = 1024;
const NO_LOG = new Uint8Array(0);

export class Audience implements Hearer {
  readonly key: string;
  readonly version: MqttVersion;
  /** What its members have subscribed to. Of one that is a session's own it changes, by Audiences. */
  readonly subscriptions: Map<string, SubscriptionOptions>;
  readonly isOwn: boolean;
  readonly #members = new Map<number, Member>();
  /** By whom they publish as, where somebody asked for No Local. */
  readonly #bySender: Map<number, Member> | null;
  readonly #pending: (audience: Audience) => void;
  readonly #metrics: Metrics;
  #log: Uint8Array = NO_LOG;
  #end = HEADROOM_BYTES;
  /** The most of late. */
  #usualBytes = 0;
  /** Packets in the log. */
  packets = 0;
  /** Whoever owns the clock: when it last gave the log out, how quickly it grew of late, and whether that is worth being served often. */
  flushedAtMs = Number.NEGATIVE_INFINITY;
  packetsPerMs = 0;
  isBusy = false;
  #smallestMaxBytes = Number.POSITIVE_INFINITY;

  /** `pending` is told each time the log grows: whoever owns the clock calls flush in its own time. */
  constructor(
    alike: { readonly key: string; readonly version: MqttVersion; readonly subscriptions: Subscriptions },
    pending: (audience: Audience) => void,
    metrics: Metrics,
  ) {
    const { key, version, subscriptions } = alike;
    this.#metrics = metrics;
    this.key = key;
    this.version = version;
    this.subscriptions = new Map(subscriptions);
    this.isOwn = key.startsWith(OWN_KEY_PREFIX);
    const mayBeNoLocal = this.isOwn || [...subscriptions.values()].some(({ noLocal }) => noLocal);
    this.#bySender = mayBeNoLocal ? new Map() : null;
    this.#pending = pending;
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  seat(member: Member): void {
    this.#members.set(member.id, member);
    this.#bySender?.set(member.senderId, member);
    member.seat = { audience: this, cursor: this.#end };
    this.#smallestMaxBytes = Math.min(this.#smallestMaxBytes, member.packetMaxBytes);
  }

  unseat(member: Member): void {
    this.cut(member);
    this.#members.delete(member.id);
    this.#bySender?.delete(member.senderId);
    member.seat = null;
  }

  /** Gives a member what was logged for it until now, so that something of its own can follow. */
  cut(member: Member): void {
    const { seat } = member;
    if (seat === null || seat.cursor >= this.#end) return;
    member.queue(this.#log.slice(seat.cursor, this.#end));
    seat.cursor = this.#end;
  }

  hear(publication: Publication, match: Match, encodings: Encodings): void {
    const delivery = deliveryOf(publication, match);
    const { qos, retain } = delivery;
    if (publication.unheardBy !== null) this.#countBlocked(publication.unheardBy, encodings.kind);
    if (qos > 0 || this.#isIndividual()) {
      for (const member of this.#members.values()) deliverTo(member, publication, match, delivery);
      return;
    }
    const packet =
      match.identifiers.length === 0
        ? encodings.qos0(this.version, retain)
        : encodeDelivery(publication, delivery, this.version);
    const sender = this.#senderOf(publication, match);
    const exceptions = this.#exceptions(publication, sender, packet.length, encodings.kind);
    this.#metrics.delivered(encodings.kind, this.#members.size - (exceptions?.length ?? 0), packet.length);
    this.#append(packet, exceptions);
    if (sender !== null) deliverTo(sender, publication, match, delivery);
  }

  hearAlone(publication: Publication, match: Match, ids: ReadonlySet<number>): void {
    const delivery = deliveryOf(publication, match);
    for (const id of ids) {
      const member = this.#members.get(id);
      if (member !== undefined) deliverTo(member, publication, match, delivery);
    }
  }

  /** Gives every member its part of the log: one write each, of the same memory. */
  flush(): void {
    const end = this.#end;
    if (end === HEADROOM_BYTES) return;
    let isFree = false;
    try {
      isFree = this.#giveOut(end);
    } catch (error) {
      // Nobody is to get twice what they have got.
      for (const { seat } of this.#members.values()) if (seat !== null) seat.cursor = HEADROOM_BYTES;
      throw error;
    } finally {
      this.#end = HEADROOM_BYTES;
      this.packets = 0;
      this.#renewLog(end, isFree);
    }
  }

  /** Answers whether nobody reads the log any more. */
  #giveOut(end: number): boolean {
    const log = this.#log;
    let isFree = true;
    for (const member of this.#members.values()) {
      const { seat } = member;
      if (seat === null) continue;
      if (seat.cursor === HEADROOM_BYTES) isFree = member.queueShared(log, HEADROOM_BYTES, end) && isFree;
      else if (seat.cursor < end) member.queue(log.slice(seat.cursor, end));
      seat.cursor = HEADROOM_BYTES;
    }
    return isFree;
  }

  /**
   * If somebody still reads the log its memory is theirs. The next one will hold about as much: made as large as after a burst, each
   * would keep far more memory for a slow reader than the bytes its bound counts. And one that was made for a burst is given back.
   */
  #renewLog(usedBytes: number, isFree: boolean): void {
    const { length } = this.#log;
    this.#usualBytes = Math.max(usedBytes, Math.floor(this.#usualBytes * LOG_MEMORY));
    if (!isFree) this.#log = newLog(Math.min(length, 2 * usedBytes));
    else if (length > LOG_KEPT_MAX_BYTES) this.#log = NO_LOG;
    else if (length > LOG_MIN_BYTES && this.#usualBytes < length * LOG_USED_MIN_SHARE)
      this.#log = newLog(2 * this.#usualBytes);
  }

  *listeners(): Generator<Subscriber> {
    for (const { subscriber } of this.#members.values()) if (subscriber !== null) yield subscriber;
  }

  /** Nobody else has an individual member's key, so the first one speaks for all. */
  #isIndividual(): boolean {
    for (const member of this.#members.values()) return member.isIndividual;
    return false;
  }

  /** Who said it, if their own reaches them another way than it does others, or not at all. */
  #senderOf({ senderId }: Publication, { own }: Match): Member | null {
    return own === undefined || senderId === null ? null : (this.#bySender?.get(senderId) ?? null);
  }

  /** Members that must not be sent the packet of this message that all others are; almost always none. */
  #exceptions(
    { unheardBy }: Publication,
    sender: Member | null,
    packetBytes: number,
    kind: number,
  ): Member[] | null {
    const isTooLarge = packetBytes > this.#smallestMaxBytes;
    if (!isTooLarge && unheardBy === null && sender === null) return null;
    const exceptions = new Set<Member>();
    for (const id of unheardBy ?? []) {
      const member = this.#members.get(id);
      if (member !== undefined) exceptions.add(member);
    }
    if (sender !== null) exceptions.add(sender);
    if (isTooLarge)
      for (const member of this.#members.values()) {
        if (member.packetMaxBytes >= packetBytes || exceptions.has(member)) continue;
        exceptions.add(member);
        this.#metrics.dropped(kind, Drop.tooLarge);
      }
    return [...exceptions];
  }

  #countBlocked(unheardBy: ReadonlySet<number>, kind: number): void {
    for (const id of unheardBy) if (this.#members.has(id)) this.#metrics.dropped(kind, Drop.blocked);
  }

  #append(packet: Uint8Array, exceptions: readonly Member[] | null): void {
    if (exceptions !== null) for (const member of exceptions) this.cut(member);
    const end = this.#end + packet.length;
    if (end > this.#log.length) this.#grow(end);
    this.#log.set(packet, this.#end);
    this.#end = end;
    this.packets++;
    if (exceptions !== null) for (const { seat } of exceptions) if (seat !== null) seat.cursor = this.#end;
    if (end > LOG_MAX_BYTES) this.flush();
    else this.#pending(this);
  }

  #grow(neededBytes: number): void {
    const larger = newLog(2 * neededBytes);
    larger.set(this.#log.subarray(0, this.#end));
    this.#log = larger;
  }
}

function newLog(sizeBytes: number): Uint8Array {
  return new Uint8Array(Math.max(LOG_MIN_BYTES, sizeBytes));
}

function deliveryOf({ qos, retain }: Publication, asked: Asked): Delivery {
  return {
    qos: Math.min(asked.qos, qos) as Delivery["qos"],
    retain: asked.retainAsPublished && retain,
    identifiers: asked.identifiers,
  };
}

/** Delivers to one alone: as to all, but for what they must not hear, and for their own where that reaches them another way. */
function deliverTo(member: Member, publication: Publication, { own }: Match, delivery: Delivery): void {
  if (publication.unheardBy?.has(member.id) === true) return;
  if (own === undefined || member.senderId !== publication.senderId) member.deliver(publication, delivery);
  else if (own !== null) member.deliver(publication, deliveryOf(publication, own));
}

/** The audiences of one room: finds the one a session belongs to by what it has subscribed to. */
export class Audiences {
  readonly #tree: TopicTree<Hearer>;
  readonly #byKey = new Map<string, Audience>();
  readonly #pending: (audience: Audience) => void;
  readonly #metrics: Metrics;

  constructor(tree: TopicTree<Hearer>, pending: (audience: Audience) => void, metrics: Metrics) {
    this.#tree = tree;
    this.#pending = pending;
    this.#metrics = metrics;
  }

  /** Moves a member to where everybody has these subscriptions; none at all is nowhere. */
  place(member: Member, subscriptions: Subscriptions): void {
    const before = member.seat?.audience ?? null;
    const key = subscriptions.size === 0 ? null : keyOf(member, subscriptions);
    if (before !== null && before.key === key) return;
    const next = key === null ? null : (this.#byKey.get(key) ?? this.#create(key, member, subscriptions));
    if (before !== null) before.unseat(member);
    next?.seat(member);
    if (before?.isEmpty === true) this.#remove(before);
  }

  /**
   * Changes the audience that a member has to itself: `touched` are the filters it has, or had, others than before. Answers whether that
   * is all there is to do; else it has to be placed.
   */
  amend(member: Member, touched: Iterable<string>, subscriptions: Subscriptions): boolean {
    const audience = member.seat?.audience ?? null;
    if (audience?.isOwn !== true) return false;
    for (const filter of touched) {
      const options = subscriptions.get(filter);
      if (options !== undefined) {
        audience.subscriptions.set(filter, options);
        this.#tree.add(filter, audience, options);
      } else if (audience.subscriptions.delete(filter)) this.#tree.remove(filter, audience);
    }
    return audience.subscriptions.size > SHARED_SUBSCRIPTIONS_MAX;
  }

  #create(key: string, member: Member, subscriptions: Subscriptions): Audience {
    const alike = { key, version: member.version, subscriptions };
    const audience = new Audience(alike, this.#pending, this.#metrics);
    this.#byKey.set(key, audience);
    for (const [filter, options] of subscriptions) this.#tree.add(filter, audience, options);
    return audience;
  }

  #remove(audience: Audience): void {
    this.#byKey.delete(audience.key);
    for (const filter of audience.subscriptions.keys()) this.#tree.remove(filter, audience);
  }
}

/** Whatever changes the bytes a session is sent. No filter has U+0000 in it, which therefore parts them. */
function keyOf(member: Member, subscriptions: Subscriptions): string {
  if (subscriptions.size > SHARED_SUBSCRIPTIONS_MAX) return `${OWN_KEY_PREFIX}${member.id}`;
  const lines = [...subscriptions].map(
    ([filter, o]) =>
      `${filter}\u0000${o.qos}${o.noLocal ? "n" : ""}${o.retainAsPublished ? "r" : ""}${o.identifier ?? ""}`,
  );
  const who = member.isIndividual ? `${member.version}/${member.id}` : `${member.version}`;
  return [who, ...lines.sort()].join("\u0000");
}
