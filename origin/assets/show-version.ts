// Another version of an asset is the one that everybody sees. It keeps its id, and with it its likes and whoever wears it. Rooms
// that are open are told, and change while people are in them.

import { isAvatarRow, toAsset } from "../../shared/adapter/asset-to-avatar.ts";
import { countsOfAsset, rankAvatar } from "../../shared/avatar/rank.ts";
import { Problem } from "../../shared/http/problem.ts";
import {
  ASSET_VERSIONS_MAX,
  type AssetVersion,
  type AssetVersionList,
} from "../../shared/schema/asset-version.ts";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import { roomTag } from "../../shared/schema/internal/changes.ts";
import { recordRoomNews } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { endForbiddenSale } from "../store/end-sale.ts";
import { isOpenToAll } from "../store/may-use.ts";
import { indexAsset, recordAssetChange } from "./index-asset.ts";
import { type AssetRecord, takeOffOthers } from "./store.ts";
import { forgetVariants } from "./variant-store.ts";
import {
  deleteOtherVersion,
  findOtherVersion,
  listOtherVersions,
  lockAsset,
  newestBrought,
  swapVersion,
  type VersionRecord,
  versionOf,
} from "./version-store.ts";
import { recordWearers } from "./wearers.ts";

type Deps = Pick<OriginDeps, "enqueue">;
type Shown = Pick<OriginDeps, "deliveryUrl" | "uploadLimits">;

/** Newest first. Throws ASSET_NOT_FOUND (404) or ASSET_NOT_YOURS (403). */
export async function listVersions(
  deps: Shown & Pick<OriginDeps, "db">,
  ownerId: UserId,
  assetId: AssetId,
): Promise<AssetVersionList> {
  // One moment for both: between two reads, the versions might change places.
  return deps.db.transaction(async (tx) => versionsOf(deps, tx, await lockOwnAsset(tx, ownerId, assetId)));
}

/**
 * The owner goes back to a version, or forward again; to the shown one changes nothing. Throws ASSET_NOT_FOUND, VERSION_NOT_FOUND
 * (404) or ASSET_NOT_YOURS (403).
 */
export async function showOwnVersion(
  deps: Deps & Shown & Pick<OriginDeps, "db" | "nowMs">,
  ownerId: UserId,
  assetId: AssetId,
  number: number,
): Promise<AssetVersionList> {
  return deps.db.transaction(async (tx) => {
    const asset = await lockOwnAsset(tx, ownerId, assetId);
    if (asset.version === number) return versionsOf(deps, tx, asset);
    const next = await findOtherVersion(tx, assetId, number);
    if (next === null) throw notFound("version");
    return versionsOf(deps, tx, await showVersion(deps, tx, asset, next, new Date(deps.nowMs())));
  });
}

/**
 * The owner forgets a version for good, but not the shown one; its files leave the delivery bucket unless others have them. Throws
 * ASSET_NOT_FOUND, VERSION_NOT_FOUND (404), ASSET_NOT_YOURS (403) or VERSION_SHOWN (409).
 */
export async function forgetOwnVersion(
  deps: Deps & Shown & Pick<OriginDeps, "db">,
  ownerId: UserId,
  assetId: AssetId,
  number: number,
): Promise<AssetVersionList> {
  return deps.db.transaction(async (tx) => {
    const asset = await lockOwnAsset(tx, ownerId, assetId);
    if (asset.version === number) throw versionShown();
    const version = await findOtherVersion(tx, assetId, number);
    if (version === null) throw notFound("version");
    await forgetVersion(deps, tx, version);
    return versionsOf(deps, tx, asset);
  });
}

/** The asset, locked, if it is this user's and nobody took it down. Throws ASSET_NOT_FOUND (404) or ASSET_NOT_YOURS (403). */
export async function lockOwnAsset(tx: DbOrTx, ownerId: UserId, assetId: AssetId): Promise<AssetRecord> {
  const asset = await lockAsset(tx, assetId);
  if (asset === null || asset.takenDownAt !== null) throw notFound("asset");
  if (asset.ownerId !== ownerId)
    throw new Problem({
      status: 403,
      code: "ASSET_NOT_YOURS",
      title: "Only its owner may change what an asset is",
    });
  return asset;
}

/** What a new file of the asset is called: one more than any before, forgotten ones too. The caller holds the asset's lock. */
export async function nextVersionNumber(tx: DbOrTx, asset: AssetRecord): Promise<number> {
  const [newest] = await listOtherVersions(tx, asset.id);
  const brought = await newestBrought(tx, asset);
  return Math.max(asset.version, newest?.version ?? 0, brought) + 1;
}

/** Shows `next`, which may be new. The caller holds the asset's lock. Returns the asset afterwards. */
export async function showVersion(
  deps: Deps,
  tx: DbOrTx,
  asset: AssetRecord,
  next: VersionRecord,
  now: Date,
): Promise<AssetRecord> {
  const shown = await swapVersion(tx, asset, next);
  await forgetOldest(deps, tx, asset.id);
  await indexAsset(tx, shown);
  await recordWearers(tx, shown.id, now);
  // Each file says itself who may wear it; whoever bought it may, whatever the next one says.
  await endForbiddenSale(tx, shown, now);
  if (!(await isOpenToAll(tx, shown))) await takeOffOthers(tx, shown.id, shown.ownerId);
  await recordAssetChange(tx, shown, now);
  await recordRoomNews(tx, [roomTag.asset(shown.id)], now);
  return shown;
}

async function forgetOldest(deps: Deps, tx: DbOrTx, assetId: AssetId): Promise<void> {
  const others = await listOtherVersions(tx, assetId);
  for (const version of others.slice(ASSET_VERSIONS_MAX - 1)) await forgetVersion(deps, tx, version);
}

async function forgetVersion({ enqueue }: Deps, tx: DbOrTx, version: VersionRecord): Promise<void> {
  const variantKeys = await forgetVariants(tx, version.assetId, version.version);
  await deleteOtherVersion(tx, version);
  const keys = [version.objectKey, version.thumbnailKey, version.figureKey, ...variantKeys];
  await enqueue(tx, "assets.settle", { keys: keys.filter((key) => key !== null) });
}

function versionShown(): Problem {
  return new Problem({
    status: 409,
    code: "VERSION_SHOWN",
    title: "This version is the one that everybody sees; show another one first",
  });
}

async function versionsOf(deps: Shown, tx: DbOrTx, asset: AssetRecord): Promise<AssetVersionList> {
  const versions = [versionOf(asset), ...(await listOtherVersions(tx, asset.id))];
  const items = versions
    .toSorted((a, b) => b.version - a.version)
    .map((version) => toVersion({ ...asset, ...version }, version.version === asset.version, deps));
  return { items };
}

/** `asset` as it is when this version of it is shown. */
function toVersion(
  asset: AssetRecord,
  isShown: boolean,
  { deliveryUrl, uploadLimits: { ranks } }: Shown,
): AssetVersion {
  const { version: number, name, createdAt } = asset;
  const { file, thumbnailUrl } = toAsset(asset, { id: asset.ownerId, displayName: "" }, deliveryUrl);
  const rank = isAvatarRow(asset) ? rankAvatar(countsOfAsset(asset.facts, asset.sizeBytes), ranks) : null;
  return { number, isShown, name, file, thumbnailUrl, rank, createdAt: createdAt.toISOString() };
}
