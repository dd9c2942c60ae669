// What Stripe's API promises of any request: who may ask, idempotency keys, pages of lists, expansion, metadata, refusals.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type Stripe from "stripe";
import { clientOf, type DoubleUnderTest, refusalOf, SECRET_KEY, startDouble, yenSession } from "./support.ts";

let double: DoubleUnderTest;
let stripe: Stripe;
beforeAll(async () => {
  double = await startDouble();
  stripe = double.stripe;
});
afterAll(() => double.stop());

/** As any HTTP client would, where the library is too clever. */
async function raw(method: string, path: string, form = "", headers: Record<string, string> = {}) {
  const response = await fetch(`${double.url}${path}`, {
    method,
    ...(method === "GET" ? {} : { body: form }),
    headers: { authorization: `Bearer ${SECRET_KEY}`, ...headers },
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as { id?: string; error?: Stripe.StripeRawError },
  };
}

describe("a caller", () => {
  test("needs the key, and an account that exists", async () => {
    expect(await refusalOf(clientOf(double.url, "sk_test_wrong").balance.retrieve())).toMatchObject({
      statusCode: 401,
      type: "StripeAuthenticationError",
    });
    expect(await refusalOf(stripe.balance.retrieve({}, { stripeAccount: "acct_none" }))).toMatchObject({
      statusCode: 403,
      type: "StripePermissionError",
    });
    expect((await raw("GET", "/_double", "", { authorization: "" })).status).toBe(401);
    expect(
      (await raw("GET", "/v1/balance", "", { authorization: `Basic ${btoa(`${SECRET_KEY}:`)}` })).status,
    ).toBe(200);
  });

  test("is told its request's id and the version it asked for", async () => {
    const answer = await raw("GET", "/v1/balance", "", { "stripe-version": "2026-10-28.endive" });
    expect(answer.headers.get("request-id")).toStartWith("req_");
    expect(answer.headers.get("stripe-version")).toBe("2026-10-28.endive");
    expect((await raw("GET", "/v1/balance", "", { "stripe-version": "latest" })).status).toBe(400);
  });

  test("who asks for what is not there is told what is", async () => {
    expect(await raw("GET", "/v1/subscriptions")).toMatchObject({
      status: 404,
      body: { error: { type: "invalid_request_error" } },
    });
    expect((await raw("GET", "/v1/charges/%")).status).toBe(404);
    for (const form of ["a[b]=1&a=2", "[x]=1", "a[b][c][d][e][f][g][h][i]=1"])
      expect([form, (await raw("POST", "/v1/products", form)).status]).toEqual([form, 400]);
  });
});

describe("an idempotency key", () => {
  const create = (key: string, params = yenSession(500)) =>
    stripe.checkout.sessions.create(params, { idempotencyKey: key });

  test("gives the same answer again, and does the work once", async () => {
    const first = await create("order-1");
    const again = await create("order-1");
    expect(again).toEqual(first);
    const sessions = await stripe.checkout.sessions.list({ limit: 100 });
    expect(sessions.data.filter(({ id }) => id === first.id)).toHaveLength(1);
    expect((await create("order-2")).id).not.toBe(first.id);
  });

  test("says that an answer is one of before, and of which request", async () => {
    const create = () => raw("POST", "/v1/customers", "name=Jo", { "idempotency-key": "customer-1" });
    const [first, again] = [await create(), await create()];
    expect(first.headers.get("idempotency-key")).toBe("customer-1");
    expect(first.headers.has("idempotent-replayed")).toBe(false);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.headers.get("original-request")).toBe(first.headers.get("request-id"));
    expect(again.headers.get("request-id")).not.toBe(first.headers.get("request-id"));
    expect(again.body).toEqual(first.body);
  });

  test("belongs to one request: other parameters, or another path, are refused", async () => {
    await create("order-3");
    const other = await refusalOf(create("order-3", yenSession(600)));
    expect(other).toMatchObject({
      statusCode: 400,
      rawType: "idempotency_error",
      type: "StripeIdempotencyError",
    });
    expect(await refusalOf(stripe.customers.create({}, { idempotencyKey: "order-3" }))).toMatchObject({
      rawType: "idempotency_error",
    });
  });

  test("keeps a refusal that came after work was begun, and none that came before", async () => {
    const intent = await stripe.paymentIntents.create({ amount: 500, currency: "jpy" });
    const confirm = () =>
      stripe.paymentIntents.confirm(
        intent.id,
        { payment_method: "pm_card_chargeDeclined" },
        { idempotencyKey: "confirm-1" },
      );
    const declined = await refusalOf(confirm());
    const again = await refusalOf(confirm());
    expect(again).toMatchObject({ statusCode: 402, charge: declined.charge, code: "card_declined" });
    const failed = await stripe.charges.list({ payment_intent: intent.id });
    expect(failed.data).toHaveLength(1);

    const wrong = { ...yenSession(500), colour: "red" } as Stripe.Checkout.SessionCreateParams;
    await refusalOf(create("order-4", wrong as never));
    expect((await create("order-4")).status).toBe("open");
  });

  test("answers 409 while the first request is being executed", async () => {
    await double.control.call("faults", {
      method: "POST",
      path: "/v1/checkout/sessions",
      kind: "delay",
      delay_ms: 1_000,
    });
    const pressedTwice = await Promise.allSettled([create("order-5"), create("order-5")]);
    const made = pressedTwice.flatMap((each) => (each.status === "fulfilled" ? [each.value.id] : []));
    const refused = pressedTwice.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
    expect([(await create("order-5")).id]).toEqual(made);
  });

  test("brings back the answer that was lost on its way", async () => {
    await double.control.call("faults", {
      method: "POST",
      path: "/v1/checkout/sessions",
      kind: "lose-answer",
      // The library itself asks again once when a connection breaks.
      count: 2,
    });
    expect(await refusalOf(create("order-6"))).toMatchObject({ type: "StripeConnectionError" });
    const [made] = (await stripe.checkout.sessions.list({ limit: 1 })).data;
    const found = await create("order-6");
    expect(found.id).toBe(made?.id ?? "");
  });

  test("is free again when the answer was an error of Stripe's own", async () => {
    await double.control.call("faults", { method: "POST", path: "/v1/checkout/*", kind: "refuse" });
    expect(await refusalOf(create("order-7"))).toMatchObject({ statusCode: 500, rawType: "api_error" });
    expect((await create("order-7")).status).toBe("open");
  });

  test("is forgotten after a day", async () => {
    const first = await create("order-8");
    await double.control.advance(24 * 3600 + 1);
    expect((await create("order-8")).id).not.toBe(first.id);
  });
});

