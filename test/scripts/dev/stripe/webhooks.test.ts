// Events on their way: signed, retried, shuffled, doubled, lost and held, and always there to be asked for.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Stripe from "stripe";
import { eventually } from "../../../support/eventually.ts";
import { type DoubleUnderTest, startDouble, yenSession } from "./support.ts";

const CALM = { hold: false, drop_percent: 0, duplicate_percent: 0, delay_max_ms: 0 };

let double: DoubleUnderTest;
let stripe: Stripe;
beforeAll(async () => {
  double = await startDouble();
  stripe = double.stripe;
});
afterAll(() => double.stop());

/** Sessions made and expired: each tells of one event. */
async function expireMany(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const { id } = await stripe.checkout.sessions.create(yenSession(500));
    await stripe.checkout.sessions.expire(id);
    ids.push(id);
  }
  return ids;
}
const heardOf = (ids: readonly string[]) =>
  double.heard
    .flatMap(({ data }) => ("id" in data.object ? [String(data.object.id)] : []))
    .filter((id) => ids.includes(id));

test("an event is what the API tells of it, down to the request that caused it", async () => {
  const { id } = await stripe.checkout.sessions.create(yenSession(500));
  const expired = await stripe.checkout.sessions.expire(id, {}, { idempotencyKey: "expire-1" });
  const event = await double.hear("checkout.session.expired", id);
  expect(event).toMatchObject({
    object: "event",
    api_version: "2026-10-28.endive",
    livemode: false,
    pending_webhooks: 1,
    request: { id: expired.lastResponse.requestId, idempotency_key: "expire-1" },
    data: { object: { id, status: "expired" } },
  });
  const asked = await eventually("the event is delivered", async () => {
    const now = await stripe.events.retrieve(event.id);
    return now.pending_webhooks === 0 ? now : null;
  });
  expect(asked).toEqual({ ...event, pending_webhooks: 0 } as Stripe.Event & { lastResponse: never });
  const listed = await stripe.events.list({ types: ["checkout.session.*"], created: { gte: event.created } });
  expect(listed.data.map((each) => each.id)).toContain(event.id);
  expect((await stripe.events.list({ type: "charge.refunded" })).data).toEqual([]);
});

test("an event that is refused comes again, later and later, until it is taken", async () => {
  double.answerStatus = 500;
  const [id = ""] = await expireMany(1);
  const refused = await eventually("a delivery waits for its second try", async () => {
    const state = await fetch(`${double.url}/_double`, {
      headers: { authorization: "Bearer sk_test_of_the_tests" },
    });
    const { deliveries_waiting } = (await state.json()) as { deliveries_waiting: number };
    return deliveries_waiting === 1;
  });
  expect(refused).toBe(true);
  expect(heardOf([id])).toEqual([]);
  const undelivered = await stripe.events.list({ delivery_success: false });
  expect(undelivered.data.map(({ data }) => (data.object as Stripe.Checkout.Session).id)).toEqual([id]);
  double.answerStatus = 200;
  await double.control.advance(3600);
  await double.hear("checkout.session.expired", id);
});

test("events are lost, and remain to be asked for", async () => {
  await double.control.call("webhooks", { drop_percent: 100 });
  const ids = await expireMany(3);
  await double.control.call("webhooks", CALM);
  await double.control.flush();
  expect(heardOf(ids)).toEqual([]);
  const { data } = await stripe.events.list({ delivery_success: false, limit: 100 });
  expect(data.map((event) => (event.data.object as Stripe.Checkout.Session).id)).toEqual(ids.toReversed());
});

test("events come twice", async () => {
  await double.control.call("webhooks", { duplicate_percent: 100 });
  const ids = await expireMany(3);
  await double.control.call("webhooks", CALM);
  await double.control.flush();
  expect(heardOf(ids).toSorted()).toEqual([...ids, ...ids].toSorted());
});

test("events are held until they are let go, and come in another order", async () => {
  await double.control.call("webhooks", { hold: true, delay_max_ms: 60_000 });
  const ids = await expireMany(20);
  expect(heardOf(ids)).toEqual([]);
  await double.control.call("webhooks", { hold: false });
  await double.control.advance(61);
  await eventually("all have come", () => heardOf(ids).length === ids.length);
  expect(heardOf(ids).toSorted()).toEqual(ids.toSorted());
  expect(heardOf(ids)).not.toEqual(ids);
  await double.control.call("webhooks", CALM);
});

test("what a double knew, and had still to tell, the next start knows", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-stripe-"));
  try {
    const first = await startDouble({ folder });
    await first.control.call("webhooks", { hold: true });
    const { id } = await first.stripe.checkout.sessions.create(yenSession(500), { idempotencyKey: "kept" });
    await first.control.pay(id);
    const charges = (await first.stripe.charges.list()).data;
    await first.stop();

    const second = await startDouble({ folder });
    const again = await second.stripe.checkout.sessions.create(yenSession(500), { idempotencyKey: "kept" });
    expect(again.id).toBe(id);
    expect((await second.stripe.charges.list()).data).toEqual(charges);
    expect(second.heard).toEqual([]);
    await second.control.flush();
    await second.hear("checkout.session.completed", id);
    await second.stop();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
