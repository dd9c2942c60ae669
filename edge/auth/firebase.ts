// Firebase Auth: an ID token that an app got from Firebase becomes an identity of ours, by Firebase's rules for servers that
// verify by themselves. Knows the token; knows neither users nor sessions.

import { type JWTVerifyGetKey, jwtVerify } from "jose";
import * as z from "zod";
import { Problem } from "../../shared/http/problem.ts";
import { createJwksCache, KeysAway } from "./jwks-cache.ts";
import type { OidcIdentity } from "./oidc.ts";

export const FIREBASE_JWKS_URL =
  "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com";
const CLOCK_SKEW_S = 30;

const claimsSchema = z.object({
  sub: z.string().min(1).max(128),
  auth_time: z.number(),
  iat: z.number(),
  name: z.string().optional(),
  /** Shown to its owner in the list of identities; never what an account is known by, verified or not. */
  email: z.string().optional(),
  firebase: z.object({
    sign_in_provider: z.string(),
    /** Of a tenant of the project, whose subjects are a world of their own: the same one may be somebody else elsewhere. */
    tenant: z.undefined().optional(),
  }),
});

export type FirebaseVerifier = {
  /**
   * Who a token at `nowMs` is of; `keepAlive` as jwks-cache.ts says. Throws Problem FIREBASE_TOKEN_INVALID (401),
   * FIREBASE_ANONYMOUS (422) or FIREBASE_AWAY (503) when the keys cannot be had.
   */
  verify(idToken: string, nowMs: number, keepAlive: (work: Promise<unknown>) => void): Promise<OidcIdentity>;
};

/** Makes the verifier of one Firebase project. */
export function createFirebaseVerifier(
  projectId: string,
  deps: { readonly jwksUrl: string; readonly fetch: typeof fetch; readonly nowMs: () => number },
): FirebaseVerifier {
  const keyOf = createJwksCache({ ...deps, url: deps.jwksUrl });
  const issuer = `https://securetoken.google.com/${projectId}`;
  return {
    async verify(idToken, nowMs, keepAlive) {
      const claims = await verifiedClaims(idToken, keyOf(keepAlive), { issuer, audience: projectId, nowMs });
      if (claims.firebase.sign_in_provider === "anonymous") throw anonymous();
      return {
        issuer,
        subject: claims.sub,
        name: claims.name ?? null,
        label: claims.email ?? claims.name ?? null,
        locale: null,
      };
    },
  };
}

/** Throws Problem FIREBASE_NOT_CONFIGURED (404). */
export function configuredFirebase(firebase: FirebaseVerifier | null): FirebaseVerifier {
  if (firebase !== null) return firebase;
  throw new Problem({
    status: 404,
    code: "FIREBASE_NOT_CONFIGURED",
    title: "This server has no Firebase project",
    detail: "Sign in another way (GET /v1/sign-in), or set FIREBASE_PROJECT_ID.",
  });
}

async function verifiedClaims(
  idToken: string,
  keyOf: JWTVerifyGetKey,
  expected: { readonly issuer: string; readonly audience: string; readonly nowMs: number },
): Promise<z.output<typeof claimsSchema>> {
  try {
    const { payload } = await jwtVerify(idToken, keyOf, {
      algorithms: ["RS256"],
      issuer: expected.issuer,
      audience: expected.audience,
      clockTolerance: CLOCK_SKEW_S,
      requiredClaims: ["sub", "iat", "exp", "auth_time"],
      currentDate: new Date(expected.nowMs),
    });
    const claims = claimsSchema.parse(payload);
    const latestS = expected.nowMs / 1000 + CLOCK_SKEW_S;
    if (claims.auth_time > latestS || claims.iat > latestS)
      throw new Error("signed in, or issued, in the future");
    return claims;
  } catch (cause) {
    throw cause instanceof KeysAway ? away(cause) : invalid(cause);
  }
}

function invalid(cause: unknown): Problem {
  return new Problem({
    status: 401,
    code: "FIREBASE_TOKEN_INVALID",
    title: "This is not a valid ID token of our Firebase project",
    detail: "Get a fresh one from Firebase (getIdToken) and try again.",
    cause,
  });
}

function anonymous(): Problem {
  return new Problem({
    status: 422,
    code: "FIREBASE_ANONYMOUS",
    title: "An anonymous Firebase user is nobody in particular",
    detail: "Sign in as a guest instead: POST /v1/sign-in/guest.",
  });
}

function away(cause: unknown): Problem {
  return new Problem({
    status: 503,
    code: "FIREBASE_AWAY",
    title: "Firebase's keys cannot be fetched",
    detail: "Try again in a moment, or sign in another way.",
    headers: { "retry-after": "5" },
    cause,
  });
}
