// Remembers whom the tokens stand for that were verified a moment ago: a client shows the same one with every request for ten
// minutes, and checking its signature is half of what such a request costs. Only what was verified is remembered, by the
// token whole, and never past its own end; keys change by starting anew, and with an empty memory.

import { decodeJwt } from "jose";
import type { AccessTokens, Caller } from "./access-token.ts";

/** About a kilobyte each; the one verified first goes first. */
export const VERIFIED_TOKENS_MAX = 10_000;

type Verified = { readonly caller: Caller; readonly verifiedAtMs: number; readonly expiresAtMs: number };

/** The same signer and verifier, with a memory. */
export function rememberVerified(tokens: AccessTokens): AccessTokens {
  const verified = new Map<string, Verified>();
  return {
    sign: tokens.sign,
    async verify(token, nowMs) {
      const known = verified.get(token);
      // Outside of these times, whether it is good is a question of clock skew, and a clock may have been put back.
      if (known !== undefined && nowMs >= known.verifiedAtMs && nowMs < known.expiresAtMs)
        return known.caller;
      verified.delete(token);
      const caller = await tokens.verify(token, nowMs);
      const expiresAtMs = (decodeJwt(token).exp ?? 0) * 1000;
      verified.set(token, { caller, verifiedAtMs: nowMs, expiresAtMs });
      const oldest = verified.size > VERIFIED_TOKENS_MAX ? verified.keys().next() : null;
      if (oldest?.done === false) verified.delete(oldest.value);
      return caller;
    },
  };
}
