// Who hears where items are. A tick's batch is encoded once per carrier and shared by all who are up to date; who fell behind, or
// must not see somebody's doing, gets one of its own. SPEC [ITEM-10], [INT-7]

import { encodeDown } from "../../shared/protocol/ext/registry.ts";
import { carry } from "./fanout.ts";
import type { Subscriber } from "./subscriber.ts";

/** An item's newest block. `unheardBy` is its owner's; null when nobody owns it. */
export type ItemSlot = {
  readonly block: Uint8Array;
  readonly changedTick: number;
  readonly unheardBy: ReadonlySet<number> | null;
};

/** An extended receiver. `seenTick` is the last tick whose blocks it was given; −1 for none. */
export type ItemListener = { readonly subscriber: Subscriber; seenTick: number };

export type ItemTick = {
  readonly tick: number;
  readonly roomTimeMs: number;
  readonly slots: readonly ItemSlot[];
};

/** Whoever has more than this waiting does not read what it was sent: it gets newer blocks later, instead of both. */
const BEHIND_MAX_BYTES = 32 * 1024;

/** Gives every receiver that can take it what changed since it last heard. */
export function fanOutItems(now: ItemTick, listeners: Iterable<ItemListener>): void {
  const shared = new Map<string, Uint8Array | null>();
  const barring = now.slots.flatMap(({ unheardBy }) => unheardBy ?? []);
  for (const listener of listeners) {
    const { subscriber, seenTick } = listener;
    if (seenTick === now.tick || subscriber.waitingBytes > BEHIND_MAX_BYTES) continue;
    listener.seenTick = now.tick;
    const audience = barring.some((ids) => ids.has(subscriber.id))
      ? `${subscriber.id}`
      : `${subscriber.extension?.carrier} ${subscriber.version} ${seenTick}`;
    let packet = shared.get(audience);
    if (packet === undefined) {
      packet = encodeBatch(now, blocksSince(now, seenTick, subscriber), subscriber);
      shared.set(audience, packet);
    }
    if (packet === null) continue;
    if (packet.length <= subscriber.peerPacketMaxBytes) subscriber.queue(packet);
    else queueInPieces(now, blocksSince(now, seenTick, subscriber), subscriber);
  }
}

function blocksSince({ slots }: ItemTick, seenTick: number, subscriber: Subscriber): Uint8Array[] {
  return slots
    .filter((slot) => slot.changedTick > seenTick && slot.unheardBy?.has(subscriber.id) !== true)
    .map((slot) => slot.block);
}

function encodeBatch(
  now: ItemTick,
  blocks: readonly Uint8Array[],
  subscriber: Subscriber,
): Uint8Array | null {
  if (blocks.length === 0) return null;
  const message = { timeMs: now.roomTimeMs >>> 0, blocks: [...blocks] };
  return carry(encodeDown([{ kind: "items", message }]), subscriber);
}

/** For a client that takes small packets only. A block that is too large by itself is left out by its queue. */
function queueInPieces(now: ItemTick, blocks: readonly Uint8Array[], subscriber: Subscriber): void {
  const packet = encodeBatch(now, blocks, subscriber);
  if (packet === null) return;
  if (packet.length <= subscriber.peerPacketMaxBytes || blocks.length === 1) return subscriber.queue(packet);
  const half = blocks.length >> 1;
  queueInPieces(now, blocks.slice(0, half), subscriber);
  queueInPieces(now, blocks.slice(half), subscriber);
}
