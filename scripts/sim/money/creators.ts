// Those who organise and perform: events come to an end and are earned, what matured is paid out, banks take some of it back.

import type { Taken } from "../../../origin/money/coin-lots.ts";
import { type CoinEarning, coinsToTakeBack, type Earning } from "../../../origin/money/earned-back.ts";
import { type LedgerTransaction, shareOf } from "../../../origin/money/ledger.ts";
import { isDisputed } from "../../../origin/money/next-step.ts";
import { coinsTakenBack, ticketsEarned } from "../../../origin/money/postings/earnings.ts";
import { creatorEarnings } from "../../../origin/money/postings/entry.ts";
import { payoutDecided } from "../../../origin/money/postings/payouts.ts";
import { netLeftOf } from "../../../origin/money/refund-rule.ts";
import { duePayouts } from "../../../origin/payouts/due-payouts.ts";
import {
  amountOf,
  nextPayoutStep,
  type PayoutAtHand,
  type PayoutPlan,
  planDrop,
  type TransferFacts,
  transferKey,
} from "../../../origin/payouts/payout-life.ts";
import type { Currency } from "../../../shared/schema/money.ts";
import type { Chance } from "../../fuzz/chance.ts";
import type { Books } from "./books.ts";
import { FakeTransfers } from "./transfers.ts";
import type { MoneyBug, MoneyWorld, Order } from "./world.ts";

/** Who organises what. The house has an event of its own. */
const ORGANISERS: Readonly<Record<string, string | null>> = { live: "mina", talk: null };
const TICKET_PERCENT = 80;
export const GIFT_PERCENT = 70;
const COIN_VALUE = { currency: "jpy", amount: 1, coinCount: 1 } as const;

type Payout = Omit<PayoutAtHand, "isThere" | "thereAmount">;
type CoinSpending = Omit<CoinEarning, "count"> & { readonly lots: ReadonlyMap<string, number> };
type Rim = {
  readonly chance: Chance;
  readonly bug: MoneyBug | null;
  readonly post: (transaction: LedgerTransaction) => boolean;
  readonly say: (line: string) => void;
  readonly id: (noun: string) => string;
};

export class Creators {
  readonly over = new Set<string>();
  payouts: readonly Payout[] = [];
  readonly transfers: FakeTransfers;
  readonly #world: MoneyWorld;
  readonly #books: Books;
  readonly #rim: Rim;
  #spendings: readonly CoinSpending[] = [];
  /** Somebody saw that a payout was not made, and is about to send it. */
  readonly #aboutToSend: { readonly payoutId: string; readonly attempt: number }[] = [];

  constructor(world: MoneyWorld, rim: Rim) {
    this.#world = world;
    this.#books = world.books;
    this.#rim = rim;
    this.transfers = new FakeTransfers(world.stripe, rim.chance);
  }

  /** One thing happens. */
  step(): void {
    const { chance } = this.#rim;
    const acts = [
      () => this.#end(),
      () => this.#earnOne(),
      () => this.#earnOne(),
      () => this.#decide(),
      () => this.#look(),
      () => this.#look(),
      () => this.#send(),
      () => this.#send(),
      () => this.#comesBack(),
      () => this.#dayPasses(),
    ];
    acts[chance.below(acts.length)]?.();
  }

