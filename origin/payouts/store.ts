// All the SQL of payouts, of creators' accounts at Stripe, and of what coins are worth.

import { and, asc, desc, eq, gt, inArray, isNull, lt, or } from "drizzle-orm";
import type { PayoutId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { coinValues, payoutAccounts, payouts } from "../db/schema/payouts.ts";
import type { Cursor } from "../route-params.ts";
import type { CoinValueRule } from "./coin-value.ts";
import type { PayoutState } from "./payout-life.ts";

export type PayoutRecord = typeof payouts.$inferSelect;
export type AccountRecord = typeof payoutAccounts.$inferSelect;

/** A house changes this seldom. */
const VALUE_RULES_MAX = 1_000;

export async function findAccount(db: DbOrTx, userId: UserId): Promise<AccountRecord | null> {
  const [row] = await db.select().from(payoutAccounts).where(eq(payoutAccounts.userId, userId));
  return row ?? null;
}

/** Locked until the transaction ends. */
export async function lockAccount(tx: DbOrTx, userId: UserId): Promise<AccountRecord | null> {
  const [row] = await tx
    .select()
    .from(payoutAccounts)
    .where(eq(payoutAccounts.userId, userId))
    .for("no key update");
  return row ?? null;
}

export async function findAccountByStripeId(db: DbOrTx, stripeId: string): Promise<AccountRecord | null> {
  const [row] = await db.select().from(payoutAccounts).where(eq(payoutAccounts.stripeId, stripeId));
  return row ?? null;
}

/** Writes an account in place of one that is gone; whoever was first with another keeps it. */
export async function upsertAccount(
  db: DbOrTx,
  account: typeof payoutAccounts.$inferInsert,
  insteadOf: string | null,
): Promise<void> {
  const { userId: _, ...set } = account;
  const insert = db.insert(payoutAccounts).values(account);
  await (insteadOf === null
    ? insert.onConflictDoNothing()
    : insert.onConflictDoUpdate({
        target: payoutAccounts.userId,
        set,
        setWhere: eq(payoutAccounts.stripeId, insteadOf),
      }));
}

/** Unless another took its place since. */
export async function updateAccount(
  db: DbOrTx,
  { userId, stripeId }: Pick<AccountRecord, "userId" | "stripeId">,
  set: Partial<Pick<AccountRecord, "state" | "missingCount" | "askedAt" | "closingAt">>,
): Promise<void> {
  await db
    .update(payoutAccounts)
    .set(set)
    .where(and(eq(payoutAccounts.userId, userId), eq(payoutAccounts.stripeId, stripeId)));
}

export async function deleteAccount(tx: DbOrTx, userId: UserId): Promise<void> {
  await tx.delete(payoutAccounts).where(eq(payoutAccounts.userId, userId));
}

/** Whose account could be paid when Stripe was asked last; by user, after `afterId`. */
export async function listReadyUsers(db: DbOrTx, afterId: string, limit: number): Promise<UserId[]> {
  const rows = await db
    .select({ userId: payoutAccounts.userId })
    .from(payoutAccounts)
    .where(and(eq(payoutAccounts.state, "ready"), gt(payoutAccounts.userId, afterId as UserId)))
    .orderBy(asc(payoutAccounts.userId))
    .limit(limit);
  return rows.map(({ userId }) => userId);
}

/** Those that could not be paid when Stripe was asked last, before `askedBefore`; asked about longest ago first. */
export async function listAccountsToAsk(
  db: DbOrTx,
  askedBefore: Date,
  limit: number,
): Promise<AccountRecord[]> {
  return db
    .select()
    .from(payoutAccounts)
    .where(
      and(inArray(payoutAccounts.state, ["begun", "restricted"]), lt(payoutAccounts.askedAt, askedBefore)),
    )
    .orderBy(asc(payoutAccounts.askedAt))
    .limit(limit);
}

/** Accounts of erased users, those first that are closing for longest. */
export async function listClosingAccounts(
  db: DbOrTx,
  closingBefore: Date,
  limit: number,
): Promise<AccountRecord[]> {
  return db
    .select()
    .from(payoutAccounts)
    .where(lt(payoutAccounts.closingAt, closingBefore))
    .orderBy(asc(payoutAccounts.closingAt))
    .limit(limit);
}

export async function insertPayout(tx: DbOrTx, payout: typeof payouts.$inferInsert): Promise<void> {
  await tx.insert(payouts).values(payout);
}

export async function findPayout(db: DbOrTx, id: PayoutId): Promise<PayoutRecord | null> {
  const [row] = await db.select().from(payouts).where(eq(payouts.id, id));
  return row ?? null;
}

/** Locked until the transaction ends. */
export async function lockPayout(tx: DbOrTx, id: PayoutId): Promise<PayoutRecord | null> {
  const [row] = await tx.select().from(payouts).where(eq(payouts.id, id)).for("no key update");
  return row ?? null;
}

export async function findPayoutByTransfer(db: DbOrTx, transferId: string): Promise<PayoutRecord | null> {
  const [row] = await db.select().from(payouts).where(eq(payouts.stripeTransferId, transferId));
  return row ?? null;
}

export async function updatePayout(
  db: DbOrTx,
  id: PayoutId,
  set: Partial<Omit<PayoutRecord, "id">>,
): Promise<void> {
  await db.update(payouts).set(set).where(eq(payouts.id, id));
}

/** Notes a refusal that passes, and that the next try is another; one that somebody else noted stays noted once. */
export async function noteRefusal(
  db: DbOrTx,
  id: PayoutId,
  { attempt, refusal }: { readonly attempt: number; readonly refusal: string },
): Promise<void> {
  await db
    .update(payouts)
    .set({ attempt: attempt + 1, refusal })
    .where(and(eq(payouts.id, id), eq(payouts.state, "owed"), eq(payouts.attempt, attempt)));
}

/** Those Stripe has not made, and that were not tried since `triedBefore`; those first that wait for longest. */
export async function listPayoutsToSend(db: DbOrTx, triedBefore: Date, limit: number): Promise<PayoutId[]> {
  const rows = await db
    .select({ id: payouts.id })
    .from(payouts)
    .where(and(eq(payouts.state, "owed"), or(isNull(payouts.triedAt), lt(payouts.triedAt, triedBefore))))
    .orderBy(asc(payouts.decidedAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Newest first, from after the cursor: of one user or of all, in one state or in any. */
export async function listPayoutRecords(
  db: DbOrTx,
  { userId, state }: { readonly userId?: UserId | undefined; readonly state?: PayoutState | undefined },
  cursor: Cursor | null,
  limit: number,
): Promise<PayoutRecord[]> {
  return db
    .select()
    .from(payouts)
    .where(
      and(
        userId === undefined ? undefined : eq(payouts.userId, userId),
        state === undefined ? undefined : eq(payouts.state, state),
        cursor === null ? undefined : before([payouts.decidedAt, payouts.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(payouts.decidedAt), desc(payouts.id))
    .limit(limit);
}

export async function hasOwedPayout(db: DbOrTx, userId: UserId): Promise<boolean> {
  return (await db.$count(payouts, and(eq(payouts.userId, userId), eq(payouts.state, "owed")))) > 0;
}

export type CoinValueRecord = typeof coinValues.$inferSelect;

/** Newest first. */
export async function listCoinValueRecords(db: DbOrTx): Promise<CoinValueRecord[]> {
  return db.select().from(coinValues).orderBy(desc(coinValues.id)).limit(VALUE_RULES_MAX);
}

export async function listCoinValues(db: DbOrTx): Promise<readonly CoinValueRule[]> {
  return (await listCoinValueRecords(db)).map(({ id, currency, amount, coinCount, fromAt }) => ({
    id,
    currency,
    amount,
    coinCount,
    fromMs: fromAt.getTime(),
  }));
}

export async function insertCoinValue(
  tx: DbOrTx,
  value: Omit<typeof coinValues.$inferInsert, "id">,
): Promise<void> {
  await tx.insert(coinValues).values(value);
}
