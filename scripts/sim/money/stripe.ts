// Stripe as it looks from outside: Checkout sessions, charges, refunds and disputes, a balance of its own counting, and a stream of
// webhooks that come late, out of order, twice or never.

import type { DisputeFacts, DisputeState, OrderFacts } from "../../../origin/money/next-step.ts";
import type { Moved, Payment } from "../../../origin/money/postings/stripe-balance.ts";
import type { BalanceLine } from "../../../origin/money/reconcile.ts";
import { assert } from "../../../shared/assert.ts";
import type { Currency } from "../../../shared/schema/money.ts";
import type { Chance } from "../../fuzz/chance.ts";

type Refund = {
  stripeId: string;
  refundId: string | null;
  amount: number;
  gone: Moved;
  back: Moved | null;
  isFailed: boolean;
};
type Session = {
  readonly orderId: string;
  readonly currency: Currency;
  readonly total: number;
  status: "open" | "complete" | "expired";
  isFailed: boolean;
  payment: Payment | null;
  refunds: Refund[];
  disputes: { stripeId: string; state: DisputeState; gone: Moved; back: Moved | null }[];
};

const SETTLED_IN: Currency = "jpy";
const YEN_PER_CENT = 1.5;

export class FakeStripe {
  readonly balance: BalanceLine[] = [];
  /** Orders that webhooks on their way are about. */
  readonly webhooks: string[] = [];
  readonly #sessions = new Map<string, Session>();
  readonly #refundsByKey = new Map<string, Refund | null>();
  readonly #chance: Chance;
  #last = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** By its idempotency key, the order's id: asked again, it is the same session. */
  createSession(orderId: string, currency: Currency, total: number): void {
    if (this.#sessions.has(orderId)) return;
    const fresh = { isFailed: false, payment: null, refunds: [], disputes: [] };
    this.#sessions.set(orderId, { orderId, currency, total, status: "open", ...fresh });
  }

  /** All it says of an order at this moment; null: it knows none. */
  factsOf(orderId: string): OrderFacts | null {
    const session = this.#sessions.get(orderId);
    if (session === undefined) return null;
    const { status, isFailed, payment, refunds, disputes } = session;
    return structuredClone({
      session: { status, isPaid: payment !== null, isFailed },
      payment,
      refunds,
      disputes: disputes satisfies DisputeFacts[],
    });
  }

  /** Closes a page that was not paid; one that was stays as it is. */
  expire(orderId: string): void {
    const session = this.#sessions.get(orderId);
    if (session?.status !== "open") return;
    session.status = "expired";
    this.#tell(orderId);
  }

  /** A buyer who is done pays in the end, or does not, and banks decide. */
  finish(orderId: string): void {
    const session = this.#sessions.get(orderId);
    if (session === undefined) return;
    if (session.status === "complete" && session.payment === null && !session.isFailed)
      this.#settleLater(session);
    for (const dispute of session.disputes) if (dispute.state === "open") this.#decide(session, dispute);
  }

  /** Something happens there, whatever it is. */
  act(): string | null {
    const sessions = [...this.#sessions.values()];
    const session = sessions[this.#chance.below(sessions.length)];
    if (session === undefined) return null;
    const what = this.#actOn(session);
    if (what !== null) this.#tell(session.orderId);
    return what === null ? null : `stripe: ${what} of ${session.orderId}`;
  }

  #actOn(session: Session): string | null {
    if (session.status === "open") return this.#checkOut(session);
    if (session.status === "expired") return null;
    if (session.payment === null) return session.isFailed ? null : this.#settleLater(session);
    const open = session.disputes.find(({ state }) => state === "open");
    if (open !== undefined) return this.#decide(session, open);
    if (this.#chance.percent(20)) return this.#dispute(session);
    if (this.#chance.percent(20)) return this.#refundByHand(session);
    return this.#returnRefund(session);
  }

  #checkOut(session: Session): string | null {
    const what = this.#chance.below(10);
    if (what < 6) {
      session.status = "complete";
      this.#pay(session);
      return "payment";
    }
    if (what < 8) {
      session.status = "complete";
      return "order for later payment";
    }
    if (what === 8) return null;
    session.status = "expired";
    return "expiry";
  }

  #settleLater(session: Session): string {
    if (this.#chance.percent(30)) {
      session.isFailed = true;
      return "failure of later payment";
    }
    this.#pay(session);
    return "later payment";
  }

  #pay(session: Session): void {
    const { currency, total } = session;
    const moved = this.#move(currency, total, 1, 3.6);
    const tax = Math.floor((total * this.#chance.below(11)) / 111);
    session.payment = { currency, total, tax, settled: moved.settled };
  }

  #dispute(session: Session): string | null {
    const amount = left(session);
    if (amount === 0) return null;
    const gone = this.#move(session.currency, amount, -1, 1);
    session.disputes.push({ stripeId: `dp_${++this.#last}`, state: "open", gone, back: null });
    return `dispute of ${amount}`;
  }

  #decide(session: Session, dispute: Session["disputes"][number]): string {
    if (this.#chance.percent(50)) {
      dispute.state = "lost";
      return "loss of dispute";
    }
    dispute.state = "won";
    dispute.back = this.#move(session.currency, dispute.gone.amount, 1, 0);
    return "win of dispute";
  }

  #refundByHand(session: Session): string | null {
    const amount = left(session);
    if (amount === 0) return null;
    const part = this.#chance.between(1, amount);
    this.#refund(session, null, part);
    return `refund of ${part} by hand`;
  }

