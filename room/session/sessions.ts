// The sessions of this host: found again by whoever comes back, ended when their time is over, and their wills with them
// (MQTT5 3.1.2.5, 3.1.2.11.2). Pure: is told the time.

import type { Will } from "../../shared/protocol/packet.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { Effects } from "../effects.ts";
import { Grouped } from "../grouped.ts";
import type { Room } from "../state/room.ts";
import type { Actor } from "./actor.ts";
import type { SessionLimits } from "./limits.ts";
import { Session } from "./session.ts";
import { TakeOvers } from "./take-overs.ts";
import { publishWill } from "./will.ts";

/** Sessions whose client is away. Above it the one that has been away longest ends. */
export const SESSIONS_AWAY_MAX = 10_000;
/** Of one user: with a single ticket and many client ids, nobody pushes out what is kept for others. */
export const SESSIONS_AWAY_OF_USER_MAX = 16;

/** `actor`: who says it, and is gone. */
export type DelayedWill = { readonly will: Will; readonly actor: Actor; readonly dueAtMs: number };

/** A session whose client is away: until when it is kept, and the will that waits with it. */
type Away = {
  readonly session: Session;
  readonly room: Room;
  readonly endsAtMs: number;
  will: DelayedWill | null;
};

export class Sessions {
  /** By session key; each has its session. */
  readonly #connected = new Map<string, Actor>();
  /** By session key, in the order in which their clients left. */
  readonly #away = new Map<string, Away>();
  readonly #awayOf = new Grouped<UserId, Session>();
  /** Of those that are away, whose wills wait: few of many, and looked for in every room each second. */
  readonly #willing = new Set<Away>();
  readonly takeOvers: TakeOvers;
  /** By session key, of clients that a host had which went without a word: there is no session of theirs. */
  readonly #leftWills = new Map<string, DelayedWill>();
  readonly #keptMaxBytes: number;

  constructor({ takeOvers, keptMaxBytes }: Pick<SessionLimits, "takeOvers" | "keptMaxBytes">) {
    this.takeOvers = new TakeOvers(takeOvers);
    this.#keptMaxBytes = keptMaxBytes;
  }

  /** The connected client of a session key, or null. */
  connected(key: string): Actor | null {
    return this.#connected.get(key) ?? null;
  }

  /** Whether a session key is somebody's: who is connected, or away, or left a will that waits. */
  knows(key: string): boolean {
    return this.#connected.has(key) || this.#away.has(key) || this.#leftWills.has(key);
  }

  /**
   * The session of a client that was let in: the one it left behind in this room, unless it wants a clean start, or a fresh one.
   * No other client may be connected to it.
   */
  open(
    actor: Actor,
    options: {
      readonly key: string;
      readonly room: Room;
      readonly user: UserId | null;
      readonly isClean: boolean;
      readonly expirySeconds: number;
    },
    nowMs: number,
    out: Effects,
  ): { readonly session: Session; readonly isPresent: boolean } {
    const { key, room, user, expirySeconds } = options;
    this.#leftWills.delete(key);
    const before = this.#away.get(key);
    // What has come to its time has, though `tick` has not come by yet (MQTT5 [MQTT-3.1.3-9], [MQTT-4.1.0-2]).
    if (before !== undefined) this.#publishDueWill(before, nowMs, out);
    const isKept = before !== undefined && before.room === room && nowMs < before.endsAtMs;
    const isPresent = isKept && !options.isClean;
    if (isPresent) this.#forgetAway(before);
    else if (before !== undefined) this.#end(before, nowMs, out);
    this.#connected.set(key, actor);
    if (!isPresent) {
      const keptMaxBytes = this.#keptMaxBytes;
      const session = new Session({ key, user, expirySeconds, pubsub: room.pubsub, keptMaxBytes });
      return { session, isPresent };
    }
    before.session.expirySeconds = expirySeconds;
    return { session: before.session, isPresent };
  }

