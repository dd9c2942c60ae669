// A sale that ends by itself, and telling that one is different.

import type { VrmLicence } from "../../shared/schema/asset.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { AssetId } from "../../shared/schema/ids.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { updateForSale } from "./listing-store.ts";
import { isLicensable } from "./use-rule.ts";

/** What only its author may wear by the file that is shown now is for sale no more. The caller holds the asset's lock. */
export async function endForbiddenSale(
  tx: DbOrTx,
  { id, licence }: { readonly id: AssetId; readonly licence: VrmLicence | null },
  now: Date,
): Promise<void> {
  if (isLicensable(licence)) return;
  if (await updateForSale(tx, id, false)) await recordSaleChange(tx, id, now);
}

/** What pages show of its sale is different once this has committed. */
export async function recordSaleChange(tx: DbOrTx, assetId: AssetId, now: Date): Promise<void> {
  await recordChange(tx, [cacheTag.store, cacheTag.asset(assetId)], now);
}