  #returnRefund(session: Session): string | null {
    const refund = session.refunds.find(({ back }) => back === null);
    if (refund === undefined || this.#chance.percent(70)) return null;
    refund.isFailed = true;
    refund.back = this.#move(session.currency, refund.amount, 1, 0);
    return `return of refund ${refund.stripeId}`;
  }

  /** By its idempotency key, the refund's id. False: Stripe refuses. */
  refund(orderId: string, refundId: string, amount: number): boolean {
    const known = this.#refundsByKey.get(refundId);
    if (known !== undefined) return known !== null;
    const session = this.#sessions.get(orderId);
    assert(session !== undefined, `Stripe knows no ${orderId}`);
    const isHeldUp = session.disputes.some(({ state }) => state === "open");
    if (session.payment === null || isHeldUp || amount > left(session)) return false;
    this.#refundsByKey.set(refundId, this.#refund(session, refundId, amount));
    this.#tell(orderId);
    return true;
  }

  #refund(session: Session, refundId: string | null, amount: number): Refund {
    const gone = this.#move(session.currency, amount, -1, 0);
    const refund = { stripeId: `re_${++this.#last}`, refundId, amount, gone, back: null, isFailed: false };
    session.refunds.push(refund);
    return refund;
  }

  /** A balance transaction, at whatever the day's rate is. */
  #move(currency: Currency, amount: number, sign: 1 | -1, feePercent: number): Moved {
    const rate = currency === SETTLED_IN ? 1 : YEN_PER_CENT * (1 + this.#chance.below(10) / 100);
    const moved = Math.max(1, Math.round(amount * rate));
    const fee = Math.ceil((moved * feePercent) / 100);
    const id = `txn_${++this.#last}`;
    this.balance.push({ id, currency: SETTLED_IN, net: sign * moved - fee });
    return {
      currency,
      amount,
      settled: { balanceTransactionId: id, currency: SETTLED_IN, amount: moved, fee },
    };
  }

  /** A webhook is on its way, mostly. */
  #tell(orderId: string): void {
    if (this.#chance.percent(15)) return;
    this.webhooks.push(orderId);
    if (this.#chance.percent(15)) this.webhooks.push(orderId);
  }
}

/** What was neither given back nor is a bank's. */
function left({ payment, refunds, disputes }: Session): number {
  const back = refunds.reduce((sum, refund) => sum + (refund.back === null ? refund.amount : 0), 0);
  const held = disputes.reduce((sum, { state, gone }) => sum + (state === "won" ? 0 : gone.amount), 0);
  return (payment?.total ?? 0) - back - held;
}
