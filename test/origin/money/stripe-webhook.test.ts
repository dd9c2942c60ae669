import { afterAll, beforeAll, expect, test } from "bun:test";
import Stripe from "stripe";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const SECRET = "whsec_of_the_test";
const TOLERANCE_SECONDS = 300;

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin({ stripeWebhookSecret: SECRET });
});
afterAll(() => origin.stop());

const nowS = () => Math.floor(origin.clock.nowMs / 1000);
const payloadOf = (id: string, type = "checkout.session.completed") =>
  JSON.stringify({
    id,
    object: "event",
    type,
    created: 1_700_000_000,
    livemode: false,
    data: { object: {} },
  });
const sign = (payload: string, timestamp = nowS(), secret = SECRET) =>
  Stripe.webhooks.generateTestHeaderStringAsync({ payload, timestamp, secret });
/** Sends the bytes as they are: a JSON helper would print them anew. */
async function send(body: string, signature: string, app = origin.app) {
  const answer = await app.request(internalPath.stripeWebhook, {
    method: "POST",
    body,
    headers: { authorization: "Bearer test-token", "stripe-signature": signature },
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const recorded = async (id: string) =>
  (await origin.deps.db.query.stripeEvents.findMany()).filter((event) => event.id === id);

test("an event is recorded once, however often and however simultaneously it comes", async () => {
  const payload = payloadOf("evt_once");
  const signature = await sign(payload);
  const answers = await Promise.all(Array.from({ length: 6 }, () => send(payload, signature)));
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
  expect(answers.filter(({ body }) => body["duplicate"] === false)).toHaveLength(1);
  const [event, ...more] = await recorded("evt_once");
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    type: "checkout.session.completed",
    createdAt: new Date(1_700_000_000_000),
    receivedAt: new Date(origin.clock.nowMs),
    payload: JSON.parse(payload),
  });
});

test("a repetition is told by its id, though Stripe signs it anew", async () => {
  const payload = payloadOf("evt_again");
  expect((await send(payload, await sign(payload))).body).toEqual({ received: true, duplicate: false });
  origin.clock.nowMs += 60 * 60 * 1000;
  expect((await send(payload, await sign(payload))).body).toEqual({ received: true, duplicate: true });
});

test("what Stripe did not sign, or signed for other bytes, is refused and recorded nowhere", async () => {
  const payload = payloadOf("evt_forged");
  const signature = await sign(payload);
  const invalid = { status: 400, body: { code: "STRIPE_SIGNATURE_INVALID" } };
  expect(await send(payload.replace("completed", "expired"), signature)).toMatchObject(invalid);
  expect(await send(`${payload} `, signature)).toMatchObject(invalid);
  expect(await send(payload, await sign(payload, nowS(), "whsec_of_another"))).toMatchObject(invalid);
  for (const other of ["", "t=1", "v1=x", "nonsense", signature.replace("v1=", "v0=")])
    expect(await send(payload, other)).toMatchObject(invalid);
  expect(await recorded("evt_forged")).toEqual([]);
});

test("a signature holds for five minutes: a recorded request cannot be played again later", async () => {
  const payload = payloadOf("evt_late");
  const signature = await sign(payload, nowS() - TOLERANCE_SECONDS - 1);
  expect(await send(payload, signature)).toMatchObject({
    status: 400,
    body: { code: "STRIPE_SIGNATURE_INVALID" },
  });
  expect((await send(payload, await sign(payload, nowS() - TOLERANCE_SECONDS))).status).toBe(200);
});

test("without a secret payments are off, and say so", async () => {
  const off = await startOrigin();
  const payload = payloadOf("evt_off");
  expect(await send(payload, await sign(payload), off.app)).toMatchObject({
    status: 503,
    body: { code: "PAYMENTS_OFF" },
  });
  await off.stop();
});

test("what is signed but is no event, or cannot be kept, is refused rather than recorded", async () => {
  const event = JSON.parse(payloadOf("evt_odd")) as object;
  const cases: readonly (readonly [payload: string, status: number])[] = [
    ["{", 400],
    ["null", 422],
    ["[]", 422],
    [JSON.stringify({ ...event, id: 1 }), 422],
    [JSON.stringify({ ...event, created: 1e300 }), 422],
    [JSON.stringify({ ...event, note: "a\u0000" }), 422],
    [JSON.stringify({ ...event, note: ["\ud800"] }), 422],
  ];
  for (const [payload, status] of cases)
    expect([payload, (await send(payload, await sign(payload))).status]).toEqual([payload, status]);
  expect(await recorded("evt_odd")).toEqual([]);
});

test("what only looks like an escape is kept", async () => {
  const payload = JSON.stringify({ ...JSON.parse(payloadOf("evt_escape")), note: "\\u0000 \\ud800 😀" });
  expect((await send(payload, await sign(payload))).status).toBe(200);
  expect((await recorded("evt_escape"))[0]?.payload).toEqual(JSON.parse(payload));
});
