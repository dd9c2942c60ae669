// Where items are, told with the tick: to extended clients in a batch, to plain ones as a retained block at their own slower
// pace. SPEC [ITEM-10], [ITEM-12]

import { roomTopic } from "../../shared/protocol/room-topic.ts";
import { fanOutItems, type ItemListener, type ItemSlot } from "../pubsub/item-fanout.ts";
import { roomPublication } from "../pubsub/publication.ts";
import type { Item } from "./item-store.ts";
import { ownerOf } from "./ownership.ts";
import { type Participant, publish, type Room, roomTimeMs } from "./room.ts";

const PLAIN_ITEM_INTERVAL_MS = 100;

/** One tick: which items changed goes out. */
export function tickItems(room: Room, nowMs: number): void {
  const { items } = room;
  if (nowMs >= items.nextTickAtMs) {
    // Late ticks are not made up for: the next one carries what they would have.
    items.nextTickAtMs = Math.max(items.nextTickAtMs + room.settings.tick, nowMs + 1);
    if (items.tickPending) items.tick++;
    items.tickPending = false;
    const behind: ItemListener[] = [];
    for (const listener of items.listeners.values())
      if (listener.seenTick !== items.tick) behind.push(listener);
    if (behind.length > 0) {
      const slots = [...items.byId.values()].map((item) => slotOf(room, item));
      fanOutItems({ tick: items.tick, roomTimeMs: roomTimeMs(room, nowMs), slots }, behind);
    }
  }
  if (nowMs >= items.nextPlainTickAtMs) {
    items.nextPlainTickAtMs = nowMs + PLAIN_ITEM_INTERVAL_MS;
    for (const item of items.byId.values()) if (!item.plainTold) tellPlain(room, item);
  }
}

/** Lets the blocks of what somebody owns go out once more, for who could not see them. SPEC [BLOCK-4] */
export function tellItemsAgain(room: Room, { sid }: Participant): void {
  for (const item of room.items.byId.values()) {
    if (ownerOf(item.ownership) !== sid) continue;
    item.changedTick = room.items.tick + 1;
    item.plainTold = false;
    room.items.tickPending = true;
  }
}

function slotOf(room: Room, item: Item): ItemSlot {
  const { block, changedTick } = item;
  return { block, changedTick, unheardBy: ownerIn(room, item)?.unheardBy ?? null };
}

/** What is at rest must arrive; of what moves the next block is as good. */
function tellPlain(room: Room, item: Item): void {
  item.plainTold = true;
  const owner = ownerIn(room, item);
  publish(
    room,
    roomPublication({
      topicName: roomTopic(room.spec.room, "item", item.id),
      payload: item.block,
      qos: owner === null ? 1 : 0,
      retain: true,
      senderId: owner?.subscriber.senderId ?? null,
      unheardBy: owner?.unheardBy ?? null,
    }),
  );
}

function ownerIn(room: Room, item: Item): Participant | null {
  const sid = ownerOf(item.ownership);
  return sid === null ? null : (room.participants.get(sid) ?? null);
}
