// Stripe as buying uses it: pages to pay on, what became of them, money back, and the lines of its balance. With
// origin/payouts/stripe-connect.ts it is all that speaks its API; what it answers leaves here in our words (next-step.ts).

import Stripe from "stripe";
import { currencySchema } from "../../shared/schema/money.ts";
import { connectCalls } from "../payouts/stripe-connect.ts";
import type { DisputeFacts, OrderFacts, RefundFacts } from "./next-step.ts";
import type { SessionFacts } from "./order-life.ts";
import type { Payment } from "./postings/stripe-balance.ts";
import type { BalanceLine } from "./reconcile.ts";
import { asObject, movedOf, toSettled } from "./stripe-answers.ts";

/** Stripe takes half an hour to a day. Pages are closed by us when what they hold was held for long enough. */
export const PAGE_LIVES_MS = 23 * 60 * 60_000;
const TIMEOUT_MS = 10_000;
const RETRIES_MAX = 2;
/** Refunds or disputes of one payment that are looked at. */
const OF_PAYMENT_MAX = 100;

export type CheckoutPage = {
  readonly orderId: string;
  readonly userId: string;
  readonly currency: string;
  readonly lineName: string;
  readonly unitAmount: number;
  readonly count: number;
  readonly returnUrl: string;
  /** When it was ordered: a page that is asked for again is asked for in the same words. */
  readonly createdAtMs: number;
};

export type SessionAnswer = {
  readonly facts: OrderFacts;
  readonly paymentIntentId: string | null;
};

/** What one of Stripe's balance transactions is about, for those the books do not have. */
export type StripeLine = BalanceLine & {
  readonly type: string;
  readonly createdAt: Date;
  /** The payment that it is, or that it gives back or takes. */
  readonly paymentIntentId: string | null;
  /** The transfer to a creator that it is, or that came back by it; with neither it is Stripe's own. */
  readonly transferId: string | null;
  /** Ours, which a transfer is for. */
  readonly payoutId: string | null;
};

export type StripeGateway = ReturnType<typeof createStripeGateway>;
export type StripeOptions = {
  readonly secretKey: string;
  /** Null: Stripe itself. */
  readonly apiBase: string | null;
  readonly isTaxed: boolean;
};

export function createStripeGateway({ secretKey, apiBase, isTaxed }: StripeOptions) {
  const stripe = new Stripe(secretKey, {
    ...addressOf(apiBase),
    timeout: TIMEOUT_MS,
    maxNetworkRetries: RETRIES_MAX,
    // It would tell Stripe how long requests take, and write a line by itself, which is no log line, for each that it cannot keep.
    telemetry: false,
  });

  return {
    /** Makes the page; asked again for an order, Stripe answers with the same one. */
    async openPage(page: CheckoutPage): Promise<{ sessionId: string; url: string | null }> {
      const { orderId, userId, currency, lineName, unitAmount, count, returnUrl, createdAtMs } = page;
      const metadata = { order: orderId };
      const session = await stripe.checkout.sessions.create(
        {
          mode: "payment",
          client_reference_id: orderId,
          metadata: { ...metadata, user: userId },
          payment_intent_data: { metadata },
          line_items: [
            {
              quantity: count,
              price_data: {
                currency,
                unit_amount: unitAmount,
                product_data: { name: lineName },
                ...(isTaxed ? { tax_behavior: "inclusive" as const } : {}),
              },
            },
          ],
          automatic_tax: { enabled: isTaxed },
          expires_at: Math.floor((createdAtMs + PAGE_LIVES_MS) / 1000),
          success_url: returnUrl,
          cancel_url: returnUrl,
        },
        { idempotencyKey: `checkout-${orderId}` },
      );
      return { sessionId: session.id, url: session.url };
    },

    /** Closes the page; one that was paid, or closed before, stays as it is. */
    async closePage(sessionId: string): Promise<void> {
      try {
        await stripe.checkout.sessions.expire(sessionId);
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
      }
    },

    /** All that it says of a page now; `isPaidBefore`: whether money may have gone back since. */
    async factsOf(sessionId: string, isPaidBefore: boolean): Promise<SessionAnswer> {
      const session = await stripe.checkout.sessions.retrieve(sessionId, {
        expand: ["payment_intent.latest_charge.balance_transaction"],
      });
      const intent = asObject(session.payment_intent);
      const charge = asObject(intent?.latest_charge ?? null);
      const facts = sessionFacts(session, intent);
      const mayHaveGone = isPaidBefore || charge?.refunded === true || (charge?.amount_refunded ?? 0) > 0;
      const isLookedAt = intent !== null && facts.isPaid;
      return {
        facts: {
          session: facts,
          payment: facts.isPaid ? paymentOf(session, charge) : null,
          refunds: isLookedAt && mayHaveGone ? await refundsOf(stripe, intent.id) : [],
          disputes:
            isLookedAt && (isPaidBefore || charge?.disputed === true)
              ? await disputesOf(stripe, intent.id)
              : [],
        },
        paymentIntentId: intent?.id ?? null,
      };
    },

    /** Where the receipt of a payment is to be seen; null: it has none. */
    async receiptOf(paymentIntentId: string): Promise<string | null> {
      const intent = await stripe.paymentIntents.retrieve(paymentIntentId, { expand: ["latest_charge"] });
      return asObject(intent.latest_charge)?.receipt_url ?? null;
    },

    /** Which of our orders a payment is for; null: none of ours. */
    async orderOfPayment(paymentIntentId: string): Promise<string | null> {
      const intent = await stripe.paymentIntents.retrieve(paymentIntentId);
      return intent.metadata["order"] ?? null;
    },

    /** Gives money back, once for each refund of ours. False: Stripe refuses, as it does while a payment is disputed. */
    async refund(paymentIntentId: string, refundId: string, amount: number): Promise<boolean> {
      try {
        await stripe.refunds.create(
          { payment_intent: paymentIntentId, amount, metadata: { refund: refundId } },
          { idempotencyKey: `refund-${refundId}` },
        );
        return true;
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        return false;
      }
    },

    /** One line of its balance; null: there is none. */
    async lineOf(id: string): Promise<StripeLine | null> {
      try {
        return toLine(await stripe.balanceTransactions.retrieve(id, { expand: ["source"] }));
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        return null;
      }
    },

    /** Lines of its balance made in this time, the newest first. */
    async *linesOf(from: Date, until: Date): AsyncGenerator<StripeLine> {
      const created = { gte: Math.floor(from.getTime() / 1000), lt: Math.floor(until.getTime() / 1000) };
      const lines = stripe.balanceTransactions.list({ created, limit: 100, expand: ["data.source"] });
      for await (const line of lines) yield toLine(line);
    },

    ...connectCalls(stripe),
  };
}

