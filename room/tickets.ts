// Tickets at the door: who a CONNECT's password says someone is. Keys come from the edge's JWKS and are kept. SPEC [TICKET-1]

import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import type { NowMs } from "../shared/clock.ts";
import { ReasonCode } from "../shared/protocol/reason-code.ts";
import type { HostId } from "../shared/schema/ids.ts";
import { TicketError, type TicketErrorCode, verifyTicket } from "../shared/ticket.ts";
import { ConnectRefusal, type Verified } from "./door.ts";

const JWKS_TIMEOUT_MS = 3_000;
/** A key that was revoked is taken no longer than this. */
const JWKS_MAX_AGE_MS = 60_000;
/** An unknown kid makes us look again, but not more often than this: forgeries must not become requests. */
const JWKS_COOLDOWN_MS = 5_000;

const REASON_CODE: Readonly<Record<TicketErrorCode, ReasonCode>> = {
  TICKET_MALFORMED: ReasonCode.notAuthorized,
  TICKET_EXPIRED: ReasonCode.notAuthorized,
  // The host it names was there before this one: the edge will soon know the new one.
  TICKET_NOT_FOR_THIS_HOST: ReasonCode.useAnotherServer,
  TICKET_KEYS_AWAY: ReasonCode.serverUnavailable,
};

/** Makes the check. Throws ConnectRefusal with what CONNACK shall say. */
export function createTicketCheck(deps: {
  readonly jwksUrl: string;
  readonly hostId: HostId;
  readonly nowMs: NowMs;
}): (ticket: string | null) => Promise<Verified> {
  const remote = createRemoteJWKSet(new URL(deps.jwksUrl), {
    timeoutDuration: JWKS_TIMEOUT_MS,
    cacheMaxAge: JWKS_MAX_AGE_MS,
    cooldownDuration: JWKS_COOLDOWN_MS,
  });
  // An edge that is away or unwell is our fault, not the ticket's: only a set without the key speaks against the ticket.
  const getKey: JWTVerifyGetKey = async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JOSENotSupported) throw error;
      throw new TicketError("TICKET_KEYS_AWAY", "the ticket's keys cannot be fetched", error);
    }
  };
  return async (ticket) => {
    if (ticket === null)
      throw new ConnectRefusal(
        ReasonCode.badUserNameOrPassword,
        "CONNECT needs a room ticket as its password: ask the edge, POST /v1/worlds/{id}/enter",
      );
    try {
      const { room, participant, seat, requestId } = await verifyTicket(
        ticket,
        getKey,
        deps.hostId,
        deps.nowMs(),
      );
      const access = seat === "ghost" ? "ghost" : "participant";
      return { access, room, identity: participant, requestId };
    } catch (error) {
      if (!(error instanceof TicketError)) throw error;
      throw new ConnectRefusal(REASON_CODE[error.code], `${error.code}: ${error.message}`, error);
    }
  };
}
