// What was ordered, and what became of it, in words.

import type { CoinPack, Order } from "../../../shared/schema/order.ts";
import type { Messages } from "../i18n/en.ts";
import type { Format } from "../i18n/format.ts";

/** `500 coins + 25 free`. */
export function packText(
  { coinCount, freeCoinCount }: Pick<CoinPack, "coinCount" | "freeCoinCount">,
  t: Messages,
  format: Format,
): string {
  const free = freeCoinCount === 0 ? "" : format.number(freeCoinCount);
  return t.money.pack(t.money.coins(coinCount, format.number(coinCount)), free);
}

/** What stands on the receipt; of coins, in the reader's language. */
export function orderText(order: Order, t: Messages, format: Format): string {
  return order.what === "coins" ? packText(order, t, format) : order.title;
}

/** What became of an order. "back": it was paid, and all of that is given back. */
export type Outcome = Order["state"] | "back";

export function outcomeOf({
  state,
  amount,
  refundedAmount,
}: Pick<Order, "state" | "amount" | "refundedAmount">): Outcome {
  return state === "paid" && amount > 0 && refundedAmount >= amount ? "back" : state;
}
