// Somebody buys a thing, for themselves or for a friend: what it costs goes, and it is theirs, in one transaction. Asked again with the
// same key, as by a double click, it is the same purchase.

import { assert, unreachable } from "../../shared/assert.ts";
import { Problem } from "../../shared/http/problem.ts";
import { type AssetId, newId, type UserId } from "../../shared/schema/ids.ts";
import type { Buy, Got, Purchase } from "../../shared/schema/store.ts";
import { sha256Hex } from "../../shared/sha256.ts";
import { lockAssetAsIs } from "../assets/version-store.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { SPENDING_ORDER } from "../money/coin-lots.ts";
import { redeemExchangeTicket } from "../money/redeem-exchange-ticket.ts";
import { findSharePercent } from "../money/share-store.ts";
import { spendCoins } from "../money/spend-coins.ts";
import { notFound } from "../route-params.ts";
import { requireShown } from "../users/require-shown.ts";
import { recordSaleChange } from "./end-sale.ts";
import {
  findPurchaseByKey,
  insertHolding,
  insertPurchase,
  isHeldBy,
  type PurchaseRecord,
} from "./holding-store.ts";
import { countSold, type ListingRecord, lockListing } from "./listing-store.ts";
import { requireRecipient } from "./recipient.ts";
import { leftCountOf, requireBuyable } from "./sale-rule.ts";
import { tellOfPurchase } from "./tell-of-purchase.ts";

type Buying = {
  readonly buyerId: UserId;
  readonly assetId: AssetId;
  readonly body: Buy;
  readonly idempotencyKey: string;
};

/**
 * Throws LISTING_NOT_FOUND (404); what requireBuyable throws, HELD_ALREADY, COINS_MISSING or EXCHANGE_TICKETS_MISSING (409); for a
 * friend what requireRecipient throws and RECIPIENT_HAS_IT (409); or IDEMPOTENCY_KEY_REUSED (422).
 */
export async function buyAsset(
  { db, nowMs }: Pick<OriginDeps, "db" | "nowMs">,
  { buyerId, assetId, body, idempotencyKey }: Buying,
): Promise<Purchase> {
  const requestHash = await sha256Hex(JSON.stringify([assetId, body]));
  const now = new Date(nowMs());
  return db.transaction(async (tx) => {
    // Two requests with one key must not pass each other.
    await lockInTransaction(tx, "buyer", buyerId);
    const made = await findPurchaseByKey(tx, buyerId, idempotencyKey);
    if (made !== null) {
      if (made.requestHash !== requestHash) throw keyReused();
      return toPurchase(made);
    }
    if (body.forUserId !== null) await requireRecipient(tx, buyerId, body.forUserId);
    const holderId = body.forUserId ?? buyerId;
    const { listing, assetName } = await lockForSale(tx, assetId);
    await requireNotHeld(tx, { holderId, buyerId }, listing);
    requireBuyable(listing, body);
    const isPaid = body.payWith === "coins";
    const purchase: PurchaseRecord = {
      id: newId("purchase"),
      buyerId,
      holderId,
      creatorId: listing.ownerId,
      assetId,
      assetName,
      payWith: body.payWith,
      priceCoins: listing.priceCoins,
      sharePercent: isPaid ? await findSharePercent(tx, "store", listing.ownerId, now.getTime()) : null,
      idempotencyKey,
      requestHash,
      createdAt: now,
    };
    await insertPurchase(tx, purchase);
    await pay(tx, purchase);
    await handOver(tx, purchase, body.note);
    if (leftCountOf(listing) === 1) await recordSaleChange(tx, assetId, now);
    await tellOfPurchase(tx, purchase, { kind: listing.kind, note: body.note });
    return toPurchase(purchase);
  });
}

/** What is for sale, as it stays until the transaction ends; the asset is locked before its listing. Throws LISTING_NOT_FOUND (404). */
async function lockForSale(
  tx: DbOrTx,
  assetId: AssetId,
): Promise<{ readonly listing: ListingRecord; readonly assetName: string }> {
  const asset = await lockAssetAsIs(tx, assetId);
  const listing = await lockListing(tx, assetId);
  if (asset === null || asset.takenDownAt !== null || listing === null) throw notFound("listing");
  await requireShown(tx, asset.ownerId, "listing");
  return { listing, assetName: asset.name };
}

async function requireNotHeld(
  tx: DbOrTx,
  { holderId, buyerId }: { readonly holderId: UserId; readonly buyerId: UserId },
  { ownerId, assetId }: ListingRecord,
): Promise<void> {
  if (ownerId !== holderId && !(await isHeldBy(tx, holderId, assetId))) return;
  throw holderId === buyerId ? heldAlready() : recipientHasIt();
}

async function pay(tx: DbOrTx, purchase: PurchaseRecord): Promise<void> {
  const { id, buyerId: userId, creatorId, priceCoins: count, payWith, sharePercent, createdAt } = purchase;
  const key = `store:${id}`;
  const nowMs = createdAt.getTime();
  switch (payWith) {
    case "coins": {
      const earner =
        sharePercent === null ? null : ({ userId: creatorId, sale: "store", sharePercent } as const);
      const spent = await spendCoins(tx, { key, userId, count, units: SPENDING_ORDER, earner }, nowMs);
      assert(spent !== null, `${key} was paid before`);
      return;
    }
    case "exchange-ticket":
      return redeemExchangeTicket(tx, { key, userId, creatorId }, nowMs);
    default:
      return unreachable(payWith);
  }
}

async function handOver(tx: DbOrTx, purchase: PurchaseRecord, note: string): Promise<void> {
  const { id: purchaseId, holderId, buyerId, assetId, createdAt } = purchase;
  const isGift = holderId !== buyerId;
  await countSold(tx, assetId);
  await insertHolding(tx, {
    holderId,
    assetId,
    got: gotBy(purchase),
    fromId: isGift ? buyerId : null,
    note,
    purchaseId,
    createdAt,
  });
}

function gotBy({ holderId, buyerId, payWith }: PurchaseRecord): Got {
  if (holderId !== buyerId) return "gift";
  return payWith === "coins" ? "bought" : "redeemed";
}

function toPurchase({
  id,
  assetId,
  priceCoins,
  payWith,
  holderId,
  buyerId,
  createdAt,
}: PurchaseRecord): Purchase {
  const forUserId = holderId === buyerId ? null : holderId;
  return { id, assetId, priceCoins, payWith, forUserId, createdAt: createdAt.toISOString() };
}

function heldAlready(): Problem {
  return new Problem({ status: 409, code: "HELD_ALREADY", title: "This is yours already" });
}

function recipientHasIt(): Problem {
  return new Problem({ status: 409, code: "RECIPIENT_HAS_IT", title: "They have this already" });
}

function keyReused(): Problem {
  return new Problem({
    status: 422,
    code: "IDEMPOTENCY_KEY_REUSED",
    title: "This Idempotency-Key was used for another purchase",
  });
}
