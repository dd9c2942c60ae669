// Buckets in a Deno KV, which all edges that open the same one share: a file on one machine, a server's URL, or what Deno
// Deploy gives each deployment.

import { type Bucket, type Taken, takeToken, WINDOW_S } from "./bucket.ts";
import type { RateLimitStore } from "./store.ts";

/** What is used of Deno.Kv. */
export type Kv = {
  get(key: readonly string[]): Promise<{ readonly value: unknown; readonly versionstamp: string | null }>;
  atomic(): {
    check(entry: {
      readonly key: readonly string[];
      readonly versionstamp: string | null;
    }): ReturnType<Kv["atomic"]>;
    set(
      key: readonly string[],
      value: Bucket,
      options: { readonly expireIn: number },
    ): ReturnType<Kv["atomic"]>;
    commit(): Promise<{ readonly ok: boolean }>;
  };
};

/** Others may take from the same bucket at the same moment, or hold the file, so often. */
const TRIES_MAX = 8;
const WAIT_MS = 5;
/** A bucket is full again after this long, which is what no bucket means. */
const EXPIRE_MS = WINDOW_S * 1000;

export function createKvStore(kv: Kv): RateLimitStore {
  /** The end of the queue at each bucket: those of one edge take in turn, so that only edges contend. */
  const queues = new Map<string, Promise<unknown>>();

  async function tryTaking(key: string, perMinute: number, nowMs: number): Promise<Taken | null> {
    const path = ["rate-limit", key];
    const { value, versionstamp } = await kv.get(path);
    const { bucket, taken } = takeToken(value as Bucket | null, perMinute, nowMs);
    // Nothing changes for whoever is refused: the bucket refills from when it was last written.
    if (taken.waitS > 0) return taken;
    const { ok } = await kv
      .atomic()
      .check({ key: path, versionstamp })
      .set(path, bucket, { expireIn: EXPIRE_MS })
      .commit();
    return ok ? taken : null;
  }

  /** Null from a try is a bucket that another edge was faster at; what it throws may be a file that is locked. */
  async function takeInTurn(key: string, perMinute: number, nowMs: number): Promise<Taken> {
    let failure: unknown = new Error(`others were faster ${TRIES_MAX} times`);
    for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
      const taken = await tryTaking(key, perMinute, nowMs).catch((error: unknown) => {
        failure = error;
        return null;
      });
      if (taken !== null) return taken;
      await new Promise((resolve) => setTimeout(resolve, tries * WAIT_MS));
    }
    throw failure;
  }

  return {
    async take(key, perMinute, nowMs) {
      const before = queues.get(key) ?? Promise.resolve();
      const turn = before.then(() => takeInTurn(key, perMinute, nowMs));
      const ended = turn.catch(() => {});
      queues.set(key, ended);
      try {
        return await turn;
      } finally {
        if (queues.get(key) === ended) queues.delete(key);
      }
    },
  };
}
