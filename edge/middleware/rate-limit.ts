// A token bucket per caller's address: what keeps one address from making accounts or policies without end.
// Counts live in memory, per edge process: a brake, not a ledger. Fields: draft-ietf-httpapi-ratelimit-headers-10.

import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { NowMs } from "../../shared/clock.ts";
import { addressKey, callerAddress } from "../../shared/http/caller-address.ts";
import { Problem } from "../../shared/http/problem.ts";
import type { EdgeEnv } from "../deps.ts";

const ADDRESSES_MAX = 10_000;
const WINDOW_S = 60;

type RateLimitOptions = {
  /** Names the limit in the answer's fields. */
  readonly name: string;
  /** Refill in a minute, and the most that can be saved up. */
  readonly perMinute: number;
  /** Header a trusted proxy writes; null takes the socket's address. */
  readonly addressHeader: string | null;
  readonly nowMs: NowMs;
};

/** Takes one token per request; without one, Problem RATE_LIMITED (429) that says when to come back. */
export function rateLimit(options: RateLimitOptions) {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  const perMs = options.perMinute / (WINDOW_S * 1000);

  function take(address: string): { remaining: number; waitS: number } {
    const nowMs = options.nowMs();
    const held = buckets.get(address) ?? { tokens: options.perMinute, atMs: nowMs };
    const refilled = held.tokens + Math.max(0, nowMs - held.atMs) * perMs;
    const tokens = Math.min(options.perMinute, refilled);
    const left = tokens >= 1 ? tokens - 1 : tokens;
    // Re-inserting keeps the map in order of use: the one dropped at the bound is the one idle longest.
    buckets.delete(address);
    buckets.set(address, { tokens: left, atMs: nowMs });
    const oldest = buckets.size > ADDRESSES_MAX ? buckets.keys().next() : null;
    if (oldest?.done === false) buckets.delete(oldest.value);
    return { remaining: Math.floor(left), waitS: tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs / 1000) };
  }

  return createMiddleware<EdgeEnv>(async (c, next) => {
    const { remaining, waitS } = take(addressKeyOf(c, options.addressHeader));
    const fields = {
      "ratelimit-policy": `"${options.name}";q=${options.perMinute};w=${WINDOW_S}`,
      ratelimit: `"${options.name}";r=${remaining};t=${waitS}`,
    };
    if (waitS > 0) {
      throw new Problem({
        status: 429,
        code: "RATE_LIMITED",
        title: "Too many requests from this address",
        detail: `At most ${options.perMinute} a minute; try again in ${waitS} s.`,
        headers: { ...fields, "retry-after": String(waitS) },
      });
    }
    await next();
    for (const [name, value] of Object.entries(fields)) c.header(name, value);
  });
}

function addressKeyOf(c: Context<EdgeEnv>, header: string | null): string {
  const forwarded = header === null ? undefined : c.req.header(header);
  return addressKey(callerAddress(forwarded, c.env.remoteAddress ?? "unknown"));
}
