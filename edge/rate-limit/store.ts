// Where buckets are kept, as a limit sees it: in this process's memory, or where several edges meet. One interface, a store
// per runtime: memory-store.ts (everywhere), kv-store.ts (Deno), durable-object.ts (workerd), entry/sqlite-store.ts (Bun).

import type { Log } from "../../shared/http/log.ts";
import type { Taken } from "./bucket.ts";

export type RateLimitStore = {
  /** Takes one token of the bucket `key`, which holds and refills `perMinute`. */
  take(key: string, perMinute: number, nowMs: number): Taken | Promise<Taken>;
};

/** Longer than this nobody waits to be counted. */
const SHARED_MAX_MS = 250;

/**
 * A shared store that, when it fails or is slow, is stood in for by one of this edge's own: a limit is a brake, and a brake
 * that sticks would be worse than one that slips.
 */
export function withFallback(shared: RateLimitStore, own: RateLimitStore, log: Log): RateLimitStore {
  return {
    async take(key, perMinute, nowMs) {
      try {
        return await within(shared.take(key, perMinute, nowMs));
      } catch (error) {
        log.warn("rate-limit.store-away", { error });
        return await own.take(key, perMinute, nowMs);
      }
    },
  };
}

async function within<T>(work: T | Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${SHARED_MAX_MS} ms`)), SHARED_MAX_MS);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
