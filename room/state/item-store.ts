// The items of a room as data: what each is, whose, where, and who is told. SPEC [ITEM-8], [ITEM-10]

import type { SpawnedItem } from "../../shared/protocol/ext/item-owner.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { ItemListener } from "../pubsub/item-fanout.ts";
import { type Ownership, ownerOf } from "./ownership.ts";
import type { Sampled } from "./plausible.ts";

export const ITEMS_MAX = 256;
/** Of one user, however often they came in: leaving and coming again is no way to more. */
export const ITEMS_PER_USER_MAX = 32;

export type Item = {
  readonly id: number;
  readonly what: Pick<SpawnedItem, "kind" | "data" | "id">;
  readonly by: UserId;
  ownership: Ownership;
  /** Where it is: the newest block, its epoch the current one. Replaced, never written to. */
  block: Uint8Array;
  /** The last block of this epoch; null before its first, as each owner has a clock of its own. */
  sampled: Sampled | null;
  changedTick: number;
  /** Whether plain subscribers have been given the block. */
  plainTold: boolean;
};

export type Items = {
  readonly byId: Map<number, Item>;
  /** Extended clients that were granted items, by subscriber id. */
  readonly listeners: Map<number, ItemListener>;
  lastId: number;
  /** Counts the ticks in which an item had moved. */
  tick: number;
  tickPending: boolean;
  nextTickAtMs: number;
  nextPlainTickAtMs: number;
};

export function newItems(firstTickAtMs: number): Items {
  return {
    byId: new Map(),
    listeners: new Map(),
    lastId: 0,
    tick: 0,
    tickPending: false,
    nextTickAtMs: firstTickAtMs,
    nextPlainTickAtMs: firstTickAtMs,
  };
}

/** What everybody is told of an item, in SPAWN and to plain clients. */
export function toSpawned({ id, what, by, ownership }: Item): SpawnedItem {
  const mode = { free: null, held: "hold", physics: "physics" } as const;
  return {
    item: id,
    ...what,
    by,
    owner: ownerOf(ownership),
    mode: mode[ownership.name],
    epoch: ownership.epoch,
  };
}
