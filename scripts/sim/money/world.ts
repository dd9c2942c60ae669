// A house that sells coins and tickets, and things for coins, and people who buy, spend, return and dispute, on a Stripe whose webhooks
// cannot be relied on, with a crash possible between any two steps. Watches that money and seats are neither lost nor made, whatever happens.

import {
  afterTaking,
  type CoinLot,
  expiryOf,
  isExpired,
  SPENDING_ORDER,
  takeCoins,
} from "../../../origin/money/coin-lots.ts";
import type { Earning } from "../../../origin/money/earned-back.ts";
import { type LedgerTransaction, shareOf } from "../../../origin/money/ledger.ts";
import {
  isDisputed,
  type KnownDispute,
  type KnownRefund,
  nextStep,
  type OrderFacts,
  refundsToSend,
} from "../../../origin/money/next-step.ts";
import { isHoldOver, type OrderState } from "../../../origin/money/order-life.ts";
import {
  type OrderAtHand,
  type Plan,
  planAgain,
  planRefund,
  planStep,
  type RefundReason,
} from "../../../origin/money/plan-step.ts";
import { coinsGranted, coinsLost, coinsSpent } from "../../../origin/money/postings/coins.ts";
import { type Paid, refundableOf } from "../../../origin/money/refund-rule.ts";
import {
  HOLD_MS,
  requireForSale,
  type SaleRules,
  TICKET_TRANSITIONS,
  type TicketState,
  takesSeat,
  ticketAfter,
} from "../../../origin/tickets/ticket-life.ts";
import { Problem } from "../../../shared/http/problem.ts";
import type { CoinUnit, Currency } from "../../../shared/schema/money.ts";
import type { Chance } from "../../fuzz/chance.ts";
import { Books } from "./books.ts";
import { Creators, GIFT_PERCENT } from "./creators.ts";
import { findUnsettled, findWrong } from "./invariants.ts";
import { type House, STORE_BUGS, type StoreBug, Storefront } from "./storefront.ts";
import { FakeStripe } from "./stripe.ts";

/** Bugs that can be planted. */
export const MONEY_BUGS = {
  "late-is-in-time": "what is paid is handed over, also when its seat was given back",
  "twice-is-twice": "what two processes do at once is in the books twice",
  "older-answer-wins": "an order goes to whatever state an answer of Stripe's says, however old it is",
  "refund-at-once": "a refund is noted as paid when it is sent",
  "refund-key-anew": "a refund that is sent again has another idempotency key",
  "stale-lots": "coins are taken of lots as they were a while ago",
  "no-limit": "nobody counts held tickets",
  "crash-half-way": "lots are changed in another transaction than the books",
  "others-money": "what goes back of an order is taken of all that is held for its event",
  "payout-key-anew": "a payout that is sent again has another idempotency key",
  "payout-asked-anew":
    "a payout that is refused for good is asked for anew, by another process, before it is dropped",
  "payout-sent-blind": "a payout is sent again without a look whether Stripe has made it",
  ...STORE_BUGS,
} as const satisfies Readonly<Record<string, string>>;
export type MoneyBug = keyof typeof MONEY_BUGS;

function isStoreBug(bug: MoneyBug | null): bug is StoreBug {
  return bug !== null && Object.hasOwn(STORE_BUGS, bug);
}

export class MoneyViolation extends Error {}