  /** A client is gone. Its session stays for its expiry interval, and a will with a delay waits with it. */
  leave(actor: Actor, will: DelayedWill | null, nowMs: number, out: Effects): void {
    const { session, room } = actor;
    if (session === null || room === null || this.#connected.get(session.key) !== actor) return;
    this.#connected.delete(session.key);
    if (session.expirySeconds === 0) return session.end(nowMs);
    session.detach();
    const endsAtMs = nowMs + session.expirySeconds * 1000;
    const away: Away = { session, room, endsAtMs, will };
    this.#away.set(session.key, away);
    if (will !== null) this.#willing.add(away);
    if (session.user !== null) {
      this.#awayOf.add(session.user, session);
      this.#endOneTooMany(this.#awayOf.of(session.user), SESSIONS_AWAY_OF_USER_MAX, nowMs, out);
    }
    if (this.#away.size > SESSIONS_AWAY_MAX)
      for (const longest of this.#away.values()) return this.#end(longest, nowMs, out);
  }

  /** Publishes wills that are due and ends sessions whose time is over, or that keep more than they may. */
  tick(nowMs: number, out: Effects): void {
    for (const away of this.#away.values()) {
      this.#publishDueWill(away, nowMs, out);
      if (nowMs >= away.endsAtMs || away.session.isOverfull) this.#end(away, nowMs, out);
    }
    for (const [key, { will, actor, dueAtMs }] of this.#leftWills) {
      if (nowMs < dueAtMs) continue;
      this.#leftWills.delete(key);
      publishWill(actor, will, nowMs, out);
    }
  }

  /** The sessions of a room: of who is connected, and of who is away, until when. */
  *inRoom(room: Room): Generator<{ readonly session: Session; readonly endsAtMs: number | null }> {
    for (const { room: of, session } of this.#connected.values())
      if (of === room && session !== null) yield { session, endsAtMs: null };
    for (const { room: of, session, endsAtMs } of this.#away.values())
      if (of === room) yield { session, endsAtMs };
  }

  /** What waits for its delay in a room. */
  *willsIn(room: Room): Generator<DelayedWill & { readonly key: string }> {
    for (const { session, room: of, will } of this.#willing)
      if (of === room && will !== null) yield { key: session.key, ...will };
    for (const [key, will] of this.#leftWills) if (will.actor.room === room) yield { key, ...will };
  }

  /** A will of a client that is gone waits, with its session where that is kept here. A client that is here takes it back. */
  awaitWill(key: string, will: DelayedWill): void {
    const away = this.#away.get(key);
    if (away !== undefined) {
      away.will = will;
      this.#willing.add(away);
    } else if (!this.#connected.has(key)) this.#leftWills.set(key, will);
  }

  /**
   * Takes in a session of a room that came from another host, its client being away. Answers whether it did: not when its client has
   * begun another here already.
   */
  adopt(session: Session, room: Room, endsAtMs: number): boolean {
    if (this.#connected.has(session.key) || this.#away.has(session.key)) return false;
    this.#away.set(session.key, { session, room, endsAtMs, will: null });
    if (session.user !== null) this.#awayOf.add(session.user, session);
    return true;
  }

  /** A room has gone to another host, and its sessions with it: they do not end. */
  forgetAllOf(room: Room): void {
    for (const [key, actor] of this.#connected) if (actor.room === room) this.#connected.delete(key);
    for (const away of this.#away.values()) if (away.room === room) this.#forgetAway(away);
    for (const [key, { actor }] of this.#leftWills) if (actor.room === room) this.#leftWills.delete(key);
  }

  /** A room is gone, and with it what was subscribed to in it. */
  endAllOf(room: Room, nowMs: number, out: Effects): void {
    for (const away of this.#away.values()) if (away.room === room) this.#end(away, nowMs, out);
    for (const [key, { will, actor }] of this.#leftWills) {
      if (actor.room !== room) continue;
      this.#leftWills.delete(key);
      publishWill(actor, will, nowMs, out);
    }
  }

  /** Ends the first of a user's, if there are more than there may be. */
  #endOneTooMany(ofUser: ReadonlySet<Session>, most: number, nowMs: number, out: Effects): void {
    const [longest] = ofUser;
    const away = longest === undefined ? undefined : this.#away.get(longest.key);
    if (away !== undefined && ofUser.size > most) this.#end(away, nowMs, out);
  }

  #publishDueWill(away: Away, nowMs: number, out: Effects): void {
    const { will } = away;
    if (will === null || nowMs < will.dueAtMs) return;
    away.will = null;
    this.#willing.delete(away);
    publishWill(will.actor, will.will, nowMs, out);
  }

  /** With the will that waited. */
  #end(away: Away, nowMs: number, out: Effects): void {
    this.#forgetAway(away);
    away.session.end(nowMs);
    if (away.will !== null) publishWill(away.will.actor, away.will.will, nowMs, out);
  }

  #forgetAway(away: Away): void {
    const { session } = away;
    this.#away.delete(session.key);
    this.#willing.delete(away);
    if (session.user !== null) this.#awayOf.delete(session.user, session);
  }
}
