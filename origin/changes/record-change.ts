// Says, in the transaction that writes, what of the public catalog will look different once it has committed.

import { PURGE_TAGS_MAX } from "../../shared/schema/internal/changes.ts";
import type { DbOrTx } from "../db/client.ts";
import { insertChange, notifyChange } from "./store.ts";

/** NOTIFY takes 8000 bytes; more than this is told as everything. */
const PAYLOAD_MAX_CHARS = 7_000;
export const EVERYTHING = "*";

/** `tags` by shared/schema/cache-tag.ts, 1 to 1,000. Edges hear of them after the commit; of a rollback they never hear. */
export async function recordChange(tx: DbOrTx, tags: readonly string[], now: Date): Promise<void> {
  if (tags.length === 0 || tags.length > PURGE_TAGS_MAX)
    throw new Error(`a change carries 1 to ${PURGE_TAGS_MAX} tags, not ${tags.length}`);
  await insertChange(tx, tags, now);
  const payload = tags.join(",");
  await notifyChange(tx, payload.length > PAYLOAD_MAX_CHARS ? EVERYTHING : payload);
}
