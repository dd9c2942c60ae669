// The ways to sign in to one's own account through providers.

import * as z from "zod";
import { firebaseTokenSchema, linkOidcSchema, linkOidcStartSchema } from "../schema/public-api.ts";
import { identitySchema } from "../schema/user.ts";
import type { Endpoints } from "./endpoint.ts";

export const identityEndpoints = {
  "identities.list": {
    method: "GET",
    path: "/v1/me/identities",
    about: "Lists the identities that sign in to one's account, oldest first.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 200: z.object({ items: z.array(identitySchema) }) },
    problems: ["ORIGIN_AWAY"],
  },
  "identities.linkFirebase": {
    method: "POST",
    path: "/v1/me/identities/firebase",
    about: "Adds a Firebase identity to one's account. A guest becomes a member and keeps everything.",
    auth: "session",
    scope: "account",
    caching: "private",
    limit: "sign-in",
    body: firebaseTokenSchema,
    answers: { 201: identitySchema },
    problems: [
      "FIREBASE_NOT_CONFIGURED",
      "FIREBASE_TOKEN_INVALID",
      "FIREBASE_ANONYMOUS",
      "FIREBASE_AWAY",
      "IDENTITY_TAKEN",
      "IDENTITIES_FULL",
      "SESSION_ENDED",
      "SIGN_IN_NOT_FRESH",
      "USER_NOT_FOUND",
      "ORIGIN_AWAY",
    ],
  },
  "identities.linkOidc": {
    method: "POST",
    path: "/v1/me/identities/oidc",
    about:
      "Begins adding an identity of a provider: send the browser to the answer's URL. It comes back to returnTo, with signInProblem in the query when it came to nothing.",
    auth: "session",
    scope: "account",
    caching: "private",
    limit: "sign-in",
    body: linkOidcSchema,
    answers: { 200: linkOidcStartSchema },
    problems: [
      "CROSS_ORIGIN_REFUSED",
      "RETURN_TO_REFUSED",
      "OIDC_NOT_CONFIGURED",
      "PROVIDER_UNKNOWN",
      "OIDC_PROVIDER_AWAY",
    ],
  },
  "identities.unlink": {
    method: "DELETE",
    path: "/v1/me/identities/:identityId",
    about: "Takes an identity away from one's account; the last way to sign in stays.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: z.object({ identityId: identitySchema.shape.id }),
    answers: { 204: null },
    problems: ["SESSION_ENDED", "USER_NOT_FOUND", "IDENTITY_NOT_FOUND", "LAST_SIGN_IN_WAY", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
