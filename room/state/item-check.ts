// What a room accepts of items, and how it says no: whose they are, where they may be, what they may hang on.
// SPEC [ITEM-5], [ITEM-7], [ITEM-12]

import { isAtJoint, itemEpoch, itemParent, itemPositionSteps } from "../../shared/protocol/ext/item.ts";
import { DenyReason } from "../../shared/protocol/ext/item-owner.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Item } from "./item-store.ts";
import { mayMove } from "./ownership.ts";
import { isInside } from "./plausible.ts";
import type { Participant, Room } from "./room.ts";
import { notAllowed, overQuota, type Refusal, refused, type Verdict } from "./verdict.ts";

/** Items that hang on one another, at most; also what finds a circle. */
const PARENTS_MAX = 8;

export const TOO_FAST = overQuota(NoticeCode.itemTooFast, "too many items a second; wait a moment");
export const UNKNOWN: Refusal = {
  reasonCode: ReasonCode.topicNameInvalid,
  notice: NoticeCode.itemUnknown,
  message: "the room has no such item",
};

/** A denied claim in the words of who cannot be sent DENY. SPEC [ITEM-12] */
export function claimRefusal(reason: DenyReason): Refusal {
  switch (reason) {
    case DenyReason.tooFast:
      return TOO_FAST;
    case DenyReason.unknown:
      return UNKNOWN;
    case DenyReason.notAllowed:
      return notAllowed("your role claims no items");
    case DenyReason.held:
    case DenyReason.stale:
      return refused(NoticeCode.itemNotYours, "the item is somebody else's, or was meanwhile");
  }
}

/** Why an item's block, or a new item, is not accepted as it is. */
export function itemRefused(message: string): Refusal {
  return { reasonCode: ReasonCode.payloadFormatInvalid, notice: NoticeCode.itemRefused, message };
}

/** What its sender does not own, or in another epoch. SPEC [ITEM-5] */
export function refusalOfSender(participant: Participant, item: Item, epoch: number): Verdict {
  if (mayMove(item.ownership, participant.sid, epoch)) return null;
  return notAllowed(
    "the item is somebody else's by now, or nobody's: claim it first",
    NoticeCode.itemNotYours,
  );
}

/** Why a checked block does not move the item, or null. SPEC [ITEM-7] */
export function refusalOf(
  room: Room,
  participant: Participant,
  item: Item,
  checkedBlock: Uint8Array,
): Verdict {
  const refusal = refusalOfSender(participant, item, itemEpoch(checkedBlock));
  if (refusal !== null) return refusal;
  if (isAtJoint(checkedBlock) && item.ownership.name !== "held")
    return itemRefused("an item that physics moves is in no joint's frame");
  if (!isInside(room, itemPositionSteps(checkedBlock))) return itemRefused("the item is outside the room");
  const parent = itemParent(checkedBlock);
  if (parent !== null && !mayHangOn(room, item.id, parent))
    return itemRefused(`item ${item.id} cannot hang on item ${parent}`);
  return null;
}

/** Whether the parent is there, hangs on few others, and not on the item itself. */
function mayHangOn(room: Room, id: number, parent: number): boolean {
  let next: number | null = parent;
  for (let depth = 0; depth < PARENTS_MAX; depth++) {
    const above = room.items.byId.get(next);
    // What hangs on an item that is gone is where it was; a block that names one gone is refused.
    if (above === undefined) return depth > 0;
    if (above.id === id) return false;
    next = itemParent(above.block);
    if (next === null) return true;
  }
  return false;
}
