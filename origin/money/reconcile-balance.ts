// Night by night the books beside Stripe's balance. What the books have not heard of is asked about and settled; Stripe's own payouts
// and fees are booked; what is apart then is told, to the cent.

import { currencySchema } from "../../shared/schema/money.ts";
import type { OriginDeps } from "../deps.ts";
import { settleTransfer } from "../payouts/hear-payout.ts";
import { listLines } from "./ledger-store.ts";
import { findOrderByPayment } from "./order-store.ts";
import { postTransaction } from "./post-transaction.ts";
import { stripeFee, stripePayout } from "./postings/stripe-balance.ts";
import { type BalanceLine, compareLines, type Difference } from "./reconcile.ts";
import { insertReconciliation } from "./reconciliation-store.ts";
import { requireStripe, settleOrder } from "./settle-order.ts";
import type { StripeLine } from "./stripe-gateway.ts";

/** So far back each night: what was missed once is found by another. */
const LOOK_BACK_MS = 7 * 24 * 60 * 60_000;
/** What is younger may be on its way. */
const SETTLED_AFTER_MS = 60 * 60_000;
/** Of what Stripe made in that time. */
const LINES_MAX = 200_000;
const DIFFERENCES_TOLD_MAX = 100;
const FEE_TYPES: ReadonlySet<string> = new Set(["stripe_fee", "stripe_fx_fee", "tax_fee"]);
const PAYOUT_TYPES: ReadonlySet<string> = new Set(["payout", "payout_cancel", "payout_failure"]);

export type Reconciled = { readonly comparedCount: number; readonly differences: readonly Difference[] };

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;

/** Null: nothing is sold here. Throws what Stripe and the database throw. */
export async function reconcileBalance(deps: Deps): Promise<Reconciled | null> {
  if (deps.stripe === null) return null;
  const nowMs = deps.nowMs();
  const [from, until] = [new Date(nowMs - LOOK_BACK_MS), new Date(nowMs - SETTLED_AFTER_MS)];
  const theirs = await readLines(deps, from, until);
  await catchUp(deps, theirs);
  const ours = await listLines(deps.db, { ids: theirs.map(({ id }) => id), from, until });
  const differences = compareLines(ours, [...theirs, ...(await findOlder(deps, ours, theirs))]);
  await insertReconciliation(deps.db, {
    ranAt: new Date(nowMs),
    fromAt: from,
    untilAt: until,
    comparedCount: theirs.length,
    differenceCount: differences.length,
    differences: differences.slice(0, DIFFERENCES_TOLD_MAX),
  });
  return { comparedCount: theirs.length, differences };
}

async function readLines(deps: Deps, from: Date, until: Date): Promise<StripeLine[]> {
  const lines: StripeLine[] = [];
  for await (const line of requireStripe(deps).linesOf(from, until)) {
    lines.push(line);
    if (lines.length > LINES_MAX) throw new Error(`more than ${LINES_MAX} balance transactions in a week`);
  }
  return lines;
}

/** Lines the books have not: their orders are settled, and what is Stripe's own is booked. */
async function catchUp(deps: Deps, theirs: readonly StripeLine[]): Promise<void> {
  const known = new Set((await listLines(deps.db, { ids: theirs.map(({ id }) => id) })).map(({ id }) => id));
  const unheard = theirs.filter(({ id }) => !known.has(id));
  for (const line of unheard) {
    const { paymentIntentId, transferId, payoutId } = line;
    // What cannot be settled now shows as a difference, and the rest is settled all the same.
    if (transferId !== null) await settleTransfer(deps, { transferId, payoutId }).catch(() => null);
    else if (paymentIntentId === null) await bookOwn(deps, line);
  }
  for (const paymentIntentId of new Set(unheard.map((line) => line.paymentIntentId))) {
    const order = paymentIntentId === null ? null : await findOrderByPayment(deps.db, paymentIntentId);
    if (order !== null) await settleOrder(deps, order.id).catch(() => null);
  }
}

/** What the books have of that time and Stripe made before it, or not at all. */
async function findOlder(
  deps: Deps,
  ours: readonly BalanceLine[],
  theirs: readonly StripeLine[],
): Promise<StripeLine[]> {
  const seen = new Set(theirs.map(({ id }) => id));
  const older: StripeLine[] = [];
  for (const { id } of ours) {
    const line = seen.has(id) ? null : await requireStripe(deps).lineOf(id);
    if (line !== null) older.push(line);
  }
  return older;
}

async function bookOwn({ db, nowMs }: Deps, { id, type, net, currency }: StripeLine): Promise<void> {
  const unit = currencySchema.safeParse(currency);
  if (!unit.success || net === 0) return;
  const at = new Date(nowMs());
  const own = PAYOUT_TYPES.has(type)
    ? stripePayout(id, unit.data, -net)
    : FEE_TYPES.has(type)
      ? stripeFee(id, unit.data, -net)
      : null;
  if (own !== null) await db.transaction((tx) => postTransaction(tx, own, { at, orderId: null }));
}
