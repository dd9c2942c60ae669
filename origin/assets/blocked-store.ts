// The SQL of files that nobody may publish again.

import { and, count, eq } from "drizzle-orm";
import type { AssetId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { blockedFiles } from "../db/schema/blocked-files.ts";

/** Nobody publishes a file of these bytes from now on. */
export async function blockFile(
  db: DbOrTx,
  blocked: { readonly sha256: string; readonly assetId: AssetId; readonly blockedAt: Date },
): Promise<void> {
  await db.insert(blockedFiles).values(blocked).onConflictDoNothing();
}

/** Everybody may again, unless another asset of the same bytes is still taken down. */
export async function unblockFile(db: DbOrTx, sha256: string, assetId: AssetId): Promise<void> {
  await db
    .delete(blockedFiles)
    .where(and(eq(blockedFiles.sha256, sha256), eq(blockedFiles.assetId, assetId)));
}

export async function isBlocked(db: DbOrTx, sha256: string): Promise<boolean> {
  const [row] = await db.select({ count: count() }).from(blockedFiles).where(eq(blockedFiles.sha256, sha256));
  return (row?.count ?? 0) > 0;
}
