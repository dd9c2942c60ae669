// The keys of tickets: the edge's JWKS, read anew every minute, so that a key that is published no more is soon refused. A list
// that cannot be read says nothing about keys: until it can be again the last one counts, for a while. SPEC [TICKET-1]

import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JWKSCacheInput,
  type JWTVerifyGetKey,
  jwksCache,
} from "jose";
import type { Log } from "../shared/http/log.ts";
import { TicketError } from "../shared/ticket.ts";

const READ_TIMEOUT_MS = 3_000;
/** A key that was revoked is taken no longer than this, where the list can be read. */
const LIST_MAX_AGE_MS = 60_000;
/** And no longer than this where it cannot: whoever stole one may have cut us off as well. */
const LAST_LIST_MAX_AGE_MS = 10 * 60_000;
/** An unknown kid makes us look again, but not more often than this: forgeries must not become requests. Nor must arrivals, in vain. */
const COOLDOWN_MS = 5_000;

type KeysDeps = {
  readonly jwksUrl: string;
  readonly log: Log;
  /** By which lists age: the system's, as jose goes by that one. */
  nowMs(): number;
};

/** What jose writes every list it reads into, with when (`uat`). */
const noList = (): JWKSCacheInput => ({});

/** Answers a ticket's key. Throws TicketError when it cannot be had; and as jose does when there is none, which speaks against the ticket. */
export function createTicketKeys({ jwksUrl, log, nowMs }: KeysDeps): JWTVerifyGetKey {
  const last = noList();
  const current = createRemoteJWKSet(new URL(jwksUrl), {
    timeoutDuration: READ_TIMEOUT_MS,
    cacheMaxAge: LIST_MAX_AGE_MS,
    cooldownDuration: COOLDOWN_MS,
    [jwksCache]: last,
  });
  let failure: { readonly cause: unknown; readonly atMs: number } | null = null;

  const fromLastList: JWTVerifyGetKey = async (header, token) => {
    const { uat, jwks } = last;
    try {
      if (uat !== undefined && jwks !== undefined && nowMs() < uat + LAST_LIST_MAX_AGE_MS)
        return await createLocalJWKSet(jwks)(header, token);
    } catch (error) {
      // It may be on the list we could not read.
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    }
    throw new TicketError("TICKET_KEYS_AWAY", "the ticket's keys cannot be fetched", failure?.cause);
  };

  return async (header, token) => {
    if (failure !== null && nowMs() < failure.atMs + COOLDOWN_MS && last.jwks !== undefined)
      return fromLastList(header, token);
    try {
      const key = await current(header, token);
      failure = null;
      return key;
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JOSENotSupported) throw error;
      log.warn("room.ticket-keys.away", { url: jwksUrl, lastReadAtMs: last.uat ?? null, error });
      failure = { cause: error, atMs: nowMs() };
      return fromLastList(header, token);
    }
  };
}
