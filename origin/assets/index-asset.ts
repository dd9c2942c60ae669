// Makes an asset findable, where people look for its kind. Worlds' files, pictures and music belong to what shows them.

import type { AssetKind } from "../../shared/schema/asset.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import { type Findable, indexEntry } from "../catalog/index-entry.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { NOBODY_ID } from "../users/nobody.ts";
import { type AssetRecord, listAllAssets } from "./store.ts";

const LISTED_IN = {
  avatar: [cacheTag.avatars, cacheTag.store],
  item: [cacheTag.items, cacheTag.store],
} as const;

/** Where the catalog has assets of this kind; null: nowhere. */
export function catalogKindOf(kind: AssetKind): "avatar" | "item" | null {
  if (kind === "avatar") return "avatar";
  return kind === "item" || kind === "accessory" ? "item" : null;
}

export async function indexAsset(tx: DbOrTx, asset: AssetRecord): Promise<void> {
  const findable = findableAsset(asset);
  if (findable !== null) await indexEntry(tx, findable);
}

/** Whatever shows the asset shows something else once this has committed. */
export async function recordAssetChange(tx: DbOrTx, asset: AssetRecord, now: Date): Promise<void> {
  const kind = catalogKindOf(asset.kind);
  await recordChange(tx, [...(kind === null ? [] : LISTED_IN[kind]), cacheTag.asset(asset.id)], now);
}

/** By what it is found; null: not at all. Pure. */
export function findableAsset(asset: AssetRecord): Findable | null {
  const kind = catalogKindOf(asset.kind);
  if (kind === null || asset.ownerId === NOBODY_ID) return null;
  return {
    kind,
    id: asset.id,
    ownerId: asset.ownerId,
    visibility: asset.takenDownAt === null ? "public" : "private",
    name: asset.name,
    text: asset.licence?.authors.join(" ") ?? "",
    tags: kind === "item" ? [asset.kind] : [],
    thumbnail: asset.thumbnailKey,
    until: null,
    createdAt: asset.createdAt,
  };
}

/** All of them, for when the catalog is made anew. */
export const allAssets = { list: listAllAssets, index: indexAsset } as const;
