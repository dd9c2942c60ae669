// How the books compared with Stripe's balance, night by night, and comparing them now.

import type { ReconciliationDetail, ReconciliationPage } from "../../../shared/schema/books.ts";
import type { PageQuery } from "../../../shared/schema/public-api.ts";
import type { OriginDeps } from "../../deps.ts";
import { decodeCursor, notFound, toPage } from "../../route-params.ts";
import {
  findReconciliation,
  listReconciliations,
  type ReconciliationRecord,
} from "../reconciliation-store.ts";
import { requireStripe } from "../settle-order.ts";
import { listOrdersOfBalance } from "./payment-store.ts";
import { type Operator, requireOperator } from "./require-operator.ts";

/** The newest first. Throws PLATFORM_ROLE_REQUIRED (403) or CURSOR_INVALID (422). */
export async function listReconciliationPage(
  { db }: Pick<OriginDeps, "db">,
  by: Operator,
  { cursor, limit }: PageQuery,
): Promise<ReconciliationPage> {
  await requireOperator(db, by);
  const rows = await listReconciliations(db, decodeCursor(cursor), limit + 1);
  return toPage(rows, limit, toReconciliation, ({ ranAt, id }) => ({ at: ranAt, id: String(id) }));
}

/** Throws PLATFORM_ROLE_REQUIRED (403) or RECONCILIATION_NOT_FOUND (404). */
export async function getReconciliation(
  { db }: Pick<OriginDeps, "db">,
  by: Operator,
  number: number,
): Promise<ReconciliationDetail> {
  await requireOperator(db, by);
  const row = await findReconciliation(db, number);
  if (row === null) throw notFound("reconciliation");
  const orderIds = await listOrdersOfBalance(
    db,
    row.differences.map((difference) => difference.id),
  );
  return {
    ...toReconciliation(row),
    differences: row.differences.map((difference) => ({
      ...difference,
      orderId: orderIds.get(difference.id) ?? null,
    })),
  };
}

/** Leaves it to a job, since it may take minutes. Throws PLATFORM_ROLE_REQUIRED (403) or PAYMENTS_OFF (503). */
export async function beginReconciliation(
  deps: Pick<OriginDeps, "db" | "nowMs" | "stripe" | "enqueue">,
  by: Operator,
): Promise<{ readonly at: string }> {
  await requireOperator(deps.db, by);
  requireStripe(deps);
  const at = new Date(deps.nowMs()).toISOString();
  await deps.db.transaction((tx) => deps.enqueue(tx, "money.reconcile", {}));
  return { at };
}

function toReconciliation({
  id,
  ranAt,
  fromAt,
  untilAt,
  comparedCount,
  differenceCount,
}: ReconciliationRecord) {
  return {
    number: id,
    ranAt: ranAt.toISOString(),
    from: fromAt.toISOString(),
    until: untilAt.toISOString(),
    comparedCount,
    differenceCount,
  };
}
