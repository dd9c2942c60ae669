// Somebody redeems a free exchange ticket, in the transaction of what they get for it. Its creator earns nothing, and is told that.

import { assert } from "../../shared/assert.ts";
import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { insertEarning } from "./earning-store.ts";
import { lotToRedeem } from "./exchange-lots.ts";
import { lockExchangeLotsOf, takeOfExchangeLot } from "./exchange-store.ts";
import { postTransaction } from "./post-transaction.ts";
import { exchangeRedeemed } from "./postings/exchange.ts";

/** Throws EXCHANGE_TICKETS_MISSING (409). */
export async function redeemExchangeTicket(
  tx: DbOrTx,
  { key, userId, creatorId }: { readonly key: string; readonly userId: UserId; readonly creatorId: UserId },
  nowMs: number,
): Promise<void> {
  const lot = lotToRedeem(await lockExchangeLotsOf(tx, userId), nowMs);
  if (lot === null) throw ticketsMissing();
  const redeemed = exchangeRedeemed({ key, userId, creatorId });
  const at = new Date(nowMs);
  const transactionId = await postTransaction(tx, redeemed, { at, orderId: null });
  assert(transactionId !== null, `${key} was redeemed before`);
  await takeOfExchangeLot(tx, lot, 1);
  await insertEarning(tx, {
    transactionId,
    userId: creatorId,
    sale: "store",
    unit: "coin",
    grossAmount: 0,
    exchangeCount: 1,
    sharePercent: 0,
    amount: 0,
    earnedAt: at,
    maturesAt: at,
  });
}

function ticketsMissing(): Problem {
  return new Problem({
    status: 409,
    code: "EXCHANGE_TICKETS_MISSING",
    title: "There is no exchange ticket left",
    detail: "The house issues them, and they expire: GET /v1/me/wallet tells how many there are.",
  });
}
