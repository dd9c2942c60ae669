// What a room remembers about users, wherever they are just now: who may not come in, who is silenced, who is what here, who
// has blocked whom. It lives as long as the room. Knows no participants. SPEC [MOD-3]…[MOD-6], [MOD-8], [BLOCK-1]

import type { UserId } from "../../shared/schema/ids.ts";
import type { HeldSanction } from "../../shared/schema/internal/moderation.ts";
import type { Role } from "../../shared/schema/role.ts";
import type { Participant as Identity } from "../../shared/schema/room-spec.ts";
import { Grouped } from "../grouped.ts";
import { rankOf } from "./permissions.ts";

/** Users that each of the lists below holds. What is more is refused: none that was kept is forgotten. */
export const KEPT_USERS_MAX = 10_000;
/** Sessions of users who are away; as many as a host keeps (SPEC [MQTT-4]). Above it the oldest are gone by now. */
export const AWAY_MAX = 10_000;
/** Users that one user may block. */
export const BLOCKS_MAX = 200;

/** Of what was decided above the room: nobody in it is as high. */
const ABOVE_ALL_RANK = Number.POSITIVE_INFINITY;

export type Ban = {
  /** Milliseconds since the Unix epoch; null for as long as the room lives. */
  readonly untilMs: number | null;
  /** Of who banned. Somebody as high is let in. */
  readonly rank: number;
  readonly reason: string;
};

/** A role instead of the ticket's, and the rank of who gave it. */
export type Appointment = { readonly role: Role; readonly rank: number };

export type Moderation = {
  readonly bans: Map<UserId, Ban>;
  /** Each with the rank of who silenced them; of several the highest. */
  readonly silenced: Map<UserId, number>;
  readonly roles: Map<UserId, Appointment>;
  /** Whom each user has blocked, and by whom each is blocked. */
  readonly blocks: Map<UserId, Set<UserId>>;
  readonly blockedBy: Grouped<UserId, UserId>;
  /** Whom users have blocked wherever they are, as the origin last said, and by whom each is blocked so. SPEC [BLOCK-5] */
  readonly brought: Map<UserId, ReadonlySet<UserId>>;
  readonly broughtBy: Grouped<UserId, UserId>;
  /** What moderators of Hiroba as a whole decided that holds here; only of whom there is any, and whose list `brought` has. SPEC [MOD-9] */
  readonly held: Map<UserId, readonly HeldSanction[]>;
  /** Sessions that go on hearing for users who are away, by subscriber id, those who left longest ago first. */
  readonly away: Map<number, AwaySession>;
  readonly awayOf: Grouped<UserId, number>;
};

export type AwaySession = { readonly user: UserId; readonly endsAtMs: number };

export function newModeration(): Moderation {
  return {
    bans: new Map(),
    silenced: new Map(),
    roles: new Map(),
    blocks: new Map(),
    blockedBy: new Grouped(),
    brought: new Map(),
    broughtBy: new Grouped(),
    held: new Map(),
    away: new Map(),
    awayOf: new Grouped(),
  };
}

/** What this user is in this room. */
export function roleHere({ roles }: Moderation, { user, role }: Pick<Identity, "user" | "role">): Role {
  return roles.get(user)?.role ?? role;
}

/** The ban by a moderator of Hiroba as a whole that is in force here, or null. SPEC [MOD-9] */
export function heldBan({ held }: Moderation, user: UserId, nowMs: number): HeldSanction | null {
  return inForce(held.get(user), "ban", nowMs);
}

/** Whether nobody is to hear this user, whoever decided that. SPEC [MOD-4], [MOD-9] */
export function isSilenced({ silenced, held }: Moderation, user: UserId, nowMs: number): boolean {
  return silenced.has(user) || inForce(held.get(user), "mute", nowMs) !== null;
}

