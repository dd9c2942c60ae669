// What prepaid coins come to on a base date, which is what Japanese law asks of whoever issues them.

import { Problem } from "../../../shared/http/problem.ts";
import type { UnusedBalanceAt } from "../../../shared/schema/books.ts";
import type { OriginDeps } from "../../deps.ts";
import { lastBaseDateMs } from "../coin-lots.ts";
import { sumUnused } from "../coin-store.ts";
import { type Operator, requireOperator } from "./require-operator.ts";

/** `at` null: the last base date. Throws PLATFORM_ROLE_REQUIRED (403), or VALIDATION_FAILED (422) for a time to come. */
export async function getUnusedBalance(
  { db, nowMs }: Pick<OriginDeps, "db" | "nowMs">,
  by: Operator,
  at: string | null,
): Promise<UnusedBalanceAt> {
  await requireOperator(db, by);
  const now = nowMs();
  const until = new Date(at ?? lastBaseDateMs(now));
  if (until.getTime() > now) throw ahead(until, now);
  const { paidCount, freeCount, value } = await sumUnused(db, until);
  return { at: until.toISOString(), paidCount, freeCount, value };
}

function ahead(at: Date, nowMs: number): Problem {
  return new Problem({
    status: 422,
    code: "VALIDATION_FAILED",
    title: "Nobody knows yet what will be left then",
    errors: [
      { name: "at", message: "at most", actual: at.toISOString(), limit: new Date(nowMs).toISOString() },
    ],
  });
}
