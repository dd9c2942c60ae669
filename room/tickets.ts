// Tickets at the door: who a CONNECT's password says someone is. Where its keys come from is ticket-keys.ts's. SPEC [TICKET-1]

import type { NowMs } from "../shared/clock.ts";
import type { Log } from "../shared/http/log.ts";
import { ReasonCode } from "../shared/protocol/reason-code.ts";
import type { HostId } from "../shared/schema/ids.ts";
import { TicketError, type TicketErrorCode, verifyTicket } from "../shared/ticket.ts";
import { ConnectRefusal, type Verified } from "./door.ts";
import { createTicketKeys } from "./ticket-keys.ts";

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
  readonly log: Log;
}): (ticket: string | null) => Promise<Verified> {
  const getKey = createTicketKeys({ jwksUrl: deps.jwksUrl, log: deps.log, nowMs: Date.now });
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
