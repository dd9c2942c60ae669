// The SQL of an asset's variants and better pictures.

import { and, asc, eq } from "drizzle-orm";
import type { AssetId } from "../../shared/schema/ids.ts";
import type { JobPictures } from "../../shared/schema/internal/jobs.ts";
import type { DbOrTx } from "../db/client.ts";
import { assetVersions } from "../db/schema/asset-versions.ts";
import { uploads } from "../db/schema/uploads.ts";
import { assets } from "../db/schema/users.ts";
import { assetVariants } from "../db/schema/variants.ts";
import type { AssetRecord } from "./store.ts";
import { findOtherVersion, type VersionRecord, versionOf } from "./version-store.ts";

export type VariantRecord = typeof assetVariants.$inferSelect;

/** Adds it, or puts it in the place of the one before. Returns the key that was there, where it was another. */
export async function upsertVariant(db: DbOrTx, variant: VariantRecord): Promise<string | null> {
  const { assetId, version, profile, level, ...made } = variant;
  const at = and(
    eq(assetVariants.assetId, assetId),
    eq(assetVariants.version, version),
    eq(assetVariants.profile, profile),
    eq(assetVariants.level, level),
  );
  const [before] = await db.select({ key: assetVariants.objectKey }).from(assetVariants).where(at);
  await db
    .insert(assetVariants)
    .values(variant)
    .onConflictDoUpdate({
      target: [assetVariants.assetId, assetVariants.version, assetVariants.profile, assetVariants.level],
      set: made,
    });
  return before === undefined || before.key === variant.objectKey ? null : before.key;
}

/** Of one version, the lightest first. */
export async function listVariants(db: DbOrTx, assetId: AssetId, version: number): Promise<VariantRecord[]> {
  return db
    .select()
    .from(assetVariants)
    .where(and(eq(assetVariants.assetId, assetId), eq(assetVariants.version, version)))
    .orderBy(asc(assetVariants.sizeBytes), asc(assetVariants.profile), asc(assetVariants.level));
}

/** Of a version that goes. Returns the keys of its objects. */
export async function forgetVariants(db: DbOrTx, assetId: AssetId, version: number): Promise<string[]> {
  const gone = await db
    .delete(assetVariants)
    .where(and(eq(assetVariants.assetId, assetId), eq(assetVariants.version, version)))
    .returning({ key: assetVariants.objectKey });
  return gone.map(({ key }) => key);
}

/** Of the version that is shown, or of another. */
export async function updatePictures(
  db: DbOrTx,
  { assetId, version }: VersionRecord,
  pictures: JobPictures,
): Promise<void> {
  await db
    .update(assets)
    .set(pictures)
    .where(and(eq(assets.id, assetId), eq(assets.version, version)));
  await db
    .update(assetVersions)
    .set(pictures)
    .where(and(eq(assetVersions.assetId, assetId), eq(assetVersions.version, version)));
}

/**
 * The asset that the upload of a refinement's job became, locked until the transaction ends, and the version of it that came of
 * this file; null where either is gone.
 */
export async function lockVersionOfUpload(
  db: DbOrTx,
  uploadId: (typeof uploads.$inferSelect)["id"],
): Promise<{ readonly asset: AssetRecord; readonly version: VersionRecord } | null> {
  const [row] = await db
    .select({ asset: assets, number: uploads.assetVersion })
    .from(uploads)
    .innerJoin(assets, eq(assets.id, uploads.assetId))
    .where(eq(uploads.id, uploadId))
    .for("update", { of: assets });
  if (row === undefined) return null;
  const { asset } = row;
  const number = row.number ?? 1;
  const version = asset.version === number ? versionOf(asset) : await findOtherVersion(db, asset.id, number);
  return version === null ? null : { asset, version };
}
