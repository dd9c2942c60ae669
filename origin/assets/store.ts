// All the SQL of assets and of the uploads they come from.

import { and, asc, count, desc, eq, gt, gte, inArray, lt, min, ne, notExists, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { AssetId, UploadId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { assetVersions } from "../db/schema/asset-versions.ts";
import { holdings } from "../db/schema/store.ts";
import { jobs, uploads } from "../db/schema/uploads.ts";
import { assets, users } from "../db/schema/users.ts";
import type { Cursor } from "../route-params.ts";

/** Where Postgres tells, by NOTIFY, which upload changed. */
export const UPLOAD_CHANNEL = "hiroba_uploads";

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

/** In no order. */
export async function listAssetsById(db: DbOrTx, ids: readonly AssetId[]): Promise<OwnedAsset[]> {
  return ids.length === 0
    ? []
    : db
        .select({ asset: assets, owner })
        .from(assets)
        .innerJoin(users, eq(users.id, assets.ownerId))
        .where(inArray(assets.id, [...ids]));
}

/** Those after `afterId` by id, for what goes through all of them. */
export async function listAllAssets(db: DbOrTx, afterId: string, limit: number): Promise<AssetRecord[]> {
  return db
    .select()
    .from(assets)
    .where(gt(assets.id, afterId as AssetId))
    .orderBy(asc(assets.id))
    .limit(limit);
}

export async function insertAsset(db: DbOrTx, asset: AssetRecord): Promise<void> {
  await db.insert(assets).values(asset);
}

export async function updateTakenDown(db: DbOrTx, assetId: AssetId, takenDownAt: Date | null): Promise<void> {
  await db.update(assets).set({ takenDownAt }).where(eq(assets.id, assetId));
}

/** Nobody wears it from then on. Returns who did. */
export async function takeOffAll(db: DbOrTx, assetId: AssetId): Promise<UserId[]> {
  const wearers = await db
    .update(users)
    .set({ avatarId: null })
    .where(eq(users.avatarId, assetId))
    .returning({ id: users.id });
  return wearers.map((wearer) => wearer.id);
}

/** Nobody but its owner and those who have bought it wears it from then on. Returns who did. */
export async function takeOffOthers(db: DbOrTx, assetId: AssetId, ownerId: UserId): Promise<UserId[]> {
  const has = db
    .select({ holderId: holdings.holderId })
    .from(holdings)
    .where(and(eq(holdings.assetId, assetId), eq(holdings.holderId, users.id)));
  const undressed = await db
    .update(users)
    .set({ avatarId: null })
    .where(and(eq(users.avatarId, assetId), ne(users.id, ownerId), notExists(has)))
    .returning({ id: users.id });
  return undressed.map(({ id }) => id);
}

export async function listWearers(db: DbOrTx, assetId: AssetId): Promise<UserId[]> {
  const wearers = await db.select({ id: users.id }).from(users).where(eq(users.avatarId, assetId));
  return wearers.map((wearer) => wearer.id);
}

export async function insertUpload(db: DbOrTx, upload: UploadRecord): Promise<void> {
  await db.insert(uploads).values(upload);
}

export async function findUpload(db: DbOrTx, uploadId: UploadId): Promise<UploadRecord | null> {
  const [row] = await db.select().from(uploads).where(eq(uploads.id, uploadId));
  return row ?? null;
}

/** The same, locked until the transaction ends. */
export async function lockUpload(tx: DbOrTx, uploadId: UploadId): Promise<UploadRecord | null> {
  const [row] = await tx.select().from(uploads).where(eq(uploads.id, uploadId)).for("update");
  return row ?? null;
}

export async function findUploadByKey(db: DbOrTx, objectKey: string): Promise<UploadRecord | null> {
  const [row] = await db.select().from(uploads).where(eq(uploads.objectKey, objectKey));
  return row ?? null;
}

/** The user's own, newest first, from after the cursor. */
export async function listUploads(
  db: DbOrTx,
  ownerId: UserId,
  cursor: Cursor | null,
  limit: number,
): Promise<UploadRecord[]> {
  return db
    .select()
    .from(uploads)
    .where(
      and(
        eq(uploads.ownerId, ownerId),
        cursor === null ? undefined : before([uploads.createdAt, uploads.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(uploads.createdAt), desc(uploads.id))
    .limit(limit);
}

/** How many uploads the user began after `since`, and when the first of them. */
export async function countUploads(
  db: DbOrTx,
  ownerId: UserId,
  since: Date,
): Promise<{ readonly count: number; readonly oldestAtMs: number | null }> {
  const [row] = await db
    .select({ count: count(), oldestAt: min(uploads.createdAt) })
    .from(uploads)
    .where(and(eq(uploads.ownerId, ownerId), gt(uploads.createdAt, since)));
  return { count: row?.count ?? 0, oldestAtMs: row?.oldestAt?.getTime() ?? null };
}

/** Bytes kept for the user: delivered files in all their versions, and what uploads under way will bring. */
export async function sumStoredBytes(db: DbOrTx, ownerId: UserId): Promise<number> {
  const total = (column: AnyPgColumn) => sql<number>`coalesce(sum(${column}), 0)::float8`;
  const [delivered] = await db
    .select({ bytes: total(assets.sizeBytes) })
    .from(assets)
    .where(eq(assets.ownerId, ownerId));
  const [kept] = await db
    .select({ bytes: total(assetVersions.sizeBytes) })
    .from(assetVersions)
    .innerJoin(assets, eq(assets.id, assetVersions.assetId))
    .where(eq(assets.ownerId, ownerId));
  const [underWay] = await db
    .select({ bytes: total(uploads.fileSizeBytes) })
    .from(uploads)
    .where(and(eq(uploads.ownerId, ownerId), eq(uploads.status, "VALIDATING")));
  return (delivered?.bytes ?? 0) + (kept?.bytes ?? 0) + (underWay?.bytes ?? 0);
}

/** Uploads whose file should have come by `expiredBefore` and of which the store has told nothing, longest ago first. */
export async function listSilentUploads(
  db: DbOrTx,
  expiredBefore: Date,
  limit: number,
): Promise<UploadRecord[]> {
  return db
    .select()
    .from(uploads)
    .where(
      and(
        eq(uploads.status, "VALIDATING"),
        lt(uploads.expiresAt, expiredBefore),
        notExists(db.select({ id: jobs.id }).from(jobs).where(eq(jobs.uploadId, uploads.id))),
      ),
    )
    .orderBy(asc(uploads.expiresAt))
    .limit(limit);
}

/**
 * Uploads begun before and open still at `openAt`, of which the store has told nothing. In no order: where there are more than
 * `limit`, each has its chance at every look.
 */
export async function listQuietUploads(
  db: DbOrTx,
  {
    begunBefore,
    openAt,
    limit,
  }: { readonly begunBefore: Date; readonly openAt: Date; readonly limit: number },
): Promise<UploadRecord[]> {
  return db
    .select()
    .from(uploads)
    .where(
      and(
        eq(uploads.status, "VALIDATING"),
        gte(uploads.expiresAt, openAt),
        lt(uploads.createdAt, begunBefore),
        notExists(db.select({ id: jobs.id }).from(jobs).where(eq(jobs.uploadId, uploads.id))),
      ),
    )
    .orderBy(sql`random()`)
    .limit(limit);
}

/**
 * Changes an upload that is still being worked on; one that has its verdict keeps it. Returns whether it was changed. Whoever
 * waits for its status hears of it when the transaction commits.
 */
export async function updateOpenUpload(
  db: DbOrTx,
  uploadId: UploadId,
  change: Partial<
    Pick<
      UploadRecord,
      "status" | "progress" | "reason" | "findings" | "assetId" | "assetVersion" | "multipart"
    >
  >,
): Promise<boolean> {
  const changed = await db
    .update(uploads)
    .set({ ...change, revision: sql`${uploads.revision} + 1` })
    .where(and(eq(uploads.id, uploadId), eq(uploads.status, "VALIDATING")))
    .returning({ id: uploads.id });
  if (changed.length === 0) return false;
  await ringUpload(db, uploadId);
  return true;
}

/** What is made of the upload's file after its verdict got on: whoever waits for its status hears of it as of any change. */
export async function touchUpload(db: DbOrTx, uploadId: UploadId): Promise<void> {
  await db
    .update(uploads)
    .set({ revision: sql`${uploads.revision} + 1` })
    .where(eq(uploads.id, uploadId));
  await ringUpload(db, uploadId);
}

async function ringUpload(db: DbOrTx, uploadId: UploadId): Promise<void> {
  await db.execute(sql`SELECT pg_notify(${UPLOAD_CHANNEL}, ${uploadId})`);
}
