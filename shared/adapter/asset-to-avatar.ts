// From an asset's row to the avatar the public API shows and the short form a room passes on.

import type { Avatar } from "../schema/asset.ts";
import type { UserId } from "../schema/ids.ts";
import type { ParticipantAvatar } from "../schema/room-spec.ts";
import type { AssetRow } from "./rows.ts";

/** `deliveryUrl` is the public base of the delivery bucket, without a trailing slash. */
export function toAvatar(
  asset: AssetRow,
  owner: { readonly id: UserId; readonly displayName: string },
  deliveryUrl: string,
): Avatar {
  return {
    id: asset.id,
    name: asset.name,
    owner: { id: owner.id, displayName: owner.displayName },
    file: {
      url: toDeliveryUrl(deliveryUrl, asset.objectKey),
      sha256: asset.sha256,
      sizeBytes: asset.sizeBytes,
    },
    thumbnailUrl: toDeliveryUrl(deliveryUrl, asset.thumbnailKey),
    licence: asset.licence,
    facts: asset.facts,
    createdAt: asset.createdAt.toISOString(),
  };
}

/** What a client in a room needs to fetch and check the file, and nothing else. */
export function toParticipantAvatar(asset: AssetRow, deliveryUrl: string): ParticipantAvatar {
  return {
    id: asset.id,
    url: toDeliveryUrl(deliveryUrl, asset.objectKey),
    sha256: asset.sha256,
    size: asset.sizeBytes,
  };
}

function toDeliveryUrl(deliveryUrl: string, objectKey: string): string {
  return `${deliveryUrl}/${objectKey.split("/").map(encodeURIComponent).join("/")}`;
}
