// Whoever runs the place gives somebody free coins, for a reason that is kept.

import type { GiveCoins } from "../../../shared/schema/internal/books.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import type { OriginDeps } from "../../deps.ts";
import { requireUser } from "../../users/get-user.ts";
import { grantCoins } from "../grant-coins.ts";
import { type Operator, requireOperator } from "./require-operator.ts";

/** Whether it is new: once for each `key`. Throws PLATFORM_ROLE_REQUIRED (403) or USER_NOT_FOUND (404). */
export function giveCoins(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  by: Operator,
  { userId, count, key, reason }: GiveCoins,
): Promise<boolean> {
  return deps.db.transaction(async (tx) => {
    await requireOperator(tx, by);
    await requireUser(tx, userId);
    const grant = { key: `coins.given:${key}`, userId, count };
    if (!(await grantCoins({ ...deps, db: tx }, grant))) return false;
    const act = { actorId: by, act: "coins.give", subject: userId, facts: { count, key, reason } } as const;
    await recordAudit(tx, act, new Date(deps.nowMs()));
    return true;
  });
}
