// What was bought, for whoever reads the books.

import type { PurchaseId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { listPurchasesById, type PurchaseRecord } from "./holding-store.ts";

export type { PurchaseRecord };

/** Those of them that there are. */
export async function purchasesById(
  db: DbOrTx,
  ids: readonly PurchaseId[],
): Promise<ReadonlyMap<string, PurchaseRecord>> {
  return new Map((await listPurchasesById(db, ids)).map((purchase) => [purchase.id, purchase]));
}
