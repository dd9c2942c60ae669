// The places in rooms that their holders may come back to: each with its token while its client is connected, and kept for a while
// after the connection was lost, as if it were there. Pure: is told the time, and given its chance. SPEC [RESUME-1]…[RESUME-4]

import { RESUME_TOKEN_BYTES } from "../../shared/protocol/ext/hello.ts";
import type { Will } from "../../shared/protocol/packet.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { Seat } from "../../shared/schema/room-spec.ts";
import type { Effects } from "../effects.ts";
import { Grouped } from "../grouped.ts";
import type { EventRing } from "../pubsub/event-ring.ts";
import type { Extension } from "../pubsub/subscriber.ts";
import { hearThrough } from "../state/hear-through.ts";
import { leave, update } from "../state/presence.ts";
import type { Participant, Room } from "../state/room.ts";
import type { Actor } from "./actor.ts";
import { AwaySubscriber } from "./away-subscriber.ts";
import { publishWill } from "./will.ts";

/** How long a place is kept for who is away. */
export const RESUME_WINDOW_MS = 10_000;
/** Whoever came along with a room and is not here by then is told of as reconnecting. SPEC [MOVE-3] */
export const MOVED_UNTOLD_MS = 2_000;
/** Of one user in one room: with a single ticket and connections that come and go, nobody fills a room with those who are away. */
export const AWAY_OF_USER_MAX = 4;

/** What becomes of a participant whose connection ends: it leaves at once, or is waited for if it may come back. */
export type Fate = "leaves" | "is-awaited";

/** So many bytes of chance. Secrets are made of it. */
export type RandomBytes = (count: number) => Uint8Array;

/** `actor` is its last connection, `will` what that left to be said if nobody comes back. */
type Away = {
  readonly name: "away";
  readonly actor: Actor;
  readonly endsAtMs: number;
  readonly will: Will | null;
};
type Holder = { readonly name: "connected"; readonly actor: Actor } | Away;

export type HeldPlace = {
  readonly token: string;
  /** The MQTT session's, under which a connection takes over. */
  readonly key: string;
  readonly room: Room;
  readonly participant: Participant;
  /** null for a plain client's, whose room came from another host. */
  readonly extension: Extension | null;
  readonly events: EventRing;
  holder: Holder;
};

export class HeldPlaces {
  readonly #byToken = new Map<string, HeldPlace>();
  /** In the order in which their clients were lost: as each is kept equally long, that in which they end. */
  readonly #away = new Set<HeldPlace>();
  readonly #awayByKey = new Grouped<string, HeldPlace>();
  readonly #awayByUser = new Grouped<UserId, HeldPlace>();
  /** Those who came along with a room, with when others are told that they are not here yet. */
  readonly #moved = new Map<HeldPlace, number>();
  readonly #randomBytes: RandomBytes;

  constructor(randomBytes: RandomBytes) {
    this.#randomBytes = randomBytes;
  }

  /** Gives an extended participant a token to come back with. */
  hold(actor: Actor, events: EventRing): HeldPlace | null {
    const { room, participant, session, extension } = actor;
    if (room === null || participant === null || session === null || extension === null) return null;
    const token = this.newToken();
    const holder: Holder = { name: "connected", actor };
    const place: HeldPlace = { token, key: session.key, room, participant, extension, events, holder };
    this.#byToken.set(token, place);
    return place;
  }

  /** What the token is for, if it is such a seat, this user's and in this room; `user` is null where nobody has to be anybody. */
  find(token: string, room: Room, user: UserId | null, seat: Seat): HeldPlace | null {
    const place = this.#byToken.get(token);
    if (place === undefined || place.room !== room || place.participant.seat !== seat) return null;
    return user === null || place.participant.member.user === user ? place : null;
  }

