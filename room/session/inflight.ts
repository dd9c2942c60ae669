// QoS 1 and 2 in both directions: packet ids, windows, what waits for them and what is sent again (MQTT5 4.3, 4.4, 4.9).

import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import { publicationBytes } from "../pubsub/publication.ts";
import type { Share } from "../pubsub/share-group.ts";
import type { Delivery, Publication } from "../pubsub/subscriber.ts";

/** Unfinished QoS 2 publishes a client may have: our Receive Maximum, which a 5.0 client is told. */
export const RECEIVE_MAXIMUM = 64;
/** The same in a room for a 3.1.1 client, which cannot be told and may send many before it reads our first PUBREC. */
export const RECEIVE_MAXIMUM_V3 = 1024;
/** Unacknowledged messages to one client, whatever more it allows. */
export const OUTGOING_WINDOW_MAX = 1024;
/** Messages of share groups that others get when a session is over: as many as may be unacknowledged, and no flood of what waited. */
export const INHERITED_MAX_MESSAGES = OUTGOING_WINDOW_MAX;
export const PACKET_ID_MAX = 65_535;

/** A message on its way to the client. */
export type Outgoing = {
  readonly publication: Publication;
  readonly delivery: Delivery;
  /** By which the client came to have it, or null for a subscription of its own. */
  readonly share: Share | null;
  readonly packetId: number;
  /** `released`: PUBREC came, PUBREL went, PUBCOMP is awaited (QoS 2 only). */
  stage: "published" | "released";
  readonly bytes: number;
};

/** What may be sent now, for the first time or once more on a later connection. */
export type Next = { readonly outgoing: Outgoing; readonly attempt: "first" | "again" };

export type Waiting = Omit<Outgoing, "packetId" | "stage">;

/** QoS 1 and 2 towards the client: at most `windowMax` unacknowledged, in order; with those that wait, at most `maxBytes`. */
export class OutgoingWindow {
  /** What the client of now allows; nothing is sent to one that is away. */
  windowMax: number;
  readonly #maxBytes: number;
  /** By packet id, in the order of sending. */
  readonly #unacknowledged = new Map<number, Outgoing>();
  /** Those of them that this connection has not been sent yet. */
  #unrepeated: Set<Outgoing> | null = null;
  readonly #waiting: Waiting[] = [];
  #bytes = 0;
  #lastId = 0;

  constructor(windowMax: number, maxBytes: number) {
    this.windowMax = windowMax;
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }
  get isOverfull(): boolean {
    return this.#bytes > this.#maxBytes;
  }
  /** Whether the client has to acknowledge something before it is sent more. */
  get isFull(): boolean {
    return this.#unacknowledged.size - (this.#unrepeated?.size ?? 0) >= this.windowMax;
  }

  /** Takes a message in. What may go now is asked for with `next`. */
  offer(publication: Publication, delivery: Delivery, share: Share | null = null): void {
    const bytes = publicationBytes(publication);
    this.#bytes += bytes;
    this.#waiting.push({ publication, delivery, share, bytes });
  }

