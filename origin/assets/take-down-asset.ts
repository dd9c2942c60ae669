// A moderator keeps an asset from everybody, or gives it back. Whoever wears it stands there without it; given back, it is not
// put on again.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { AssetId } from "../../shared/schema/ids.ts";
import { PURGE_TAGS_MAX, roomTag } from "../../shared/schema/internal/changes.ts";
import { recordChange, recordRoomNews } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { blockFile, unblockFile } from "./blocked-store.ts";
import { listKeysOf } from "./delivery-store.ts";
import { catalogKindOf, indexAsset } from "./index-asset.ts";
import { findAsset, takeOffAll, updateTakenDown } from "./store.ts";

const LISTED_IN = { avatar: [cacheTag.avatars], item: [cacheTag.items] } as const;

/**
 * Its files leave the delivery bucket with it, or come back, and nobody publishes the same bytes meanwhile. Throws ASSET_NOT_FOUND
 * (404).
 */
export async function takeDownAsset(
  deps: Pick<OriginDeps, "enqueue">,
  tx: DbOrTx,
  assetId: AssetId,
  takenDownAt: Date | null,
  now: Date,
): Promise<void> {
  const found = await findAsset(tx, assetId);
  if (found === null) throw notFound("asset");
  await updateTakenDown(tx, assetId, takenDownAt);
  const sha256 = found.asset.uploadSha256 ?? found.asset.sha256;
  if (takenDownAt === null) await unblockFile(tx, sha256, assetId);
  else await blockFile(tx, { sha256, assetId, blockedAt: takenDownAt });
  await deps.enqueue(tx, "assets.settle", { keys: await listKeysOf(tx, assetId) });
  await indexAsset(tx, { ...found.asset, takenDownAt });
  const kind = catalogKindOf(found.asset.kind);
  await recordChange(tx, [...(kind === null ? [] : LISTED_IN[kind]), cacheTag.asset(assetId)], now);
  if (takenDownAt === null) return;
  const wearers = await takeOffAll(tx, assetId);
  for (let from = 0; from < wearers.length; from += PURGE_TAGS_MAX)
    await recordChange(tx, wearers.slice(from, from + PURGE_TAGS_MAX).map(cacheTag.user), now);
  await recordRoomNews(tx, [roomTag.asset(assetId)], now);
}
