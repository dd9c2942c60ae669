// Writes that the origin decides: the edge checks the shape, says who acts, and forwards.

import { Problem } from "../../shared/http/problem.ts";
import { readBody } from "../../shared/http/service.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { CatalogCache } from "../cache/catalog.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";

const WEBHOOK_MAX_BYTES = 256 * 1024;
const STRIPE_SIGNATURE_MAX_CHARS = 1024;

export function writeRoutes(deps: EdgeDeps, cache: CatalogCache) {
  /** POST /v1/worlds: repeated with the same Idempotency-Key it is created once. */
  const createWorld: EndpointHandler<"worlds.create"> = async (c, { body, headers }) => {
    const idempotencyKey = headers["idempotency-key"];
    const world = await deps.origin.createWorld(c.get("requestId"), c.get("userId"), body, idempotencyKey);
    // Told by the origin too, but its maker must see it at once, even where no purge is set up.
    cache.purge([cacheTag.worlds]);
    return c.json(world, 201, { location: `/v1/worlds/${world.id}` });
  };

  /** PATCH /v1/worlds/{id} */
  const updateWorld: EndpointHandler<"worlds.update"> = async (c, { params: { worldId }, body }) => {
    const world = await deps.origin.updateWorld(c.get("requestId"), c.get("userId"), worldId, body);
    cache.purge([cacheTag.worlds, cacheTag.world(worldId)]);
    return c.json(world);
  };

  /** GET /v1/me/worlds */
  const ownWorlds: EndpointHandler<"me.worlds"> = async (c, { query }) =>
    c.json(await deps.origin.ownWorlds(c.get("requestId"), c.get("userId"), query));

  /** GET /v1/me/worlds/{id} */
  const ownWorld: EndpointHandler<"me.world"> = async (c, { params: { worldId } }) =>
    c.json(await deps.origin.ownWorld(c.get("requestId"), c.get("userId"), worldId));

  /** POST /v1/stripe/webhook: the raw body and its signature; only the origin holds the secret that judges them. */
  const stripeWebhook: EndpointHandler<"stripe.webhook"> = async (c) => {
    const signature = c.req.header("stripe-signature") ?? "";
    if (signature === "" || signature.length > STRIPE_SIGNATURE_MAX_CHARS) throw unsigned();
    const body = await readBody(c.req.raw, WEBHOOK_MAX_BYTES);
    return await deps.origin.stripeWebhook(c.get("requestId"), body, signature);
  };

  return { createWorld, updateWorld, ownWorlds, ownWorld, stripeWebhook };
}

function unsigned(): Problem {
  return new Problem({
    status: 400,
    code: "STRIPE_SIGNATURE_REQUIRED",
    title: "A webhook comes with its Stripe-Signature",
  });
}
