// Brings an order to where Stripe says that it is. The one way in which anything becomes of an order: a webhook, a sweep, a buyer who
// comes back, all of them only say that it is time to ask. Steps are transactions of their own, so whoever is killed between two
// leaves nothing half done, and whoever asks next goes on.

import { Problem } from "../../shared/http/problem.ts";
import type { OrderId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { carryOutPlan } from "./carry-out-plan.ts";
import { nextStep, type OrderFacts, refundsToSend } from "./next-step.ts";
import { openPage } from "./open-page.ts";
import { isHoldOver } from "./order-life.ts";
import { findOrder, noteTried, type OrderRecord, updateOrder } from "./order-store.ts";
import { planStep } from "./plan-step.ts";
import { findKnownOrder, type KnownOrder, lockOrderAtHand } from "./read-order.ts";
import { PAGE_LIVES_MS, type StripeGateway } from "./stripe-gateway.ts";
import { takeBackCoins } from "./take-back-coins.ts";

/** One answer of Stripe's has no more in it: a hundred refunds and disputes, a few steps for each. */
const STEPS_MAX = 1_000;
const NEVER_MADE: OrderFacts = {
  session: { status: "expired", isPaid: false, isFailed: false },
  payment: null,
  refunds: [],
  disputes: [],
};

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;

/** Null: there is no such order. Throws PAYMENTS_OFF (503), and what Stripe and the database throw: then it is to be asked again. */
export async function settleOrder(deps: Deps, orderId: OrderId): Promise<OrderRecord | null> {
  const stripe = requireStripe(deps);
  const order = await findOrder(deps.db, orderId);
  // What was free, Stripe knows nothing of.
  if (order === null || order.amount === 0) return order;
  let known = await takeSteps(deps, orderId, await askStripe(deps, stripe, order));
  if (await sendRefunds(deps, stripe, known))
    known = await takeSteps(deps, orderId, await askStripe(deps, stripe, known.record));
  return known.record;
}

/** Throws PAYMENTS_OFF (503). */
export function requireStripe({ stripe }: Pick<OriginDeps, "stripe">): StripeGateway {
  if (stripe === null)
    throw new Problem({
      status: 503,
      code: "PAYMENTS_OFF",
      title: "Payments are not set up here",
      detail: "The operator sets STRIPE_SECRET_KEY to turn them on.",
    });
  return stripe;
}

async function askStripe(deps: Deps, stripe: StripeGateway, order: OrderRecord): Promise<OrderFacts> {
  const nowMs = deps.nowMs();
  const { id, state, holdUntil } = order;
  let { stripeSessionId } = order;
  if (stripeSessionId === null) {
    // Stripe would have closed a page of that age, and answers with none that was never made.
    if (nowMs - order.createdAt.getTime() >= PAGE_LIVES_MS) return NEVER_MADE;
    stripeSessionId = (await openPage(deps, stripe, order)).sessionId;
  }
  if (isHoldOver({ state, holdUntilMs: holdUntil.getTime() }, nowMs)) await stripe.closePage(stripeSessionId);
  const { facts, paymentIntentId } = await stripe.factsOf(stripeSessionId, state === "paid");
  await updateOrder(deps.db, id, {
    askedAt: new Date(nowMs),
    ...(paymentIntentId === null ? {} : { stripePaymentIntentId: paymentIntentId }),
  });
  return facts;
}

/** What is known of it when the books have all that Stripe said. */
async function takeSteps(deps: Deps, orderId: OrderId, facts: OrderFacts): Promise<KnownOrder> {
  for (let steps = 0; steps <= STEPS_MAX; steps++) {
    const known = await findKnownOrder(deps.db, orderId);
    // Most often nothing is left to do, and that is seen without a lock. What is, is looked at again under one.
    if (nextStep(known.progress, facts) === null) return known;
    await takeStep(deps, orderId, facts);
  }
  throw new Error(`${orderId} is not settled after ${STEPS_MAX} steps`);
}

function takeStep({ db, nowMs }: Deps, orderId: OrderId, facts: OrderFacts): Promise<void> {
  return db.transaction(async (tx) => {
    const order = await lockOrderAtHand(tx, orderId, nowMs());
    const step = order === null ? null : nextStep(order.atHand, facts);
    if (order === null || step === null) return;
    const plan = planStep(order.atHand, step, facts);
    await carryOutPlan(tx, order.atHand, plan, nowMs());
    if (step.do === "dispute-lost") {
      const lost = { disputeId: step.stripeId, lostCount: plan.lostCoinCount ?? 0 };
      await takeBackCoins(tx, orderId, lost, nowMs());
    }
  });
}

/** Whether there was any that Stripe took. One that it refuses, as it does while a bank decides, is tried again by the sweep. */
async function sendRefunds(
  { db, nowMs }: Deps,
  stripe: StripeGateway,
  { record: { stripePaymentIntentId }, progress }: KnownOrder,
): Promise<boolean> {
  if (stripePaymentIntentId === null) return false;
  let isAnySent = false;
  for (const { id, amount } of refundsToSend(progress)) {
    await noteTried(db, id, new Date(nowMs()));
    isAnySent = (await stripe.refund(stripePaymentIntentId, id, amount)) || isAnySent;
  }
  return isAnySent;
}