  /** 128 random bits. */
  newToken(): string {
    return hex(this.#randomBytes(RESUME_TOKEN_BYTES));
  }

  /** A place that came along with a room, its client being on its way; `last` stands in for the connection it had. SPEC [MOVE-3] */
  adopt(place: Omit<HeldPlace, "holder">, last: Actor, will: Will | null, nowMs: number): void {
    const holder: Holder = { name: "away", actor: last, endsAtMs: nowMs + RESUME_WINDOW_MS, will };
    const adopted: HeldPlace = { ...place, holder };
    this.#byToken.set(place.token, adopted);
    this.#keepAway(adopted);
    this.#moved.set(adopted, nowMs + MOVED_UNTOLD_MS);
  }

  /** The place that a pass is for, which lets nobody in who did not come along with the room. SPEC [MOVE-2] */
  findMoved(token: string, room: Room): HeldPlace | null {
    const place = this.#byToken.get(token);
    return place !== undefined && place.room === room && this.#moved.has(place) ? place : null;
  }

  /** The place of a plain client that came along, and whose user is here again under the same client id. SPEC [MOVE-3] */
  findMovedPlain(key: string, room: Room, seat: Seat): HeldPlace | null {
    for (const place of this.#awayByKey.of(key))
      if (place.room === room && place.participant.seat === seat && place.extension === null) return place;
    return null;
  }

  /** Whether somebody of a session key is away, and waited for. */
  isAwaited(key: string): boolean {
    return this.#awayByKey.of(key).size > 0;
  }

  /** All that is held in a room. */
  *inRoom(room: Room): Generator<HeldPlace> {
    for (const place of this.#byToken.values()) if (place.room === room) yield place;
  }

  /** Those in a room whose clients are away. */
  *awayIn(room: Room): Generator<{ readonly place: HeldPlace; readonly holder: Away }> {
    for (const place of this.#away)
      if (place.room === room && place.holder.name === "away") yield { place, holder: place.holder };
  }

  /** The room has gone to another host, and what is held in it: nobody leaves. */
  forgetAllOf(room: Room): void {
    for (const place of [...this.inRoom(room)]) this.forget(place);
  }

  /** Its participant has another connection: the last one has nothing more to do with it, nor with its will. */
  takeOut(place: HeldPlace): void {
    const { actor } = place.holder;
    this.forget(place);
    actor.participant = null;
    if (actor.state.name === "active") actor.state = { ...actor.state, will: null };
  }

  /** Its client is here again, and has not said yet whether it wants the extension back. */
  reconnect(place: HeldPlace, actor: Actor): void {
    this.takeOut(place);
    this.#byToken.set(place.token, place);
    place.holder = { name: "connected", actor };
    actor.place = place;
  }

  /** A token ends: it was used, or its participant has left. */
  forget(place: HeldPlace): void {
    this.#byToken.delete(place.token);
    this.#moved.delete(place);
    if (!this.#away.delete(place)) return;
    this.#awayByKey.delete(place.key, place);
    this.#awayByUser.delete(place.participant.member.user, place);
  }

  /** The connection is lost: whoever had it is away from now on, and who is so longest leaves where that is one too many. Its will waits. */
  park(place: HeldPlace, will: Will | null, nowMs: number, out: Effects): void {
    if (place.holder.name === "away") return;
    const { actor } = place.holder;
    const { user } = place.participant.member;
    const ofUser = [...this.#awayByUser.of(user)].filter(({ room }) => room === place.room);
    const [longest] = ofUser;
    if (longest !== undefined && ofUser.length >= AWAY_OF_USER_MAX) this.#end(longest, nowMs, out);
    actor.place = null;
    place.holder = { name: "away", actor, endsAtMs: nowMs + RESUME_WINDOW_MS, will };
    this.#keepAway(place);
    hearThrough(place.room, place.participant, new AwaySubscriber(actor, place.events));
    update(place.room, place.participant, { reconnecting: true });
  }

  #keepAway(place: HeldPlace): void {
    this.#away.add(place);
    this.#awayByKey.add(place.key, place);
    this.#awayByUser.add(place.participant.member.user, place);
  }

  /** Such seats in this room whose clients had this session key and are away. */
  awayCount(room: Room, key: string, seat: Seat): number {
    let count = 0;
    for (const place of this.#awayByKey.of(key))
      if (place.room === room && place.participant.seat === seat) count++;
    return count;
  }

  /** Ends what is kept for those away for too long. */
  tick(nowMs: number, out: Effects): void {
    for (const [place, tellAtMs] of this.#moved) {
      if (nowMs < tellAtMs) break;
      // Behind all who are still to be told of.
      this.#moved.delete(place);
      this.#moved.set(place, Number.POSITIVE_INFINITY);
      update(place.room, place.participant, { reconnecting: true });
    }
    for (const place of this.#away) {
      if (place.holder.name === "away" && nowMs < place.holder.endsAtMs) return;
      this.#end(place, nowMs, out);
    }
  }

  /** The client is here again: what it left behind under this session key is kept no longer, unless it may want it back. */
  endAwayOf(key: string, isKept: (place: HeldPlace) => boolean, nowMs: number, out: Effects): void {
    for (const place of this.#awayByKey.of(key)) if (!isKept(place)) this.#end(place, nowMs, out);
  }

  /** Somebody who is away was sent out. Nothing happens when no place is kept for this connection. */
  endAwayFrom(actorId: number, nowMs: number, out: Effects): void {
    for (const place of this.#away) if (place.holder.actor.id === actorId) this.#end(place, nowMs, out);
  }

  /** Ends all that is kept, in one room or, null, in all of them. */
  endAll(room: Room | null, nowMs: number, out: Effects): void {
    for (const place of this.#away) if (room === null || place.room === room) this.#end(place, nowMs, out);
  }

  /** Nobody comes back to a place that is away. */
  #end(place: HeldPlace, nowMs: number, out: Effects): void {
    const { holder, room, participant } = place;
    this.forget(place);
    if (holder.name === "away") sayOrAwait(holder, nowMs, out);
    leave(room, participant, nowMs, out);
  }
}

/** The will of somebody who came along with a room and was never here may have a longer delay than their place was kept for. */
function sayOrAwait({ actor, will, endsAtMs }: Away, nowMs: number, out: Effects): void {
  if (will === null) return;
  const delaySeconds = Math.min(will.properties.willDelayInterval ?? 0, actor.session?.expirySeconds ?? 0);
  const dueAtMs = endsAtMs - RESUME_WINDOW_MS + delaySeconds * 1000;
  if (dueAtMs > endsAtMs && actor.session !== null)
    actor.sessions.awaitWill(actor.session.key, { will, actor, dueAtMs });
  else publishWill(actor, will, nowMs, out);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
