// What was just taken down goes at once, and not when a worker looks for jobs the next time. The job that was queued with it does the same
// until it is done, and says what is in the way.

import type { AssetId } from "../../shared/schema/ids.ts";
import { listKeysOf } from "./delivery-store.ts";
import { settleDelivery } from "./settle-delivery.ts";

/** So long the moderator's answer waits for the store; one that is slow or away is waited for by the job alone. */
const WAIT_MAX_MS = 1_000;
/** Of one process. Each has a connection of the pool for as long as the store takes. What is more is for the jobs. */
const AT_ONCE_MAX = 2;
let atOnceCount = 0;

export type WithdrawDeps = Parameters<typeof settleDelivery>[0];

/** To be asked once the takedown has committed. Never throws. */
export async function withdrawNow(deps: WithdrawDeps, assetId: AssetId): Promise<void> {
  if (atOnceCount >= AT_ONCE_MAX) return;
  atOnceCount++;
  const withdrawn = listKeysOf(deps.db, assetId)
    .then((keys) => settleDelivery(deps, keys))
    .catch(() => {})
    .finally(() => {
      atOnceCount--;
    });
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, WAIT_MAX_MS);
  await Promise.race([withdrawn, late]);
  clearTimeout(timer);
}
