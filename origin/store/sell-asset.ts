// A creator puts something of theirs up for sale, changes on what terms, or sells it no more.

import { Problem } from "../../shared/http/problem.ts";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import {
  type OwnListing,
  type Sell,
  type SellableKind,
  sellableKindSchema,
} from "../../shared/schema/store.ts";
import { lockOwnAsset } from "../assets/show-version.ts";
import type { AssetRecord } from "../assets/store.ts";
import { undressOthers } from "../assets/wearers.ts";
import type { OriginDeps } from "../deps.ts";
import { requireUser } from "../users/get-user.ts";
import { recordSaleChange } from "./end-sale.ts";
import { toOwnListing } from "./get-listing.ts";
import { lockListing, updateForSale, upsertListing } from "./listing-store.ts";
import { isLicensable, isSold } from "./use-rule.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "deliveryUrl">;

/**
 * For sale, it is for those who have it: whoever wears it and does not stands there without it, as where a new version's licence says
 * so. Throws ASSET_NOT_FOUND (404), ASSET_NOT_YOURS or SELLER_IS_GUEST (403), ASSET_NOT_SELLABLE, LICENCE_FORBIDS_SALE or
 * LISTING_SOLD_ALREADY (409).
 */
export async function sellAsset(
  { db, nowMs, deliveryUrl }: Deps,
  ownerId: UserId,
  assetId: AssetId,
  terms: Sell,
): Promise<OwnListing> {
  const now = new Date(nowMs());
  return db.transaction(async (tx) => {
    const asset = await lockOwnAsset(tx, ownerId, assetId);
    const { role, displayName } = await requireUser(tx, ownerId);
    if (role === "guest") throw sellerIsGuest();
    const kind = sellableKindOf(asset);
    if (!isLicensable(asset.licence)) throw licenceForbids();
    const before = await lockListing(tx, assetId);
    const soldCount = before?.soldCount ?? 0;
    if (terms.numberMax !== null && terms.numberMax < soldCount)
      throw soldAlready(terms.numberMax, soldCount);
    const listing = await upsertListing(tx, {
      assetId,
      ownerId,
      kind,
      ...terms,
      isForSale: true,
      createdAt: now,
    });
    if (!isSold(before)) await undressOthers(tx, asset, now);
    await recordSaleChange(tx, assetId, now);
    return toOwnListing({ listing, asset, owner: { id: ownerId, displayName } }, deliveryUrl);
  });
}

/** Whoever has it keeps it. Throws ASSET_NOT_FOUND (404) or ASSET_NOT_YOURS (403). */
export async function withdrawListing(
  { db, nowMs }: Pick<Deps, "db" | "nowMs">,
  ownerId: UserId,
  assetId: AssetId,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockOwnAsset(tx, ownerId, assetId);
    if (await updateForSale(tx, assetId, false)) await recordSaleChange(tx, assetId, new Date(nowMs()));
  });
}

function sellableKindOf({ kind }: AssetRecord): SellableKind {
  const sellable = sellableKindSchema.safeParse(kind);
  if (sellable.success) return sellable.data;
  throw new Problem({
    status: 409,
    code: "ASSET_NOT_SELLABLE",
    title: "Avatars, accessories and items are sold",
    detail: `This is of the kind ${kind}.`,
  });
}

function sellerIsGuest(): Problem {
  return new Problem({
    status: 403,
    code: "SELLER_IS_GUEST",
    title: "Guests sell nothing",
    detail: "Add a way to sign in first.",
  });
}

function licenceForbids(): Problem {
  return new Problem({
    status: 409,
    code: "LICENCE_FORBIDS_SALE",
    title: "This avatar's licence lets only its author wear it",
    detail: "Bring a version whose licence lets everybody, or those who are licensed one by one.",
  });
}

function soldAlready(actual: number, limit: number): Problem {
  return new Problem({
    status: 409,
    code: "LISTING_SOLD_ALREADY",
    title: "More of these are sold than there would be",
    errors: [{ name: "numberMax", message: "at least", actual, limit }],
  });
}
