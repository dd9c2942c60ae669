// Whether somebody may wear an avatar, or use an item or accessory, as things are.

import { Problem } from "../../shared/http/problem.ts";
import type { VrmLicence } from "../../shared/schema/asset.ts";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { isHeldBy, isHeldBySomebody } from "./holding-store.ts";
import { findListing } from "./listing-store.ts";
import { isForEverybody, isSold } from "./use-rule.ts";

type Used = {
  readonly id: AssetId;
  readonly ownerId: UserId;
  readonly licence: VrmLicence | null;
};

/** Whether it takes neither owning nor having it. */
export async function isOpenToAll(db: DbOrTx, { id, licence }: Used): Promise<boolean> {
  return isForEverybody(licence, await findListing(db, id));
}

/** Whether anybody has it, be it for sale or not. */
export async function isHeld(db: DbOrTx, assetId: AssetId): Promise<boolean> {
  return isHeldBySomebody(db, assetId);
}

export async function mayUse(db: DbOrTx, userId: UserId, asset: Used): Promise<boolean> {
  return asset.ownerId === userId || (await isHeldBy(db, userId, asset.id)) || (await isOpenToAll(db, asset));
}

/** Throws AVATAR_NOT_BOUGHT or AVATAR_NOT_YOURS (403). The caller holds the asset's lock. */
export async function requireWearable(tx: DbOrTx, userId: UserId, avatar: Used): Promise<void> {
  if (await mayUse(tx, userId, avatar)) return;
  throw isSold(await findListing(tx, avatar.id)) ? notBought(avatar.id) : notYours();
}

function notBought(assetId: AssetId): Problem {
  return new Problem({
    status: 403,
    code: "AVATAR_NOT_BOUGHT",
    title: "This avatar is for those who have bought it",
    detail: `GET /v1/store/${assetId} tells what it costs, and whether it is for sale now.`,
  });
}

function notYours(): Problem {
  return new Problem({
    status: 403,
    code: "AVATAR_NOT_YOURS",
    title: "This avatar's licence lets only its owner wear it",
  });
}
