// Whoever wears an avatar shows it on their profile, too.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import { PURGE_TAGS_MAX } from "../../shared/schema/internal/changes.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { listWearers } from "./store.ts";

/** Their profiles look different once this has committed. Call it while they wear it. */
export async function recordWearers(tx: DbOrTx, assetId: AssetId, now: Date): Promise<void> {
  await recordUsers(tx, await listWearers(tx, assetId), now);
}

/** The same of those who no longer do. */
export async function recordUsers(tx: DbOrTx, users: readonly UserId[], now: Date): Promise<void> {
  for (let from = 0; from < users.length; from += PURGE_TAGS_MAX)
    await recordChange(tx, users.slice(from, from + PURGE_TAGS_MAX).map(cacheTag.user), now);
}
