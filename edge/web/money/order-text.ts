// What was ordered, in words.

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
