// The room ticket: a short Ed25519 JWT that says who may enter which room on which host, as whom. The edge signs, the room
// verifies; its key is never the access token's key. RFC 7519, RFC 8037.

import { type CryptoKey, errors, type JWTVerifyGetKey, jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import { type HostId, hostIdSchema, type RoomId, roomIdSchema } from "./schema/ids.ts";
import { type Participant, participantSchema, type Seat } from "./schema/room-spec.ts";

export const TICKET_ISSUER = "hiroba:edge";
/** From the edge's answer to CONNECT; whoever comes back later asks for another. */
export const TICKET_LIFETIME_S = 60;
/** MQTT would carry 65,535; a ticket is well under 2 kB. */
export const TICKET_MAX_CHARS = 4096;
const CLOCK_SKEW_S = 30;

export type Ticket = {
  readonly room: RoomId;
  readonly host: HostId;
  readonly participant: Participant;
  readonly seat: Seat;
  /** Of the request that asked to enter: carries it from the edge's log into the room's. */
  readonly requestId: string;
  readonly expiresAtMs: number;
};

export type TicketErrorCode =
  | "TICKET_MALFORMED"
  | "TICKET_EXPIRED"
  | "TICKET_NOT_FOR_THIS_HOST"
  | "TICKET_KEYS_AWAY";

/** Why a ticket was refused. The code is stable; the cause is for the log. */
export class TicketError extends Error {
  readonly code: TicketErrorCode;
  constructor(code: TicketErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

const claimsSchema = z.object({
  room: roomIdSchema,
  aud: hostIdSchema,
  exp: z.number(),
  participant: participantSchema,
  /** Only where it is so. What it cannot be is refused rather than taken for a place. */
  ghost: z.literal(true).optional(),
  requestId: z.string().max(64),
});

/**
 * Signs a ticket that lives TICKET_LIFETIME_S seconds from `nowMs`, for a place in the room unless it says `seat: "ghost"`. `kid`
 * names the key in the published JWKS.
 */
export async function signTicket(
  ticket: Omit<Ticket, "expiresAtMs" | "seat"> & Partial<Pick<Ticket, "seat">>,
  key: { readonly privateKey: CryptoKey; readonly kid: string },
  nowMs: number,
): Promise<{ token: string; expiresAtMs: number }> {
  const nowS = Math.floor(nowMs / 1000);
  const expiresS = nowS + TICKET_LIFETIME_S;
  const token = await new SignJWT({
    room: ticket.room,
    participant: ticket.participant,
    ...(ticket.seat === "ghost" ? { ghost: true } : {}),
    requestId: ticket.requestId,
  })
    .setProtectedHeader({ alg: "EdDSA", typ: "ticket+jwt", kid: key.kid })
    .setIssuer(TICKET_ISSUER)
    .setSubject(ticket.participant.user)
    .setAudience(ticket.host)
    .setIssuedAt(nowS)
    .setNotBefore(nowS)
    .setExpirationTime(expiresS)
    .sign(key.privateKey);
  return { token, expiresAtMs: expiresS * 1000 };
}

/**
 * Verifies a ticket for one host at one moment.
 * Throws TicketError: malformed (signature, algorithm, typ, issuer, claims), expired, for another host, or keys not to be had.
 */
export async function verifyTicket(
  token: string,
  getKey: JWTVerifyGetKey,
  host: HostId,
  nowMs: number,
): Promise<Ticket> {
  if (token.length > TICKET_MAX_CHARS) {
    throw new TicketError(
      "TICKET_MALFORMED",
      `the ticket has ${token.length} characters, at most ${TICKET_MAX_CHARS}`,
    );
  }
  try {
    const { payload } = await jwtVerify(token, byKid(getKey), {
      algorithms: ["EdDSA"],
      typ: "ticket+jwt",
      issuer: TICKET_ISSUER,
      audience: host,
      clockTolerance: CLOCK_SKEW_S,
      requiredClaims: ["sub", "iat", "nbf", "exp"],
      currentDate: new Date(nowMs),
    });
    const claims = claimsSchema.parse(payload);
    if (payload.sub !== claims.participant.user)
      throw new TicketError("TICKET_MALFORMED", "subject and participant differ");
    return {
      room: claims.room,
      host: claims.aud,
      participant: claims.participant,
      seat: claims.ghost === true ? "ghost" : "visible",
      requestId: claims.requestId,
      expiresAtMs: claims.exp * 1000,
    };
  } catch (error) {
    throw toTicketError(error);
  }
}

/** A set of one key would take a ticket that names none for its own. */
function byKid(getKey: JWTVerifyGetKey): JWTVerifyGetKey {
  return (header, token) => {
    if (header.kid === undefined) throw new TicketError("TICKET_MALFORMED", "the ticket names no key");
    return getKey(header, token);
  };
}

function toTicketError(error: unknown): TicketError {
  if (error instanceof TicketError) return error;
  if (error instanceof errors.JWTExpired)
    return new TicketError("TICKET_EXPIRED", "the ticket has expired", error);
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud")
    return new TicketError("TICKET_NOT_FOR_THIS_HOST", "the ticket is for another host", error);
  if (error instanceof errors.JWKSTimeout || (error instanceof Error && error.name === "TypeError"))
    return new TicketError("TICKET_KEYS_AWAY", "the ticket's keys cannot be fetched", error);
  return new TicketError("TICKET_MALFORMED", "the ticket is not one of ours", error);
}
