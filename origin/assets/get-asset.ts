// Reads of assets: avatars, items and accessories as the catalog shows them.

import {
  type AvatarRow,
  isAvatarRow,
  toAsset,
  toAvatar,
  toDeliveryUrl,
  toVariant,
} from "../../shared/adapter/asset-to-avatar.ts";
import { countsOfAsset, rankAvatar } from "../../shared/avatar/rank.ts";
import type { AssetVariant, AssetVariantList } from "../../shared/schema/asset-variant.ts";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import type { ListingTerms } from "../../shared/schema/listing-terms.ts";
import type {
  AvatarDetail,
  AvatarPage,
  CatalogQuery,
  ItemDetail,
  ItemPage,
} from "../../shared/schema/public-api.ts";
import { findEntries } from "../catalog/find-entries.ts";
import { likeCountOf } from "../catalog/like-counts.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { findTermsOf } from "../store/get-listing.ts";
import { isHeld } from "../store/may-use.ts";
import { requireShown } from "../users/require-shown.ts";
import { catalogKindOf } from "./index-asset.ts";
import { type AssetRecord, findAsset, listAssetsById, type OwnedAsset } from "./store.ts";
import { listVariants } from "./variant-store.ts";
import { lockAssetAsIs } from "./version-store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "deliveryUrl">;
type Shown = Pick<OriginDeps, "db" | "deliveryUrl" | "uploadLimits">;

/** An asset that can be worn, as it stays until the transaction ends. Throws ASSET_NOT_FOUND (404), also for one of another kind. */
export async function lockAvatar(tx: DbOrTx, assetId: AssetId): Promise<AvatarRow> {
  const asset = await lockAssetAsIs(tx, assetId);
  if (asset === null || asset.takenDownAt !== null || !isAvatarRow(asset)) throw notFound("asset");
  return asset;
}

/** Whose it is, also of one that was taken down. Throws ASSET_NOT_FOUND (404). */
export async function getAssetOwner(db: DbOrTx, assetId: AssetId): Promise<UserId> {
  const found = await findAsset(db, assetId);
  if (found === null) throw notFound("asset");
  return found.owner.id;
}

/** Throws AVATAR_NOT_FOUND (404). */
export async function getAvatar(deps: Shown, assetId: AssetId): Promise<AvatarDetail> {
  const found = await findAsset(deps.db, assetId);
  const asset = found?.asset;
  if (!found || asset === undefined || asset.takenDownAt !== null || !isAvatarRow(asset))
    throw notFound("avatar");
  await requireShownAsset(deps.db, asset, "avatar");
  const likeCount = await likeCountOf(deps, "avatar", assetId);
  const { figureKey } = asset;
  const { ranks } = deps.uploadLimits;
  return {
    ...toAvatar(asset, found.owner, deps.deliveryUrl),
    likeCount,
    rank: rankAvatar(countsOfAsset(asset.facts, asset.sizeBytes), ranks),
    variants: await variantsOf(deps, asset),
    listing: await termsOf(deps.db, assetId),
    figureUrl: figureKey === null ? null : toDeliveryUrl(deps.deliveryUrl, figureKey),
  };
}

/** Any model, as it is shown. Throws ASSET_NOT_FOUND (404), also for what is none. */
export async function getVariants(deps: Shown, assetId: AssetId): Promise<AssetVariantList> {
  const found = await findAsset(deps.db, assetId);
  if (found === null || found.asset.takenDownAt !== null || !isModel(found.asset)) throw notFound("asset");
  await requireShownAsset(deps.db, found.asset, "asset");
  const { file } = toAsset(found.asset, found.owner, deps.deliveryUrl);
  return { file, variants: await variantsOf(deps, found.asset) };
}

/** What others have stays to be seen while its creator is about to go. Throws <NOUN>_NOT_FOUND (404). */
async function requireShownAsset(db: DbOrTx, { id, ownerId }: AssetRecord, noun: string): Promise<void> {
  if (!(await isHeld(db, id))) await requireShown(db, ownerId, noun);
}

async function termsOf(db: DbOrTx, assetId: AssetId): Promise<ListingTerms | null> {
  return (await findTermsOf(db, [assetId])).get(assetId) ?? null;
}

function isModel({ facts: { format } }: AssetRecord): boolean {
  return format === "vrm" || format === "glb";
}

async function variantsOf(
  { db, deliveryUrl, uploadLimits: { ranks } }: Shown,
  asset: AssetRecord,
): Promise<AssetVariant[]> {
  const variants = await listVariants(db, asset.id, asset.version);
  return variants.map((variant) => toVariant(variant, asset, deliveryUrl, ranks));
}

/** An item or accessory that nobody took down; null: there is none. */
export async function findItem(db: DbOrTx, assetId: AssetId): Promise<AssetRecord | null> {
  return (await findOwnedItem(db, assetId))?.asset ?? null;
}

async function findOwnedItem(db: DbOrTx, assetId: AssetId): Promise<OwnedAsset | null> {
  const found = await findAsset(db, assetId);
  const isItem =
    found !== null && found.asset.takenDownAt === null && catalogKindOf(found.asset.kind) === "item";
  return isItem ? found : null;
}

/** An item or an accessory. Throws ITEM_NOT_FOUND (404). */
export async function getItem(deps: Shown, assetId: AssetId): Promise<ItemDetail> {
  const found = await findOwnedItem(deps.db, assetId);
  if (found === null) throw notFound("item");
  await requireShownAsset(deps.db, found.asset, "item");
  const likeCount = await likeCountOf(deps, "item", assetId);
  const variants = await variantsOf(deps, found.asset);
  const listing = await termsOf(deps.db, assetId);
  return { ...toAsset(found.asset, found.owner, deps.deliveryUrl), likeCount, variants, listing };
}

/** One page, in the order asked for. Throws CURSOR_INVALID (422). */
export async function listAvatarPage(deps: Deps, query: CatalogQuery): Promise<AvatarPage> {
  const { found, nextCursor } = await findAssets(deps, query, "avatar");
  const items = found.flatMap(({ asset, owner, likeCount, listing }) =>
    isAvatarRow(asset) ? [{ ...toAvatar(asset, owner, deps.deliveryUrl), likeCount, listing }] : [],
  );
  return { items, nextCursor };
}

/** One page of items and accessories, in the order asked for. Throws CURSOR_INVALID (422). */
export async function listItemPage(deps: Deps, query: CatalogQuery): Promise<ItemPage> {
  const { found, nextCursor } = await findAssets(deps, query, "item");
  const items = found.map(({ asset, owner, likeCount, listing }) => ({
    ...toAsset(asset, owner, deps.deliveryUrl),
    likeCount,
    listing,
  }));
  return { items, nextCursor };
}

type FoundAsset = OwnedAsset & { readonly likeCount: number; readonly listing: ListingTerms | null };

async function findAssets(
  deps: Deps,
  query: CatalogQuery,
  kind: "avatar" | "item",
): Promise<{ found: FoundAsset[]; nextCursor: string | null }> {
  const { entries, nextCursor } = await findEntries(deps, { ...query, kind });
  const ids = entries.map(({ id }) => id as AssetId);
  const byId = new Map<string, OwnedAsset>(
    (await listAssetsById(deps.db, ids)).map((owned) => [owned.asset.id, owned]),
  );
  const terms = await findTermsOf(deps.db, ids);
  const found = entries.flatMap(({ id, likeCount }) => {
    const owned = byId.get(id);
    return owned === undefined ? [] : [{ ...owned, likeCount, listing: terms.get(owned.asset.id) ?? null }];
  });
  return { found, nextCursor };
}
