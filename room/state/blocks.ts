// Blocks, both ways: for each participant the subscribers that must neither hear nor see it, kept up to date as people come, go
// and change their minds. Everybody who passes something on asks that list and nothing else. SPEC [BLOCK-1]…[BLOCK-5]

import type { ModDown } from "../../shared/protocol/ext/mod.ts";
import { parseRoomTopic } from "../../shared/protocol/room-topic.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import { tellItemsAgain } from "./item-motion.ts";
import { tellMod } from "./mod-message.ts";
import {
  apartFrom,
  areApart,
  BLOCKS_MAX,
  broughtBetween,
  KEPT_USERS_MAX,
  rememberAway,
} from "./moderation-state.ts";
import { ownerOf } from "./ownership.ts";
import { tellAgain } from "./pose.ts";
import { everybody, type Participant, type Room, seen } from "./room.ts";
import { tellOwnStateAgain } from "./state-kv.ts";
import { reselect } from "./voice-state.ts";

/** Keeps two users apart from now on. Answers false when there is no room left to remember it. */
export function block(room: Room, by: UserId, target: UserId): boolean {
  const { blocks, blockedBy } = room.moderation;
  const blocked = blocks.get(by) ?? new Set();
  const isFull = blocked.size >= BLOCKS_MAX || (blocked.size === 0 && blocks.size >= KEPT_USERS_MAX);
  if (!blocked.has(target) && isFull) return false;
  blocks.set(by, blocked.add(target));
  blockedBy.add(target, by);
  refreshUnheardBy(room, [by, target]);
  return true;
}

/** Takes a block back, if there is one. The two stay apart if the other has blocked as well. SPEC [BLOCK-4] */
export function unblock(room: Room, by: UserId, target: UserId): void {
  const { blocks, blockedBy } = room.moderation;
  const blocked = blocks.get(by);
  // Nothing that was never kept from somebody is told them again: they would be sent as many keys as often as anybody liked.
  if (blocked?.delete(target) !== true) return;
  blockedBy.delete(target, by);
  if (blocked.size === 0) blocks.delete(by);
  refreshUnheardBy(room, [by, target]);
  if (!areApart(room.moderation, by, target)) meetAgain(room, by, target);
}

/** Two who were apart see again where each other is, and what each keeps of their own. SPEC [BLOCK-4] */
export function meetAgain(room: Room, one: UserId, other: UserId): void {
  const ears = new Map([
    [one, subscriberIdsOf(room, other)],
    [other, subscriberIdsOf(room, one)],
  ]);
  for (const participant of seen(room)) {
    const hearing = ears.get(participant.member.user);
    if (hearing === undefined) continue;
    tellAgain(room, participant);
    tellItemsAgain(room, participant);
    tellOwnStateAgain(room, participant, hearing);
  }
}

/** Those a user hears through: connections, and sessions that go on while they are away. */
function subscriberIdsOf(room: Room, user: UserId): ReadonlySet<number> {
  const ids = new Set(room.moderation.awayOf.of(user));
  for (const { member, subscriber } of everybody(room)) if (member.user === user) ids.add(subscriber.id);
  return ids;
}

/**
 * Somebody came: whoever they are apart from must not hear them, nor the other way round. Whom they have blocked wherever they
 * are may have come while they were away, and is told.
 */
export function enterBlocks(room: Room, { member }: Participant): void {
  refreshApart(room, member.user);
  const { brought } = room.moderation;
  const targets = brought.get(member.user);
  if (targets === undefined) return;
  for (const other of everybody(room))
    if (targets.has(other.member.user)) tellMod(room, other, blockOf(room, member.user, other.member.user));
}

/** Somebody left: their subscriber's id may one day be another's. */
export function leaveBlocks(room: Room, { unheardBy, member }: Participant): void {
  if (unheardBy !== null) refreshApart(room, member.user);
}

/** Somebody left, but a session of theirs goes on hearing under this id: it is kept from what they were kept from. */
export function hearWhileAway(
  room: Room,
  user: UserId,
  session: { readonly id: number; readonly endsAtMs: number },
  nowMs: number,
): void {
  rememberAway(room.moderation, session.id, { user, endsAtMs: session.endsAtMs }, nowMs);
  refreshApart(room, user);
}

/** Tells somebody who came whom they have blocked, and who of those here has blocked them. SPEC [BLOCK-3] */
export function welcomeToBlocks(room: Room, participant: Participant): void {
  const { blocks, brought } = room.moderation;
  const { user } = participant.member;
  if (blocks.size === 0 && brought.size === 0) return;
  const here = usersHere(room);
  const pairs = [...(blocks.get(user) ?? [])].map((target) => ({ by: user, target }));
  for (const by of here) if (blocks.get(by)?.has(user) === true) pairs.push({ by, target: user });
  for (const pair of broughtBetween(room.moderation, user, here))
    if (blocks.get(pair.by)?.has(pair.target) !== true) pairs.push(pair);
  for (const { by, target } of pairs) tellMod(room, participant, blockOf(room, by, target));
}

function blockOf(room: Room, by: UserId, target: UserId): ModDown {
  return { op: "block", target, sid: sidOf(room, target), by, reason: "" };
}

/** Where a user is here, in the first of their connections; null when they are not, and for ghosts, as nobody is told of them. */
export function sidOf(room: Room, user: UserId): number | null {
  for (const { sid, member } of seen(room)) if (member.user === user) return sid;
  return null;
}

/**
 * Whether what a topic retains is somebody's whom this subscriber must not see by now: a key of their own, or an item they move.
 * Who must not see it is asked when it is sent, as blocks and subscribers' ids have changed since it was said. SPEC [APP-2], [ITEM-10]
 */
export function isRetainedUnseen(room: Room, topicName: string, subscriberId: number): boolean {
  return whoseRetained(room, topicName)?.unheardBy?.has(subscriberId) === true;
}

function whoseRetained(room: Room, topicName: string): Participant | null {
  const topic = parseRoomTopic(topicName);
  if (topic?.kind === "own") return room.participants.get(Number(topic.rest)) ?? null;
  if (topic?.kind !== "item" || topic.leaf !== null) return null;
  const item = room.items.byId.get(Number(topic.rest));
  const sid = item === undefined ? null : ownerOf(item.ownership);
  return sid === null ? null : (room.participants.get(sid) ?? null);
}

function usersHere(room: Room): Set<UserId> {
  return new Set([...seen(room)].map(({ member }) => member.user));
}

/** Who is apart from this user is to be looked up anew for both. For almost everybody that is nobody. */
function refreshApart(room: Room, user: UserId): void {
  const apart = apartFrom(room.moderation, user);
  if (apart.size > 0) refreshUnheardBy(room, [user, ...apart]);
}

/** Who must not hear these users is looked up anew. */
export function refreshUnheardBy(room: Room, users: readonly UserId[]): void {
  const changed = new Set(users);
  for (const participant of everybody(room)) {
    const { user } = participant.member;
    if (changed.has(user)) participant.unheardBy = unheardByOf(room, user);
  }
  reselect(room.voice);
}

/** The subscribers that must not hear a user, as things stand; null for none. */
export function unheardByOf(room: Room, user: UserId): ReadonlySet<number> | null {
  const apart = apartFrom(room.moderation, user);
  if (apart.size === 0) return null;
  const ids = new Set<number>();
  for (const { member, subscriber } of everybody(room)) if (apart.has(member.user)) ids.add(subscriber.id);
  for (const other of apart) for (const id of room.moderation.awayOf.of(other)) ids.add(id);
  return ids.size === 0 ? null : ids;
}
