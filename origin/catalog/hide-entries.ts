// What somebody published disappears with their account, and comes back with it as it was.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { AssetId, EventId, UserId, WorldId } from "../../shared/schema/ids.ts";
import { PURGE_TAGS_MAX } from "../../shared/schema/internal/changes.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { type EntryName, hideEntriesOf, showEntriesOf } from "./store.ts";

/** Neither listed nor found from the commit on. */
export async function hideEntries(tx: DbOrTx, ownerId: UserId, now: Date): Promise<void> {
  await tell(tx, ownerId, await hideEntriesOf(tx, ownerId), now);
}

export async function showEntries(tx: DbOrTx, ownerId: UserId, now: Date): Promise<void> {
  await tell(tx, ownerId, await showEntriesOf(tx, ownerId), now);
}

/** The user's own name is told too: it stands beside what others made of theirs. */
async function tell(tx: DbOrTx, ownerId: UserId, entries: readonly EntryName[], now: Date): Promise<void> {
  const tags = [...new Set([cacheTag.user(ownerId), ...entries.flatMap(tagsOf)])];
  for (let at = 0; at < tags.length; at += PURGE_TAGS_MAX)
    await recordChange(tx, tags.slice(at, at + PURGE_TAGS_MAX), now);
}

function tagsOf({ kind, id }: EntryName): string[] {
  switch (kind) {
    case "world":
      return [cacheTag.worlds, cacheTag.world(id as WorldId)];
    case "event":
      return [cacheTag.events, cacheTag.event(id as EventId)];
    case "avatar":
      return [cacheTag.avatars, cacheTag.store, cacheTag.asset(id as AssetId)];
    case "item":
      return [cacheTag.items, cacheTag.store, cacheTag.asset(id as AssetId)];
    case "user":
      return [];
  }
}
