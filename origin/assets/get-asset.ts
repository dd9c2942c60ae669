// Reads of assets.

import { type AvatarRow, isAvatarRow, toAvatar } from "../../shared/adapter/asset-to-avatar.ts";
import type { AssetId } from "../../shared/schema/ids.ts";
import type { AvatarPage, PageQuery } from "../../shared/schema/public-api.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { findAsset, listAssets } from "./store.ts";

/** An asset that can be worn. Throws ASSET_NOT_FOUND (404), also for one of another kind. */
export async function requireAvatar(deps: Pick<OriginDeps, "db">, assetId: AssetId): Promise<AvatarRow> {
  const found = await findAsset(deps.db, assetId);
  if (found === null || !isAvatarRow(found.asset)) throw notFound("asset");
  return found.asset;
}

/** One page, newest first. Throws CURSOR_INVALID (422). */
export async function listAvatarPage(
  deps: Pick<OriginDeps, "db" | "deliveryUrl">,
  query: PageQuery,
): Promise<AvatarPage> {
  const rows = await listAssets(deps.db, "avatar", decodeCursor(query.cursor), query.limit + 1);
  const page = toPage(
    rows,
    query.limit,
    ({ asset, owner }) => (isAvatarRow(asset) ? [toAvatar(asset, owner, deps.deliveryUrl)] : []),
    ({ asset }) => ({ at: asset.createdAt, id: asset.id }),
  );
  return { ...page, items: page.items.flat() };
}
