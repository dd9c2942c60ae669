// Stripe's webhook over HTTP, as the edge forwards it: raw body and signature.

import { readBody } from "../../shared/http/service.ts";
import type { OriginDeps, OriginHandler } from "../deps.ts";
import { receiveStripeEvent } from "./stripe-webhook.ts";

const WEBHOOK_MAX_BYTES = 256 * 1024;

export function moneyRoutes(deps: OriginDeps) {
  /** 200 for a known event too: Stripe repeats until it hears it. */
  const stripeWebhook: OriginHandler = async (c) => {
    const body = await readBody(c.req.raw, WEBHOOK_MAX_BYTES);
    const isNew = await receiveStripeEvent(deps, body, c.req.header("stripe-signature") ?? "");
    return c.json({ received: true, duplicate: !isNew });
  };
  return { stripeWebhook };
}
