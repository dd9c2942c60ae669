// The public keys of somebody else's issuer (RFC 7517), fetched when a token wants them: kept for an hour, looked for anew
// when a token names a kid nobody knows, by one request at a time however many ask. A set that cannot be renewed goes on
// for a while: a provider's bad minute must not close our door. Knows no issuer and no claims.

import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import * as z from "zod";
import type { NowMs } from "../../shared/clock.ts";
import { decodeJson, readBody } from "../../shared/http/service.ts";

const FRESH_MS = 60 * 60_000;
/** Past this age a set that cannot be renewed is trusted no longer. */
const STALE_MS = 6 * FRESH_MS;
/** A kid nobody knows makes us look again, but not more often than this: forgeries must not become requests. */
const COOLDOWN_MS = 30_000;
const TIMEOUT_MS = 5_000;
const SET_MAX_BYTES = 256 * 1024;

const jwksSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

type Held = { readonly keyOf: JWTVerifyGetKey; readonly fetchedAtMs: number };

/** The set cannot be had: not the token's fault. */
export class KeysAway extends Error {}

/**
 * Makes the look-up that jose's jwtVerify takes. Rejects with KeysAway when there is no set to look in, and with jose's
 * JWKSNoMatchingKey when the set has no such key.
 */
export function createJwksCache(deps: {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly nowMs: NowMs;
}): JWTVerifyGetKey {
  let held: Held | null = null;
  let underWay: Promise<Held> | null = null;
  let triedAtMs = Number.NEGATIVE_INFINITY;

  async function fetchSet(): Promise<Held> {
    const response = await deps.fetch(deps.url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`${deps.url} answered ${response.status}`);
    const set = jwksSchema.parse(decodeJson(await readBody(response, SET_MAX_BYTES)));
    held = { keyOf: createLocalJWKSet(set as JSONWebKeySet), fetchedAtMs: deps.nowMs() };
    return held;
  }

  function renew(): Promise<Held> {
    triedAtMs = deps.nowMs();
    underWay ??= fetchSet().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function current(): Promise<Held> {
    const ageMs = held === null ? Number.POSITIVE_INFINITY : deps.nowMs() - held.fetchedAtMs;
    if (held !== null && ageMs < FRESH_MS) return held;
    const mayWait = held === null || deps.nowMs() - triedAtMs >= COOLDOWN_MS;
    if (!mayWait && held !== null && ageMs < STALE_MS) return held;
    try {
      return await renew();
    } catch (cause) {
      if (held !== null && ageMs < STALE_MS) return held;
      throw new KeysAway(`the keys at ${deps.url} cannot be fetched`, { cause });
    }
  }

  return async (header, token) => {
    const set = await current();
    try {
      return await set.keyOf(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || deps.nowMs() - set.fetchedAtMs < COOLDOWN_MS)
        throw error;
      const renewed = await renew().catch(() => set);
      return renewed.keyOf(header, token);
    }
  };
}
