// An item that is an asset of the catalog, by its kind. SPEC [ITEM-13]

import { type AssetId, assetIdSchema } from "../../shared/schema/ids.ts";

/** The asset a kind names; null: it is a word of the application's. */
export function assetOf(kind: string): AssetId | null {
  const asset = assetIdSchema.safeParse(kind);
  return asset.success ? asset.data : null;
}
