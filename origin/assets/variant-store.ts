// The SQL of an asset's variants and better pictures.

import { and, asc, eq } from "drizzle-orm";
import type { AssetId } from "../../shared/schema/ids.ts";
import type { JobPictures } from "../../shared/schema/internal/jobs.ts";
import type { DbOrTx } from "../db/client.ts";
import { uploads } from "../db/schema/uploads.ts";
import { assets } from "../db/schema/users.ts";
import { assetVariants } from "../db/schema/variants.ts";
import type { AssetRecord } from "./store.ts";

export type VariantRecord = typeof assetVariants.$inferSelect;

/** Adds it, or puts it in the place of the one before. Returns the key that was there, where it was another. */
export async function upsertVariant(db: DbOrTx, variant: VariantRecord): Promise<string | null> {
  const { assetId, profile, level, ...made } = variant;
  const at = and(
    eq(assetVariants.assetId, assetId),
    eq(assetVariants.profile, profile),
    eq(assetVariants.level, level),
  );
  const [before] = await db.select({ key: assetVariants.objectKey }).from(assetVariants).where(at);
  await db
    .insert(assetVariants)
    .values(variant)
    .onConflictDoUpdate({
      target: [assetVariants.assetId, assetVariants.profile, assetVariants.level],
      set: made,
    });
  return before === undefined || before.key === variant.objectKey ? null : before.key;
}

/** The lightest first. */
export async function listVariants(db: DbOrTx, assetId: AssetId): Promise<VariantRecord[]> {
  return db
    .select()
    .from(assetVariants)
    .where(eq(assetVariants.assetId, assetId))
    .orderBy(asc(assetVariants.sizeBytes), asc(assetVariants.profile), asc(assetVariants.level));
}

export async function updatePictures(db: DbOrTx, assetId: AssetId, pictures: JobPictures): Promise<void> {
  await db.update(assets).set(pictures).where(eq(assets.id, assetId));
}

/** The asset that the upload of a refinement's job became, locked until the transaction ends; null where it is gone. */
export async function lockAssetOfUpload(
  db: DbOrTx,
  uploadId: (typeof uploads.$inferSelect)["id"],
): Promise<AssetRecord | null> {
  const [row] = await db
    .select({ asset: assets })
    .from(uploads)
    .innerJoin(assets, eq(assets.id, uploads.assetId))
    .where(eq(uploads.id, uploadId))
    .for("update", { of: assets });
  return row?.asset ?? null;
}