  /**
   * The client came back: what it never acknowledged goes before all else, in the original order (MQTT5 [MQTT-4.4.0-1]); where that is
   * more than it takes at a time PUBRELs go first, as they wait for nothing ([MQTT-3.3.4-10]).
   */
  repeat(): void {
    const all = [...this.#unacknowledged.values()];
    const first = all.length > this.windowMax ? all.filter(({ stage }) => stage === "released") : [];
    this.#unrepeated = all.length === 0 ? null : new Set([...first, ...all]);
  }

  /** The next message the window has room for, now unacknowledged, or PUBREL that is due again; null when there is none. */
  next(): Next | null {
    for (const outgoing of this.#unrepeated ?? []) {
      if (this.isFull && outgoing.stage === "published") return null;
      this.#repeated(outgoing);
      return { outgoing, attempt: "again" };
    }
    if (this.isFull) return null;
    const waiting = this.#waiting.shift();
    if (waiting === undefined) return null;
    const outgoing: Outgoing = { ...waiting, packetId: this.#freeId(), stage: "published" };
    this.#unacknowledged.set(outgoing.packetId, outgoing);
    return { outgoing, attempt: "first" };
  }

  /** The message of an id, or null. */
  find(packetId: number): Outgoing | null {
    return this.#unacknowledged.get(packetId) ?? null;
  }

  /** Its PUBREC came, perhaps for what an earlier connection was sent: PUBREL goes now. */
  release(outgoing: Outgoing): void {
    outgoing.stage = "released";
    this.#repeated(outgoing);
  }

  /** It is done with: delivered, refused, or never to be sent. */
  finish(outgoing: Outgoing): void {
    this.#repeated(outgoing);
    if (this.#unacknowledged.delete(outgoing.packetId)) this.#bytes -= outgoing.bytes;
  }

  /**
   * What others of its share groups may have instead when the session is over: all but what is on its way at QoS 2, which nobody
   * else is to be sent (MQTT5 [MQTT-4.8.2-5]). Oldest first; at most INHERITED_MAX_MESSAGES.
   */
  *inheritance(): Generator<{ readonly share: Share; readonly publication: Publication }> {
    let left = INHERITED_MAX_MESSAGES;
    const unacknowledged = [...this.#unacknowledged.values()].filter(({ delivery }) => delivery.qos === 1);
    for (const { share, publication } of [...unacknowledged, ...this.#waiting]) {
      if (share === null) continue;
      if (left-- === 0) return;
      yield { share, publication };
    }
  }

  /** All of it, to go on elsewhere: the oldest first. */
  get contents(): { lastPacketId: number; unacknowledged: Outgoing[]; waiting: Waiting[] } {
    const unacknowledged = [...this.#unacknowledged.values()];
    return { lastPacketId: this.#lastId, unacknowledged, waiting: [...this.#waiting] };
  }

  /** Goes on where one elsewhere stood; for a window that has had nothing in it. */
  fill(contents: {
    readonly lastPacketId: number;
    readonly unacknowledged: readonly Omit<Outgoing, "bytes" | "share">[];
    readonly waiting: readonly Omit<Waiting, "bytes" | "share">[];
  }): void {
    this.#lastId = contents.lastPacketId;
    for (const { publication, delivery } of contents.waiting) this.offer(publication, delivery);
    for (const outgoing of contents.unacknowledged) {
      const bytes = publicationBytes(outgoing.publication);
      this.#bytes += bytes;
      this.#unacknowledged.set(outgoing.packetId, { ...outgoing, share: null, bytes });
    }
  }

  #repeated(outgoing: Outgoing): void {
    if (this.#unrepeated?.delete(outgoing) === true && this.#unrepeated.size === 0) this.#unrepeated = null;
  }

  #freeId(): number {
    do this.#lastId = (this.#lastId % PACKET_ID_MAX) + 1;
    while (this.#unacknowledged.has(this.#lastId));
    return this.#lastId;
  }
}

/** QoS 2 from the client: which ids have been received and not yet released. */
export class Incoming {
  /** What the client of now was told, or is granted unasked. */
  #unfinishedMax: number;
  readonly #received = new Set<number>();
  /** Those of them that the connection of now has sent: what it was told is of itself alone (MQTT5 4.9). */
  readonly #receivedNow = new Set<number>();

  constructor(unfinishedMax: number) {
    this.#unfinishedMax = unfinishedMax;
  }

  /** Another connection begins, with a count of its own. */
  begin(unfinishedMax: number): void {
    this.#unfinishedMax = unfinishedMax;
    this.#receivedNow.clear();
  }

  /**
   * Answers whether this publish is new, rather than a repetition of one we have.
   * Throws: ProtocolError(receiveMaximumExceeded) when the client has more unfinished than it may, or has left more than we keep.
   */
  receive(packetId: number): boolean {
    const isNew = !this.#received.has(packetId);
    const isOneMore = !this.#receivedNow.has(packetId) && this.#receivedNow.size >= this.#unfinishedMax;
    const keptMax = Math.max(this.#unfinishedMax, RECEIVE_MAXIMUM_V3);
    if (isOneMore || (isNew && this.#received.size >= keptMax))
      throw new ProtocolError(
        ReasonCode.receiveMaximumExceeded,
        "MQTT-3.3.4-7",
        `more than ${this.#unfinishedMax} unfinished QoS 2 publishes`,
      );
    this.#received.add(packetId);
    this.#receivedNow.add(packetId);
    return isNew;
  }

  /** Ids that were received and not released. */
  get received(): readonly number[] {
    return [...this.#received];
  }

  /** Goes on where one elsewhere stood. */
  fill(received: readonly number[]): void {
    for (const packetId of received) this.#received.add(packetId);
  }

  /** A PUBREL came. Answers whether we had the id. */
  release(packetId: number): boolean {
    this.#receivedNow.delete(packetId);
    return this.#received.delete(packetId);
  }
}
