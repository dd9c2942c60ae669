// Says, in the transaction that writes, what will be different once it has committed: of the public catalog to the edges, of
// what holds in rooms to their hosts.

import { PURGE_TAGS_MAX } from "../../shared/schema/internal/changes.ts";
import type { DbOrTx } from "../db/client.ts";
import { insertChange, notifyChange, notifyRoomNews } from "./store.ts";

/** NOTIFY takes 8000 bytes; more than this is told as everything. */
const PAYLOAD_MAX_CHARS = 7_000;
export const EVERYTHING = "*";

/** `tags` by shared/schema/cache-tag.ts, 1 to 1,000. Edges hear of them after the commit; of a rollback they never hear. */
export async function recordChange(tx: DbOrTx, tags: readonly string[], now: Date): Promise<void> {
  requireSome(tags);
  await insertChange(tx, "public", tags, now);
  const payload = tags.join(",");
  await notifyChange(tx, payload.length > PAYLOAD_MAX_CHARS ? EVERYTHING : payload);
}

/** `tags` by roomTag (shared/schema/internal/changes.ts), 1 to 1,000. Hosts hear of them after the commit, each at least once. */
export async function recordRoomNews(tx: DbOrTx, tags: readonly string[], now: Date): Promise<void> {
  requireSome(tags);
  await insertChange(tx, "rooms", tags, now);
  await notifyRoomNews(tx);
}

function requireSome(tags: readonly string[]): void {
  if (tags.length === 0 || tags.length > PURGE_TAGS_MAX)
    throw new Error(`a change carries 1 to ${PURGE_TAGS_MAX} tags, not ${tags.length}`);
}
