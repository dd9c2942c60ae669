// An item claimed, moved and let go. The machine of ownership decides; what it decides is told here. Where items are goes out
// with the tick, newest only. SPEC [ITEM-3]…[ITEM-7]

import { Capability } from "../../shared/protocol/ext/hello.ts";
import {
  encodeItem,
  isAtJoint,
  itemIdOf,
  itemTimeMs,
  setItemEpoch,
  setItemTimeMs,
} from "../../shared/protocol/ext/item.ts";
import {
  ClaimMode,
  DenyReason,
  type ItemClaim,
  type ItemDeny,
  OwnerCause,
} from "../../shared/protocol/ext/item-owner.ts";
import { decodePose } from "../../shared/protocol/ext/pose.ts";
import { UP } from "../../shared/protocol/ext/registry.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import { Drop, SECTION } from "../metrics/kind.ts";
import { broadcast } from "../pubsub/fanout.ts";
import { take } from "./budget.ts";
import { itemRefused, refusalOf, refusalOfSender, TOO_FAST, UNKNOWN } from "./item-check.ts";
import { type Item, toSpawned } from "./item-store.ts";
import { claimed, freed, type Ownership, ownerOf } from "./ownership.ts";
import { mayDo } from "./permissions.ts";
import { sampleTimeMs } from "./plausible.ts";
import { extended, type Participant, type Room, say } from "./room.ts";
import type { Verdict } from "./verdict.ts";

/** Takes a checked block as the item's newest. The block is copied. SPEC [ITEM-5], [ITEM-7] */
export function applyItem(
  room: Room,
  participant: Participant,
  checkedBlock: Uint8Array,
  nowMs: number,
): Verdict {
  if (!take(participant.budgets.item, nowMs)) return TOO_FAST;
  const item = room.items.byId.get(itemIdOf(checkedBlock));
  if (item === undefined) return UNKNOWN;
  const refusal = refusalOf(room, participant, item, checkedBlock);
  if (refusal !== null) return refusal;
  keepNewest(room, participant, item, checkedBlock, nowMs);
  return null;
}

/** Lets go of an item, with where it comes to rest or, null, where it is. SPEC [ITEM-6] */
export function applyRelease(
  room: Room,
  participant: Participant,
  released: { readonly item: number; readonly checkedBlock: Uint8Array | null },
  nowMs: number,
): Verdict {
  const { checkedBlock } = released;
  if (!take(participant.budgets.claim, nowMs)) return TOO_FAST;
  const item = room.items.byId.get(released.item);
  if (item === undefined) return UNKNOWN;
  const refusal =
    checkedBlock === null
      ? refusalOfSender(participant, item, item.ownership.epoch)
      : refusalOf(room, participant, item, checkedBlock);
  if (refusal !== null) return refusal;
  if (checkedBlock !== null && isAtJoint(checkedBlock))
    return itemRefused("an item that is let go is in no joint's frame");
  if (checkedBlock !== null) {
    // The owner's last word counts, whatever its time: nothing of this epoch comes after it.
    item.sampled = null;
    keepNewest(room, participant, item, checkedBlock, nowMs);
  }
  letGo(room, participant, item, OwnerCause.release, nowMs);
  return null;
}

/** A DENY whose reason is one of ours. */
type Denial = ItemDeny & { readonly reason: DenyReason };

