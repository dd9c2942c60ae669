// The SQL of what lies in the delivery bucket: which assets have it. Equal bytes share a key.

import { eq, isNull, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { assetVersions } from "../db/schema/asset-versions.ts";
import { assets } from "../db/schema/users.ts";
import { assetVariants } from "../db/schema/variants.ts";

/** "shown": some asset that is not taken down has it. "kept": only such as are. "unused": none has. */
export type KeyStanding = "shown" | "kept" | "unused";

/** Nobody else looks at the object under a key of the delivery bucket until the transaction ends. */
export async function lockKey(tx: DbOrTx, key: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

/** Where the object under a key should be. The caller holds its lock. */
export async function standingOf(tx: DbOrTx, key: string): Promise<KeyStanding> {
  const shown = sql<boolean>`${isNull(assets.takenDownAt)}`.as("shown");
  const rows = await unionAll(
    tx.select({ shown }).from(assets).where(eq(assets.objectKey, key)),
    tx.select({ shown }).from(assets).where(eq(assets.thumbnailKey, key)),
    tx.select({ shown }).from(assets).where(eq(assets.figureKey, key)),
    ...[assetVersions.objectKey, assetVersions.thumbnailKey, assetVersions.figureKey].map((column) =>
      tx
        .select({ shown })
        .from(assetVersions)
        .innerJoin(assets, eq(assets.id, assetVersions.assetId))
        .where(eq(column, key)),
    ),
    tx
      .select({ shown })
      .from(assetVariants)
      .innerJoin(assets, eq(assets.id, assetVariants.assetId))
      .where(eq(assetVariants.objectKey, key)),
  );
  if (rows.some((row) => row.shown)) return "shown";
  return rows.length > 0 ? "kept" : "unused";
}

/** Every key of one asset, in all its versions. */
export async function listKeysOf(db: DbOrTx, assetId: AssetId): Promise<string[]> {
  return listKeys(db, eq(assets.id, assetId));
}

/** Every key of all that the user made. */
export async function listKeysOfOwner(db: DbOrTx, ownerId: UserId): Promise<string[]> {
  return listKeys(db, eq(assets.ownerId, ownerId));
}

async function listKeys(db: DbOrTx, whose: ReturnType<typeof eq>): Promise<string[]> {
  const own = await db
    .select({ file: assets.objectKey, thumbnail: assets.thumbnailKey, figure: assets.figureKey })
    .from(assets)
    .where(whose);
  const others = await db
    .select({
      file: assetVersions.objectKey,
      thumbnail: assetVersions.thumbnailKey,
      figure: assetVersions.figureKey,
    })
    .from(assetVersions)
    .innerJoin(assets, eq(assets.id, assetVersions.assetId))
    .where(whose);
  const variants = await db
    .select({ key: assetVariants.objectKey })
    .from(assetVariants)
    .innerJoin(assets, eq(assets.id, assetVariants.assetId))
    .where(whose);
  const keys = [
    ...[...own, ...others].flatMap(({ file, thumbnail, figure }) => [file, thumbnail, figure]),
    ...variants.map(({ key }) => key),
  ];
  return [...new Set(keys.filter((key) => key !== null))];
}
