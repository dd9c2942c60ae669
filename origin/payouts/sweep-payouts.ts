// Payouts and accounts that nobody says anything of, and accounts of those who are not there any more.

import type { OriginDeps } from "../deps.ts";
import { forfeitEarnings } from "../money/forfeit-earnings.ts";
import { lockEarned } from "../money/read-earned.ts";
import { askAccount } from "./payout-account.ts";
import { settlePayout } from "./settle-payout.ts";
import {
  type AccountRecord,
  deleteAccount,
  hasOwedPayout,
  listAccountsToAsk,
  listClosingAccounts,
  listPayoutsToSend,
  lockAccount,
} from "./store.ts";

const PAYOUTS_PER_SWEEP_MAX = 500;
const ACCOUNTS_PER_SWEEP_MAX = 200;
const DAY_MS = 24 * 60 * 60_000;
/** Stripe is asked again no sooner: what it lacks for a payout comes with the next payments. */
const TRY_AGAIN_MS = 60 * 60_000;
/** An erased user's account is kept so long at least: what they earned of events may be on its way to it. */
const CLOSING_MS = 60 * DAY_MS;
/** And so long at most, where they cannot be paid. */
const CLOSING_MAX_MS = 360 * DAY_MS;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;

/** Goes on when one fails. Throws AggregateError for those that did; they are looked at again. Without Stripe it does nothing. */
export async function sweepPayouts(deps: Deps): Promise<void> {
  if (deps.stripe === null) return;
  const failures: unknown[] = [];
  const triedBefore = new Date(deps.nowMs() - TRY_AGAIN_MS);
  for (const payoutId of await listPayoutsToSend(deps.db, triedBefore, PAYOUTS_PER_SWEEP_MAX))
    await settlePayout(deps, payoutId).catch((error: unknown) => failures.push(error));
  const askedBefore = new Date(deps.nowMs() - DAY_MS);
  for (const account of await listAccountsToAsk(deps.db, askedBefore, ACCOUNTS_PER_SWEEP_MAX))
    await askAccount(deps, account).catch((error: unknown) => failures.push(error));
  const closingBefore = new Date(deps.nowMs() - CLOSING_MS);
  for (const account of await listClosingAccounts(deps.db, closingBefore, ACCOUNTS_PER_SWEEP_MAX))
    await closeAccount(deps, account).catch((error: unknown) => failures.push(error));
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} payouts or accounts are not settled`);
}

/** With the last payment nothing says any more whose account at Stripe it was. */
async function closeAccount({ db, nowMs }: Deps, { userId, closingAt }: AccountRecord): Promise<void> {
  const at = new Date(nowMs());
  await db.transaction(async (tx) => {
    if (closingAt === null || (await lockAccount(tx, userId)) === null) return;
    if (await hasOwedPayout(tx, userId)) return;
    const isOver = at.getTime() - closingAt.getTime() > CLOSING_MAX_MS;
    const earned = await lockEarned(tx, userId, at.getTime());
    if (!isOver && earned.some(({ amount }) => amount > 0)) return;
    await forfeitEarnings(tx, userId, at);
    await deleteAccount(tx, userId);
  });
}
