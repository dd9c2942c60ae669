// Objects that a worker put into the delivery bucket, before a row says that somebody has them.

import { Problem } from "../../shared/http/problem.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { lockKey } from "./delivery-store.ts";

/**
 * Between the worker's put and its word of it, whoever settled such a key may have found nobody who has it, and taken it away. From
 * here on it is ours: the locks hold until the rows that say so are there. Throws OBJECT_NOT_THERE (503): put it again.
 */
export async function requireObjects(
  { store, deliveryBucket }: Pick<OriginDeps, "store" | "deliveryBucket">,
  tx: DbOrTx,
  keys: readonly string[],
): Promise<void> {
  // In one order for all, so that no two wait for each other.
  for (const key of [...new Set(keys)].toSorted()) {
    await lockKey(tx, key);
    if ((await store.head({ bucket: deliveryBucket, key })) === null) throw notThere(key);
  }
}

function notThere(key: string): Problem {
  return new Problem({
    status: 503,
    code: "OBJECT_NOT_THERE",
    title: "There is no such object in the delivery bucket",
    detail: `${key} is not there, or not any more: put it again.`,
    headers: { "retry-after": "1" },
  });
}
