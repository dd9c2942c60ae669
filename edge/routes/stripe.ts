// Stripe's webhook, forwarded as it came: its signature is over the raw body.

import { Problem } from "../../shared/http/problem.ts";
import { readBody } from "../../shared/http/service.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";

const WEBHOOK_MAX_BYTES = 256 * 1024;
const STRIPE_SIGNATURE_MAX_CHARS = 1024;

export function stripeRoutes(deps: EdgeDeps) {
  /** POST /v1/stripe/webhook: the raw body and its signature; only the origin holds the secret that judges them. */
  const webhook: EndpointHandler<"stripe.webhook"> = async (c) => {
    const signature = c.req.header("stripe-signature") ?? "";
    if (signature === "" || signature.length > STRIPE_SIGNATURE_MAX_CHARS) throw unsigned();
    const body = await readBody(c.req.raw, WEBHOOK_MAX_BYTES);
    return await deps.origin.stripeWebhook(c.get("requestId"), body, signature);
  };

  return { webhook };
}

function unsigned(): Problem {
  return new Problem({
    status: 400,
    code: "STRIPE_SIGNATURE_REQUIRED",
    title: "A webhook comes with its Stripe-Signature",
  });
}