/** Why a claim was denied, or null when the item is the claimant's. In the order claims arrive. SPEC [ITEM-4] */
export function applyClaim(
  room: Room,
  participant: Participant,
  claim: ItemClaim,
  nowMs: number,
): Denial | null {
  const item = room.items.byId.get(claim.item);
  const ownership = item?.ownership;
  const denied = (reason: DenyReason): Denial => ({
    item: claim.item,
    owner: (ownership && ownerOf(ownership)) ?? 0,
    epoch: ownership?.epoch ?? 0,
    reqId: claim.reqId,
    reason,
  });
  if (!take(participant.budgets.claim, nowMs)) return denied(DenyReason.tooFast);
  if (participant.seat === "ghost" || !mayDo(participant.member.role, "item-claim"))
    return denied(DenyReason.notAllowed);
  if (item === undefined) return denied(DenyReason.unknown);
  const { seenEpoch, mode } = claim;
  const answer = claimed(item.ownership, { by: participant.sid, seenEpoch, mode });
  if (answer.name === "denied") return denied(answer.reason);
  if (answer.name === "granted") handOver(room, item, answer.ownership, OwnerCause.claim);
  else broadcast([participant.subscriber], [ownerSection(item, OwnerCause.claim)]);
  return null;
}

/** A held item of a participant that lets go, or left: nobody's, where it is. SPEC [ITEM-6] */
export function letGo(
  room: Room,
  participant: Participant,
  item: Item,
  cause: OwnerCause,
  nowMs: number,
): void {
  if (isAtJoint(item.block)) lay(room, participant, item, nowMs);
  handOver(room, item, freed(item.ownership), cause);
}

/** Gives the item to whom the ownership says, and tells everybody, blocked or not. SPEC [ITEM-4] */
export function handOver(room: Room, item: Item, ownership: Ownership, cause: OwnerCause): void {
  item.ownership = ownership;
  item.sampled = null;
  const block = item.block.slice();
  setItemEpoch(block, ownership.epoch);
  // Told anew even where it did not move: whoever must not see the former owner has missed what it did.
  replaceBlock(room, item, block);
  broadcast(extended(room, Capability.items), [ownerSection(item, cause)]);
  tellPlainOwner(room, item);
}

/** Tells plain clients whose an item is; retained. */
export function tellPlainOwner(room: Room, item: Item): void {
  const { owner, mode, epoch } = toSpawned(item);
  say(room, roomTopic(room.spec.room, "item", item.id, "owner"), { owner, mode, epoch }, { retain: true });
}

/** To be told with the next tick. */
function replaceBlock(room: Room, item: Item, block: Uint8Array): void {
  item.block = block;
  item.changedTick = room.items.tick + 1;
  item.plainTold = false;
  room.items.tickPending = true;
}

function ownerSection(item: Item, cause: OwnerCause) {
  const { id, ownership } = item;
  const message = {
    item: id,
    owner: ownerOf(ownership) ?? 0,
    epoch: ownership.epoch,
    mode: ownership.name === "physics" ? ClaimMode.physics : ClaimMode.hold,
    cause,
  };
  return { kind: "itemOwner", message } as const;
}

function keepNewest(
  room: Room,
  participant: Participant,
  item: Item,
  checkedBlock: Uint8Array,
  nowMs: number,
): void {
  const isPlain = participant.subscriber.extension === null;
  const tMs = sampleTimeMs(room, itemTimeMs(checkedBlock), { isPlain, last: item.sampled, nowMs });
  if (tMs === null) return room.pubsub.metrics.dropped(SECTION + UP.item.id, Drop.stale);
  const block = checkedBlock.slice();
  setItemTimeMs(block, tMs);
  replaceBlock(room, item, block);
  item.sampled = { tMs, acceptedAtMs: nowMs };
}

/** Puts what was in somebody's hand where they stood, or where the room begins: nobody else knows where the hand was. */
function lay(room: Room, participant: Participant, item: Item, nowMs: number): void {
  const stand = room.poses.blockOf(participant.slot);
  const pose = stand === null ? null : decodePose(stand);
  const tMs = sampleTimeMs(room, 0, { isPlain: true, last: null, nowMs }) ?? 0;
  const block = encodeItem({
    item: item.id,
    epoch: item.ownership.epoch,
    tMs,
    position: pose?.position ?? [0, 0, 0],
    rotation: [0, 0, 0, 1],
    ...(pose?.parentItem === undefined ? {} : { parentItem: pose.parentItem }),
    sleeping: false,
    teleport: true,
  });
  replaceBlock(room, item, block);
}
