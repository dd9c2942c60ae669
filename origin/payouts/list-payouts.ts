// Payouts as their creators see them, and as whoever runs the house does.

import type { UserId } from "../../shared/schema/ids.ts";
import type { HousePayout, HousePayoutPage, HousePayoutQuery } from "../../shared/schema/internal/payouts.ts";
import type { Payout, PayoutPage } from "../../shared/schema/payout.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, toPage } from "../route-params.ts";
import { amountOf } from "./payout-life.ts";
import { listPayoutRecords, type PayoutRecord } from "./store.ts";

const cursorOf = ({ decidedAt, id }: PayoutRecord) => ({ at: decidedAt, id });

/** One's own, newest first. Throws CURSOR_INVALID (422). */
export async function listPayoutPage(
  { db }: Pick<OriginDeps, "db">,
  userId: UserId,
  { cursor, limit }: PageQuery,
): Promise<PayoutPage> {
  const rows = await listPayoutRecords(db, { userId }, decodeCursor(cursor), limit + 1);
  return toPage(rows, limit, toPayout, cursorOf);
}

/** Everybody's, newest first. Throws CURSOR_INVALID (422). */
export async function listHousePayoutPage(
  { db }: Pick<OriginDeps, "db">,
  { userId, state, cursor, limit }: HousePayoutQuery,
): Promise<HousePayoutPage> {
  const rows = await listPayoutRecords(db, { userId, state }, decodeCursor(cursor), limit + 1);
  return toPage(rows, limit, toHousePayout, cursorOf);
}

export function toPayout(payout: PayoutRecord): Payout {
  const { id, state, currency, moneyAmount, coinCount, coinAmount, returnedAmount, refusal } = payout;
  return {
    id,
    state,
    currency,
    amount: amountOf(payout),
    moneyAmount,
    coinCount,
    coinAmount,
    returnedAmount,
    refusal,
    decidedAt: payout.decidedAt.toISOString(),
    paidAt: payout.paidAt?.toISOString() ?? null,
  };
}

function toHousePayout(payout: PayoutRecord): HousePayout {
  const { userId, stripeAccountId, stripeTransferId, attempt, triedAt } = payout;
  return {
    ...toPayout(payout),
    userId,
    stripeAccountId,
    stripeTransferId,
    attempt,
    triedAt: triedAt?.toISOString() ?? null,
  };
}
