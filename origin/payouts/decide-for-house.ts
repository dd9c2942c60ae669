// What whoever runs the house decides about payouts: that creators are paid now, and what earned coins are worth. Both are in the audit log.

import type { CoinValueRule, SetCoinValue } from "../../shared/schema/internal/payouts.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { OriginDeps } from "../deps.ts";
import { type Operator, requireOperator } from "../money/books/require-operator.ts";
import { requireStripe } from "../money/settle-order.ts";
import { runPayouts } from "./run-payouts.ts";
import { insertCoinValue, listCoinValueRecords } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;

/** Throws PLATFORM_ROLE_REQUIRED (403), PAYMENTS_OFF (503), and what runPayouts throws. */
export async function runPayoutsNow(deps: Deps, by: Operator): Promise<{ decidedCount: number }> {
  requireStripe(deps);
  await deps.db.transaction(async (tx) => {
    await requireOperator(tx, by);
    const act = { actorId: by, act: "payouts.run", subject: "payouts", facts: {} } as const;
    await recordAudit(tx, act, new Date(deps.nowMs()));
  });
  return runPayouts(deps);
}

/** Adds a rule; those before it stay, for what was paid by them. Throws PLATFORM_ROLE_REQUIRED (403). */
export async function setCoinValue(
  { db, nowMs }: Pick<Deps, "db" | "nowMs">,
  by: Operator,
  { fromAt, ...value }: SetCoinValue,
): Promise<void> {
  const now = new Date(nowMs());
  // What is over was paid by the rules there were.
  const from = fromAt === null ? now : new Date(Math.max(now.getTime(), Date.parse(fromAt)));
  await db.transaction(async (tx) => {
    await requireOperator(tx, by);
    await insertCoinValue(tx, { ...value, fromAt: from, decidedAt: now });
    const facts = { ...value, fromAt: from.toISOString() };
    await recordAudit(tx, { actorId: by, act: "coin-value.set", subject: value.currency, facts }, now);
  });
}

/** Newest first. */
export async function listCoinValueRules({ db }: Pick<Deps, "db">): Promise<CoinValueRule[]> {
  return (await listCoinValueRecords(db)).map(({ fromAt, decidedAt, ...rule }) => ({
    ...rule,
    fromAt: fromAt.toISOString(),
    decidedAt: decidedAt.toISOString(),
  }));
}
