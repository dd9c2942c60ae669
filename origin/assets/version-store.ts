// The SQL of an asset's versions: the shown one in `assets`, the others in `asset_versions`.

import { and, desc, eq, max } from "drizzle-orm";
import type { AssetId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { assetVersions } from "../db/schema/asset-versions.ts";
import { uploads } from "../db/schema/uploads.ts";
import { assets } from "../db/schema/users.ts";
import type { AssetRecord } from "./store.ts";

export type VersionRecord = typeof assetVersions.$inferSelect;

const one = (assetId: AssetId, version: number) =>
  and(eq(assetVersions.assetId, assetId), eq(assetVersions.version, version));

/** The asset, locked until the transaction ends; not against rows that refer to it, such as of whoever is putting it on. */
export async function lockAsset(tx: DbOrTx, assetId: AssetId): Promise<AssetRecord | null> {
  const [row] = await tx.select().from(assets).where(eq(assets.id, assetId)).for("no key update");
  return row ?? null;
}

/** The asset as it stays until the transaction ends, for whoever is to wear or have it; several may at once. */
export async function lockAssetAsIs(tx: DbOrTx, assetId: AssetId): Promise<AssetRecord | null> {
  const [row] = await tx.select().from(assets).where(eq(assets.id, assetId)).for("share");
  return row ?? null;
}

/** Those that are not shown, newest first. */
export async function listOtherVersions(db: DbOrTx, assetId: AssetId): Promise<VersionRecord[]> {
  return db
    .select()
    .from(assetVersions)
    .where(eq(assetVersions.assetId, assetId))
    .orderBy(desc(assetVersions.version));
}

/** The highest number that a file of the asset was given, be that version forgotten by now; 0 where none is known. */
export async function newestBrought(db: DbOrTx, { id, ownerId }: AssetRecord): Promise<number> {
  const [row] = await db
    .select({ number: max(uploads.assetVersion) })
    .from(uploads)
    .where(and(eq(uploads.ownerId, ownerId), eq(uploads.assetId, id)));
  return row?.number ?? 0;
}

export async function findOtherVersion(
  db: DbOrTx,
  assetId: AssetId,
  version: number,
): Promise<VersionRecord | null> {
  const [row] = await db.select().from(assetVersions).where(one(assetId, version));
  return row ?? null;
}

/** The version is shown, and what was shown before stands among the others. The caller holds the asset's lock. */
export async function swapVersion(tx: DbOrTx, shown: AssetRecord, next: VersionRecord): Promise<AssetRecord> {
  await tx.delete(assetVersions).where(one(shown.id, next.version));
  await tx.insert(assetVersions).values(versionOf(shown));
  const { assetId: _, createdAt: versionAt, ...content } = next;
  const change = { ...content, versionAt };
  await tx.update(assets).set(change).where(eq(assets.id, shown.id));
  return { ...shown, ...change };
}

/** With the variants that were made of it, whose version goes first: `forgetVariants`. */
export async function deleteOtherVersion(tx: DbOrTx, { assetId, version }: VersionRecord): Promise<void> {
  await tx.delete(assetVersions).where(one(assetId, version));
}

/** What an asset's row says of the version it shows. Pure. */
export function versionOf(asset: AssetRecord): VersionRecord {
  const { id: assetId, version, versionAt, createdAt } = asset;
  const { name, objectKey, sha256, uploadSha256, sizeBytes, thumbnailKey, figureKey, licence, facts } = asset;
  return {
    assetId,
    version,
    name,
    objectKey,
    sha256,
    uploadSha256,
    sizeBytes,
    thumbnailKey,
    figureKey,
    licence,
    facts,
    createdAt: versionAt ?? createdAt,
  };
}
