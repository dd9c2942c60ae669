// Reads of what is for sale.

import { toDeliveryUrl } from "../../shared/adapter/asset-to-avatar.ts";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import type { ListingTerms } from "../../shared/schema/listing-terms.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import type {
  Listing,
  ListingPage,
  ListingQuery,
  OwnListing,
  OwnListingPage,
} from "../../shared/schema/store.ts";
import { decodePlace, encodePlace } from "../catalog/cursor.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import {
  findListed,
  type ListedAsset,
  type ListingRecord,
  listCheapestListed,
  listListedOf,
  listListingsOf,
  listNewestListed,
} from "./listing-store.ts";
import { leftCountOf } from "./sale-rule.ts";
import { isSold } from "./use-rule.ts";

type Deps = Pick<OriginDeps, "db" | "deliveryUrl">;

/** Throws LISTING_NOT_FOUND (404). */
export async function getListing({ db, deliveryUrl }: Deps, assetId: AssetId): Promise<Listing> {
  const found = await findListed(db, assetId);
  if (found === null) throw notFound("listing");
  return toListing(found, deliveryUrl);
}

/** On what terms each of these is sold, or was; what never was for sale is left out. */
export async function findTermsOf(
  db: DbOrTx,
  assetIds: readonly AssetId[],
): Promise<ReadonlyMap<AssetId, ListingTerms>> {
  const found = await listListingsOf(db, assetIds);
  return new Map(found.map((listing) => [listing.assetId, toTerms(listing)]));
}

/** What can be bought. Throws CURSOR_INVALID (422). */
export async function listListingPage(
  { db, deliveryUrl }: Deps,
  { order, kind, owner, cursor, limit }: ListingQuery,
): Promise<ListingPage> {
  const filter = { kind, ownerId: owner };
  const rows =
    order === "new"
      ? await listNewestListed(db, filter, newestPlace(cursor), limit + 1)
      : await listCheapestListed(db, filter, cheapestPlace(cursor), limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1)?.listing;
  return {
    items: shown.map((row) => toListing(row, deliveryUrl)),
    nextCursor: rows.length > limit && last !== undefined ? placeOf(order, last) : null,
  };
}

function newestPlace(cursor: string | undefined) {
  const place = decodePlace(cursor, "new");
  return place === null ? null : { at: new Date(place.at), id: place.id };
}

function cheapestPlace(cursor: string | undefined) {
  const place = decodePlace(cursor, "price");
  return place === null ? null : { price: place.c, id: place.id };
}

function placeOf(
  order: ListingQuery["order"],
  { assetId: id, createdAt, priceCoins: c }: ListingRecord,
): string {
  return encodePlace(order === "new" ? { o: "new", at: createdAt.getTime(), id } : { o: "price", c, id });
}

/** One's own, newest first, also what is for sale no more. Throws CURSOR_INVALID (422). */
export async function listOwnListingPage(
  { db, deliveryUrl }: Deps,
  ownerId: UserId,
  { cursor, limit }: PageQuery,
): Promise<OwnListingPage> {
  const rows = await listListedOf(db, ownerId, decodeCursor(cursor), limit + 1);
  return toPage(
    rows,
    limit,
    (row) => toOwnListing(row, deliveryUrl),
    ({ listing: { createdAt, assetId } }) => ({ at: createdAt, id: assetId }),
  );
}

export function toOwnListing(row: ListedAsset, deliveryUrl: string): OwnListing {
  return { ...toListing(row, deliveryUrl), soldCount: row.listing.soldCount };
}

function toListing({ listing, asset, owner }: ListedAsset, deliveryUrl: string): Listing {
  const { assetId, kind, createdAt } = listing;
  const { name, thumbnailKey } = asset;
  return {
    ...toTerms(listing),
    assetId,
    kind,
    name,
    owner,
    thumbnailUrl: thumbnailKey === null ? null : toDeliveryUrl(deliveryUrl, thumbnailKey),
    createdAt: createdAt.toISOString(),
  };
}

function toTerms(listing: ListingRecord): ListingTerms {
  const { priceCoins, numberMax, takesExchangeTickets, isForSale } = listing;
  return {
    priceCoins,
    numberMax,
    leftCount: leftCountOf(listing),
    takesExchangeTickets,
    isForSale,
    isForHolders: isSold(listing),
  };
}
