// The access token: a ten-minute Ed25519 JWT (RFC 9068 shape) that this edge signs and this edge verifies.
// One algorithm, one typ, one audience, keys by exact kid: nothing a token says about itself is believed before that.

import { type JWTHeaderParameters, jwtVerify, SignJWT } from "jose";
import { Problem } from "../../shared/http/problem.ts";
import { type UserId, userIdSchema } from "../../shared/schema/ids.ts";
import type { SigningKey } from "./keys.ts";

export const ACCESS_TOKEN_LIFETIME_S = 600;
export const ACCESS_TOKEN_AUDIENCE = "hiroba:api";
const ACCESS_TOKEN_TYP = "at+jwt";
const ACCESS_TOKEN_MAX_CHARS = 2048;
const CLOCK_SKEW_S = 30;

export type AccessTokens = {
  /** Signs a token for `user` that lives ACCESS_TOKEN_LIFETIME_S seconds from `nowMs`. */
  sign(user: UserId, nowMs: number): Promise<{ token: string; expiresAtMs: number }>;
  /** The user a token stands for at `nowMs`. Throws Problem ACCESS_TOKEN_INVALID (401). */
  verify(token: string, nowMs: number): Promise<UserId>;
};

/** Makes signer and verifier of one issuer, which is the public URL of the edge. */
export function createAccessTokens(key: SigningKey, issuer: string): AccessTokens {
  const keys = new Map([[key.kid, key.publicKey]]);
  return {
    async sign(user, nowMs) {
      const nowS = Math.floor(nowMs / 1000);
      const expiresS = nowS + ACCESS_TOKEN_LIFETIME_S;
      const token = await new SignJWT()
        .setProtectedHeader({ alg: "EdDSA", typ: ACCESS_TOKEN_TYP, kid: key.kid })
        .setIssuer(issuer)
        .setSubject(user)
        .setAudience(ACCESS_TOKEN_AUDIENCE)
        .setIssuedAt(nowS)
        .setNotBefore(nowS)
        .setExpirationTime(expiresS)
        .sign(key.privateKey);
      return { token, expiresAtMs: expiresS * 1000 };
    },
    async verify(token, nowMs) {
      if (token.length > ACCESS_TOKEN_MAX_CHARS) throw invalid(new Error("the token is too long"));
      try {
        const { payload } = await jwtVerify(token, (header) => keyFor(header, keys), {
          algorithms: ["EdDSA"],
          typ: ACCESS_TOKEN_TYP,
          issuer,
          audience: ACCESS_TOKEN_AUDIENCE,
          clockTolerance: CLOCK_SKEW_S,
          requiredClaims: ["sub", "iat", "nbf", "exp"],
          currentDate: new Date(nowMs),
        });
        return userIdSchema.parse(payload.sub);
      } catch (cause) {
        throw invalid(cause);
      }
    },
  };
}

/** Exact look-up by kid. A header that brings its own key, or says where to fetch one, is refused outright (RFC 8725 §3.10). */
function keyFor(header: JWTHeaderParameters, keys: ReadonlyMap<string, CryptoKey>): CryptoKey {
  if ("jwk" in header || "jku" in header || "x5u" in header || "x5c" in header)
    throw new Error("the token names a key of its own");
  const key = header.kid === undefined ? undefined : keys.get(header.kid);
  if (key === undefined) throw new Error("no key of ours has this kid");
  return key;
}

function invalid(cause: unknown): Problem {
  return new Problem({
    status: 401,
    code: "ACCESS_TOKEN_INVALID",
    title: "The access token is not valid",
    detail: "It is malformed, expired or not ours. Get a new one from POST /v1/session/refresh.",
    headers: { "www-authenticate": 'Bearer error="invalid_token"' },
    cause,
  });
}
