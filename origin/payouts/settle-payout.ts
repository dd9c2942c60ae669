// Brings a payout to where Stripe says that it is, and sends it where Stripe has not made it. The one way in which anything becomes of
// one: a run, a sweep, a webhook, reconciliation, all of them only say that it is time to ask.

import type { PayoutId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { holdingOf } from "../money/accounts.ts";
import { forfeitEarnings } from "../money/forfeit-earnings.ts";
import { lockEarningBalances } from "../money/ledger-store.ts";
import { postTransaction } from "../money/post-transaction.ts";
import { requireStripe } from "../money/settle-order.ts";
import type { StripeGateway } from "../money/stripe-gateway.ts";
import { isUser } from "../users/get-user.ts";
import {
  amountOf,
  nextPayoutStep,
  type PayoutAtHand,
  type PayoutPlan,
  planDrop,
  type TransferFacts,
} from "./payout-life.ts";
import {
  findAccount,
  findPayout,
  lockPayout,
  noteRefusal,
  type PayoutRecord,
  updatePayout,
} from "./store.ts";

type Refused = { readonly attempt: number; readonly refusal: string };

/** One answer of Stripe's has no more in it: a transfer and a hundred reversals. */
const STEPS_MAX = 200;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;

/** Null: there is no such payout. Throws PAYMENTS_OFF (503), and what Stripe and the database throw: then it is to be asked again. */
export async function settlePayout(deps: Deps, payoutId: PayoutId): Promise<PayoutRecord | null> {
  const stripe = requireStripe(deps);
  const payout = await findPayout(deps.db, payoutId);
  if (payout === null) return null;
  // Before it is sent again: Stripe forgets after a day what it answered to a key, and what it made stays.
  const facts = await stripe.transferOf(payoutId, payout.stripeTransferId);
  if (facts !== null) await takeSteps(deps, payoutId, facts);
  else if (payout.state === "owed") await send(deps, stripe, payout);
  return findPayout(deps.db, payoutId);
}

async function send(deps: Deps, stripe: StripeGateway, payout: PayoutRecord): Promise<void> {
  const { id, attempt, stripeAccountId, currency } = payout;
  await updatePayout(deps.db, id, { triedAt: new Date(deps.nowMs()) });
  const answer = await stripe.transfer({
    payoutId: id,
    attempt,
    accountId: stripeAccountId,
    currency,
    amount: amountOf(payout),
  });
  if ("stripeId" in answer) return takeSteps(deps, id, answer);
  const refused = { attempt, refusal: answer.code };
  // What the house lacks comes with the next payments. What the creator lacks is theirs to mend, and their money waits with them.
  if (answer.for === "balance") await noteRefusal(deps.db, id, refused);
  else await takeStep(deps, id, (known) => dropRefused(known, refused));
}

async function takeSteps(deps: Deps, payoutId: PayoutId, facts: TransferFacts): Promise<void> {
  for (let steps = 0; await takeStep(deps, payoutId, (known) => nextPayoutStep(known, facts)); steps++)
    if (steps >= STEPS_MAX) throw new Error(`${payoutId} is not settled after ${steps} steps`);
}

/** Where another attempt was begun since, what becomes of it is for whoever began it to see. */
function dropRefused(payout: PayoutAtHand, refused: Refused): PayoutPlan | null {
  return payout.state === "owed" && payout.attempt === refused.attempt
    ? planDrop(payout, refused.refusal)
    : null;
}

/** False: there was nothing to do. */
function takeStep(
  { db, nowMs }: Deps,
  payoutId: PayoutId,
  next: (payout: PayoutAtHand) => PayoutPlan | null,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const record = await lockPayout(tx, payoutId);
    if (record === null) return false;
    const payout = await toAtHand(tx, record);
    const plan = next(payout);
    if (plan === null) return false;
    const at = new Date(nowMs());
    const { transaction, ...changed } = plan;
    if ((await postTransaction(tx, transaction, { at, orderId: null })) === null)
      throw new Error(`${transaction.key} is in the books, and ${payoutId} does not know`);
    await updatePayout(tx, payoutId, {
      ...changed,
      ...(changed.stripeTransferId === undefined ? {} : { paidAt: at }),
    });
    if (plan.state === "dropped" && !payout.isThere) await forfeitEarnings(tx, record.userId, at);
    return true;
  });
}

async function toAtHand(tx: DbOrTx, payout: PayoutRecord): Promise<PayoutAtHand> {
  const { id: payoutId, userId, currency } = payout;
  // All of theirs, as whoever decides a payout locks them: one of coins touches two.
  const there = (await lockEarningBalances(tx, userId)).find(({ unit }) => unit === currency);
  return {
    ...payout,
    payoutId,
    isThere: (await isUser(tx, userId)) || (await findAccount(tx, userId)) !== null,
    thereAmount: holdingOf("creator-earnings", there?.balance ?? 0),
  };
}
