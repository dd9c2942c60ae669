// The double as Hiroba meets it: the official library on one side, a webhook that believes only what is signed on the other.

import Stripe from "stripe";
import { createStripeControl, type StripeControl } from "../../../../scripts/dev/stripe/control-client.ts";
import { type ServedStripeDouble, serveStripeDouble } from "../../../../scripts/dev/stripe/serve.ts";
import { createLog } from "../../../../shared/http/log.ts";
import { seededRng } from "../../../../shared/rng.ts";
import { eventually } from "../../../support/eventually.ts";

export const SECRET_KEY = "sk_test_of_the_tests";
const WEBHOOK_SECRET = "whsec_of_the_tests";
const log = createLog({ process: "stripe", format: "json", nowMs: Date.now, write: () => {} });

export type DoubleUnderTest = {
  readonly url: string;
  readonly stripe: Stripe;
  readonly control: StripeControl;
  /** Every event as it arrived, its signature checked. */
  readonly heard: Stripe.Event[];
  /** What the webhook answers; 200 at first. */
  answerStatus: number;
  /** Waits until an event of the type arrived about the object, and gives it. */
  hear(type: string, objectId: string): Promise<Stripe.Event>;
  stop(): Promise<void>;
};

/** A client of the official library for a double. */
export function clientOf(url: string, key = SECRET_KEY): Stripe {
  const { hostname, port, protocol } = new URL(url);
  return new Stripe(key, {
    host: hostname,
    port,
    protocol: protocol === "https:" ? "https" : "http",
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

export async function startDouble(options: { readonly folder?: string } = {}): Promise<DoubleUnderTest> {
  const heard: Stripe.Event[] = [];
  const webhook = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const body = await request.text();
      const signature = request.headers.get("stripe-signature") ?? "";
      const event = await Stripe.webhooks.constructEventAsync(body, signature, WEBHOOK_SECRET);
      if (under.answerStatus === 200) heard.push(event);
      return new Response(null, { status: under.answerStatus });
    },
  });
  const double: ServedStripeDouble = await serveStripeDouble(
    {
      port: 0,
      bind: "127.0.0.1",
      publicUrl: null,
      secretKey: SECRET_KEY,
      webhookSecret: WEBHOOK_SECRET,
      webhookUrl: `http://127.0.0.1:${webhook.port}/webhook`,
    },
    { folder: options.folder ?? null, log, nowMs: Date.now, rng: seededRng(BigInt(Date.now())) },
  );
  const under: DoubleUnderTest = {
    url: double.url,
    stripe: clientOf(double.url),
    control: createStripeControl({ url: double.url, secretKey: SECRET_KEY }),
    heard,
    answerStatus: 200,
    hear: (type, objectId) =>
      eventually(`${type} of ${objectId}`, () => heard.find((e) => e.type === type && isAbout(e, objectId))),
    async stop() {
      await double.stop();
      await webhook.stop(true);
    },
  };
  return under;
}

function isAbout(event: Stripe.Event, objectId: string): boolean {
  return "id" in event.data.object && event.data.object.id === objectId;
}

/** The parameters of a session for some yen. */
export function yenSession(amount: number, more: Stripe.Checkout.SessionCreateParams = {}) {
  return {
    mode: "payment",
    success_url: "https://square.example/bought?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://square.example/shop",
    line_items: [
      { quantity: 1, price_data: { currency: "jpy", unit_amount: amount, product_data: { name: "Coins" } } },
    ],
    ...more,
  } as const satisfies Stripe.Checkout.SessionCreateParams;
}

/** What a call was refused with. Fails when it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
