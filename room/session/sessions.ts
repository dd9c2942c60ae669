// The sessions of this host: found again by whoever comes back, ended when their time is over, and their wills with them
// (MQTT5 3.1.2.5, 3.1.2.11.2). Pure: is told the time.

import type { Will } from "../../shared/protocol/packet.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { Effects } from "../effects.ts";
import type { Room } from "../state/room.ts";
import type { Actor } from "./actor.ts";
import { Session } from "./session.ts";
import { TakeOvers } from "./take-overs.ts";
import { publishWill } from "./will.ts";

/** Sessions whose client is away. Above it the one that has been away longest ends. */
export const SESSIONS_AWAY_MAX = 10_000;
/** Of one user: with a single ticket and many client ids, nobody pushes out what is kept for others. */
export const SESSIONS_AWAY_OF_USER_MAX = 16;

type DelayedWill = { readonly will: Will; readonly actor: Actor; readonly dueAtMs: number };

/** A session whose client is away: until when it is kept, and the will that waits with it. */
class Away {
  readonly endsAtMs: number;
  will: DelayedWill | null;

  constructor(endsAtMs: number, will: DelayedWill | null) {
    this.endsAtMs = endsAtMs;
    this.will = will;
  }
}

/** `client` is who is connected to it, or since when nobody is. */
type Kept = { readonly session: Session; readonly room: Room; readonly client: Actor | Away };

export class Sessions {
  /** Those away are in the order in which their clients left. */
  readonly #kept = new Map<string, Kept>();
  #awayCount = 0;
  /** Of each user the sessions whose client is away, that of longest ago first. */
  readonly #awayOf = new Map<UserId, Set<Session>>();
  readonly takeOvers = new TakeOvers();

  /** The connected client of a session key, or null. */
  connected(key: string): Actor | null {
    const client = this.#kept.get(key)?.client;
    return client === undefined || client instanceof Away ? null : client;
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
    const before = this.#kept.get(key);
    if (before !== undefined && (options.isClean || before.room !== room))
      this.end(before.session, nowMs, out);
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      this.#forget(kept);
      kept.session.expirySeconds = expirySeconds;
      this.#kept.set(key, { ...kept, client: actor });
      return { session: kept.session, isPresent: true };
    }
    const { clientId } = actor;
    const session = new Session({ key, clientId, user, expirySeconds, pubsub: room.pubsub });
    this.#kept.set(key, { session, room, client: actor });
    return { session, isPresent: false };
  }

  /** Its client is gone. The session stays for its expiry interval, and a will with a delay waits with it. */
  leave(session: Session, will: DelayedWill | null, nowMs: number, out: Effects): void {
    const kept = this.#kept.get(session.key);
    if (kept === undefined || kept.session !== session) return;
    this.#forget(kept);
    if (session.expirySeconds === 0) {
      session.end();
      return;
    }
    session.detach();
    const endsAtMs = nowMs + session.expirySeconds * 1000;
    this.#kept.set(session.key, { ...kept, client: new Away(endsAtMs, will) });
    this.#awayCount++;
    if (session.user !== null) this.#endOneTooMany(session.user, session, nowMs, out);
    if (this.#awayCount > SESSIONS_AWAY_MAX) this.#endLongestAway(nowMs, out);
  }

  /** Ends a session, with the will that waited. */
  end(session: Session, nowMs: number, out: Effects): void {
    const kept = this.#kept.get(session.key);
    if (kept === undefined || kept.session !== session) return;
    this.#forget(kept);
    session.end();
    if (kept.client instanceof Away && kept.client.will !== null)
      publishWill(kept.client.will.actor, kept.client.will.will, nowMs, out);
  }

  /** Publishes wills that are due and ends sessions whose time is over, or that keep more than they may. */
  tick(nowMs: number, out: Effects): void {
    if (this.#awayCount === 0) return;
    for (const { session, client } of [...this.#kept.values()]) {
      if (!(client instanceof Away)) continue;
      const { will } = client;
      if (will !== null && nowMs >= will.dueAtMs) {
        client.will = null;
        publishWill(will.actor, will.will, nowMs, out);
      }
      if (nowMs >= client.endsAtMs || session.isOverfull) this.end(session, nowMs, out);
    }
  }

  /** A room is gone, and with it what was subscribed to in it. */
  endAllOf(room: Room, nowMs: number, out: Effects): void {
    for (const kept of [...this.#kept.values()])
      if (kept.room === room && kept.client instanceof Away) this.end(kept.session, nowMs, out);
  }

  #endLongestAway(nowMs: number, out: Effects): void {
    for (const { session, client } of this.#kept.values())
      if (client instanceof Away) return this.end(session, nowMs, out);
  }

  /** One more session of the user has its client away. */
  #endOneTooMany(user: UserId, session: Session, nowMs: number, out: Effects): void {
    const ofUser = this.#awayOf.get(user) ?? new Set();
    this.#awayOf.set(user, ofUser.add(session));
    if (ofUser.size <= SESSIONS_AWAY_OF_USER_MAX) return;
    for (const longestAway of ofUser) return this.end(longestAway, nowMs, out);
  }

  #forget({ session, client }: Kept): void {
    this.#kept.delete(session.key);
    if (!(client instanceof Away)) return;
    this.#awayCount--;
    if (session.user === null) return;
    const ofUser = this.#awayOf.get(session.user);
    ofUser?.delete(session);
    if (ofUser?.size === 0) this.#awayOf.delete(session.user);
  }
}
