// Becoming somebody.

import * as z from "zod";
import {
  firebaseSignInSchema,
  guestSignInSchema,
  oidcStartQuerySchema,
  sessionGrantSchema,
  signInWaysSchema,
} from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

export const signInEndpoints = {
  "signIn.ways": {
    method: "GET",
    path: "/v1/sign-in",
    about: "Tells the ways to sign in that this server offers.",
    auth: "none",
    caching: "shared",
    answers: { 200: signInWaysSchema },
    problems: [],
    example: {
      answer: { ways: ["guest", "passkey", "oidc"], providers: [{ id: "account", label: "Example" }] },
    },
  },
  "signIn.guest": {
    method: "POST",
    path: "/v1/sign-in/guest",
    about: "Makes a guest account and signs in as it.",
    auth: "none",
    caching: "private",
    limit: "sign-in",
    body: guestSignInSchema,
    answers: { 201: sessionGrantSchema },
    problems: ["CROSS_ORIGIN_REFUSED", "ORIGIN_AWAY"],
  },
  "signIn.firebase": {
    method: "POST",
    path: "/v1/sign-in/firebase",
    about: "Signs in with an ID token of Firebase Auth; the first time, an account is made.",
    auth: "none",
    caching: "private",
    limit: "sign-in",
    body: firebaseSignInSchema,
    answers: { 200: sessionGrantSchema },
    problems: [
      "CROSS_ORIGIN_REFUSED",
      "FIREBASE_NOT_CONFIGURED",
      "FIREBASE_TOKEN_INVALID",
      "FIREBASE_ANONYMOUS",
      "FIREBASE_AWAY",
      "ORIGIN_AWAY",
    ],
  },
  "signIn.oidcStart": {
    method: "GET",
    path: "/v1/sign-in/oidc",
    about: "Sends a browser to the OpenID Connect provider; it comes back to returnTo, signed in by cookie.",
    auth: "none",
    caching: "private",
    limit: "sign-in",
    query: oidcStartQuerySchema,
    answers: { 302: null },
    problems: [
      "CROSS_ORIGIN_REFUSED",
      "RETURN_TO_REFUSED",
      "OIDC_NOT_CONFIGURED",
      "PROVIDER_UNKNOWN",
      "OIDC_PROVIDER_AWAY",
    ],
  },
  "signIn.oidcCallback": {
    method: "GET",
    path: "/v1/sign-in/oidc/callback",
    about: "Where the provider sends the browser back to; nobody else calls it.",
    auth: "none",
    caching: "private",
    limit: "sign-in",
    // What a provider adds to its answer is its own affair.
    query: z.looseObject({}),
    answers: { 302: null },
    problems: [
      "SIGN_IN_UNKNOWN",
      "OIDC_NOT_CONFIGURED",
      "PROVIDER_UNKNOWN",
      "OIDC_REFUSED",
      "OIDC_PROVIDER_AWAY",
      "IDENTITY_TAKEN",
      "IDENTITIES_FULL",
      "SESSION_ENDED",
      "SIGN_IN_NOT_FRESH",
      "USER_NOT_FOUND",
      "ORIGIN_AWAY",
    ],
  },
} as const satisfies Endpoints;
