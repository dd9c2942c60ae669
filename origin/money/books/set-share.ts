// What part of a sale creators earn from now on, or from some day: a rule is added, with who decided it and why, and none is changed.

import { Problem } from "../../../shared/http/problem.ts";
import type { UserId } from "../../../shared/schema/ids.ts";
import type { SetShare, ShareRuleShown } from "../../../shared/schema/internal/books.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import type { OriginDeps } from "../../deps.ts";
import { requireUser } from "../../users/get-user.ts";
import { SHARE_DEFAULT_PERCENT, type SharedSale } from "../revenue-share.ts";
import { insertShareRule, listNewestRules } from "../share-store.ts";
import { type Operator, requireOperator } from "./require-operator.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** All rules, or those for one creator, the newest first. Throws PLATFORM_ROLE_REQUIRED (403). */
export async function listShares(
  { db }: Deps,
  by: Operator,
  userId: UserId | undefined,
): Promise<{ defaults: Readonly<Record<SharedSale, number>>; items: ShareRuleShown[] }> {
  await requireOperator(db, by);
  const rules = await listNewestRules(db, userId);
  return {
    defaults: SHARE_DEFAULT_PERCENT,
    items: rules.map(({ sale, userId: of, sharePercent, fromAt, decidedAt, reason }) => ({
      sale,
      userId: of,
      sharePercent,
      from: fromAt.toISOString(),
      decidedAt: decidedAt.toISOString(),
      reason,
    })),
  };
}

/** Throws PLATFORM_ROLE_REQUIRED (403), USER_NOT_FOUND (404), or VALIDATION_FAILED (422): what was sold before is not split anew. */
export function setShare(
  { db, nowMs }: Deps,
  by: Operator,
  { sale, userId, sharePercent, from, reason }: SetShare,
): Promise<ShareRuleShown> {
  const now = new Date(nowMs());
  const fromAt = from === null ? now : new Date(from);
  return db.transaction(async (tx) => {
    await requireOperator(tx, by);
    if (fromAt < now) throw past(fromAt, now);
    if (userId !== null) await requireUser(tx, userId);
    await insertShareRule(tx, { sale, userId, sharePercent, fromAt, decidedAt: now, reason });
    const rule = { sale, userId, sharePercent, from: fromAt.toISOString() };
    const facts = { ...rule, reason };
    await recordAudit(tx, { actorId: by, act: "share.set", subject: userId ?? sale, facts }, now);
    return { ...rule, decidedAt: now.toISOString(), reason };
  });
}

function past(from: Date, now: Date): Problem {
  return new Problem({
    status: 422,
    code: "VALIDATION_FAILED",
    title: "A share holds from now on, or from later",
    errors: [{ name: "from", message: "at least", actual: from.toISOString(), limit: now.toISOString() }],
  });
}
