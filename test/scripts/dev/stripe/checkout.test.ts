// A session from its making to its end, by the official library.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type Stripe from "stripe";
import { eventually } from "../../../support/eventually.ts";
import { type DoubleUnderTest, refusalOf, startDouble, yenSession } from "./support.ts";

const THREE_D_SECURE = "4000002500003155";
const DECLINED = "4000000000000002";

let double: DoubleUnderTest;
let stripe: Stripe;
beforeAll(async () => {
  double = await startDouble();
  stripe = double.stripe;
});
afterAll(() => double.stop());

describe("a session", () => {
  test("is made with what is bought, in several ways, and has no payment intent before a try", async () => {
    const product = await stripe.products.create({ name: "Ticket", metadata: { event: "42" } });
    const price = await stripe.prices.create({
      product: product.id,
      currency: "jpy",
      unit_amount: 1_200,
      currency_options: { usd: { unit_amount: 900, tax_behavior: "exclusive" } },
    });
    const session = await stripe.checkout.sessions.create({
      ...yenSession(0),
      line_items: [
        { price: price.id, quantity: 2 },
        {
          quantity: 1,
          price_data: { currency: "jpy", unit_amount: 300, product_data: { name: "Glow stick" } },
        },
      ],
      client_reference_id: "order-1",
      metadata: { order: "1" },
      expand: ["line_items.data.price.product"],
    });
    expect(session).toMatchObject({
      object: "checkout.session",
      amount_subtotal: 2_700,
      amount_total: 2_700,
      currency: "jpy",
      client_reference_id: "order-1",
      metadata: { order: "1" },
      payment_intent: null,
      payment_method_types: ["card", "konbini"],
      payment_status: "unpaid",
      status: "open",
      livemode: false,
    });
    expect(session.url).toStartWith(`${double.url}/c/pay/${session.id}`);
    expect(
      session.line_items?.data.map(({ description, amount_total }) => [description, amount_total]),
    ).toEqual([
      ["Ticket", 2_400],
      ["Glow stick", 300],
    ]);
    expect(session.line_items?.data[0]?.price?.product).toMatchObject({
      id: product.id,
      metadata: { event: "42" },
    });

    const dollars = await stripe.checkout.sessions.create({
      ...yenSession(0),
      line_items: [{ price: price.id, quantity: 2 }],
      currency: "usd",
      automatic_tax: { enabled: true },
    });
    expect(dollars).toMatchObject({
      currency: "usd",
      amount_subtotal: 1_800,
      amount_total: 1_980,
      total_details: { amount_tax: 180 },
      payment_method_types: ["card"],
    });
    const yen = await stripe.checkout.sessions.create(
      yenSession(1_100, { automatic_tax: { enabled: true } }),
    );
    expect(yen).toMatchObject({ amount_total: 1_100, total_details: { amount_tax: 100 } });
  });

  test("is refused where Stripe would refuse it", async () => {
    const nowS = Math.floor(Date.now() / 1000);
    const cases: readonly (readonly [object, object])[] = [
      [yenSession(49), { statusCode: 400, code: "amount_too_small" }],
      [yenSession(500, { expires_at: nowS + 29 * 60 - 61 }), { statusCode: 400, param: "expires_at" }],
      [yenSession(500, { expires_at: nowS + 25 * 3600 }), { statusCode: 400, param: "expires_at" }],
      [
        { ...yenSession(500), mode: "lease" },
        { statusCode: 400, param: "mode" },
      ],
      [
        { ...yenSession(500), success_url: undefined },
        { code: "parameter_missing", param: "success_url" },
      ],
      [
        { ...yenSession(500), colour: "red" },
        { code: "parameter_unknown", param: "colour" },
      ],
      [{ ...yenSession(500), line_items: [{ price: "price_none" }] }, { code: "resource_missing" }],
      [yenSession(500, { currency: "usd" }), { param: "line_items[0][price]" }],
      [
        yenSession(500, { customer: "cus_none" }),
        { statusCode: 400, code: "resource_missing", param: "customer" },
      ],
      [yenSession(500, { metadata: { ["k".repeat(41)]: "v" } }), { statusCode: 400 }],
      [yenSession(500, { metadata: { k: "v".repeat(501) } }), { param: "metadata[k]" }],
    ];
    for (const [params, refusal] of cases) {
      const error = await refusalOf(
        stripe.checkout.sessions.create(params as Stripe.Checkout.SessionCreateParams),
      );
      expect({ ...error, for: params }).toMatchObject({ ...refusal, rawType: "invalid_request_error" });
    }
    const half = await refusalOf(stripe.checkout.sessions.retrieve("cs_test_none"));
    expect(half).toMatchObject({ statusCode: 404, code: "resource_missing" });
    expect(half.message).toBe("No such checkout.session: 'cs_test_none'");
  });

  test("is paid by card: intent, charge, fee and events are those of Stripe", async () => {
    const session = await stripe.checkout.sessions.create(
      yenSession(1_000, { payment_intent_data: { transfer_group: "event-9", metadata: { order: "7" } } }),
    );
    await double.control.pay(session.id);
    const paid = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.latest_charge.balance_transaction"],
    });
    expect(paid).toMatchObject({
      status: "complete",
      payment_status: "paid",
      url: null,
      customer_details: { email: "jenny@example.com" },
      payment_intent: {
        status: "succeeded",
        amount_received: 1_000,
        transfer_group: "event-9",
        metadata: { order: "7" },
        latest_charge: {
          paid: true,
          transfer_group: "event-9",
          metadata: { order: "7" },
          payment_method_details: { card: { last4: "4242" } },
          balance_transaction: { amount: 1_000, fee: 36, net: 964, type: "charge", status: "pending" },
        },
      },
    });
    const completed = await double.hear("checkout.session.completed", session.id);
    expect(completed.data.object).toMatchObject({ payment_status: "paid", object: "checkout.session" });
    const intentId = (paid.payment_intent as Stripe.PaymentIntent).id;
    const typesHeard = () =>
      double.heard
        .filter(({ created }) => created >= session.created)
        .filter(({ data }) => JSON.stringify(data).includes(intentId))
        .map(({ type }) => type)
        .toSorted();
    // Each is awaited: like Stripe's, the double's webhooks arrive in any order.
    await eventually("the last of the five", () => (typesHeard().length < 5 ? null : true));
    expect(typesHeard()).toEqual([
      "charge.succeeded",
      "charge.updated",
      "checkout.session.completed",
      "payment_intent.created",
      "payment_intent.succeeded",
    ]);
    await expect(double.control.pay(session.id)).rejects.toThrow("complete");
  });

  test("outlives a declined card, and is paid with the next", async () => {
    const session = await stripe.checkout.sessions.create(yenSession(800));
    await expect(double.control.pay(session.id, { card: DECLINED })).rejects.toThrow("card_declined");
    const tried = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.latest_charge"],
    });
    expect(tried).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      payment_intent: {
        status: "requires_payment_method",
        last_payment_error: { code: "card_declined", decline_code: "generic_decline" },
        latest_charge: { status: "failed", paid: false, balance_transaction: null },
      },
    });
    await double.control.pay(session.id);
    const paid = await stripe.checkout.sessions.retrieve(session.id);
    expect(paid.payment_status).toBe("paid");
    expect(paid.payment_intent).toBe((tried.payment_intent as Stripe.PaymentIntent).id);
  });

  test("waits for the bank where it asks, and is paid or not by the answer", async () => {
    const session = await stripe.checkout.sessions.create(yenSession(900));
    await double.control.pay(session.id, { card: THREE_D_SECURE });
    const asked = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(asked).toMatchObject({ status: "open", payment_intent: { status: "requires_action" } });
    await expect(double.control.call(`checkout/${session.id}/challenge`, { pass: false })).rejects.toThrow(
      "payment_intent_authentication_failure",
    );
    await double.control.pay(session.id, { card: THREE_D_SECURE });
    await double.control.call(`checkout/${session.id}/challenge`, { pass: true });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: "paid" });
  });

  test("is complete and unpaid while a convenience store waits, then paid or given up", async () => {
    const [first, second] = await Promise.all([
      stripe.checkout.sessions.create(yenSession(2_000)),
      stripe.checkout.sessions.create(yenSession(2_000)),
    ]);
    for (const { id } of [first, second]) await double.control.pay(id, { method: "konbini" });
    const waiting = await stripe.checkout.sessions.retrieve(first.id, { expand: ["payment_intent"] });
    expect(waiting).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "requires_action", next_action: { type: "konbini_display_details" } },
    });
    await double.control.call(`checkout/${first.id}/counter`, { paid: true });
    await double.control.call(`checkout/${second.id}/counter`, { paid: false });
    const paid = await double.hear("checkout.session.async_payment_succeeded", first.id);
    expect(paid.data.object).toMatchObject({ payment_status: "paid" });
    const failed = await double.hear("checkout.session.async_payment_failed", second.id);
    expect(failed.data.object).toMatchObject({ payment_status: "unpaid" });
  });

  test("is expired by us while it is open, and by nobody afterwards", async () => {
    const session = await stripe.checkout.sessions.create(yenSession(700));
    const expired = await stripe.checkout.sessions.expire(session.id);
    expect(expired).toMatchObject({ status: "expired", url: null });
    await double.hear("checkout.session.expired", session.id);
    expect(await refusalOf(stripe.checkout.sessions.expire(session.id))).toMatchObject({ statusCode: 400 });
    await expect(double.control.pay(session.id)).rejects.toThrow("expired");
  });

  test("ends by itself when its time is over, and so does what waits at a counter", async () => {
    const at = Math.floor(Date.now() / 1000);
    const short = await stripe.checkout.sessions.create(yenSession(700, { expires_at: at + 31 * 60 }));
    const whole = await stripe.checkout.sessions.create(yenSession(700));
    const atCounter = await stripe.checkout.sessions.create(
      yenSession(700, { payment_method_options: { konbini: { expires_after_days: 2 } } }),
    );
    await double.control.pay(atCounter.id, { method: "konbini" });
    await double.control.advance(32 * 60);
    expect(await stripe.checkout.sessions.retrieve(short.id)).toMatchObject({ status: "expired", url: null });
    expect(await stripe.checkout.sessions.retrieve(whole.id)).toMatchObject({ status: "open" });
    const { created } = await double.hear("checkout.session.expired", short.id);
    expect(created).toBe(short.expires_at);
    await double.control.advance(2 * 24 * 3600);
    await double.hear("checkout.session.expired", whole.id);
    await double.hear("checkout.session.async_payment_failed", atCounter.id);
    expect(
      await stripe.checkout.sessions.retrieve(atCounter.id, { expand: ["payment_intent"] }),
    ).toMatchObject({
      payment_status: "unpaid",
      payment_intent: { status: "requires_payment_method" },
    });
    await expect(double.control.call(`checkout/${atCounter.id}/counter`, { paid: true })).rejects.toThrow(
      "payment_intent_unexpected_state",
    );
  });

  test("meets as many declines as a test plans, whatever the card", async () => {
    const { id } = await stripe.checkout.sessions.create(yenSession(700));
    await double.control.call("cards/decline", { count: 2, code: "insufficient_funds" });
    for (let at = 0; at < 2; at += 1)
      await expect(double.control.pay(id)).rejects.toThrow("insufficient funds");
    await double.control.pay(id);
    const { payment_intent } = await stripe.checkout.sessions.retrieve(id);
    const charges = await stripe.charges.list({ payment_intent: String(payment_intent) });
    expect(charges.data.map(({ status }) => status)).toEqual(["succeeded", "failed", "failed"]);
  });

  test("that costs nothing is complete without a payment", async () => {
    const session = await stripe.checkout.sessions.create(yenSession(0));
    expect(session.payment_status).toBe("no_payment_required");
    await double.control.pay(session.id);
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "complete",
      payment_status: "no_payment_required",
      payment_intent: null,
    });
  });
});

test("an intent is confirmed without a page by the payment methods Stripe has for tests", async () => {
  const good = await stripe.paymentIntents.create({
    amount: 1_000,
    currency: "usd",
    payment_method: "pm_card_visa",
    confirm: true,
  });
  expect(good).toMatchObject({ status: "succeeded", amount_received: 1_000 });
  const intent = await stripe.paymentIntents.create({ amount: 1_000, currency: "usd" });
  const error = await refusalOf(
    stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_chargeDeclined" }),
  );
  expect(error).toMatchObject({ statusCode: 402, code: "card_declined", rawType: "card_error" });
  expect(error.payment_intent).toMatchObject({ id: intent.id, status: "requires_payment_method" });
  expect(await stripe.paymentIntents.cancel(intent.id)).toMatchObject({ status: "canceled" });
});
