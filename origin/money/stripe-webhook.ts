// Stripe's webhook: verify, record the event once, then act. So far there is nothing to act on; what is recorded stays.

import Stripe from "stripe";
import { Problem } from "../../shared/http/problem.ts";
import type { OriginDeps } from "../deps.ts";
import { insertStripeEvent } from "./store.ts";

/** How old a signature may be, as Stripe advises: a recorded request cannot be played again later. */
const TOLERANCE_SECONDS = 300;

/**
 * Returns whether the event is new. Throws PAYMENTS_OFF (503) without a secret, STRIPE_SIGNATURE_INVALID (400) when the
 * signature is not Stripe's or too old.
 */
export async function receiveStripeEvent(
  deps: Pick<OriginDeps, "db" | "nowMs" | "stripeWebhookSecret">,
  body: Uint8Array,
  signature: string,
): Promise<boolean> {
  if (deps.stripeWebhookSecret === null) throw paymentsOff();
  const nowMs = deps.nowMs();
  const event = await verify(body, signature, deps.stripeWebhookSecret, nowMs);
  return insertStripeEvent(deps.db, {
    id: event.id,
    type: event.type,
    createdAt: new Date(event.created * 1000),
    receivedAt: new Date(nowMs),
    payload: event,
  });
}

async function verify(
  body: Uint8Array,
  signature: string,
  secret: string,
  nowMs: number,
): Promise<Stripe.Event> {
  try {
    return await Stripe.webhooks.constructEventAsync(
      new TextDecoder().decode(body),
      signature,
      secret,
      TOLERANCE_SECONDS,
      Stripe.createSubtleCryptoProvider(),
      nowMs,
    );
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    throw new Problem({
      status: 400,
      code: "STRIPE_SIGNATURE_INVALID",
      title: "This signature is not Stripe's, or is too old",
      cause: error,
    });
  }
}

function paymentsOff(): Problem {
  return new Problem({
    status: 503,
    code: "PAYMENTS_OFF",
    title: "Payments are not set up here",
    detail: "The operator sets STRIPE_WEBHOOK_SECRET to turn them on.",
  });
}
