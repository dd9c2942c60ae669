// The peer pass: a short JWT by which one room host asks another. All have the key from the origin, with the answers to their beats.
// RFC 7519, HS256.

import { base64url, errors, jwtVerify, SignJWT } from "jose";
import { type HostId, hostIdSchema } from "./schema/ids.ts";

const TYP = "peer+jwt";
const LIFETIME_S = 60;
/** It opens nothing but a promise to wait: clocks of machines may differ by as much. */
const CLOCK_SKEW_S = 600;

/** `key`: base64url. */
export async function signPeerPass(
  { from, to }: { readonly from: HostId; readonly to: HostId },
  key: string,
  wallMs: number,
): Promise<string> {
  const nowS = Math.floor(wallMs / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: "HS256", typ: TYP })
    .setSubject(from)
    .setAudience(to)
    .setExpirationTime(nowS + LIFETIME_S)
    .sign(base64url.decode(key));
}

/** Who asks whom, or null where the pass is forged or over. */
export async function verifyPeerPass(
  pass: string,
  key: string,
  wallMs: number,
): Promise<{ readonly from: HostId; readonly to: HostId } | null> {
  try {
    const { payload } = await jwtVerify(pass, base64url.decode(key), {
      algorithms: ["HS256"],
      typ: TYP,
      clockTolerance: CLOCK_SKEW_S,
      requiredClaims: ["sub", "aud", "exp"],
      currentDate: new Date(wallMs),
    });
    const from = hostIdSchema.safeParse(payload.sub);
    const to = hostIdSchema.safeParse(payload.aud);
    return from.success && to.success ? { from: from.data, to: to.data } : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
