// Whoever wears an avatar shows it on their profile, too.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import { PURGE_TAGS_MAX, roomTag } from "../../shared/schema/internal/changes.ts";
import { recordChange, recordRoomNews } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { listWearers, takeOffOthers } from "./store.ts";

/** Their profiles look different once this has committed. Call it while they wear it. */
export async function recordWearers(tx: DbOrTx, assetId: AssetId, now: Date): Promise<void> {
  await recordUsers(tx, await listWearers(tx, assetId), now);
}

/** The same of those who no longer do. */
export async function recordUsers(tx: DbOrTx, users: readonly UserId[], now: Date): Promise<void> {
  for (let from = 0; from < users.length; from += PURGE_TAGS_MAX)
    await recordChange(tx, users.slice(from, from + PURGE_TAGS_MAX).map(cacheTag.user), now);
}

/** Whoever may not wear or use it, neither owning nor having it, stands there without it, also in rooms that are open. */
export async function undressOthers(
  tx: DbOrTx,
  { id, ownerId }: { readonly id: AssetId; readonly ownerId: UserId },
  now: Date,
): Promise<void> {
  await recordUsers(tx, await takeOffOthers(tx, id, ownerId), now);
  await recordRoomNews(tx, [roomTag.asset(id)], now);
}
