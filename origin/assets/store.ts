// All the SQL of assets and of the uploads they come from.

import { and, count, desc, eq, gt, sql } from "drizzle-orm";
import type { AssetId, UploadId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { assets, uploads, users } from "../db/schema.ts";
import type { Cursor } from "../route-params.ts";

export type AssetRecord = typeof assets.$inferSelect;
export type UploadRecord = typeof uploads.$inferSelect;
export type OwnedAsset = {
  readonly asset: AssetRecord;
  readonly owner: { readonly id: UserId; readonly displayName: string };
};

const owner = { id: users.id, displayName: users.displayName };

export async function findAsset(db: DbOrTx, assetId: AssetId): Promise<OwnedAsset | null> {
  const [row] = await db
    .select({ asset: assets, owner })
    .from(assets)
    .innerJoin(users, eq(users.id, assets.ownerId))
    .where(eq(assets.id, assetId));
  return row ?? null;
}

/** Newest first, from after the cursor. */
export async function listAssets(db: DbOrTx, after: Cursor | null, limit: number): Promise<OwnedAsset[]> {
  return db
    .select({ asset: assets, owner })
    .from(assets)
    .innerJoin(users, eq(users.id, assets.ownerId))
    .where(
      after === null
        ? undefined
        : sql`(${assets.createdAt}, ${assets.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`,
    )
    .orderBy(desc(assets.createdAt), desc(assets.id))
    .limit(limit);
}

export async function insertAsset(db: DbOrTx, asset: AssetRecord): Promise<void> {
  await db.insert(assets).values(asset);
}

export async function insertUpload(db: DbOrTx, upload: UploadRecord): Promise<void> {
  await db.insert(uploads).values(upload);
}

export async function findUpload(db: DbOrTx, uploadId: UploadId): Promise<UploadRecord | null> {
  const [row] = await db.select().from(uploads).where(eq(uploads.id, uploadId));
  return row ?? null;
}

export async function findUploadByKey(db: DbOrTx, objectKey: string): Promise<UploadRecord | null> {
  const [row] = await db.select().from(uploads).where(eq(uploads.objectKey, objectKey));
  return row ?? null;
}

/** How many uploads the user began after `since`. */
export async function countUploads(db: DbOrTx, ownerId: UserId, since: Date): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(uploads)
    .where(and(eq(uploads.ownerId, ownerId), gt(uploads.createdAt, since)));
  return row?.count ?? 0;
}

/** Changes an upload that is still being worked on; one that has its verdict keeps it. */
export async function updateOpenUpload(
  db: DbOrTx,
  uploadId: UploadId,
  change: Partial<Pick<UploadRecord, "status" | "progress" | "reason" | "findings" | "assetId">>,
): Promise<void> {
  await db
    .update(uploads)
    .set(change)
    .where(and(eq(uploads.id, uploadId), eq(uploads.status, "VALIDATING")));
}
