// What became of somebody's coins and exchange tickets, in words. Pure.

import type { CoinMove } from "../../../shared/schema/coin-history.ts";
import type { Messages } from "../i18n/en.ts";
import type { Format } from "../i18n/format.ts";

/** What it was. The books have more words than there are here, and will have others. */
export function moveText(move: CoinMove, t: Messages): string {
  const say = t.money.moves;
  const { about } = move;
  if (about?.what === "gift") return move.earnedCount > 0 ? say.stageEarned : say.stage;
  if (about?.what === "asset") return thingText(move, about, t);
  switch (move.kind) {
    case "coins.sold":
      return say.bought;
    case "coins.granted":
      return say.granted;
    case "coins.spent":
      return say.spent;
    case "coins.expired":
    case "exchange.expired":
      return say.expired;
    case "exchange.issued":
      return say.ticketsGiven;
    case "payout.decided":
      return say.paidOut;
    case "payout.dropped":
    case "payout.returned":
      return say.notPaidOut;
    default:
      return BACK.test(move.kind) ? say.back : say.other;
  }
}

const BACK = /^(refund|dispute)\.|^earnings\.taken-back$/;

function thingText(
  move: CoinMove,
  { name, forUserId }: Extract<NonNullable<CoinMove["about"]>, { what: "asset" }>,
  t: Messages,
): string {
  const say = t.money.moves;
  if (move.redeemedCount > 0) return say.redeemed(name);
  const gave = [move.coinCount, move.freeCoinCount, move.exchangeTicketCount].some((count) => count !== 0);
  if (!gave) return say.earned(name);
  return forUserId === null ? say.thing(name) : say.present(name);
}

/** How many more or fewer there are of what since, each with its sign. */
export function changesOf(move: CoinMove, t: Messages, format: Format): readonly string[] {
  const say = t.money.moves;
  const { coinCount, freeCoinCount, exchangeTicketCount, earnedCount, redeemedCount } = move;
  return [
    coinCount === 0 ? null : say.coins(signed(coinCount, format)),
    freeCoinCount === 0 ? null : say.free(signed(freeCoinCount, format)),
    exchangeTicketCount === 0 ? null : say.tickets(exchangeTicketCount, signed(exchangeTicketCount, format)),
    earnedCount === 0 ? null : say.earnedCoins(signed(earnedCount, format)),
    redeemedCount === 0 ? null : say.redeemedTickets,
  ].filter((text) => text !== null);
}

function signed(count: number, format: Format): string {
  return count > 0 ? `+${format.number(count)}` : `−${format.number(-count)}`;
}
