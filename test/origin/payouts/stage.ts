// A shop with creators: they sell tickets of events that come to pass, are given coins, and have accounts at the Stripe double.

import { EVENT_HOLD_MS, earnTickets } from "../../../origin/money/earn-tickets.ts";
import { readEarned } from "../../../origin/money/read-earned.ts";
import { MATURES_AFTER_MS } from "../../../origin/money/revenue-share.ts";
import { settleOrder } from "../../../origin/money/settle-order.ts";
import { spendCoins } from "../../../origin/money/spend-coins.ts";
import { beginOnboarding, getPayoutAccount } from "../../../origin/payouts/payout-account.ts";
import { beginPayoutRun, carryOnPayoutRun } from "../../../origin/payouts/run-payouts.ts";
import { findRun } from "../../../origin/payouts/run-store.ts";
import { findAccount, listPayoutRecords, type PayoutRecord } from "../../../origin/payouts/store.ts";
import type { EventId, OrderId, UserId } from "../../../shared/schema/ids.ts";
import { openShop } from "../money/shop.ts";

export const DAY_MS = 24 * 3_600_000;
/** From when an event begins, over its end and what is held after it, until what it earned may be paid. */
export const TICKETS_MATURE_MS = 3 * DAY_MS + EVENT_HOLD_MS + MATURES_AFTER_MS.ticket;

export type Stage = Awaited<ReturnType<typeof openStage>>;

export async function openStage() {
  const shop = await openShop();
  const { deps, clock } = shop;

  const accountOf = async (userId: UserId): Promise<string> => {
    const account = await findAccount(deps.db, userId);
    if (account === null) throw new Error(`${userId} has no account at Stripe`);
    return account.stripeId;
  };
  const onboard = async (userId: UserId): Promise<void> => {
    const asked = { country: "JP", returnUrl: "https://square.example/earnings" };
    await beginOnboarding(deps, userId, asked);
    await shop.control(`accounts/${await accountOf(userId)}/onboard`);
    clock.nowMs += 1_001;
    await getPayoutAccount(deps, userId);
  };
  /** Somebody who can be paid. */
  const createCreator = async (): Promise<UserId> => {
    const userId = await shop.createUser();
    await onboard(userId);
    return userId;
  };
  const buyTickets = async (eventId: EventId, count = 1): Promise<OrderId> => {
    const typeId = await shop.createType(eventId);
    const order = await shop.orderTickets(await shop.createUser(), typeId, count);
    await shop.pay(order.id);
    await settleOrder(deps, order.id);
    return order.id;
  };
  /** An event in two days, and an order of tickets for it. */
  const sellTickets = async (organiserId: UserId | null, count = 1) => {
    const eventId = await shop.createEvent({ organiserId });
    return { eventId, orderId: await buyTickets(eventId, count) };
  };
  /** The events so far are over for so long that what they earned may be paid. */
  const mature = async (): Promise<void> => {
    await shop.pass(3 * DAY_MS + EVENT_HOLD_MS);
    await earnTickets(deps);
    await shop.pass(MATURES_AFTER_MS.ticket);
  };
  /** Somebody buys a pack of coins and gives some of them to a creator, whose share is half. */
  const giveCoins = async (userId: UserId, count: number): Promise<OrderId> => {
    const buyerId = await shop.createUser();
    const order = await shop.orderCoins(buyerId);
    await shop.pay(order.id);
    await settleOrder(deps, order.id);
    const units = ["coin"] as const;
    const earner = { userId, sale: "gift", sharePercent: 50 } as const;
    const key = `gift:${order.id}`;
    await deps.db.transaction((tx) =>
      spendCoins(tx, { key, userId: buyerId, count, units, earner }, clock.nowMs),
    );
    return order.id;
  };
  const dispute = async (orderId: OrderId): Promise<string> => {
    const opened = await shop.control("disputes", { charge: (await shop.chargeOf(orderId)).id });
    await settleOrder(deps, orderId);
    return String(opened["id"]);
  };
  const decide = async (disputeId: string, orderId: OrderId, won: boolean): Promise<void> => {
    await shop.control(`disputes/${disputeId}/decide`, { won });
    await settleOrder(deps, orderId);
  };
  /** A run, with all its parts, as its jobs would do them. */
  const runPayouts = async (): Promise<void> => {
    const run = await deps.db.transaction((tx) => beginPayoutRun(tx, deps));
    while ((await findRun(deps.db, run.id))?.endedAt === null)
      await carryOnPayoutRun(deps, { number: run.id, isLastTry: false });
  };
  const earned = (userId: UserId, unit: "jpy" | "coin" = "jpy"): Promise<number> =>
    shop.holding({ kind: "creator-earnings", owner: userId, unit });
  const matureOf = async (userId: UserId, unit: "jpy" | "coin" = "jpy") => {
    const found = (await readEarned(deps.db, userId, clock.nowMs)).find((of) => of.unit === unit);
    return found ?? { unit, amount: 0, waitingAmount: 0, heldAmount: 0, matureAmount: 0 };
  };
  const payoutsOf = (userId: UserId): Promise<PayoutRecord[]> =>
    listPayoutRecords(deps.db, { userId }, null, 100);
  /** What came to their account at Stripe, and is still there. */
  const atStripe = async (userId: UserId): Promise<number> => {
    const balance = await shop.double.stripe.balance.retrieve({}, { stripeAccount: await accountOf(userId) });
    return balance.available.find(({ currency }) => currency === "jpy")?.amount ?? 0;
  };
  /** The house has money at Stripe that it can send: the double holds what is paid for some days, as Stripe does. */
  const fund = async (amount = 9_000_000): Promise<void> => {
    await shop.double.stripe.paymentIntents.create({
      amount,
      currency: "jpy",
      payment_method: "pm_card_bypassPending",
      confirm: true,
    });
  };

  return {
    ...shop,
    createCreator,
    onboard,
    accountOf,
    buyTickets,
    sellTickets,
    mature,
    giveCoins,
    dispute,
    decide,
    runPayouts,
    earned,
    matureOf,
    payoutsOf,
    atStripe,
    fund,
  };
}
