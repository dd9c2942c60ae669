// The stage pass: a short JWT by which the host of one room of an event asks another's for its stage. Both have the event's key from
// the origin, in their room-specs, so that a pass needs no key list and opens nothing but stages of that event. RFC 7519, HS256.

import { base64url, decodeJwt, decodeProtectedHeader, errors, jwtVerify, SignJWT } from "jose";
import { type RoomId, roomIdSchema } from "./schema/ids.ts";

const TYP = "stage+jwt";
export const STAGE_PASS_LIFETIME_S = 60;
const CLOCK_SKEW_S = 30;

/** `from` asks for the stage of `to`. */
export type StagePass = { readonly from: RoomId; readonly to: RoomId };

/** `key` is the event's, base64url; the pass is good for STAGE_PASS_LIFETIME_S seconds from `nowMs`. */
export async function signStagePass({ from, to }: StagePass, key: string, nowMs: number): Promise<string> {
  const nowS = Math.floor(nowMs / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: "HS256", typ: TYP })
    .setSubject(from)
    .setAudience(to)
    .setNotBefore(nowS)
    .setExpirationTime(nowS + STAGE_PASS_LIFETIME_S)
    .sign(base64url.decode(key));
}

/** The room whose stage is asked for, unproved; null for what is no stage pass, such as a ticket. */
export function roomOfStagePass(token: string): RoomId | null {
  try {
    if (decodeProtectedHeader(token).typ !== TYP) return null;
    const room = roomIdSchema.safeParse(decodeJwt(token).aud);
    return room.success ? room.data : null;
  } catch (error) {
    // Neither one nor the other is text that is no JWT at all.
    if (error instanceof TypeError || error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** Who asks, or null where the pass is forged, over, another room's, or signed with another event's key. */
export async function verifyStagePass(
  token: string,
  to: RoomId,
  key: string,
  nowMs: number,
): Promise<RoomId | null> {
  try {
    const { payload } = await jwtVerify(token, base64url.decode(key), {
      algorithms: ["HS256"],
      typ: TYP,
      audience: to,
      clockTolerance: CLOCK_SKEW_S,
      requiredClaims: ["sub", "nbf", "exp"],
      currentDate: new Date(nowMs),
    });
    const from = roomIdSchema.safeParse(payload.sub);
    return from.success ? from.data : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