export type Ticket = {
  readonly id: string;
  readonly orderId: string | null;
  ownerId: string;
  state: TicketState;
};
export type TicketType = SaleRules & {
  readonly id: string;
  readonly eventId: string;
  readonly price: number | null;
  readonly tickets: Ticket[];
};
export type Order = {
  readonly id: string;
  readonly userId: string;
  readonly currency: Currency;
  readonly total: number;
  readonly bought: OrderAtHand["bought"];
  readonly type: TicketType | null;
  readonly holdUntilMs: number;
  /** Whether we know that Stripe has a page for it. */
  hasSession: boolean;
  state: OrderState;
  paid: Paid | null;
  refunds: (KnownRefund & { reason: RefundReason | null })[];
  disputes: KnownDispute[];
  lots: CoinLot[];
  /** Null until its event is over, and for coins. */
  earning: Earning | null;
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const USERS = ["ann", "ben", "cho", "dai"] as const;
const CURRENCIES = ["jpy", "usd"] as const;
const DRAIN_ROUNDS = 8;
/** Steps in which something happens in the store besides. */
const STORE_ACTS_PERCENT = 20;
/** More than one answer of Stripe's has steps in it. */
const STEPS_MAX = 100;

export class MoneyWorld {
  nowMs = 0;
  readonly trace: string[] = [];
  readonly books: Books;
  readonly stripe: FakeStripe;
  readonly orders: Order[] = [];
  readonly types: readonly [TicketType, ...TicketType[]];
  readonly store: Storefront;
  /** Given by the house, and no order's. */
  readonly grants: { readonly userId: string; lot: CoinLot }[] = [];
  readonly cancelled = new Set<string>();
  readonly creators: Creators;
  readonly #chance: Chance;
  /** The store's own, so that a seed means the same to the others with and without it. */
  readonly #storeChance: Chance;
  readonly #bug: MoneyBug | null;
  /** Answers of Stripe's that somebody read and did not act on yet. */
  readonly #answers: { readonly order: Order; readonly facts: OrderFacts }[] = [];
  /** Lots as somebody saw them who spent. */
  readonly #seenLots = new Map<string, CoinLot[]>();
  #last = 0;

  constructor(chance: Chance, storeChance: Chance, bug: MoneyBug | null) {
    this.#chance = chance;
    this.#storeChance = storeChance;
    this.#bug = bug;
    this.books = new Books(bug !== "twice-is-twice");
    this.stripe = new FakeStripe(chance);
    const post = (transaction: LedgerTransaction) => this.#post(transaction);
    const say = (line: string) => this.#say(line);
    const id = (noun: string) => this.#id(noun);
    this.creators = new Creators(this, { chance, bug, post, say, id });
    this.types = [
      this.#type("live", { price: chance.between(100, 5_000), ticketsMax: chance.between(1, 5) }),
      this.#type("live", { price: null, ticketsMax: chance.between(1, 5) }),
      this.#type("talk", { price: chance.between(100, 5_000), ticketsMax: chance.between(1, 5) }),
    ];
    this.store = new Storefront(this.#asHouse(), storeChance, isStoreBug(bug) ? bug : null);
  }

  #type(eventId: string, more: Pick<TicketType, "price" | "ticketsMax">): TicketType {
    const limits = { perUserMax: this.#chance.between(1, 3), salesFromMs: null, isByInvitation: false };
    const id = `${eventId}-${more.price === null ? "free" : "paid"}`;
    return { id, eventId, tickets: [], salesUntilMs: 200 * DAY_MS, ...limits, ...more };
  }

  /** One thing happens. Throws MoneyViolation. */
  step(): void {
    this.nowMs += this.#chance.percent(1)
      ? this.#chance.below(60 * DAY_MS)
      : this.#chance.below(3 * MINUTE_MS);
    const acts = [
      () => this.#buyCoins(),
      () => this.#buyTickets(),
      () => this.#buyTickets(),
      () => this.#stripeActs(),
      () => this.#stripeActs(),
      () => this.#stripeActs(),
      () => this.#hear(),
      () => this.#hear(),
      () => this.#act(),
      () => this.#act(),
      () => this.#sweep(),
      () => this.#spend(),
      () => this.#spend(),
      () => this.#grant(),
      () => this.#expireLots(),
      () => this.#refund(),
      () => this.#sendRefunds(),
      () => this.#again(),
      () => this.#transfer(),
      () => (this.#chance.percent(10) ? this.#cancel() : this.#cancelOn()),
      () => this.creators.step(),
      () => this.creators.step(),
      () => this.creators.step(),
      () => this.creators.step(),
    ] as const;
    acts[this.#chance.below(acts.length)]?.();
    if (this.#storeChance.percent(STORE_ACTS_PERCENT)) this.store.act();
    this.#watch(findWrong(this));
  }

  /** Nothing happens any more, and everybody does what is left to do. Throws MoneyViolation. */
  drain(): void {
    this.#say("all is quiet");
    while (this.#answers.length > 0) this.#act();
    for (let round = 0; round < DRAIN_ROUNDS; round++) {
      this.nowMs += HOLD_MS;
      for (const order of this.orders) {
        if (this.stripe.factsOf(order.id)?.session.status === "complete") this.stripe.finish(order.id);
        this.#sweepOne(order);
        for (const refund of order.refunds)
          if (refund.state === "failed" && !isDisputed(order))
            this.#carryOut(order, planAgain(refund, this.#id("again")));
      }
      for (const eventId of this.cancelled) this.#cancelSome(eventId, Number.POSITIVE_INFINITY);
      this.#sendAll();
      this.creators.drain();
      this.#watch(findWrong(this));
    }
    this.#watch(findUnsettled(this));
  }

  // ── buyers ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  #buyCoins(): void {
    const coins = this.#chance.between(1, 50);
    const bought = { what: "coins", coins, freeCoins: this.#chance.below(4) } as const;
    this.#order(bought, null, 50 + coins * this.#chance.between(1, 3));
  }

  #buyTickets(): void {
    const type = this.#one(this.types);
    if (this.cancelled.has(type.eventId) || this.creators.over.has(type.eventId)) return;
    const userId = this.#one(USERS);
    const count = this.#chance.between(1, 3);
    if (!this.#isForSale(type, userId, count)) return;
    if (type.price === null) {
      this.#say(`${userId} takes ${count} of ${type.id}`);
      for (let n = 0; n < count; n++)
        type.tickets.push({ id: this.#id("ticket"), orderId: null, ownerId: userId, state: "valid" });
      return;
    }
    const order = this.#order({ what: "tickets", eventId: type.eventId }, type, type.price * count, userId);
    for (let n = 0; n < count; n++)
      type.tickets.push({ id: this.#id("ticket"), orderId: order.id, ownerId: userId, state: "held" });
  }

  #isForSale(type: TicketType, userId: string, count: number): boolean {
    const taken = type.tickets.filter(({ state }) =>
      this.#bug === "no-limit" ? state === "valid" : takesSeat(state),
    );
    const ownCount = taken.filter(({ ownerId }) => ownerId === userId).length;
    try {
      requireForSale(type, { count, takenCount: taken.length, ownCount, invitedCount: null }, this.nowMs);
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  }

  #order(bought: Order["bought"], type: TicketType | null, total: number, buyer?: string): Order {
    const userId = buyer ?? this.#one(USERS);
    const order: Order = {
      id: this.#id("order"),
      userId,
      currency: this.#one(CURRENCIES),
      total,
      bought,
      type,
      holdUntilMs: this.nowMs + HOLD_MS,
      hasSession: false,
      state: "open",
      paid: null,
      refunds: [],
      disputes: [],
      lots: [],
      earning: null,
    };
    this.orders.push(order);
    this.#say(`${userId} orders ${type?.id ?? "coins"} for ${total} ${order.currency}: ${order.id}`);
    if (this.#chance.percent(90)) this.#openPage(order);
    else this.#say("and we are killed before Stripe hears of it");
    return order;
  }

  #openPage(order: Order): void {
    this.stripe.createSession(order.id, order.currency, order.total);
    if (this.#chance.percent(95)) order.hasSession = true;
    else this.#say("and we are killed before we know that Stripe has a page for it");
  }

  #stripeActs(): void {
    const what = this.stripe.act();
    if (what !== null) this.#say(what);
  }

  // ── hearing of it ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  #hear(): void {
    const at = this.#chance.below(this.stripe.webhooks.length);
    const [orderId] = this.stripe.webhooks.splice(at, 1);
    const order = this.orders.find(({ id }) => id === orderId);
    if (order !== undefined) this.#read(order);
  }

  #read(order: Order): void {
    const facts = this.stripe.factsOf(order.id);
    if (facts === null) return;
    order.hasSession = true;
    this.#answers.push({ order, facts });
  }

  /** Somebody goes by an answer that may be old by now, and may be killed before the end. */
  #act(): void {
    const [answer] = this.#answers.splice(this.#chance.below(this.#answers.length), 1);
    if (answer === undefined) return;
    const { order, facts } = answer;
    for (let steps = this.#chance.percent(20) ? this.#chance.between(1, 2) : STEPS_MAX; steps > 0; steps--)
      if (!this.#stepOn(order, facts)) return;
    this.#say("and we are killed in the midst of it");
  }

  #stepOn(order: Order, facts: OrderFacts): boolean {
    const known = this.#atHand(order);
    if (this.#bug === "older-answer-wins" && order.state === "paid" && !facts.session.isPaid)
      order.state = "processing";
    const step = nextStep(known, facts);
    if (step === null) return false;
    const plan = planStep(known, step, facts);
    this.#carryOut(order, plan, step.do);
    if (step.do === "dispute-lost")
      this.creators.takeBackCoins(order, step.stripeId, plan.lostCoinCount ?? 0);
    if (plan.transaction !== null && this.#chance.percent(5))
      this.#carryOut(order, plan, `${step.do}, at once by another`);
    return true;
  }

  #atHand(order: Order): OrderAtHand {
    return {
      ...order,
      ...this.creators.moneyOf(order),
      isDeliverable:
        order.type === null ||
        this.#bug === "late-is-in-time" ||
        this.#ticketsOf(order).every(({ state }) => state === "held"),
    };
  }

  #ticketsOf(order: Order): Ticket[] {
    return order.type?.tickets.filter(({ orderId }) => orderId === order.id) ?? [];
  }

  #sweep(): void {
    const order = this.orders[this.#chance.below(this.orders.length)];
    if (order === undefined) return;
    this.#sweepOne(order);
  }

  #sweepOne(order: Order): void {
    if (!order.hasSession) this.#openPage(order);
    if (isHoldOver(order, this.nowMs)) this.stripe.expire(order.id);
    this.#read(order);
    const answer = this.#answers.pop();
    if (answer === undefined) return;
    for (let steps = 0; this.#stepOn(answer.order, answer.facts); steps++)
      if (steps > STEPS_MAX) throw new MoneyViolation(`${order.id} goes round in circles`);
  }

  // ── coins ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  lotsOf(userId: string): CoinLot[] {
    const granted = this.grants.filter((grant) => grant.userId === userId).map(({ lot }) => lot);
    return [
      ...this.orders.filter((order) => order.userId === userId).flatMap(({ lots }) => lots),
      ...granted,
    ];
  }

  #spend(): void {
    const userId = this.#one(USERS);
    const count = this.#chance.between(1, 20);
    const units = this.#chance.percent(50) ? SPENDING_ORDER : (["coin"] as const);
    this.#spendOn({ key: this.#id("spend"), userId, count, creatorId: "performer" }, units);
  }

  /** False where there are not so many coins, or they were spent on it before. */
  #spendOn(
    { key, userId, count, creatorId }: Parameters<House["spend"]>[0],
    units: readonly CoinUnit[] = SPENDING_ORDER,
  ): boolean {
    const lots = this.lotsOf(userId);
    const seen = this.#bug === "stale-lots" ? (this.#seenLots.get(userId) ?? lots) : lots;
    this.#seenLots.set(userId, lots);
    const taken = takeCoins(seen, count, units, this.nowMs);
    if (taken === null) return false;
    const paidCount = taken.reduce((sum, { lot, count: n }) => sum + (lot.unit === "coin" ? n : 0), 0);
    const earnedCount = shareOf(paidCount, GIFT_PERCENT, 100);
    const earned = earnedCount === 0 ? null : { userId: creatorId, count: earnedCount };
    if (!this.#post(coinsSpent({ key, userId, taken, earned }))) return false;
    this.creators.noteSpending(creatorId, earnedCount, taken);
    this.#say(`${userId} spends ${count} coins`);
    this.#takeLots(taken);
    return true;
  }

  #asHouse(): House {
    const nowMs = () => this.nowMs;
    return {
      get nowMs() {
        return nowMs();
      },
      userIds: USERS,
      post: (transaction) => this.#post(transaction),
      spend: (spending) => this.#spendOn(spending),
      newId: (noun) => this.#id(noun),
      say: (line) => this.#say(line),
    };
  }

  #grant(): void {
    const userId = this.#one(USERS);
    const issuedCount = this.#chance.between(1, 10);
    this.#post(coinsGranted(this.#id("grant"), userId, issuedCount));
    this.grants.push({ userId, lot: this.#lot("free-coin", issuedCount, null) });
    this.#say(`${userId} is given ${issuedCount} coins`);
  }

  #lot(unit: CoinLot["unit"], issuedCount: number, paid: CoinLot["paid"]): CoinLot {
    const times = { issuedAtMs: this.nowMs, expiresAtMs: expiryOf(this.nowMs) };
    return {
      id: this.#id("lot"),
      unit,
      issuedCount,
      leftCount: issuedCount,
      isFrozen: false,
      paid,
      ...times,
    };
  }

  #expireLots(): void {
    const userId = this.#one(USERS);
    for (const lot of this.lotsOf(userId)) {
      if (lot.leftCount === 0 || !isExpired(lot, this.nowMs)) continue;
      const taken = [{ lot, count: lot.leftCount }];
      this.#say(`${lot.leftCount} coins of ${userId} expire`);
      this.#post(coinsLost(`expired:${lot.id}`, "coins.expired", userId, taken));
      this.#takeLots(taken);
    }
  }

  #takeLots(taken: NonNullable<ReturnType<typeof takeCoins>>): void {
    for (const part of taken) {
      const change = (lot: CoinLot) =>
        lot.id === part.lot.id ? { ...afterTaking(part), isFrozen: lot.isFrozen } : lot;
      for (const order of this.orders) order.lots = order.lots.map(change);
      for (const grant of this.grants) grant.lot = change(grant.lot);
    }
  }

  // ── refunds, transfers, events ────────────────────────────────────────────────────────────────────────────────────────────

  #refund(): void {
    const order = this.#one(this.orders);
    if (order?.paid == null || refundableOf(order.paid) === 0) return;
    const all = refundableOf(order.paid);
    this.#decideRefund(order, this.#chance.percent(50) ? all : this.#chance.between(1, all), "operator");
  }

  #decideRefund(order: Order, amount: number, reason: RefundReason): void {
    const refund = { id: this.#id("refund"), amount, state: "owed", stripeId: null, reason } as const;
    this.#carryOut(order, planRefund(this.#atHand(order), refund), `refund of ${amount}`);
  }

  #sendRefunds(): void {
    const order = this.#one(this.orders);
    if (order !== undefined) this.#send(order);
  }

  #send(order: Order): void {
    for (const { id, amount } of refundsToSend(order)) {
      const key = this.#bug === "refund-key-anew" ? this.#id(id) : id;
      if (!this.stripe.refund(order.id, key, amount)) this.#say(`stripe refuses refund ${id}`);
      else if (this.#chance.percent(20)) this.#say(`and we are killed before we know that ${id} was made`);
      else {
        this.#say(`refund ${id} is sent`);
        if (this.#bug === "refund-at-once") this.#noteAllPaid(order);
        this.#read(order);
      }
    }
  }

  #noteAllPaid(order: Order): void {
    order.refunds = order.refunds.map((refund) => ({ ...refund, state: "paid" }));
  }

  #sendAll(): void {
    for (const order of this.orders) this.#send(order);
    while (this.#answers.length > 0) this.#act();
  }

  /** The operator tries a refund anew that came back. */
  #again(): void {
    const order = this.#one(this.orders);
    const failed = order?.refunds.find(({ state }) => state === "failed");
    if (order !== undefined && failed !== undefined && !isDisputed(order))
      this.#carryOut(order, planAgain(failed, this.#id("again")), "another try");
  }

  #transfer(): void {
    const type = this.#one(this.types);
    const ticket = this.#one(type.tickets);
    const toId = this.#one(USERS);
    if (ticket?.state !== "valid" || !this.#isTransferable(type, toId)) return;
    ticket.state = ticketAfter(ticket.state, "transfer");
    ticket.ownerId = toId;
    this.#say(`${ticket.id} is ${toId}'s`);
  }

  #isTransferable({ tickets, perUserMax }: TicketType, toId: string): boolean {
    return tickets.filter(({ ownerId, state }) => ownerId === toId && takesSeat(state)).length < perUserMax;
  }

  #cancel(): void {
    const { eventId } = this.#one(this.types);
    if (this.creators.over.has(eventId)) return;
    this.cancelled.add(eventId);
    this.#say(`${eventId} is called off`);
  }

  #cancelOn(): void {
    const eventId = this.#one([...this.cancelled]);
    if (eventId !== undefined) this.#cancelSome(eventId, this.#chance.between(1, 3));
  }

  /** In bulk, and some at a time: whoever goes on finds what is left. */
  #cancelSome(eventId: string, max: number): void {
    const left = this.orders.filter(
      (order) =>
        order.type?.eventId === eventId &&
        (order.paid === null
          ? this.#ticketsOf(order).some(({ state }) => state === "held")
          : refundableOf(order.paid) > 0),
    );
    for (const order of left.slice(0, max)) {
      if (order.paid !== null) this.#decideRefund(order, refundableOf(order.paid), "event-cancelled");
      else for (const ticket of this.#ticketsOf(order)) ticket.state = ticketAfter(ticket.state, "revoke");
    }
    for (const type of this.types)
      if (type.eventId === eventId)
        for (const ticket of type.tickets)
          if (ticket.orderId === null) ticket.state = ticketAfter(ticket.state, "revoke");
  }

  // ── one transaction ───────────────────────────────────────────────────────────────────────────────────────────────────────

  #carryOut(order: Order, plan: Plan, what = "another try"): void {
    this.#say(`${order.id}: ${what}`);
    if (plan.transaction !== null && !this.#post(plan.transaction)) return;
    if (this.#bug === "crash-half-way" && plan.lots !== undefined && this.#chance.percent(5)) return;
    if (plan.lots?.taken !== undefined) this.#takeLots([...plan.lots.taken]);
    for (const { unit, count, paidAmount } of plan.lots?.issued ?? []) {
      const paid = paidAmount === null ? null : { amount: paidAmount, currency: order.currency };
      order.lots.push(this.#lot(unit, count, paid));
    }
    const isFrozen = plan.lots?.isFrozen;
    if (isFrozen !== undefined) order.lots = order.lots.map((lot) => ({ ...lot, isFrozen }));
    order.state = plan.state ?? order.state;
    order.paid = plan.paid ?? order.paid;
    for (const refund of plan.refunds ?? [])
      order.refunds = [...order.refunds.filter(({ id }) => id !== refund.id), refund];
    if (plan.dispute !== undefined) {
      const { stripeId } = plan.dispute;
      order.disputes = [...order.disputes.filter((known) => known.stripeId !== stripeId), plan.dispute];
    }
    if (plan.tickets !== undefined)
      for (const ticket of this.#ticketsOf(order))
        ticket.state = TICKET_TRANSITIONS[ticket.state][plan.tickets] ?? ticket.state;
  }

  /** False where it is in the books already: whatever belongs to it is done, too. */
  #post(transaction: LedgerTransaction): boolean {
    try {
      const outcome = this.books.post(transaction);
      if (outcome === "overdrawn") throw new MoneyViolation(`${transaction.key} overdraws an account`);
      return outcome === "posted";
    } catch (error) {
      if (error instanceof MoneyViolation) throw error;
      throw new MoneyViolation(error instanceof Error ? error.message : String(error));
    }
  }

  #watch(wrong: string | null): void {
    if (wrong !== null) throw new MoneyViolation(wrong);
  }

  #one<T>(choices: readonly [T, ...T[]]): T;
  #one<T>(choices: readonly T[]): T | undefined;
  #one<T>(choices: readonly T[]): T | undefined {
    return choices[this.#chance.below(choices.length)];
  }

  #id(noun: string): string {
    return `${noun}-${++this.#last}`;
  }

  #say(line: string): void {
    this.trace.push(`${(this.nowMs / 1000).toFixed(0).padStart(10)}  ${line}`);
  }
}
