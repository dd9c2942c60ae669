// Reads of assets.

import { toAvatar } from "../../shared/adapter/asset-to-avatar.ts";
import type { AssetRow } from "../../shared/adapter/rows.ts";
import type { AssetId } from "../../shared/schema/ids.ts";
import type { AvatarPage, PageQuery } from "../../shared/schema/public-api.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { findAsset, listAssets } from "./store.ts";

/** Throws ASSET_NOT_FOUND (404). */
export async function requireAsset(deps: Pick<OriginDeps, "db">, assetId: AssetId): Promise<AssetRow> {
  const found = await findAsset(deps.db, assetId);
  if (found === null) throw notFound("asset");
  return found.asset;
}

/** One page, newest first. Throws CURSOR_INVALID (422). */
export async function listAvatarPage(
  deps: Pick<OriginDeps, "db" | "deliveryUrl">,
  query: PageQuery,
): Promise<AvatarPage> {
  const rows = await listAssets(deps.db, decodeCursor(query.cursor), query.limit + 1);
  return toPage(
    rows,
    query.limit,
    (row) => toAvatar(row.asset, row.owner, deps.deliveryUrl),
    (row) => ({ at: row.asset.createdAt, id: row.asset.id }),
  );
}
