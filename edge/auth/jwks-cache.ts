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

type KeepAlive = (work: Promise<unknown>) => void;

/** The set cannot be had: not the token's fault. */
export class KeysAway extends Error {}

/**
 * Makes, for one request, the look-up that jose's jwtVerify takes. `keepAlive` is handed every fetch, so that one whose
 * request went away still ends: others wait for it. A look-up rejects with KeysAway when there is no set to look in, and
 * with jose's JWKSNoMatchingKey when the set has no such key, or the token names none.
 */
export function createJwksCache(deps: {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly nowMs: NowMs;
}): (keepAlive: KeepAlive) => JWTVerifyGetKey {
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

  function renew(keepAlive: KeepAlive): Promise<Held> {
    if (underWay !== null) return underWay;
    triedAtMs = deps.nowMs();
    underWay = fetchSet().finally(() => {
      underWay = null;
    });
    keepAlive(underWay.catch(() => {}));
    return underWay;
  }

  const mayTry = () => deps.nowMs() - triedAtMs >= COOLDOWN_MS;

  async function current(keepAlive: KeepAlive): Promise<Held> {
    const ageMs = held === null ? Number.POSITIVE_INFINITY : deps.nowMs() - held.fetchedAtMs;
    if (held !== null && (ageMs < FRESH_MS || (ageMs < STALE_MS && !mayTry()))) return held;
    try {
      return await renew(keepAlive);
    } catch (cause) {
      if (held !== null && ageMs < STALE_MS) return held;
      throw new KeysAway(`the keys at ${deps.url} cannot be fetched`, { cause });
    }
  }

  return (keepAlive) => async (header, token) => {
    // A set of one key would take a token that names none for its own.
    if (header.kid === undefined) throw new errors.JWKSNoMatchingKey();
    const set = await current(keepAlive);
    try {
      return await set.keyOf(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(mayTry() || underWay !== null)) throw error;
      const renewed = await renew(keepAlive).catch(() => set);
      return renewed.keyOf(header, token);
    }
  };
}