function inForce(
  sanctions: readonly HeldSanction[] | undefined,
  wanted: HeldSanction["kind"],
  nowMs: number,
): HeldSanction | null {
  return (
    sanctions?.find(({ kind, untilMs }) => kind === wanted && (untilMs === null || nowMs < untilMs)) ?? null
  );
}

/** Why somebody may not come in, or null. For the door. SPEC [MOD-5], [MOD-9] */
export function banOf(
  { moderation }: { moderation: Moderation },
  who: Pick<Identity, "user" | "role">,
  nowMs: number,
): Ban | null {
  const held = heldBan(moderation, who.user, nowMs);
  if (held !== null) return { untilMs: held.untilMs, rank: ABOVE_ALL_RANK, reason: held.reason };
  const ban = moderation.bans.get(who.user);
  if (ban === undefined || rankOf(roleHere(moderation, who)) >= ban.rank) return null;
  if (ban.untilMs === null || nowMs < ban.untilMs) return ban;
  moderation.bans.delete(who.user);
  return null;
}

/** How high somebody stood who keeps this user out, silenced or in another role by now; null when nobody does. SPEC [MOD-8] */
export function rankBehind(
  moderation: Moderation,
  what: "ban" | "mute" | "role",
  user: UserId,
  nowMs: number,
): number | null {
  if (what !== "role" && inForce(moderation.held.get(user), what, nowMs) !== null) return ABOVE_ALL_RANK;
  switch (what) {
    case "ban": {
      const ban = moderation.bans.get(user);
      return ban === undefined || (ban.untilMs !== null && ban.untilMs <= nowMs) ? null : ban.rank;
    }
    case "mute":
      return moderation.silenced.get(user) ?? null;
    case "role":
      return moderation.roles.get(user)?.rank ?? null;
  }
}

/** Everybody who has blocked this user, or whom they have, here or wherever they are. SPEC [BLOCK-1], [BLOCK-5] */
export function apartFrom({ blocks, blockedBy, brought, broughtBy }: Moderation, user: UserId): Set<UserId> {
  return new Set([
    ...(blocks.get(user) ?? []),
    ...blockedBy.of(user),
    ...(brought.get(user) ?? []),
    ...broughtBy.of(user),
  ]);
}

type Block = { readonly by: UserId; readonly target: UserId };

/** The blocks brought along between a user and those of `here`. */
export function broughtBetween(
  { brought, broughtBy }: Moderation,
  user: UserId,
  here: ReadonlySet<UserId>,
): Block[] {
  const own = [...here].filter((target) => brought.get(user)?.has(target) === true);
  const others = [...broughtBy.of(user)].filter((by) => here.has(by));
  return [...own.map((target) => ({ by: user, target })), ...others.map((by) => ({ by, target: user }))];
}

/** Keeps a session that goes on hearing in mind until then. What is over by then, and what is too much, is forgotten. */
export function rememberAway(moderation: Moderation, id: number, session: AwaySession, nowMs: number): void {
  const { away, awayOf } = moderation;
  forgetAway(moderation, id);
  away.set(id, session);
  awayOf.add(session.user, id);
  // Two for each one that comes: as many as there are left, however they end, without looking at all of them.
  let looks = 2;
  for (const [oldest, { endsAtMs }] of away) {
    if (looks-- === 0 || (endsAtMs > nowMs && away.size <= AWAY_MAX)) return;
    forgetAway(moderation, oldest);
  }
}

function forgetAway({ away, awayOf }: Moderation, id: number): void {
  const session = away.get(id);
  if (session === undefined) return;
  away.delete(id);
  awayOf.delete(session.user, id);
}

/** Whether either of two users has blocked the other. */
export function areApart(moderation: Moderation, one: UserId, other: UserId): boolean {
  return hasBlocked(moderation, one, other) || hasBlocked(moderation, other, one);
}

/** Whether `by` has blocked `target`, here or wherever they are. */
export function hasBlocked({ blocks, brought }: Moderation, by: UserId, target: UserId): boolean {
  return blocks.get(by)?.has(target) === true || brought.get(by)?.has(target) === true;
}
