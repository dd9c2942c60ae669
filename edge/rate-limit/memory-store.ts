// Buckets in this process's memory: what every edge has that was given nothing else. Ten edges then count ten times.

import { type Bucket, takeToken } from "./bucket.ts";
import type { RateLimitStore } from "./store.ts";

const BUCKETS_MAX = 20_000;

/** Makes an empty store; past BUCKETS_MAX the bucket idle longest is forgotten, and full again. */
export function createMemoryStore(): RateLimitStore {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, perMinute, nowMs) {
      const { bucket, taken } = takeToken(buckets.get(key) ?? null, perMinute, nowMs);
      // Re-inserting keeps the map in order of use.
      buckets.delete(key);
      buckets.set(key, bucket);
      const oldest = buckets.size > BUCKETS_MAX ? buckets.keys().next() : null;
      if (oldest?.done === false) buckets.delete(oldest.value);
      return taken;
    },
  };
}
