// From an asset's row to what the public API shows of it, and the short form a room passes on.

import { countsOfVariant, rankAvatar } from "../avatar/rank.ts";
import type { Asset, Avatar, AvatarFacts, VrmLicence } from "../schema/asset.ts";
import type { AssetVariant } from "../schema/asset-variant.ts";
import type { UserId } from "../schema/ids.ts";
import type { RankTable } from "../schema/rank-table.ts";
import type { DeliveredFile } from "../schema/room-spec.ts";
import type { AssetRow, VariantRow } from "./rows.ts";

/** The row of an avatar, which has what every avatar has. */
export type AvatarRow = AssetRow & {
  readonly kind: "avatar";
  readonly thumbnailKey: string;
  readonly licence: VrmLicence;
  readonly facts: AvatarFacts;
};
type Owner = { readonly id: UserId; readonly displayName: string };

/** Whether the asset can be worn as a body. */
export function isAvatarRow(asset: AssetRow): asset is AvatarRow {
  return (
    asset.kind === "avatar" &&
    asset.thumbnailKey !== null &&
    asset.licence !== null &&
    asset.facts.format === "vrm"
  );
}

/** `deliveryUrl` is the public base of the delivery bucket, without a trailing slash. */
export function toAsset(asset: AssetRow, owner: Owner, deliveryUrl: string): Asset {
  const { thumbnailKey } = asset;
  return {
    id: asset.id,
    kind: asset.kind,
    name: asset.name,
    owner: { id: owner.id, displayName: owner.displayName },
    file: {
      url: toDeliveryUrl(deliveryUrl, asset.objectKey),
      sha256: asset.sha256,
      sizeBytes: asset.sizeBytes,
    },
    thumbnailUrl: thumbnailKey === null ? null : toDeliveryUrl(deliveryUrl, thumbnailKey),
    licence: asset.licence,
    facts: asset.facts,
    createdAt: asset.createdAt.toISOString(),
  };
}

/** The same of an avatar, as its catalog lists it. */
export function toAvatar(asset: AvatarRow, owner: Owner, deliveryUrl: string): Avatar {
  const { kind: _, ...shown } = toAsset(asset, owner, deliveryUrl);
  return {
    ...shown,
    thumbnailUrl: toDeliveryUrl(deliveryUrl, asset.thumbnailKey),
    licence: asset.licence,
    facts: asset.facts,
  };
}

/** One of the lighter variants of `asset`. */
export function toVariant(
  row: VariantRow,
  asset: AssetRow,
  deliveryUrl: string,
  ranks: RankTable,
): AssetVariant {
  const { profile, level, objectKey, sha256, sizeBytes, facts } = row;
  return {
    profile,
    level,
    file: { url: toDeliveryUrl(deliveryUrl, objectKey), sha256, sizeBytes },
    facts,
    rank: isAvatarRow(asset) ? rankAvatar(countsOfVariant(row, asset.facts), ranks) : null,
  };
}

/** What a client in a room needs to fetch and check the file, and nothing else. */
export function toDeliveredFile(asset: AssetRow, deliveryUrl: string): DeliveredFile {
  return {
    id: asset.id,
    url: toDeliveryUrl(deliveryUrl, asset.objectKey),
    sha256: asset.sha256,
    size: asset.sizeBytes,
  };
}

/** The public URL of an object in the delivery bucket. */
export function toDeliveryUrl(deliveryUrl: string, objectKey: string): string {
  return `${deliveryUrl}/${objectKey.split("/").map(encodeURIComponent).join("/")}`;
}
