// All the SQL of nightly reconciliations.

import { desc, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { reconciliations } from "../db/schema/orders.ts";
import type { Cursor } from "../route-params.ts";

export type ReconciliationRecord = typeof reconciliations.$inferSelect;
type NewReconciliation = Omit<typeof reconciliations.$inferInsert, "id">;

export async function insertReconciliation(db: DbOrTx, reconciliation: NewReconciliation): Promise<void> {
  await db.insert(reconciliations).values(reconciliation);
}

/** Newest first, from after the cursor. */
export async function listReconciliations(
  db: DbOrTx,
  cursor: Cursor | null,
  limit: number,
): Promise<ReconciliationRecord[]> {
  return db
    .select()
    .from(reconciliations)
    .where(
      cursor === null
        ? undefined
        : before([reconciliations.ranAt, reconciliations.id], [cursor.at, Number(cursor.id)]),
    )
    .orderBy(desc(reconciliations.ranAt), desc(reconciliations.id))
    .limit(limit);
}

export async function findReconciliation(db: DbOrTx, id: number): Promise<ReconciliationRecord | null> {
  const [row] = await db.select().from(reconciliations).where(eq(reconciliations.id, id));
  return row ?? null;
}
