// Public keys (RFC 7517), one set per purpose: a room host asks for ticket keys and is never shown an access key.

import type { KeyRing } from "../auth/keys.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";

/** What a cache between us may hold back: a new key, and that an old one was revoked. */
const JWKS_MAX_AGE_S = 60;

export function jwksRoutes(deps: Pick<EdgeDeps, "keys">) {
  const publish =
    ({ publicJwks }: KeyRing): EndpointHandler<"keys.access" | "keys.ticket"> =>
    (c) =>
      c.json({ keys: publicJwks }, 200, { "cache-control": `public, max-age=${JWKS_MAX_AGE_S}` });
  return {
    /** GET /.well-known/jwks.json */
    access: publish(deps.keys.access),
    /** GET /.well-known/ticket-jwks.json */
    ticket: publish(deps.keys.ticket),
  };
}
