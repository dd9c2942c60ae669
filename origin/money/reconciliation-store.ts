// All the SQL of nightly reconciliations.

import type { DbOrTx } from "../db/client.ts";
import { reconciliations } from "../db/schema/orders.ts";

type NewReconciliation = Omit<typeof reconciliations.$inferInsert, "id">;

export async function insertReconciliation(db: DbOrTx, reconciliation: NewReconciliation): Promise<void> {
  await db.insert(reconciliations).values(reconciliation);
}
