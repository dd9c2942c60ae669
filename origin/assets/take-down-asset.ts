// A moderator keeps an asset from everybody, or gives it back. Whoever wears it stands there without it; given back, it is not
// put on again.

import type { AssetId } from "../../shared/schema/ids.ts";
import { roomTag } from "../../shared/schema/internal/changes.ts";
import { recordRoomNews } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { blockFiles, unblockFiles } from "./blocked-store.ts";
import { listKeysOf } from "./delivery-store.ts";
import { indexAsset, recordAssetChange } from "./index-asset.ts";
import { type AssetRecord, takeOffAll, updateTakenDown } from "./store.ts";
import { listOtherVersions, lockAsset } from "./version-store.ts";
import { recordUsers } from "./wearers.ts";

/**
 * The files of all its versions leave the delivery bucket with it, or come back, and nobody publishes the same bytes meanwhile.
 * Throws ASSET_NOT_FOUND (404).
 */
export async function takeDownAsset(
  deps: Pick<OriginDeps, "enqueue">,
  tx: DbOrTx,
  assetId: AssetId,
  takenDownAt: Date | null,
  now: Date,
): Promise<void> {
  const asset = await lockAsset(tx, assetId);
  if (asset === null) throw notFound("asset");
  await updateTakenDown(tx, assetId, takenDownAt);
  if (takenDownAt === null) await unblockFiles(tx, assetId);
  else await blockFiles(tx, await uploadsOf(tx, asset), { assetId, blockedAt: takenDownAt });
  await deps.enqueue(tx, "assets.settle", { keys: await listKeysOf(tx, assetId) });
  await indexAsset(tx, { ...asset, takenDownAt });
  await recordAssetChange(tx, asset, now);
  if (takenDownAt === null) return;
  await recordUsers(tx, await takeOffAll(tx, assetId), now);
  await recordRoomNews(tx, [roomTag.asset(assetId)], now);
}

/** The hashes of what was uploaded as each of its versions. */
async function uploadsOf(tx: DbOrTx, asset: AssetRecord): Promise<string[]> {
  const versions = [asset, ...(await listOtherVersions(tx, asset.id))];
  return [...new Set(versions.map(({ uploadSha256, sha256 }) => uploadSha256 ?? sha256))];
}
