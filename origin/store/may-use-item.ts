// Whether somebody may use an item or accessory in a room, as things are.

import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import { findItem } from "../assets/get-asset.ts";
import type { OriginDeps } from "../deps.ts";
import { mayUse } from "./may-use.ts";

/** False also for what there is not, what was taken down, and what is no item. */
export async function mayUseItem(
  { db }: Pick<OriginDeps, "db">,
  userId: UserId,
  assetId: AssetId,
): Promise<boolean> {
  const item = await findItem(db, assetId);
  return item !== null && (await mayUse(db, userId, item));
}
