// Becoming somebody.

import * as z from "zod";
import { guestSignInSchema, sessionGrantSchema, signInWaysSchema } from "../schema/public-api.ts";
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
  "signIn.oidcStart": {
    method: "GET",
    path: "/v1/sign-in/oidc",
    about: "Sends a browser to the OpenID Connect provider; it comes back to returnTo, signed in by cookie.",
    auth: "none",
    caching: "private",
    limit: "sign-in",
    query: z.object({ returnTo: z.string().max(1024).default("/") }),
    answers: { 302: null },
    problems: ["RETURN_TO_REFUSED", "OIDC_NOT_CONFIGURED", "OIDC_PROVIDER_AWAY"],
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
    problems: ["SIGN_IN_UNKNOWN", "OIDC_NOT_CONFIGURED", "OIDC_REFUSED", "OIDC_PROVIDER_AWAY", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
