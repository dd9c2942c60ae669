// What has to be true of the house at every moment, and what besides when all is done. Counted anew, by other ways than the rules'.

import { ACCOUNTS, accountId, UNITS } from "../../../origin/money/accounts.ts";
import { worthOf } from "../../../origin/money/coin-lots.ts";
import { coinsOf } from "../../../origin/money/postings/entry.ts";
import { exchangeTicketsOf, redeemedOf } from "../../../origin/money/postings/exchange.ts";
import { compareLines } from "../../../origin/money/reconcile.ts";
import type { Paid } from "../../../origin/money/refund-rule.ts";
import { takesSeat } from "../../../origin/tickets/ticket-life.ts";
import { COIN_UNITS } from "../../../shared/schema/money.ts";
import type { MoneyWorld, Order } from "./world.ts";

/** What is wrong now; null: nothing. */
export function findWrong(world: MoneyWorld): string | null {
  return (
    findUnbalanced(world) ??
    findStrayCoins(world) ??
    findOverselling(world) ??
    findStrayThings(world) ??
    findStrayMoney(world) ??
    findStrayEarnings(world)
  );
}

function findUnbalanced({ books }: MoneyWorld): string | null {
  const all = books.all();
  for (const unit of UNITS) {
    const sum = all.reduce((total, { account, balance }) => total + (account.unit === unit ? balance : 0), 0);
    if (sum !== 0) return `the books are ${sum} ${unit} apart`;
  }
  for (const { account } of all)
    if (ACCOUNTS[account.kind].guarded && books.holding(account) < 0)
      return `${accountId(account)} is overdrawn`;
  return null;
}

function findStrayCoins(world: MoneyWorld): string | null {
  const { books, orders, grants } = world;
  const owners = new Set([...orders, ...grants].map(({ userId }) => userId));
  for (const userId of owners)
    for (const unit of COIN_UNITS) {
      const inLots = world
        .lotsOf(userId)
        .reduce((sum, lot) => sum + (lot.unit === unit ? lot.leftCount : 0), 0);
      const inBooks = books.holding(coinsOf(userId, unit));
      if (inLots !== inBooks) return `${userId} has ${inBooks} ${unit}, and ${inLots} in lots`;
    }
  for (const currency of ["jpy", "usd"] as const) {
    const value = orders
      .flatMap(({ lots }) => lots)
      .reduce(
        (sum, lot) => sum + (lot.paid?.currency === currency ? worthOf({ lot, count: lot.leftCount }) : 0),
        0,
      );
    const float = books.total({ kind: "coin-float", unit: currency });
    if (value !== float) return `${float} ${currency} are held for coins worth ${value}`;
  }
  const earned = books.total({ kind: "creator-earnings", unit: "free-coin" });
  return earned === 0 ? null : "free coins earned somebody something";
}

function findOverselling({ types }: MoneyWorld): string | null {
  for (const { id, tickets, ticketsMax, perUserMax } of types) {
    const taken = tickets.filter(({ state }) => takesSeat(state));
    if (ticketsMax !== null && taken.length > ticketsMax)
      return `${taken.length} tickets of ${id} where there are ${ticketsMax}`;
    const byOwner = Map.groupBy(taken, ({ ownerId }) => ownerId);
    for (const [ownerId, own] of byOwner)
      if (own.length > perUserMax) return `${ownerId} has ${own.length} of ${id}, of at most ${perUserMax}`;
  }
  return null;
}

/** No more is sold than there is, to nobody twice; each exchange ticket is somebody's or was redeemed, once. */
function findStrayThings({ store: { things, lots }, books }: MoneyWorld): string | null {
  for (const { id, numberMax, soldCount, holderIds } of things) {
    if (numberMax !== null && soldCount > numberMax) return `${soldCount} of ${id} are sold, of ${numberMax}`;
    if (new Set(holderIds).size !== holderIds.length) return `somebody has ${id} twice`;
  }
  for (const [userId, own] of Map.groupBy(lots, (lot) => lot.userId)) {
    const inLots = own.reduce((sum, { leftCount }) => sum + leftCount, 0);
    const inBooks = books.holding(exchangeTicketsOf(userId));
    if (inLots !== inBooks) return `${userId} has ${inBooks} exchange tickets, and ${inLots} in lots`;
  }
  for (const [creatorId, own] of Map.groupBy(things, (thing) => thing.creatorId)) {
    const redeemed = own.reduce((sum, { ticketCount }) => sum + ticketCount, 0);
    const inBooks = books.holding(redeemedOf(creatorId));
    if (redeemed !== inBooks) return `${redeemed} of ${creatorId} were redeemed, and ${inBooks} by the books`;
  }
  return null;
}

