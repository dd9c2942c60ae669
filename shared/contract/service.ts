// What other machines ask: the API's own description, keys, purges and Stripe's webhooks.

import * as z from "zod";
import type { Endpoints } from "./endpoint.ts";

const jwksSchema = z.object({ keys: z.array(z.record(z.string(), z.string())) });

export const serviceEndpoints = {
  "api.document": {
    method: "GET",
    path: "/openapi.json",
    about: "This API as an OpenAPI 3.1 document.",
    auth: "none",
    caching: "shared",
    answers: { 200: z.looseObject({ openapi: z.string() }) },
    problems: [],
    example: { answer: { openapi: "3.1.1" } },
  },
  "api.page": {
    method: "GET",
    path: "/docs",
    about: "This API as a page to read.",
    auth: "none",
    caching: "shared",
    answers: { 200: z.string() },
    answerType: "text/html",
    problems: [],
    example: { answer: "<!doctype html>…" },
  },
  "keys.access": {
    method: "GET",
    path: "/.well-known/jwks.json",
    about: "The public keys of access tokens (RFC 7517).",
    auth: "none",
    caching: "shared",
    answers: { 200: jwksSchema },
    problems: [],
  },
  "keys.ticket": {
    method: "GET",
    path: "/.well-known/ticket-jwks.json",
    about: "The public keys of room tickets (RFC 7517).",
    auth: "none",
    caching: "shared",
    answers: { 200: jwksSchema },
    problems: [],
  },
  "cache.purge": {
    method: "POST",
    path: "/v1/cache/purge",
    about: "Where the origin says, signed, what has changed; nobody else calls it.",
    auth: "none",
    caching: "private",
    rawBody: "application/json",
    answers: { 204: null },
    problems: ["PURGE_SIGNATURE_INVALID", "BODY_TOO_LARGE", "JSON_MALFORMED", "VALIDATION_FAILED"],
  },
  "stripe.webhook": {
    method: "POST",
    path: "/v1/stripe/webhook",
    about: "Where Stripe sends its events; nobody else calls it.",
    auth: "none",
    caching: "private",
    rawBody: "application/json",
    answers: { 200: z.object({ received: z.literal(true), duplicate: z.boolean() }) },
    problems: [
      "STRIPE_SIGNATURE_REQUIRED",
      "STRIPE_SIGNATURE_INVALID",
      "JSON_MALFORMED",
      "VALIDATION_FAILED",
      "BODY_TOO_LARGE",
      "PAYMENTS_OFF",
      "ORIGIN_AWAY",
    ],
  },
} as const satisfies Endpoints;
