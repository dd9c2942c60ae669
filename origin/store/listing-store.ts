// All the SQL of what is for sale.

import { and, asc, desc, eq, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import type { SellableKind } from "../../shared/schema/store.ts";
import type { DbOrTx } from "../db/client.ts";
import { after, before } from "../db/keyset.ts";
import { listings } from "../db/schema/store.ts";
import { assets, users } from "../db/schema/users.ts";

export type ListingRecord = typeof listings.$inferSelect;
/** A listing with the thing it is about, and who made it. */
export type ListedAsset = {
  readonly listing: ListingRecord;
  readonly asset: typeof assets.$inferSelect;
  readonly owner: { readonly id: UserId; readonly displayName: string };
};

const owner = { id: users.id, displayName: users.displayName };

export async function findListing(db: DbOrTx, assetId: AssetId): Promise<ListingRecord | null> {
  const [row] = await db.select().from(listings).where(eq(listings.assetId, assetId));
  return row ?? null;
}

export async function listListingsOf(db: DbOrTx, assetIds: readonly AssetId[]): Promise<ListingRecord[]> {
  return db.select().from(listings).where(inArray(listings.assetId, assetIds));
}

/** Locked until the transaction ends; whoever locks its asset as well has locked that before. */
export async function lockListing(tx: DbOrTx, assetId: AssetId): Promise<ListingRecord | null> {
  const [row] = await tx.select().from(listings).where(eq(listings.assetId, assetId)).for("no key update");
  return row ?? null;
}

/** Sold before, it keeps how many were sold, and when it was put up first. */
export async function upsertListing(
  tx: DbOrTx,
  listing: Omit<ListingRecord, "soldCount">,
): Promise<ListingRecord> {
  const { priceCoins, numberMax, takesExchangeTickets, isForSale } = listing;
  const [row] = await tx
    .insert(listings)
    .values(listing)
    .onConflictDoUpdate({
      target: listings.assetId,
      set: { priceCoins, numberMax, takesExchangeTickets, isForSale },
    })
    .returning();
  if (row === undefined) throw new Error("an upsert returns its row");
  return row;
}

/** Whether it was otherwise before. */
export async function updateForSale(tx: DbOrTx, assetId: AssetId, isForSale: boolean): Promise<boolean> {
  const changed = await tx
    .update(listings)
    .set({ isForSale })
    .where(and(eq(listings.assetId, assetId), ne(listings.isForSale, isForSale)))
    .returning({ assetId: listings.assetId });
  return changed.length === 1;
}

/** One more is sold. The table itself lets no more be sold than there are. */
export async function countSold(tx: DbOrTx, assetId: AssetId): Promise<void> {
  await tx
    .update(listings)
    .set({ soldCount: sql`${listings.soldCount} + 1` })
    .where(eq(listings.assetId, assetId));
}

/** As everybody may see it: not what was taken down, nor what is of an account that is about to be erased. */
const isShown = and(isNull(assets.takenDownAt), isNull(users.eraseAt));

export async function findListed(db: DbOrTx, assetId: AssetId): Promise<ListedAsset | null> {
  const [row] = await db
    .select({ listing: listings, asset: assets, owner })
    .from(listings)
    .innerJoin(assets, eq(assets.id, listings.assetId))
    .innerJoin(users, eq(users.id, listings.ownerId))
    .where(and(eq(listings.assetId, assetId), isShown));
  return row ?? null;
}

export type ListedFilter = {
  readonly kind?: SellableKind | undefined;
  readonly ownerId?: UserId | undefined;
};
/** Where the page before ended. */
export type NewestPlace = { readonly at: Date; readonly id: string };
export type CheapestPlace = { readonly price: number; readonly id: string };

/** What can be bought, the newest first. */
export async function listNewestListed(
  db: DbOrTx,
  filter: ListedFilter,
  place: NewestPlace | null,
  limit: number,
): Promise<ListedAsset[]> {
  const from =
    place === null ? undefined : before([listings.createdAt, listings.assetId], [place.at, place.id]);
  return buyable(db)
    .where(and(isBuyable(filter), from))
    .orderBy(desc(listings.createdAt), desc(listings.assetId))
    .limit(limit);
}

/** What can be bought, the cheapest first. */
export async function listCheapestListed(
  db: DbOrTx,
  filter: ListedFilter,
  place: CheapestPlace | null,
  limit: number,
): Promise<ListedAsset[]> {
  const from =
    place === null ? undefined : after([listings.priceCoins, listings.assetId], [place.price, place.id]);
  return buyable(db)
    .where(and(isBuyable(filter), from))
    .orderBy(asc(listings.priceCoins), asc(listings.assetId))
    .limit(limit);
}

function buyable(db: DbOrTx) {
  return db
    .select({ listing: listings, asset: assets, owner })
    .from(listings)
    .innerJoin(assets, eq(assets.id, listings.assetId))
    .innerJoin(users, eq(users.id, listings.ownerId));
}

function isBuyable({ kind, ownerId }: ListedFilter) {
  return and(
    listings.isForSale,
    or(isNull(listings.numberMax), lt(listings.soldCount, listings.numberMax)),
    kind === undefined ? undefined : eq(listings.kind, kind),
    ownerId === undefined ? undefined : eq(listings.ownerId, ownerId),
    isShown,
  );
}

/** All of one creator's, also what nobody can buy, the newest first. */
export async function listListedOf(
  db: DbOrTx,
  ownerId: UserId,
  place: NewestPlace | null,
  limit: number,
): Promise<ListedAsset[]> {
  const from =
    place === null ? undefined : before([listings.createdAt, listings.assetId], [place.at, place.id]);
  return buyable(db)
    .where(and(eq(listings.ownerId, ownerId), from))
    .orderBy(desc(listings.createdAt), desc(listings.assetId))
    .limit(limit);
}
