// Blocks that users bring along: what their account says of whom they have blocked, wherever they are. Kept beside those that were
// made here, which it neither adds to nor takes from; asked of the origin whenever somebody enters or changes it. SPEC [BLOCK-5]

import type { UserId } from "../../shared/schema/ids.ts";
import { meetAgain, refreshUnheardBy, sidOf } from "./blocks.ts";
import { tellMod } from "./mod-message.ts";
import { areApart, KEPT_USERS_MAX } from "./moderation-state.ts";
import { everybody, type Room } from "./room.ts";

/** Takes a user's whole list, and tells the two of each block that came or went if both are here. */
export function bringBlocks(room: Room, by: UserId, targets: ReadonlySet<UserId>): void {
  const { brought, broughtBy } = room.moderation;
  const before = brought.get(by) ?? new Set<UserId>();
  const added = [...targets].filter((target) => !before.has(target));
  const removed = [...before].filter((target) => !targets.has(target));
  // Also one that is empty: it is known, should the origin be away when they come again. The last to come is the last to go.
  brought.delete(by);
  brought.set(by, targets);
  if (brought.size > KEPT_USERS_MAX) forgetWhoLeft(room);
  if (added.length + removed.length === 0) return;
  for (const target of added) broughtBy.add(target, by);
  for (const target of removed) broughtBy.delete(target, by);
  refreshUnheardBy(room, [by, ...added, ...removed]);
  for (const target of added) tellBoth(room, "block", by, target);
  for (const target of removed) {
    tellBoth(room, "unblock", by, target);
    if (!areApart(room.moderation, by, target)) meetAgain(room, by, target);
  }
}

/** The one whose list was brought longest ago, of those who are not here in any way: should they come again, it is asked anew. */
function forgetWhoLeft(room: Room): void {
  const { brought, broughtBy, held, awayOf } = room.moderation;
  const here = new Set([...everybody(room)].map(({ member }) => member.user));
  for (const [user, targets] of brought) {
    if (here.has(user) || awayOf.of(user).size > 0) continue;
    brought.delete(user);
    held.delete(user);
    for (const target of targets) broughtBy.delete(target, user);
    return;
  }
}

/** Nobody else is told, nor anybody where the block was made here as well: for them nothing has changed. */
function tellBoth(room: Room, op: "block" | "unblock", by: UserId, target: UserId): void {
  const isMadeHere = room.moderation.blocks.get(by)?.has(target) === true;
  const of = [...everybody(room)].filter(({ member: { user } }) => user === by || user === target);
  const areHere = new Set(of.map(({ member }) => member.user)).size === 2;
  if (isMadeHere || !areHere) return;
  const message = { op, target, sid: sidOf(room, target), by, reason: "" } as const;
  for (const participant of of) tellMod(room, participant, message);
}
