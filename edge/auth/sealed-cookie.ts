// A cookie the browser carries and cannot read: a JWE under our own key (RFC 7516, dir + A256GCM) that expires by itself.
// It holds what the edge must remember between sending a browser to the provider and getting it back, so no edge process
// needs a store for it.

import { EncryptJWT, jwtDecrypt } from "jose";
import * as z from "zod";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { sessionIdSchema } from "../../shared/schema/user.ts";

export const SIGN_IN_LIFETIME_S = 600;
const SEALED_MAX_CHARS = 4096;
const SEALED_TYP = "sign-in+jwt";

const signInSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  redirectUri: z.string(),
  /** Absolute, on our own origin: checked before it was sealed. */
  returnUrl: z.string(),
  /** Which provider, by its id. */
  provider: z.string(),
  /** To whose account the identity is to be added, and by which of their sessions; null: whoever it is signs in. */
  linkTo: z.object({ userId: userIdSchema, sessionId: sessionIdSchema }).nullable(),
});
/** One sign-in under way at the provider. */
export type SignInUnderWay = z.infer<typeof signInSchema>;

/** Seals `signIn` for SIGN_IN_LIFETIME_S seconds from `nowMs`. `key` is 32 bytes. */
export async function sealSignIn(
  signIn: SignInUnderWay,
  key: Uint8Array<ArrayBuffer>,
  nowMs: number,
): Promise<string> {
  const nowS = Math.floor(nowMs / 1000);
  return await new EncryptJWT(signIn)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", typ: SEALED_TYP })
    .setExpirationTime(nowS + SIGN_IN_LIFETIME_S)
    .encrypt(key);
}

/** Opens what sealSignIn made; null when it is altered, expired, or not ours. */
export async function openSignIn(
  sealed: string,
  key: Uint8Array<ArrayBuffer>,
  nowMs: number,
): Promise<SignInUnderWay | null> {
  if (sealed.length > SEALED_MAX_CHARS) return null;
  try {
    const { payload } = await jwtDecrypt(sealed, key, {
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
      typ: SEALED_TYP,
      requiredClaims: ["exp"],
      currentDate: new Date(nowMs),
    });
    return signInSchema.parse(payload);
  } catch {
    // Whatever is wrong with it, the answer is the same: begin the sign-in again.
    return null;
  }
}
