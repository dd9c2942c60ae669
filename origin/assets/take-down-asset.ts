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
import { settleDelivery } from "./settle-delivery.ts";
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

/** So long the moderator's answer waits for the store; one that is slow or away is waited for by the job alone. */
const WITHDRAW_WAIT_MAX_MS = 1_000;
/** Each has a connection of the pool for as long as the store takes. What is more is for the jobs. */
const WITHDRAWN_AT_ONCE_MAX = 2;
let withdrawnAtOnceCount = 0;

/**
 * Once the takedown has committed: what is delivered of it goes at once, and not when a worker looks for jobs the next time. Never
 * throws: the job that was queued with it does the same until it is done, and says what is in the way.
 */
export async function withdrawNow(
  deps: Parameters<typeof settleDelivery>[0],
  assetId: AssetId,
): Promise<void> {
  if (withdrawnAtOnceCount >= WITHDRAWN_AT_ONCE_MAX) return;
  withdrawnAtOnceCount++;
  const withdrawn = listKeysOf(deps.db, assetId)
    .then((keys) => settleDelivery(deps, keys))
    .catch(() => {})
    .finally(() => {
      withdrawnAtOnceCount--;
    });
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, WITHDRAW_WAIT_MAX_MS);
  await Promise.race([withdrawn, late]);
  clearTimeout(timer);
}

/** The hashes of what was uploaded as each of its versions. */
async function uploadsOf(tx: DbOrTx, asset: AssetRecord): Promise<string[]> {
  const versions = [asset, ...(await listOtherVersions(tx, asset.id))];
  return [...new Set(versions.map(({ uploadSha256, sha256 }) => uploadSha256 ?? sha256))];
}
