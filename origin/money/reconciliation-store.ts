// All the SQL of nightly reconciliations.

import { desc } from "drizzle-orm";
import type { DbOrTx } from "../db/client.ts";
import { reconciliations } from "../db/schema/orders.ts";

type NewReconciliation = Omit<typeof reconciliations.$inferInsert, "id">;

export async function insertReconciliation(db: DbOrTx, reconciliation: NewReconciliation): Promise<void> {
  await db.insert(reconciliations).values(reconciliation);
}

export async function findLastReconciliation(
  db: DbOrTx,
): Promise<typeof reconciliations.$inferSelect | null> {
  const [row] = await db.select().from(reconciliations).orderBy(desc(reconciliations.ranAt)).limit(1);
  return row ?? null;
}
