// What a creator has earned and was not paid yet, and how it came to that.

import type { UserId } from "../../shared/schema/ids.ts";
import type { EarnedUnit, Earning, EarningPage, Earnings } from "../../shared/schema/payout.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import type { OriginDeps } from "../deps.ts";
import { findFirstEarnedAt, listEarningsOf } from "../money/earning-store.ts";
import { readEarned } from "../money/read-earned.ts";
import { decodeCursor, toPage } from "../route-params.ts";
import { isPaidAfterwards } from "./close-earnings.ts";
import { coinValueAt } from "./coin-value.ts";
import { PAYOUT_MIN } from "./due-payouts.ts";
import { findAccount, listCoinValues } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

export async function getEarnings({ db, nowMs }: Deps, userId: UserId): Promise<Earnings> {
  const now = nowMs();
  const { currency, amount, coinCount } = coinValueAt(await listCoinValues(db), now);
  const since = await findFirstEarnedAt(db, userId);
  return {
    items: (await readEarned(db, userId, now)).map(({ unit, ...earned }) => ({
      unit: unit as EarnedUnit,
      ...earned,
    })),
    coinValue: { currency, amount, coinCount },
    payoutMin: { ...PAYOUT_MIN },
    since: since?.toISOString() ?? null,
    onLeaving: isPaidAfterwards(await findAccount(db, userId)) ? "paid" : "forfeited",
  };
}

type Row = Awaited<ReturnType<typeof listEarningsOf>>[number];

/** Newest first. Throws CURSOR_INVALID (422). */
export async function listEarningPage(
  { db }: Pick<OriginDeps, "db">,
  userId: UserId,
  { cursor, limit }: PageQuery,
): Promise<EarningPage> {
  const rows = await listEarningsOf(db, userId, decodeCursor(cursor), limit + 1);
  return toPage(rows, limit, toEarning, ({ earnedAt, transactionId }) => ({
    at: earnedAt,
    id: String(transactionId),
  }));
}

function toEarning({ transactionId, earnedAt, maturesAt, unit, ...row }: Row): Earning {
  const { sale, grossAmount, freeCount, exchangeCount, sharePercent, amount, takenBackAmount } = row;
  const { eventId, eventName } = row;
  return {
    id: String(transactionId),
    sale,
    unit: unit as EarnedUnit,
    grossAmount,
    freeCount,
    exchangeCount,
    sharePercent,
    amount,
    takenBackAmount,
    eventId,
    eventName,
    earnedAt: earnedAt.toISOString(),
    maturesAt: maturesAt.toISOString(),
  };
}
