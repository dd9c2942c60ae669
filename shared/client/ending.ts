// What the end of a connection, or a refusal at the door, means for a room client: come again, and when; or it is over. Pure.
// SPEC [TICKET-1], [TICKET-3], [BYE-1]

import { Problem } from "../http/problem.ts";
import { type Bye, ByeReason } from "../protocol/ext/bye.ts";
import { ReasonCode } from "../protocol/reason-code.ts";
import type { Rng } from "../rng.ts";

/** Come again, not before `retryAfterMs` from now. */
export type Again = { readonly name: "again"; readonly reason: string; readonly retryAfterMs: number };
export type Ending =
  | Again
  /** The room runs on another host by now, which knows us. `where` is BYE's. SPEC [MOVE-1] */
  | { readonly name: "moved"; readonly where: string }
  /** The ticket was not taken: a fresh one may be, once. */
  | { readonly name: "ticket-refused"; readonly reason: string }
  | { readonly name: "over"; readonly reason: string; readonly code: string };

/** A server that asks for longer is asked again after this. */
const RETRY_AFTER_MAX_MS = 60_000;
const BACKOFF_FIRST_MS = 500;
const BACKOFF_MAX_MS = 8_000;

/** How long to wait after so many failures in a row: not at all, then up to 0.5, 1, 2, 4, 8 s, anywhere below (full jitter). */
export function backoffMs(failureCount: number, rng: Rng): number {
  if (failureCount === 0) return 0;
  return rng() * Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** (failureCount - 1));
}

export function again(reason: string, retryAfterMs = 0): Again {
  return { name: "again", reason, retryAfterMs: Math.min(retryAfterMs, RETRY_AFTER_MAX_MS) };
}

const COME_AGAIN: ReadonlySet<number> = new Set([
  ReasonCode.unspecifiedError,
  ReasonCode.implementationSpecificError,
  ReasonCode.serverUnavailable,
  ReasonCode.serverBusy,
  ReasonCode.serverShuttingDown,
  ReasonCode.keepAliveTimeout,
  ReasonCode.quotaExceeded,
  ReasonCode.useAnotherServer,
  ReasonCode.serverMoved,
  ReasonCode.connectionRateExceeded,
]);

/** A CONNACK that refuses. */
export function endingOfConnack(reasonCode: number, reasonString: string): Ending {
  const reason = reasonString === "" ? `the room refused (${hex(reasonCode)})` : reasonString;
  if (COME_AGAIN.has(reasonCode)) return again(reason);
  if (reasonCode === ReasonCode.badUserNameOrPassword || reasonCode === ReasonCode.notAuthorized)
    return { name: "ticket-refused", reason };
  return { name: "over", reason, code: reasonCode === ReasonCode.banned ? "BANNED" : "CONNECT_REFUSED" };
}

/** A BYE in a running connection. */
export function endingOfBye(bye: Bye): Ending {
  switch (bye.reason) {
    case ByeReason.takenOver:
      return { name: "over", reason: "another connection took this place", code: "TAKEN_OVER" };
    case ByeReason.kicked:
      return { name: "over", reason: "we were asked to leave the room", code: "KICKED" };
    case ByeReason.banned:
      return { name: "over", reason: "we may not enter the room any more", code: "BANNED" };
    case ByeReason.shuttingDown:
      return again("the room host is shutting down", bye.retryAfterMs);
    case ByeReason.roomClosed:
      return again("the room closed", bye.retryAfterMs);
    case ByeReason.moved:
      return bye.host === "" ? again("the room moves", bye.retryAfterMs) : { name: "moved", where: bye.host };
    case ByeReason.tooSlow:
      return again("this connection was too slow for the room", bye.retryAfterMs);
    default:
      return again(`the room said goodbye (${bye.reason})`, bye.retryAfterMs);
  }
}

/** A DISCONNECT without a BYE before it. */
export function endingOfDisconnect(reasonCode: number, reasonString: string): Ending {
  const reason = reasonString === "" ? `the room disconnected us (${hex(reasonCode)})` : reasonString;
  switch (reasonCode) {
    case ReasonCode.sessionTakenOver:
      return { name: "over", reason, code: "TAKEN_OVER" };
    case ReasonCode.administrativeAction:
    case ReasonCode.banned:
      return { name: "over", reason, code: "KICKED" };
    default:
      return again(reason);
  }
}

/** An `enter` that rejected. Only a Problem can say that it is over; anything else may pass. */
export function endingOfEnterError(error: unknown): Ending {
  if (!(error instanceof Problem)) return again(error instanceof Error ? error.message : String(error));
  const { status, code, message } = error;
  const mayPass = status >= 500 || status === 408 || status === 409 || status === 429;
  return mayPass ? again(message, retryAfterMsOf(error)) : { name: "over", reason: message, code };
}

/** Retry-After in seconds (RFC 9110 §10.2.3); 0 when the problem has none, or names a date. */
function retryAfterMsOf(problem: Problem): number {
  const seconds = Number(problem.headers["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}

function hex(reasonCode: number): string {
  return `0x${reasonCode.toString(16).padStart(2, "0")}`;
}