/** What an order's buyer got back or is owed is never more than they paid, and a ticket is for who has paid. */
function findStrayMoney(world: MoneyWorld): string | null {
  for (const order of world.orders) {
    const { paid } = order;
    if (paid !== null && (paid.refunded > paid.total || paid.refunded < 0))
      return `${order.id} gives ${paid.refunded} of ${paid.total} back`;
    const tickets = order.type?.tickets.filter(({ orderId }) => orderId === order.id) ?? [];
    const isWhole = paid !== null && paid.refunded < paid.total;
    if (!isWhole && tickets.some(({ state }) => state === "valid"))
      return `${order.id} has tickets and is not paid`;
    // Whoever's bank decided for them is not let in, whatever is left.
    const isLost = order.disputes.some(({ state }) => state === "lost");
    if (isWhole && !isLost && tickets.some(({ state }) => state !== "valid" && state !== "suspended"))
      return `${order.id} is paid and its tickets are not there`;
  }
  return null;
}

/** What is held for an event is what is left of those orders that nobody earned yet; what is owed to creators is what was decided. */
function findStrayEarnings({ books, orders, types, creators }: MoneyWorld): string | null {
  for (const eventId of new Set(types.map((type) => type.eventId)))
    for (const unit of ["jpy", "usd"] as const) {
      const left = orders.reduce((sum, { type, currency, paid, earning }) => {
        const isHeld = type?.eventId === eventId && currency === unit && paid !== null && earning === null;
        return sum + (isHeld ? paid.total - paid.refunded - taxLeft(paid) : 0);
      }, 0);
      const held = books.holding({ kind: "event-held", owner: eventId, unit });
      if (left !== held) return `${held} ${unit} are held for ${eventId}, of orders with ${left}`;
    }
  for (const { payoutId, state, currency, moneyAmount, coinAmount } of creators.payouts) {
    const owed = books.holding({ kind: "payouts-owed", owner: payoutId, unit: currency });
    if (owed !== (state === "owed" ? moneyAmount + coinAmount : 0))
      return `${payoutId} is ${state}, and ${owed} are owed`;
    if (state === "dropped" && creators.transfers.transferOf(payoutId) !== null)
      return `${payoutId} is dropped, and what it was of can be paid again, and Stripe has made it`;
  }
  return null;
}

function taxLeft({ total, tax, refunded }: Paid): number {
  return tax - Number((BigInt(tax) * BigInt(refunded)) / BigInt(total));
}

/** What is left undone though there was time for everything; null: nothing. */
export function findUnsettled(world: MoneyWorld): string | null {
  const { books, stripe, orders } = world;
  const lines = books.balanceLines();
  const twice = lines.find(({ id }, at) => lines.findIndex((line) => line.id === id) !== at);
  if (twice !== undefined) return `${twice.id} is in the books twice`;
  const [difference] = compareLines(lines, stripe.balance);
  if (difference !== undefined)
    return `${difference.id}: ${difference.ours} in the books, ${difference.theirs} at Stripe`;
  const owed = world.creators.payouts.find(({ state }) => state === "owed");
  if (owed !== undefined) return `${owed.payoutId} is owed for ever`;
  for (const order of orders) {
    const wrong = findUnsettledOrder(world, order);
    if (wrong !== null) return `${order.id} ${wrong}`;
  }
  return null;
}

function findUnsettledOrder({ books, stripe, cancelled }: MoneyWorld, order: Order): string | null {
  const { id, state, paid, currency, type, disputes } = order;
  const facts = stripe.factsOf(id);
  if (facts === null) return "has no page";
  if (facts.session.isPaid !== (state === "paid")) return `is ${state}, and Stripe says otherwise`;
  if (state === "open" || state === "processing") return `is still ${state}`;
  if (disputes.some((dispute) => dispute.state === "open")) return null;
  const owed = books.holding({ kind: "refunds-owed", owner: id, unit: currency });
  if (owed !== 0) return `owes ${owed} for ever`;
  const held = books.holding({ kind: "disputes-held", owner: id, unit: currency });
  if (held !== 0) return `has ${held} in disputes that are decided`;
  const given =
    facts.refunds.reduce((sum, { amount, back }) => sum + (back === null ? amount : 0), 0) +
    facts.disputes.reduce(
      (sum, dispute) => sum + (dispute.state === "lost" ? (dispute.gone?.amount ?? 0) : 0),
      0,
    );
  if (given !== (paid?.refunded ?? 0)) return `gave ${given} back, and the books say ${paid?.refunded}`;
  if (type !== null && cancelled.has(type.eventId) && paid !== null && paid.refunded !== paid.total)
    return "keeps money of an event that was called off";
  return null;
}
