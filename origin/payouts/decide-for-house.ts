// What whoever runs the house decides about payouts: that creators are paid now, and what earned coins are worth. Both are in the audit log.

import {
  type CoinValueRule,
  PAYOUT_RUNS_SHOWN,
  type PayoutRun,
  type SetCoinValue,
} from "../../shared/schema/internal/payouts.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { OriginDeps } from "../deps.ts";
import { type Operator, requireOperator } from "../money/books/require-operator.ts";
import { requireStripe } from "../money/settle-order.ts";
import { beginPayoutRun } from "./run-payouts.ts";
import { countReady, listRuns, type PayoutRunRecord } from "./run-store.ts";
import { insertCoinValue, listCoinValueRecords } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;

/** Leaves it to jobs, since it may take hours. Throws PLATFORM_ROLE_REQUIRED (403) or PAYMENTS_OFF (503). */
export async function runPayoutsNow(
  deps: Deps & Pick<OriginDeps, "enqueue">,
  by: Operator,
): Promise<PayoutRun> {
  requireStripe(deps);
  const run = await deps.db.transaction(async (tx) => {
    await requireOperator(tx, by);
    const act = { actorId: by, act: "payouts.run", subject: "payouts", facts: {} } as const;
    await recordAudit(tx, act, new Date(deps.nowMs()));
    return beginPayoutRun(tx, deps);
  });
  return toRun(run, await countReady(deps.db));
}

/** Newest first. Throws PLATFORM_ROLE_REQUIRED (403). */
export async function listPayoutRuns({ db }: Pick<Deps, "db">, by: Operator): Promise<PayoutRun[]> {
  await requireOperator(db, by);
  const readyCount = await countReady(db);
  return (await listRuns(db, PAYOUT_RUNS_SHOWN)).map((run) => toRun(run, readyCount));
}

function toRun(run: PayoutRunRecord, readyCount: number): PayoutRun {
  const { id, beganAt, endedAt, lookedCount, decidedCount, failedCount } = run;
  return {
    number: id,
    beganAt: beganAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    readyCount,
    lookedCount,
    decidedCount,
    failedCount,
  };
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
