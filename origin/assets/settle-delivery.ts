// Makes the buckets what the rows say: what somebody may see is delivered, what was taken down lies where only we reach it, what
// nobody has is gone. Looks at the rows when it runs and not at what led to it, so it may run twice, late, or in any order.

import type { OriginDeps } from "../deps.ts";
import { removeObject } from "../s3/remove-object.ts";
import { type KeyStanding, lockKey, standingOf } from "./delivery-store.ts";

/** In the upload bucket, which is nobody's to read. */
const WITHDRAWN = "withdrawn/";

type Deps = Pick<OriginDeps, "db" | "store" | "uploadBucket" | "deliveryBucket">;

/** An avatar with its pictures and variants at once: one after the other, the last would be delivered for seconds more. */
const KEYS_AT_ONCE_MAX = 16;

/** Settles keys of the delivery bucket. Throws what the store throws, after all others were settled; may be repeated. */
export async function settleDelivery(deps: Deps, keys: readonly string[]): Promise<void> {
  // In one order for all, so that no two wait for each other.
  const inOrder = [...new Set(keys)].toSorted();
  const faults: unknown[] = [];
  for (let at = 0; at < inOrder.length; at += KEYS_AT_ONCE_MAX)
    faults.push(...(await settleTogether(deps, inOrder.slice(at, at + KEYS_AT_ONCE_MAX))));
  if (faults.length > 0) throw faults[0];
}

/** Returns what the store threw. */
async function settleTogether(deps: Deps, keys: readonly string[]): Promise<readonly unknown[]> {
  // One at a time for one key, whichever process does it: the transaction is the lock, until the last of them is settled.
  return deps.db.transaction(async (tx) => {
    for (const key of keys) await lockKey(tx, key);
    const settled = await Promise.allSettled(
      keys.map(async (key) => settleKey(deps, key, await standingOf(tx, key))),
    );
    return settled.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  });
}

/** The caller holds its lock. */
async function settleKey(
  { store, uploadBucket, deliveryBucket }: Omit<Deps, "db">,
  key: string,
  standing: KeyStanding,
): Promise<void> {
  const delivered = { bucket: deliveryBucket, key };
  const withdrawn = { bucket: uploadBucket, key: WITHDRAWN + key };
  const isDelivered = (await store.head(delivered)) !== null;
  if (standing === "shown" && !isDelivered && (await store.head(withdrawn)) !== null)
    await store.copy(withdrawn, delivered);
  if (standing === "kept" && isDelivered) await store.copy(delivered, withdrawn);
  if (standing !== "shown" && isDelivered) await removeObject(store, delivered);
  if (standing !== "kept") await removeObject(store, withdrawn);
}
