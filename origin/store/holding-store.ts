// All the SQL of what was bought, and of who has it.

import { and, desc, eq, inArray, ne, not, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { AssetId, PurchaseId, UserId } from "../../shared/schema/ids.ts";
import type { SellableKind } from "../../shared/schema/store.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { holdings, listings, purchases } from "../db/schema/store.ts";
import { assets, users } from "../db/schema/users.ts";
import type { Cursor } from "../route-params.ts";

export type PurchaseRecord = typeof purchases.$inferSelect;
type HoldingRecord = typeof holdings.$inferSelect;
type Named = { readonly id: UserId; readonly displayName: string };
export type HeldAsset = {
  readonly holding: HoldingRecord;
  readonly asset: typeof assets.$inferSelect;
  readonly owner: Named;
  readonly from: Named | null;
};

export async function insertPurchase(tx: DbOrTx, purchase: PurchaseRecord): Promise<void> {
  await tx.insert(purchases).values(purchase);
}

export async function findPurchaseByKey(
  db: DbOrTx,
  buyerId: UserId,
  idempotencyKey: string,
): Promise<PurchaseRecord | null> {
  const [row] = await db
    .select()
    .from(purchases)
    .where(and(eq(purchases.buyerId, buyerId), eq(purchases.idempotencyKey, idempotencyKey)));
  return row ?? null;
}

/** In no order. */
export async function listPurchasesById(db: DbOrTx, ids: readonly PurchaseId[]): Promise<PurchaseRecord[]> {
  return ids.length === 0
    ? []
    : db
        .select()
        .from(purchases)
        .where(inArray(purchases.id, [...ids]));
}

export async function insertHolding(tx: DbOrTx, holding: HoldingRecord): Promise<void> {
  await tx.insert(holdings).values(holding);
}

export async function isHeldBy(db: DbOrTx, holderId: UserId, assetId: AssetId): Promise<boolean> {
  const found = await db.$count(
    holdings,
    and(eq(holdings.holderId, holderId), eq(holdings.assetId, assetId)),
  );
  return found > 0;
}

export async function isHeldBySomebody(db: DbOrTx, assetId: AssetId): Promise<boolean> {
  const [row] = await db
    .select({ assetId: holdings.assetId })
    .from(holdings)
    .where(eq(holdings.assetId, assetId))
    .limit(1);
  return row !== undefined;
}

const owners = alias(users, "owners");
const givers = alias(users, "givers");

function held(db: DbOrTx) {
  return db
    .select({
      holding: holdings,
      asset: assets,
      owner: { id: owners.id, displayName: owners.displayName },
      from: { id: givers.id, displayName: givers.displayName },
    })
    .from(holdings)
    .innerJoin(assets, eq(assets.id, holdings.assetId))
    .innerJoin(owners, eq(owners.id, assets.ownerId))
    .leftJoin(givers, eq(givers.id, holdings.fromId));
}

export async function findHeld(db: DbOrTx, holderId: UserId, assetId: AssetId): Promise<HeldAsset | null> {
  const [row] = await held(db).where(and(eq(holdings.holderId, holderId), eq(holdings.assetId, assetId)));
  return row ?? null;
}

/** Newest first, from after the cursor. */
export async function listHeld(
  db: DbOrTx,
  holderId: UserId,
  { kind, cursor }: { readonly kind: SellableKind | undefined; readonly cursor: Cursor | null },
  limit: number,
): Promise<HeldAsset[]> {
  return held(db)
    .where(
      and(
        eq(holdings.holderId, holderId),
        kind === undefined ? undefined : eq(assets.kind, kind),
        cursor === null ? undefined : before([holdings.createdAt, holdings.assetId], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(holdings.createdAt), desc(holdings.assetId))
    .limit(limit);
}

const isHeld = (by: "user" | "others", userId: UserId) => {
  const holder = by === "user" ? eq(holdings.holderId, userId) : ne(holdings.holderId, userId);
  return sql`EXISTS (SELECT FROM ${holdings} WHERE ${holdings.assetId} = ${assets.id} AND ${holder})`;
};

/** Makes what others have of a user's assets another's, with what is said of their sale, which ends. */
export async function handDownHeldAssets(tx: DbOrTx, fromId: UserId, toId: UserId): Promise<void> {
  await changeOwner(tx, and(eq(assets.ownerId, fromId), isHeld("others", fromId)), toId);
}

/** Of somebody's assets, makes what only this user has the user's own. */
export async function giveLastHeldAssets(tx: DbOrTx, fromId: UserId, toId: UserId): Promise<void> {
  const isTheirsAlone = and(isHeld("user", toId), not(isHeld("others", toId)));
  await changeOwner(tx, and(eq(assets.ownerId, fromId), isTheirsAlone), toId);
}

async function changeOwner(tx: DbOrTx, which: SQL | undefined, toId: UserId): Promise<void> {
  const changed = await tx.update(assets).set({ ownerId: toId }).where(which).returning({ id: assets.id });
  const ids = changed.map(({ id }) => id);
  if (ids.length > 0)
    await tx.update(listings).set({ ownerId: toId, isForSale: false }).where(inArray(listings.assetId, ids));
}