function addressOf(apiBase: string | null) {
  if (apiBase === null) return {};
  const { protocol, hostname, port } = new URL(apiBase);
  const isTls = protocol === "https:";
  return {
    protocol: isTls ? ("https" as const) : ("http" as const),
    host: hostname,
    port: port === "" ? (isTls ? 443 : 80) : Number(port),
  };
}

function sessionFacts(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): SessionFacts {
  const isPaid = session.payment_status === "paid";
  const isGivenUp = intent?.status === "requires_payment_method" || intent?.status === "canceled";
  return {
    status: session.status === "complete" ? "complete" : session.status === "expired" ? "expired" : "open",
    isPaid,
    isFailed: session.status === "complete" && !isPaid && isGivenUp,
  };
}

function paymentOf(session: Stripe.Checkout.Session, charge: Stripe.Charge | null): Payment {
  const settled = asObject(charge?.balance_transaction);
  // Comes a moment after the payment: whoever asks tries again.
  if (settled === null) throw new Error(`Stripe has not settled ${session.id} yet`);
  return {
    currency: currencySchema.parse(session.currency),
    total: session.amount_total ?? 0,
    tax: session.total_details?.amount_tax ?? 0,
    settled: toSettled(settled),
  };
}

async function refundsOf(stripe: Stripe, paymentIntentId: string): Promise<RefundFacts[]> {
  const { data } = await stripe.refunds.list({
    payment_intent: paymentIntentId,
    limit: OF_PAYMENT_MAX,
    expand: ["data.balance_transaction", "data.failure_balance_transaction"],
  });
  return data.map((refund) => ({
    stripeId: refund.id,
    refundId: refund.metadata?.["refund"] ?? null,
    amount: refund.amount,
    gone: movedOf(refund, asObject(refund.balance_transaction)),
    back: movedOf(refund, asObject(refund.failure_balance_transaction)),
    isFailed: refund.status === "failed" || refund.status === "canceled",
  }));
}

async function disputesOf(stripe: Stripe, paymentIntentId: string): Promise<DisputeFacts[]> {
  const { data } = await stripe.disputes.list({ payment_intent: paymentIntentId, limit: OF_PAYMENT_MAX });
  return data.map((dispute) => {
    const { id, status, balance_transactions: lines } = dispute;
    const state: DisputeFacts["state"] = status === "won" ? "won" : status === "lost" ? "lost" : "open";
    return {
      stripeId: id,
      state,
      gone: movedOf(dispute, lines.find(({ amount }) => amount < 0) ?? null),
      back: movedOf(dispute, lines.find(({ amount }) => amount > 0) ?? null),
    };
  });
}

function toLine({ id, type, currency, net, created, source }: Stripe.BalanceTransaction): StripeLine {
  const about = typeof source === "string" || source === null ? null : source;
  const intent = about !== null && "payment_intent" in about ? about.payment_intent : null;
  const paymentIntentId = typeof intent === "string" ? intent : (intent?.id ?? null);
  const createdAt = new Date(created * 1000);
  return { id, type, currency, net, createdAt, paymentIntentId, ...transferOf(about) };
}

function transferOf(
  about: Stripe.BalanceTransactionSource | null,
): Pick<StripeLine, "transferId" | "payoutId"> {
  if (about?.object === "transfer")
    return { transferId: about.id, payoutId: about.metadata["payout"] ?? null };
  const of = about?.object === "transfer_reversal" ? about.transfer : null;
  return { transferId: typeof of === "string" ? of : (of?.id ?? null), payoutId: null };
}
