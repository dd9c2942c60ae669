// Items come and go: made, taken away, shown to who joins, given up by who leaves. SPEC [ITEM-6], [ITEM-8], [ITEM-9], [ITEM-11], [ITEM-13]

import { Capability } from "../../shared/protocol/ext/hello.ts";
import { encodeItem, ITEM_ID_MAX, itemPositionSteps } from "../../shared/protocol/ext/item.ts";
import { type ItemSpawnUp, OwnerCause } from "../../shared/protocol/ext/item-owner.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { posePositionSteps } from "../../shared/protocol/ext/pose.ts";
import type { Vec3 } from "../../shared/protocol/ext/quantize.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { Effects } from "../effects.ts";
import { broadcast, tellList } from "../pubsub/fanout.ts";
import { take } from "./budget.ts";
import { handOver, letGo, tellPlainOwner } from "./item.ts";
import { assetOf } from "./item-asset.ts";
import { itemRefused, UNKNOWN } from "./item-check.ts";
import { ITEMS_MAX, ITEMS_PER_USER_MAX, type Item, type Items, toSpawned } from "./item-store.ts";
import { appointed, ownerOf, UNOWNED } from "./ownership.ts";
import { mayDo } from "./permissions.ts";
import { isInside, sampleTimeMs } from "./plausible.ts";
import { extended, type Participant, type Room, say } from "./room.ts";
import { notAllowed, overQuota, type Verdict } from "./verdict.ts";

/** An item is told in less than 3.8 KiB, 1,024 characters of data being 3 KiB at most, so this many fit a frame (SPEC [CARRIER-6]). */
const ITEMS_PER_SECTION_MAX = 16;

/** Makes an item, or has it asked first whether its maker may use what it is. SPEC [ITEM-8], [ITEM-13] */
export function applySpawn(
  room: Room,
  participant: Participant,
  spawn: ItemSpawnUp,
  nowMs: number,
  out: Effects,
): Verdict {
  if (!mayDo(participant.member.role, "item-spawn")) return notAllowed("guests make no items");
  if (!take(participant.budgets.spawn, nowMs)) return TOO_FAST;
  const asset = assetOf(spawn.kind);
  if (asset === null) return makeItem(room, participant, spawn, nowMs);
  out.push({ kind: "ask-use", room: room.spec.room, sid: participant.sid, asset, spawn });
  return null;
}

/** Makes an item where it is asked for, nobody's. SPEC [ITEM-8] */
export function makeItem(
  room: Room,
  { member: { user } }: Participant,
  { kind, data, id, position, rotation }: ItemSpawnUp,
  nowMs: number,
): Verdict {
  const { items } = room;
  if (!hasRoomFor(items, user)) return FULL;
  const item = nextId(items);
  const tMs = sampleTimeMs(room, 0, { isPlain: true, last: null, nowMs }) ?? 0;
  const block = encodeItem({
    item,
    epoch: UNOWNED.epoch,
    tMs,
    position,
    rotation,
    sleeping: true,
    teleport: true,
  });
  if (!isInside(room, itemPositionSteps(block))) return itemRefused("the item would be outside the room");
  const made: Item = {
    id: item,
    what: { kind, ...(data === undefined ? {} : { data }), ...(id === undefined ? {} : { id }) },
    by: user,
    ownership: UNOWNED,
    block,
    sampled: null,
    changedTick: items.tick + 1,
    plainTold: false,
  };
  items.byId.set(item, made);
  items.tickPending = true;
  broadcast(extended(room, Capability.items), [{ kind: "itemSpawn", message: { items: [toSpawned(made)] } }]);
  say(room, itemTopic(room, item, "info"), { item, ...made.what, by: user }, { retain: true });
  tellPlainOwner(room, made);
  return null;
}

