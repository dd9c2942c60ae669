// The SQL of files that nobody may publish again.

import { count, eq } from "drizzle-orm";
import type { AssetId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { blockedFiles } from "../db/schema/blocked-files.ts";
import { lockInTransaction } from "../db/transaction.ts";

/**
 * Nobody blocks or registers a file of these bytes until the transaction ends: whoever looked before a block and registered after
 * it would slip through.
 */
export async function lockFile(tx: DbOrTx, sha256: string): Promise<void> {
  await lockInTransaction(tx, "uploadedFile", sha256);
}

/** Nobody publishes a file of any of these bytes from now on. What is being registered right now is waited for. */
export async function blockFiles(
  tx: DbOrTx,
  sha256s: readonly string[],
  by: { readonly assetId: AssetId; readonly blockedAt: Date },
): Promise<void> {
  // In one order for all, so that no two wait for each other.
  for (const sha256 of sha256s.toSorted()) await lockFile(tx, sha256);
  await tx
    .insert(blockedFiles)
    .values(sha256s.map((sha256) => ({ sha256, ...by })))
    .onConflictDoNothing();
}

/** Everybody may again, unless another asset of the same bytes is still taken down. */
export async function unblockFiles(db: DbOrTx, assetId: AssetId): Promise<void> {
  await db.delete(blockedFiles).where(eq(blockedFiles.assetId, assetId));
}

export async function isBlocked(db: DbOrTx, sha256: string): Promise<boolean> {
  const [row] = await db.select({ count: count() }).from(blockedFiles).where(eq(blockedFiles.sha256, sha256));
  return (row?.count ?? 0) > 0;
}
