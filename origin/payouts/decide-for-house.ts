// What whoever runs the house decides about payouts: that creators are paid now, and what earned coins are worth. Both are in the audit log.

import type { UserId } from "../../shared/schema/ids.ts";
import type { CoinValueRule, SetCoinValue } from "../../shared/schema/internal/payouts.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { requirePlatformRole } from "../moderation/require-moderator.ts";
import { requireStripe } from "../money/settle-order.ts";
import { runPayouts } from "./run-payouts.ts";
import { insertCoinValue, listCoinValueRecords } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;

/** Throws PLATFORM_ROLE_REQUIRED (403). `byId` is null for whoever runs the server. */
export async function requireHouse(db: DbOrTx, byId: UserId | null): Promise<void> {
  if (byId !== null) await requirePlatformRole(db, byId, "admin");
}

/** Throws PLATFORM_ROLE_REQUIRED (403), PAYMENTS_OFF (503), and what runPayouts throws. */
export async function runPayoutsNow(deps: Deps, byId: UserId | null): Promise<{ decidedCount: number }> {
  requireStripe(deps);
  await deps.db.transaction(async (tx) => {
    await requireHouse(tx, byId);
    const act = { actorId: byId, act: "payouts.run", subject: "payouts", facts: {} } as const;
    await recordAudit(tx, act, new Date(deps.nowMs()));
  });
  return runPayouts(deps);
}

/** Adds a rule; those before it stay, for what was paid by them. Throws PLATFORM_ROLE_REQUIRED (403). */
export async function setCoinValue(
  { db, nowMs }: Pick<Deps, "db" | "nowMs">,
  byId: UserId | null,
  { fromAt, ...value }: SetCoinValue,
): Promise<void> {
  const now = new Date(nowMs());
  // What is over was paid by the rules there were.
  const from = fromAt === null ? now : new Date(Math.max(now.getTime(), Date.parse(fromAt)));
  await db.transaction(async (tx) => {
    await requireHouse(tx, byId);
    await insertCoinValue(tx, { ...value, fromAt: from, decidedAt: now });
    const facts = { ...value, fromAt: from.toISOString() };
    await recordAudit(tx, { actorId: byId, act: "coin-value.set", subject: value.currency, facts }, now);
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
