// The access token: a ten-minute Ed25519 JWT (RFC 9068) that an edge signs and every edge verifies by itself.
// One algorithm, one typ, one audience, keys by exact kid: nothing a token says about itself is believed before that.
// What it cannot know: that its session ended, or a role was taken, since it was signed. Ten minutes bound that.

import { type JWTHeaderParameters, jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import { Problem } from "../../shared/http/problem.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { grantedRoleSchema } from "../../shared/schema/internal/identity.ts";
import { sessionIdSchema } from "../../shared/schema/user.ts";
import type { KeyRing } from "./keys.ts";
import { scopesOf } from "./scope.ts";

export const ACCESS_TOKEN_LIFETIME_S = 600;
export const ACCESS_TOKEN_AUDIENCE = "hiroba:api";
const ACCESS_TOKEN_TYP = "at+jwt";
const ACCESS_TOKEN_MAX_CHARS = 2048;
const CLOCK_SKEW_S = 30;
const ROLES_MAX = 8;

const claimsSchema = z.object({
  sub: userIdSchema,
  /** The session it belongs to: one sign-in on one device. */
  sid: sessionIdSchema,
  roles: z.array(grantedRoleSchema).max(ROLES_MAX),
  /** RFC 8693 §4.2: words with spaces between them. */
  scope: z.string().transform((words): ReadonlySet<string> => new Set(words.split(" "))),
});

/** Who a token stands for. */
export type Caller = {
  readonly userId: z.output<typeof claimsSchema>["sub"];
  readonly sessionId: string;
  readonly roles: readonly z.output<typeof grantedRoleSchema>[];
  readonly scopes: ReadonlySet<string>;
};

export type AccessTokens = {
  /** Signs a token that lives ACCESS_TOKEN_LIFETIME_S seconds from `nowMs`. */
  sign(
    caller: Pick<Caller, "userId" | "sessionId" | "roles">,
    nowMs: number,
  ): Promise<{ token: string; expiresAtMs: number }>;
  /** Whom a token stands for at `nowMs`. Throws Problem ACCESS_TOKEN_INVALID (401). */
  verify(token: string, nowMs: number): Promise<Caller>;
};

/** Makes signer and verifier of one issuer, which is the public URL of the edge. */
export function createAccessTokens({ signing, verifying }: KeyRing, issuer: string): AccessTokens {
  return {
    async sign({ userId, sessionId, roles }, nowMs) {
      const nowS = Math.floor(nowMs / 1000);
      const expiresS = nowS + ACCESS_TOKEN_LIFETIME_S;
      const token = await new SignJWT({ sid: sessionId, roles, scope: scopesOf(roles).join(" ") })
        .setProtectedHeader({ alg: "EdDSA", typ: ACCESS_TOKEN_TYP, kid: signing.kid })
        .setIssuer(issuer)
        .setSubject(userId)
        .setAudience(ACCESS_TOKEN_AUDIENCE)
        .setIssuedAt(nowS)
        .setNotBefore(nowS)
        .setExpirationTime(expiresS)
        .setJti(crypto.randomUUID())
        .sign(signing.privateKey);
      return { token, expiresAtMs: expiresS * 1000 };
    },
    async verify(token, nowMs) {
      if (token.length > ACCESS_TOKEN_MAX_CHARS) throw invalid(new Error("the token is too long"));
      try {
        const { payload } = await jwtVerify(token, (header) => keyFor(header, verifying), {
          algorithms: ["EdDSA"],
          typ: ACCESS_TOKEN_TYP,
          issuer,
          audience: ACCESS_TOKEN_AUDIENCE,
          clockTolerance: CLOCK_SKEW_S,
          requiredClaims: ["sub", "iat", "nbf", "exp", "jti"],
          currentDate: new Date(nowMs),
          // Also refuses an iat in the future, which exp and nbf say nothing of.
          maxTokenAge: ACCESS_TOKEN_LIFETIME_S,
        });
        const { sub, sid, roles, scope } = claimsSchema.parse(payload);
        return { userId: sub, sessionId: sid, roles, scopes: scope };
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