describe("a list", () => {
  test("is paged by cursor both ways, the newest first", async () => {
    const made: string[] = [];
    for (let at = 0; at < 7; at += 1)
      made.push((await stripe.customers.create({ email: `c${at}@example.com` })).id);
    const newest = made.toReversed();
    const first = await stripe.customers.list({ limit: 3 });
    expect(first).toMatchObject({ object: "list", has_more: true, url: "/v1/customers" });
    expect(first.data.map(({ id }) => id)).toEqual(newest.slice(0, 3));
    const second = await stripe.customers.list({ limit: 3, starting_after: newest[2] ?? "" });
    expect(second.data.map(({ id }) => id)).toEqual(newest.slice(3, 6));
    const back = await stripe.customers.list({ limit: 2, ending_before: newest[3] ?? "" });
    expect(back.data.map(({ id }) => id)).toEqual(newest.slice(1, 3));
    expect(back.has_more).toBe(true);
    const all: string[] = [];
    for await (const customer of stripe.customers.list({ limit: 2 })) all.push(customer.id);
    expect(all.slice(0, 7)).toEqual(newest);
    expect(await refusalOf(stripe.customers.list({ starting_after: "cus_none" }))).toMatchObject({
      code: "resource_missing",
      param: "starting_after",
    });
    expect(await refusalOf(stripe.customers.list({ limit: 101 }))).toMatchObject({ param: "limit" });
  });

  test("is narrowed by the time of making", async () => {
    const old = await stripe.customers.create({ email: "old@example.com" });
    await double.control.advance(3600);
    const young = await stripe.customers.create({ email: "young@example.com" });
    const idsOf = async (created: Stripe.RangeQueryParam) =>
      (await stripe.customers.list({ created, limit: 100 })).data.map(({ id }) => id);
    expect(await idsOf({ gte: young.created })).toEqual([young.id]);
    expect(await idsOf({ gt: old.created, lt: young.created })).toEqual([]);
    expect(await idsOf({ lte: old.created })).toContain(old.id);
  });
});

describe("metadata", () => {
  test("is merged, emptied key by key or whole, and bounded", async () => {
    const { id } = await stripe.customers.create({ metadata: { a: "1", b: "2", "0": "zero" } });
    const changed = await stripe.customers.update(id, { metadata: { a: "", c: "3" } });
    expect(changed.metadata).toEqual({ b: "2", c: "3", "0": "zero" });
    expect((await stripe.customers.update(id, { metadata: "" })).metadata).toEqual({});
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, "v"]));
    expect(await refusalOf(stripe.customers.update(id, { metadata: many }))).toMatchObject({
      param: "metadata",
    });
  });
});

test("what cannot be expanded is refused, and so is a path that is too deep", async () => {
  const { id } = await stripe.checkout.sessions.create(yenSession(500));
  for (const path of ["colour", "status", "a.b.c.d.e"])
    expect(await refusalOf(stripe.checkout.sessions.retrieve(id, { expand: [path] }))).toMatchObject({
      statusCode: 400,
      rawType: "invalid_request_error",
    });
});
