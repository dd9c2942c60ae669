// What somebody has that others made.

import { toDeliveryUrl } from "../../shared/adapter/asset-to-avatar.ts";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import {
  type Holding,
  type HoldingPage,
  type HoldingQuery,
  sellableKindSchema,
} from "../../shared/schema/store.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { findHeld, type HeldAsset, listHeld } from "./holding-store.ts";

type Deps = Pick<OriginDeps, "db" | "deliveryUrl">;

/** Newest first. Throws CURSOR_INVALID (422). */
export async function listHoldingPage(
  { db, deliveryUrl }: Deps,
  userId: UserId,
  { kind, cursor, limit }: HoldingQuery,
): Promise<HoldingPage> {
  const rows = await listHeld(db, userId, { kind, cursor: decodeCursor(cursor) }, limit + 1);
  return toPage(
    rows,
    limit,
    (row) => toHolding(row, deliveryUrl),
    ({ holding: { createdAt, assetId } }) => ({ at: createdAt, id: assetId }),
  );
}

/** Throws HOLDING_NOT_FOUND (404) for what one has not, one's own works too. */
export async function getHolding(
  { db, deliveryUrl }: Deps,
  userId: UserId,
  assetId: AssetId,
): Promise<Holding> {
  const found = await findHeld(db, userId, assetId);
  if (found === null) throw notFound("holding");
  return toHolding(found, deliveryUrl);
}

function toHolding({ holding, asset, owner, from }: HeldAsset, deliveryUrl: string): Holding {
  const { assetId, got, note, createdAt } = holding;
  const { kind, name, thumbnailKey, takenDownAt } = asset;
  const isTakenDown = takenDownAt !== null;
  return {
    assetId,
    kind: sellableKindSchema.parse(kind),
    name,
    owner,
    // Its picture lies nowhere while it is taken down.
    thumbnailUrl: thumbnailKey === null || isTakenDown ? null : toDeliveryUrl(deliveryUrl, thumbnailKey),
    got,
    from,
    note,
    isTakenDown,
    createdAt: createdAt.toISOString(),
  };
}