  /** Everybody does what is left to do. */
  drain(): void {
    this.transfers.isWell = true;
    for (const order of this.#world.orders) this.#earn(order);
    while (this.#aboutToSend.length > 0) this.#send();
    this.transfers.forgetKeys();
    for (const { payoutId } of this.payouts) {
      this.#lookAt(payoutId);
      while (this.#aboutToSend.length > 0) this.#send();
      this.#lookAt(payoutId);
    }
  }

  /** What of an order's money is held, and what was earned of it. */
  moneyOf(order: Order): {
    heldAmount: number;
    earning: (Earning & { readonly thereAmount: number }) | null;
  } {
    const { bought, paid, earning, currency } = order;
    if (bought.what === "coins" || paid === null) return { heldAmount: 0, earning: null };
    const held = this.#books.holding({ kind: "event-held", owner: bought.eventId, unit: currency });
    if (this.#rim.bug === "others-money") return { heldAmount: held, earning: null };
    if (earning === null) return { heldAmount: Math.min(held, netLeftOf(paid)), earning: null };
    const thereAmount = earning.userId === null ? 0 : this.#has(earning.userId, currency);
    return { heldAmount: 0, earning: { ...earning, thereAmount } };
  }

  /** Coins were spent on somebody. */
  noteSpending(userId: string, amount: number, taken: readonly Taken[]): void {
    const transactionId = this.#spendings.length;
    const lots = new Map(taken.map(({ lot, count }) => [lot.id, count]));
    const known = { transactionId, userId, sharePercent: GIFT_PERCENT, amount, takenBackAmount: 0, lots };
    this.#spendings = [...this.#spendings, known];
  }

  /** A bank decided against whoever sold these coins, and so many of them are spent. */
  takeBackCoins(order: Order, disputeId: string, lostCount: number): void {
    const earned = this.#spendings.flatMap(({ lots, ...spending }) => {
      const count = order.lots.reduce(
        (sum, lot) => sum + (lot.unit === "coin" ? (lots.get(lot.id) ?? 0) : 0),
        0,
      );
      return count === 0 ? [] : [{ ...spending, count }];
    });
    const there = new Map(earned.map(({ userId }) => [userId, this.#has(userId, "coin")]));
    const spentCount = earned.reduce((sum, { count }) => sum + count, 0);
    const parts = coinsToTakeBack(earned, { lostCount, spentCount }, there);
    if (parts.length === 0 || !this.#rim.post(coinsTakenBack(`taken-back:${disputeId}`, parts))) return;
    this.#rim.say(`${disputeId} takes coins of those who earned them`);
    for (const { transactionId, count } of parts)
      this.#spendings = this.#spendings.map((spending) =>
        spending.transactionId === transactionId
          ? { ...spending, takenBackAmount: spending.takenBackAmount + count }
          : spending,
      );
  }

  #has(userId: string, unit: Currency | "coin"): number {
    return this.#books.holding(creatorEarnings(userId, unit));
  }

  #end(): void {
    const events = Object.keys(ORGANISERS).filter((id) => !this.#world.cancelled.has(id));
    const eventId = events[this.#rim.chance.below(events.length)];
    if (eventId === undefined || this.#rim.chance.percent(60)) return;
    this.over.add(eventId);
    this.#rim.say(`${eventId} is over`);
  }

  #earnOne(): void {
    const ended = this.#world.orders.filter(({ type }) => type !== null && this.over.has(type.eventId));
    const order = ended[this.#rim.chance.below(ended.length)];
    if (order !== undefined) this.#earn(order);
  }

  #earn(order: Order): void {
    const { id: orderId, bought, paid, currency, type } = order;
    if (bought.what === "coins" || !this.over.has(bought.eventId) || paid === null) return;
    const hasTickets = type?.tickets.some((ticket) => ticket.orderId === orderId && ticket.state === "valid");
    const netAmount = netLeftOf(paid);
    if (order.earning !== null || isDisputed(order) || netAmount === 0 || hasTickets !== true) return;
    const userId = ORGANISERS[bought.eventId] ?? null;
    const amount = userId === null ? 0 : shareOf(netAmount, TICKET_PERCENT, 100);
    const earned = userId === null ? null : { userId, amount };
    const { eventId } = bought;
    if (!this.#rim.post(ticketsEarned({ orderId, eventId, currency, netAmount, earned }))) return;
    this.#rim.say(`${orderId} is earned`);
    order.earning = { userId, netAmount, amount };
  }

  #decide(): void {
    const userIds = [...new Set(["mina", ...this.#spendings.map((spending) => spending.userId)])];
    const userId = userIds[this.#rim.chance.below(userIds.length)] ?? "mina";
    const units = ["jpy", "usd", "coin"] as const;
    const mature = new Map(units.map((unit) => [unit, this.#has(userId, unit)]));
    for (const due of duePayouts(mature, COIN_VALUE, { isLast: this.#rim.chance.percent(50) })) {
      const payout = { payoutId: this.#rim.id("payout"), userId, ...due };
      this.#rim.post(payoutDecided(payout));
      this.#rim.say(`${payout.payoutId} of ${amountOf(payout)} ${due.currency} is decided for ${userId}`);
      const begun = { state: "owed", returnedAmount: 0, returnIds: [], attempt: 1 } as const;
      this.payouts = [...this.payouts, { ...payout, ...begun }];
    }
  }

  #look(): void {
    const payout = this.payouts[this.#rim.chance.below(this.payouts.length)];
    if (payout !== undefined) this.#lookAt(payout.payoutId);
  }

  #lookAt(payoutId: string): void {
    const { state, attempt } = this.#payout(payoutId);
    const isBlind = this.#rim.bug === "payout-sent-blind" && state === "owed";
    const facts = isBlind ? null : this.transfers.transferOf(payoutId);
    if (facts !== null) this.#takeSteps(payoutId, facts);
    else if (state === "owed") this.#aboutToSend.push({ payoutId, attempt });
  }

  #send(): void {
    const [about] = this.#aboutToSend.splice(this.#rim.chance.below(this.#aboutToSend.length), 1);
    if (about === undefined) return;
    const { payoutId, attempt } = about;
    const payout = this.#payout(payoutId);
    const key = transferKey(payoutId, attempt);
    const sent = { ...payout, amount: amountOf(payout) };
    const answer = this.transfers.transfer(
      this.#rim.bug === "payout-key-anew" ? this.#rim.id(key) : key,
      sent,
    );
    if (!this.transfers.isWell && this.#rim.chance.percent(30))
      return this.#rim.say(`and we are killed before we know what became of ${payoutId}`);
    if ("stripeId" in answer) return this.#takeSteps(payoutId, answer);
    this.#rim.say(`stripe refuses ${payoutId}: ${answer.code}`);
    if (payout.state !== "owed" || payout.attempt !== attempt) return;
    if (answer.for === "balance") return this.#change(payoutId, { attempt: attempt + 1 });
    if (this.#rim.bug === "payout-asked-anew")
      this.transfers.transfer(transferKey(payoutId, attempt + 1), sent);
    this.#carryOut(payoutId, planDrop(this.#atHand(payoutId), answer.code));
  }

  #takeSteps(payoutId: string, facts: TransferFacts): void {
    for (;;) {
      const plan = nextPayoutStep(this.#atHand(payoutId), facts);
      if (plan === null) return;
      this.#carryOut(payoutId, plan);
      if (this.#rim.chance.percent(20) && !this.transfers.isWell)
        return this.#rim.say(`and we are killed in the midst of ${payoutId}`);
    }
  }

  #carryOut(payoutId: string, { transaction, stripeTransferId: _, ...changed }: PayoutPlan): void {
    this.#rim.say(`${payoutId}: ${transaction.kind}`);
    if (this.#rim.post(transaction)) this.#change(payoutId, changed);
  }

  #comesBack(): void {
    const what = this.transfers.giveBack();
    if (what !== null) this.#rim.say(`stripe: ${what}`);
  }

  #dayPasses(): void {
    if (this.#rim.chance.percent(50)) return;
    // Nobody who is about to send something is so for a day.
    while (this.#aboutToSend.length > 0) this.#send();
    this.transfers.forgetKeys();
    this.#rim.say("stripe forgets what it answered to whom");
  }

  #payout(payoutId: string): Payout {
    const payout = this.payouts.find((one) => one.payoutId === payoutId);
    if (payout === undefined) throw new Error(`there is no ${payoutId}`);
    return payout;
  }

  #atHand(payoutId: string): PayoutAtHand {
    const payout = this.#payout(payoutId);
    return { ...payout, isThere: true, thereAmount: this.#has(payout.userId, payout.currency) };
  }

  #change(payoutId: string, changed: Partial<Payout>): void {
    this.payouts = this.payouts.map((one) => (one.payoutId === payoutId ? { ...one, ...changed } : one));
  }
}
