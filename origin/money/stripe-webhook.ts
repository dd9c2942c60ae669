// Stripe's webhook: verify, record the event once, and leave what is to be done about it to a job of the same transaction.

import Stripe from "stripe";
import * as z from "zod";
import { assert } from "../../shared/assert.ts";
import { Problem, parseOrProblem } from "../../shared/http/problem.ts";
import { decodeJson } from "../../shared/http/service.ts";
import type { OriginDeps } from "../deps.ts";
import { insertStripeEvent } from "./store.ts";

/** How old a signature may be, as Stripe advises: a recorded request cannot be played again later. */
const TOLERANCE_SECONDS = 300;
/** The last second of a year that is written with four digits. */
const CREATED_MAX_S = 253_402_300_799;

/** What we rely on. Postgres keeps neither NUL nor half a surrogate pair, not even inside JSON. */
const eventSchema = z
  .looseObject({
    id: z.string().min(1).max(255),
    type: z.string().min(1).max(255),
    created: z.number().int().min(0).max(CREATED_MAX_S),
  })
  .refine((event) => !hasUnkeepable(event), "must not contain NUL or half a surrogate pair");

/**
 * Returns whether the event is new. Throws PAYMENTS_OFF (503) without a secret, STRIPE_SIGNATURE_INVALID (400) when the
 * signature is not Stripe's or too old, JSON_MALFORMED (400) or VALIDATION_FAILED (422) when what was signed is no event.
 */
export async function receiveStripeEvent(
  deps: Pick<OriginDeps, "db" | "nowMs" | "stripeWebhookSecret" | "enqueue">,
  body: Uint8Array,
  signature: string,
): Promise<boolean> {
  if (deps.stripeWebhookSecret === null) throw paymentsOff();
  const nowMs = deps.nowMs();
  await verify(body, signature, deps.stripeWebhookSecret, nowMs);
  const event = parseOrProblem(eventSchema, decodeJson(body), "body");
  return deps.db.transaction(async (tx) => {
    const isNew = await insertStripeEvent(tx, {
      id: event.id,
      type: event.type,
      createdAt: new Date(event.created * 1000),
      receivedAt: new Date(nowMs),
      payload: event,
    });
    if (isNew) await deps.enqueue(tx, "money.hear", { eventId: event.id });
    return isNew;
  });
}

/** `secrets`: one, or with commas those of several webhooks: Stripe tells of creators' accounts by one of its own. */
async function verify(body: Uint8Array, signature: string, secrets: string, nowMs: number): Promise<void> {
  const [secret = "", ...others] = secrets.split(",");
  if (others.length > 0)
    try {
      return await verify(body, signature, secret, nowMs);
    } catch {
      return verify(body, signature, others.join(","), nowMs);
    }
  const { signature: signatures } = Stripe.webhooks;
  assert(signatures !== null, "this Stripe library cannot check signatures");
  try {
    await signatures.verifyHeaderAsync(
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

/** JSON.stringify writes such characters as escapes, and all others as they are. */
function hasUnkeepable(event: object): boolean {
  return /\\u(0000|d[89a-f])/.test(JSON.stringify(event).replaceAll("\\\\", ""));
}

function paymentsOff(): Problem {
  return new Problem({
    status: 503,
    code: "PAYMENTS_OFF",
    title: "Payments are not set up here",
    detail: "The operator sets STRIPE_WEBHOOK_SECRET to turn them on.",
  });
}