/** Takes an item away: one's own, or any for who may. SPEC [ITEM-9] */
export function applyDespawn(room: Room, participant: Participant, id: number, nowMs: number): Verdict {
  if (!take(participant.budgets.spawn, nowMs)) return TOO_FAST;
  const item = room.items.byId.get(id);
  if (item === undefined) return UNKNOWN;
  const { role, user } = participant.member;
  const isMine = item.by === user && mayDo(role, "item-spawn");
  if (!isMine && !mayDo(role, "item-despawn-any"))
    return notAllowed("only who made an item, or staff, takes it away");
  removeItem(room, id);
  return null;
}

/** Takes it out of the room, and tells everybody. */
export function removeItem(room: Room, id: number): void {
  room.items.byId.delete(id);
  broadcast(extended(room, Capability.items), [{ kind: "itemDespawn", message: { item: id } }]);
  for (const topic of [itemTopic(room, id), itemTopic(room, id, "info"), itemTopic(room, id, "owner")])
    say(room, topic, null, { retain: true });
}

/** Gives an extended client the items as they are, and their blocks from the next tick. SPEC [ITEM-11] */
export function welcomeToItems(room: Room, { subscriber }: Participant): void {
  if (((subscriber.extension?.capabilities ?? 0) & Capability.items) === 0) return;
  const all = [...room.items.byId.values()].map(toSpawned);
  if (all.length > 0)
    tellList(subscriber, all, ITEMS_PER_SECTION_MAX, (items) => [{ kind: "itemSpawn", message: { items } }]);
  room.items.listeners.set(subscriber.id, { subscriber, seenTick: -1 });
}

/** A participant left, and is no longer in the room: what it held is nobody's, its physics somebody else's. SPEC [ITEM-6] */
export function releaseItemsOf(room: Room, participant: Participant, nowMs: number): void {
  room.items.listeners.delete(participant.subscriber.id);
  for (const item of room.items.byId.values()) {
    if (ownerOf(item.ownership) !== participant.sid) continue;
    if (item.ownership.name === "physics" && appointPhysicsOwner(room, item)) continue;
    letGo(room, participant, item, OwnerCause.leave, nowMs);
  }
}

/** Lets the nearest client that can compute an item's physics. Answers whether there is one. SPEC [ITEM-6] */
function appointPhysicsOwner(room: Room, item: Item): boolean {
  const here = itemPositionSteps(item.block);
  let nearest: { readonly sid: number; readonly distance: number } | null = null;
  for (const { sid, slot, member, subscriber } of room.participants.values()) {
    const pose = room.poses.blockOf(slot);
    const isCapable = ((subscriber.extension?.capabilities ?? 0) & Capability.items) !== 0;
    if (
      !isCapable ||
      pose === null ||
      member.away ||
      member.reconnecting ||
      !mayDo(member.role, "item-claim")
    )
      continue;
    const distance = squaredDistance(here, posePositionSteps(pose));
    if (nearest === null || distance < nearest.distance) nearest = { sid, distance };
  }
  if (nearest === null) return false;
  handOver(room, item, appointed(item.ownership, nearest.sid), OwnerCause.appointed);
  return true;
}

function squaredDistance(a: Vec3, b: Vec3): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

function itemTopic(room: Room, id: number, leaf?: "info" | "owner"): string {
  return roomTopic(room.spec.room, "item", id, leaf);
}

/** Counts on and round, so that the number of an item that was just taken away is the last to be used again. */
function nextId(items: Items): number {
  do items.lastId = (items.lastId % ITEM_ID_MAX) + 1;
  while (items.byId.has(items.lastId));
  return items.lastId;
}

// ── refusals ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

const TOO_FAST = overQuota(
  NoticeCode.itemTooFast,
  "more than 4 items a second made or taken away; wait a moment",
);

const FULL = overQuota(
  NoticeCode.itemsFull,
  `the room holds ${ITEMS_MAX} items, ${ITEMS_PER_USER_MAX} of one user`,
);

function hasRoomFor({ byId }: Items, user: UserId): boolean {
  const ofUser = [...byId.values()].filter((item) => item.by === user).length;
  return byId.size < ITEMS_MAX && ofUser < ITEMS_PER_USER_MAX;
}
