// A cookie the browser carries and cannot read: AES-256-GCM under our own key (NIST SP 800-38D), nonce before text and tag, that
// expires by itself. It holds what the edge must remember between sending a browser to the provider and getting it back, so no edge
// process needs a store for it. Not a JWE: only we read it, and a library for that weighs 6 kB in the worker.

import { base64url } from "jose";
import * as z from "zod";
import { cryptoBytes, userIdSchema } from "../../shared/schema/ids.ts";
import { sessionIdSchema } from "../../shared/schema/user.ts";

export const SIGN_IN_LIFETIME_S = 600;
const SEALED_MAX_CHARS = 4096;
/** What was sealed for another purpose under the same key does not open as this. */
const PURPOSE = new TextEncoder().encode("hiroba sign-in 1");
/** As GCM wants it. Drawn anew for each: with one key, good for more sign-ins than there will be. */
const NONCE_BYTES = 12;

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
const sealedSchema = signInSchema.extend({ expiresAtMs: z.number() });
/** One sign-in under way at the provider. */
export type SignInUnderWay = z.infer<typeof signInSchema>;

/** Seals `signIn` for SIGN_IN_LIFETIME_S seconds from `nowMs`. `key` is 32 bytes. */
export async function sealSignIn(
  signIn: SignInUnderWay,
  key: Uint8Array<ArrayBuffer>,
  nowMs: number,
): Promise<string> {
  const nonce = cryptoBytes(NONCE_BYTES) as Uint8Array<ArrayBuffer>;
  const text = JSON.stringify({ ...signIn, expiresAtMs: nowMs + SIGN_IN_LIFETIME_S * 1000 });
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce, additionalData: PURPOSE },
    await imported(key, "encrypt"),
    new TextEncoder().encode(text),
  );
  const whole = new Uint8Array(NONCE_BYTES + sealed.byteLength);
  whole.set(nonce);
  whole.set(new Uint8Array(sealed), NONCE_BYTES);
  return base64url.encode(whole);
}

/** Opens what sealSignIn made; null when it is altered, expired, or not ours. */
export async function openSignIn(
  sealed: string,
  key: Uint8Array<ArrayBuffer>,
  nowMs: number,
): Promise<SignInUnderWay | null> {
  if (sealed.length > SEALED_MAX_CHARS) return null;
  try {
    const whole = base64url.decode(sealed);
    const text = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: whole.slice(0, NONCE_BYTES), additionalData: PURPOSE },
      await imported(key, "decrypt"),
      whole.slice(NONCE_BYTES),
    );
    const { expiresAtMs, ...signIn } = sealedSchema.parse(JSON.parse(new TextDecoder().decode(text)));
    return nowMs < expiresAtMs ? signIn : null;
  } catch {
    // Whatever is wrong with it, the answer is the same: begin the sign-in again.
    return null;
  }
}

function imported(key: Uint8Array<ArrayBuffer>, use: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", key, "AES-GCM", false, [use]);
}
