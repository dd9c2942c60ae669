// Public keys (RFC 7517), one set per purpose: a room host asks for ticket keys and is never shown an access key.

import type { SigningKey } from "../auth/keys.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";

/** Long enough to spare us, short enough that a new key is known before the old one's tokens are gone. */
const JWKS_MAX_AGE_S = 300;

export function jwksRoutes(deps: Pick<EdgeDeps, "keys">) {
  const publish =
    (key: SigningKey): EndpointHandler<"keys.access" | "keys.ticket"> =>
    (c) =>
      c.json({ keys: [key.publicJwk] }, 200, { "cache-control": `public, max-age=${JWKS_MAX_AGE_S}` });
  return {
    /** GET /.well-known/jwks.json */
    access: publish(deps.keys.access),
    /** GET /.well-known/ticket-jwks.json */
    ticket: publish(deps.keys.ticket),
  };
}
