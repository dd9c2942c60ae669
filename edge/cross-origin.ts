// What pages of other sites may do here (Fetch, "CORS protocol"): everything a program may do that has a token of its own, and
// nothing with our cookie. Any origin, and never `Access-Control-Allow-Credentials`, so that a browser neither sends the cookie
// with a question it has to ask first nor shows an answer to which it was sent.

import { createMiddleware } from "hono/factory";
import type { Endpoint } from "../shared/contract/endpoint.ts";
import { REQUEST_ID_HEADER } from "../shared/http/service.ts";
import type { EdgeEnv } from "./deps.ts";

/** Of every answer of the API, the cached ones too. The same for every origin, so that no cache has to tell origins apart. */
export const ANY_ORIGIN = { "access-control-allow-origin": "*" } as const;
/** Fields of an answer that a script of another site may read, beyond those that Fetch lists as safe. */
export const READABLE = {
  "access-control-expose-headers":
    "age, allow, cache-status, etag, location, ratelimit, ratelimit-policy, retry-after, www-authenticate, x-request-id",
} as const;
/** Chromium keeps a permission no longer than this. */
const PERMISSION_MAX_AGE_S = 7_200;
/** Fields of a request that any endpoint understands. */
const SENDABLE = ["authorization", "content-type", "if-none-match", "last-event-id", REQUEST_ID_HEADER];

/** Lets a page of any site read what the routes behind it answer, problems too. */
export const readableAnywhere = createMiddleware<EdgeEnv>(async (c, next) => {
  await next();
  // By c.header, which copies: an answer that is the origin's own cannot be changed.
  for (const [name, value] of Object.entries({ ...ANY_ORIGIN, ...READABLE })) c.header(name, value);
});

/**
 * The fields of what OPTIONS of a path is answered: its `methods` (RFC 9110 §9.3.7), and that a page of another site may ask by
 * them, with every field that one of its `endpoints` knows. Behind readableAnywhere, without which no browser believes it.
 */
export function optionsFields(
  methods: readonly string[],
  endpoints: readonly Endpoint[],
): Readonly<Record<string, string>> {
  const own = endpoints.flatMap(({ headers }) => Object.keys(headers?.shape ?? {}));
  return {
    allow: methods.join(", "),
    "access-control-allow-methods": methods.join(", "),
    "access-control-allow-headers": [...new Set([...SENDABLE, ...own])].join(", "),
    "access-control-max-age": String(PERMISSION_MAX_AGE_S),
  };
}
