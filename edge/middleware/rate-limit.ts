// One limit, by the caller's address or by who is signed in: takes a token of their bucket, and says in the answer how many are
// left. Fields: draft-ietf-httpapi-ratelimit-headers-10.

import type { Context, MiddlewareHandler } from "hono";
import type { NowMs } from "../../shared/clock.ts";
import { addressKey, callerAddress } from "../../shared/http/caller-address.ts";
import { Problem } from "../../shared/http/problem.ts";
import type { EdgeEnv } from "../deps.ts";
import { WINDOW_S } from "../rate-limit/bucket.ts";
import type { RateLimitStore } from "../rate-limit/store.ts";

export type RateLimit = {
  /** Names the limit in the answer's fields, and its buckets. */
  readonly name: string;
  /** Refill in a minute, and the most that can be saved up. */
  readonly perMinute: number;
  /** Whose bucket: "user" only behind the session. */
  readonly by: (c: Context<EdgeEnv>) => string;
  readonly store: RateLimitStore;
  readonly nowMs: NowMs;
};

/** Takes one token per request; without one, Problem RATE_LIMITED (429) that says when to come back. */
export function rateLimit(limit: RateLimit): MiddlewareHandler<EdgeEnv> {
  return async (c, next) => {
    const fields = await takeOne(c, limit);
    await next();
    // Not by c.header, which copies a finished answer for each field.
    const { headers } = c.res;
    for (const [name, value] of Object.entries(fields)) headers.append(name, value);
  };
}

/** Takes one token; returns the answer's fields. Throws Problem RATE_LIMITED (429). */
export async function takeOne(c: Context<EdgeEnv>, limit: RateLimit): Promise<Record<string, string>> {
  const { name, perMinute } = limit;
  const { remaining, waitS } = await limit.store.take(`${name}:${limit.by(c)}`, perMinute, limit.nowMs());
  const fields = {
    "ratelimit-policy": `"${name}";q=${perMinute};w=${WINDOW_S}`,
    ratelimit: `"${name}";r=${remaining};t=${waitS}`,
  };
  if (waitS === 0) return fields;
  throw new Problem({
    status: 429,
    code: "RATE_LIMITED",
    title: "Too many requests",
    detail: `At most ${perMinute} a minute by the limit "${name}"; try again in ${waitS} s.`,
    headers: { ...fields, "retry-after": String(waitS) },
  });
}

/** By the caller's address, which a trusted proxy may have written into `header`. */
export function byAddress(header: string | null): RateLimit["by"] {
  return (c) => {
    const forwarded = header === null ? undefined : c.req.header(header);
    return addressKey(callerAddress(forwarded, c.env.remoteAddress ?? "unknown"));
  };
}

/** By who is signed in: only behind the session. */
export function byUser(c: Context<EdgeEnv>): string {
  return c.get("userId");
}
