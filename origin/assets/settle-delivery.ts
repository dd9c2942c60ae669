// Makes the buckets what the rows say: what somebody may see is delivered, what was taken down lies where only we reach it, what
// nobody has is gone. Looks at the rows when it runs and not at what led to it, so it may run twice, late, or in any order.

import type { OriginDeps } from "../deps.ts";
import { removeObject } from "../s3/remove-object.ts";
import { lockKey, standingOf } from "./delivery-store.ts";

/** In the upload bucket, which is nobody's to read. */
const WITHDRAWN = "withdrawn/";

type Deps = Pick<OriginDeps, "db" | "store" | "uploadBucket" | "deliveryBucket">;

/** Settles keys of the delivery bucket. Throws what the store throws; may be repeated. */
export async function settleDelivery(deps: Deps, keys: readonly string[]): Promise<void> {
  for (const key of keys) await settleKey(deps, key);
}

async function settleKey({ db, store, uploadBucket, deliveryBucket }: Deps, key: string): Promise<void> {
  const delivered = { bucket: deliveryBucket, key };
  const withdrawn = { bucket: uploadBucket, key: WITHDRAWN + key };
  // One at a time for one key, whichever process does it: the transaction is the lock.
  await db.transaction(async (tx) => {
    await lockKey(tx, key);
    const standing = await standingOf(tx, key);
    const isDelivered = (await store.head(delivered)) !== null;
    if (standing === "shown" && !isDelivered && (await store.head(withdrawn)) !== null)
      await store.copy(withdrawn, delivered);
    if (standing === "kept" && isDelivered) await store.copy(delivered, withdrawn);
    if (standing !== "shown" && isDelivered) await removeObject(store, delivered);
    if (standing !== "kept") await removeObject(store, withdrawn);
  });
}
