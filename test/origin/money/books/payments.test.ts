// Looking into payments: what leads to one, what is told of it, and who may ask.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { stripeEvents } from "../../../../origin/db/schema/money.ts";
import { listEventsAbout } from "../../../../origin/money/books/payment-store.ts";
import { settleOrder } from "../../../../origin/money/settle-order.ts";
import {
  type PaymentDetail,
  type PaymentPage,
  paymentDetailSchema,
} from "../../../../shared/schema/books.ts";
import type { OrderId, UserId } from "../../../../shared/schema/ids.ts";
import { internalPath } from "../../../../shared/schema/internal-api.ts";
import { outcomeOf, person } from "../../moderation/people.ts";
import { runJobs } from "../../run-jobs.ts";
import { openShop, PACK_PRICE, type Shop, TICKET_PRICE } from "../shop.ts";

let shop: Shop;
let admin: UserId;
beforeAll(async () => {
  shop = await openShop();
  admin = await person(shop, "admin");
});
afterAll(() => shop.close());

const find = async (query: string): Promise<readonly string[]> => {
  const { status, body } = await shop.ask(internalPath.payments, { query: `?${query}`, as: admin });
  if (status !== 200) return [outcomeOf({ status, body, headers: new Headers() })];
  return (body as unknown as PaymentPage).items.map(({ id }) => id);
};
const look = async (orderId: string): Promise<PaymentDetail> => {
  const { body } = await shop.ask(internalPath.payment, { params: { orderId }, as: admin });
  return paymentDetailSchema.parse(body);
};
/** What Stripe made of an order by now is delivered, and heard. */
const hear = async (orderId: OrderId): Promise<readonly string[]> => {
  await shop.double.control.flush();
  const about = shop.double.heard.filter((event) => JSON.stringify(event).includes(orderId));
  for (const event of about) await shop.deliver(event);
  await runJobs(shop);
  return about.map(({ id }) => id);
};
const paidTickets = async (userId: UserId, count = 1) => {
  const eventId = await shop.createEvent();
  const order = await shop.orderTickets(userId, await shop.createType(eventId), count);
  await shop.pay(order.id);
  await hear(order.id);
  return { order, eventId };
};

describe("a payment is found", () => {
  test("by every id there is of it, ours and Stripe's, and no other is", async () => {
    const userId = await shop.createUser();
    const { order, eventId } = await paidTickets(userId);
    await paidTickets(await shop.createUser());
    const key = { "idempotency-key": "found" };
    const json = { amount: 1_000, reason: "A part." };
    await shop.ask(internalPath.paymentRefund, { params: { orderId: order.id }, json, headers: key });
    await shop.control("disputes", { charge: (await shop.chargeOf(order.id)).id });
    await settleOrder(shop.deps, order.id);
    const told = await look(order.id);
    const [refund] = told.refunds;
    const [event] = await hear(order.id);
    for (const id of [
      order.id,
      userId,
      eventId,
      told.tickets[0]?.id,
      refund?.id,
      refund?.stripeId,
      told.disputes[0]?.stripeId,
      told.stripeSessionId,
      told.stripePaymentIntentId,
      told.booked[0]?.balanceTransactionId,
      event,
    ])
      expect([id, await find(`q=${id}`)]).toEqual([id, [order.id]]);
  });

  test("by a handle, once somebody has it", async () => {
    expect(await find("q=@nobodyhasthis")).toEqual([]);
    const json = { displayName: "Rin", locale: "ja", issuer: "https://id.example", subject: "rin" };
    const { body } = await shop.ask(internalPath.resolveUser, { json });
    const { id: member } = body["user"] as { id: UserId };
    const taken = await shop.ask(internalPath.handle, {
      method: "PUT",
      params: { userId: member },
      json: { handle: "rin_buys" },
    });
    expect(outcomeOf(taken)).toBe("200");
    const order = await shop.orderCoins(member);
    expect(await find("q=@rin_buys")).toEqual([order.id]);
  });

  test("by nothing that is none of these, which is said", async () => {
    for (const text of ["Jenny%20Rosen", "cus_123", "4242", "@a%20b"])
      expect([text, await find(`q=${text}`)]).toEqual([text, ["422 PAYMENT_SEARCH_UNKNOWN"]]);
    for (const text of ["ord_none", "pi_none", "tkt_none", "rfd_none", "evt_None1", "usr_none"])
      expect([text, await find(`q=${text}`)]).toEqual([text, []]);
  });

  test("by what is wrong with it, by its state, and by when it was ordered", async () => {
    const userId = await shop.createUser();
    const [open, paid] = [await shop.orderCoins(userId), await shop.orderCoins(userId)];
    await shop.pay(paid.id);
    await settleOrder(shop.deps, paid.id);
    expect(await find(`q=${userId}&state=open`)).toEqual([open.id]);
    expect(await find(`q=${userId}&state=paid`)).toEqual([paid.id]);
    expect(await find(`q=${userId}&state=refund-failed`)).toEqual([]);
    const params = { orderId: paid.id };
    await shop.ask(internalPath.paymentRefund, { params, json: { reason: "Back." } });
    const stripeId = (await look(paid.id)).refunds[0]?.stripeId;
    await shop.control(`refunds/${stripeId}/fail`);
    await settleOrder(shop.deps, paid.id);
    expect(await find("state=refund-failed")).toEqual([paid.id]);
    expect((await look(paid.id)).trouble).toBe("refund-failed");
    const ordered = Date.parse(paid.createdAt);
    const at = (ms: number) => new Date(ms).toISOString();
    expect(await find(`q=${paid.id}&from=${at(ordered)}`)).toEqual([paid.id]);
    expect(await find(`q=${paid.id}&from=${at(ordered + 1)}`)).toEqual([]);
    expect(await find(`q=${paid.id}&until=${at(ordered)}`)).toEqual([]);
  });

  test("among many page by page, each once, the newest first", async () => {
    const userId = await shop.createUser();
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      ids.unshift((await shop.orderCoins(userId)).id);
      shop.clock.nowMs += 1;
    }
    const seen: string[] = [];
    let cursor = "";
    do {
      const query = `?q=${userId}&limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`;
      const { body } = await shop.ask(internalPath.payments, { query });
      const page = body as unknown as PaymentPage;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? "";
    } while (cursor !== "");
    expect(seen).toEqual(ids);
  });
});

describe("of a payment is told", () => {
  test("what came of it, what is in the books, and every webhook that was heard", async () => {
    const { order, eventId } = await paidTickets(await shop.createUser(), 2);
    const heard = await hear(order.id);
    const told = await look(order.id);
    expect(told).toMatchObject({
      state: "paid",
      trouble: null,
      paidAmount: 2 * TICKET_PRICE,
      event: { id: eventId, name: "Concert" },
      tickets: [{ state: "valid" }, { state: "valid" }],
      lots: [],
      refunds: [],
      acts: [],
    });
    expect(told.webhooks.map(({ id }) => id).toSorted()).toEqual([...new Set(heard)].toSorted());
    expect(told.webhooks.length).toBeGreaterThan(0);
    const [sale] = told.booked;
    expect([told.booked.length, sale?.kind]).toEqual([1, "tickets.sold"]);
    expect(sale?.entries.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    expect(sale?.entries).toContainEqual({
      account: "event-held",
      owner: eventId,
      unit: "jpy",
      amount: -2 * TICKET_PRICE,
    });
  });

  test("which coins it brought, and how many of them are left", async () => {
    const order = await shop.orderCoins(await shop.createUser());
    await shop.pay(order.id);
    await settleOrder(shop.deps, order.id);
    const { lots, paidAmount } = await look(order.id);
    expect(paidAmount).toBe(PACK_PRICE);
    expect(lots.map(({ unit, leftCount }) => `${leftCount} ${unit}`).toSorted()).toEqual([
      "10 free-coin",
      "100 coin",
    ]);
  });

  test("what Stripe says of it at this moment, to whoever asks", async () => {
    const order = await shop.orderCoins(await shop.createUser());
    await shop.pay(order.id);
    expect((await look(order.id)).state).toBe("open");
    const params = { orderId: order.id };
    const asked = await shop.ask(internalPath.askPayment, { method: "POST", params, as: admin });
    expect(asked.body).toMatchObject({ state: "paid", paidAmount: PACK_PRICE });
    const none = await shop.ask(internalPath.askPayment, { method: "POST", params: { orderId: "ord_none" } });
    expect(outcomeOf(none)).toBe("404 ORDER_NOT_FOUND");
  });

  test("what Stripe told, by an index: among thousands of events it is not read through", async () => {
    const filler = Array.from({ length: 5_000 }, (_, index) => ({
      id: `evt_Filler${index}`,
      type: "charge.updated",
      createdAt: new Date(0),
      receivedAt: new Date(0),
      payload: { data: { object: { id: `ch_${index}`, payment_intent: `pi_${index}`, metadata: {} } } },
    }));
    await shop.deps.db.insert(stripeEvents).values(filler);
    await shop.deps.db.execute("ANALYZE stripe_events");
    const order = { id: "ord_none" as OrderId, stripePaymentIntentId: "pi_77" };
    expect((await listEventsAbout(shop.deps.db, order, 10)).map(({ id }) => id)).toEqual(["evt_Filler77"]);
    const plan = await shop.deps.db.execute<{ "QUERY PLAN": string }>(
      `EXPLAIN SELECT id FROM stripe_events WHERE payload #>> '{data,object,metadata,order}' = 'ord_none'
       OR payload #>> '{data,object,payment_intent}' = 'pi_77'`,
    );
    const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
    expect(text).toContain("stripe_events_order");
    expect(text).toContain("stripe_events_payment");
    await shop.deps.db.delete(stripeEvents).where(eq(stripeEvents.type, "charge.updated"));
  });
});

test("nobody but an admin, and whoever runs the server, looks into the books", async () => {
  const order = await shop.orderCoins(await shop.createUser());
  const [user, moderator] = [await person(shop), await person(shop, "moderator")];
  const params = { orderId: order.id };
  const json = { reason: "Mine." };
  const asked = {
    list: (as?: UserId) => shop.ask(internalPath.payments, as === undefined ? {} : { as }),
    look: (as?: UserId) => shop.ask(internalPath.payment, { params, ...(as && { as }) }),
    ask: (as?: UserId) => shop.ask(internalPath.askPayment, { method: "POST", params, ...(as && { as }) }),
    preview: (as?: UserId) => shop.ask(internalPath.paymentRefund, { params, ...(as && { as }) }),
    refund: (as?: UserId) => shop.ask(internalPath.paymentRefund, { params, json, ...(as && { as }) }),
    retry: (as?: UserId) =>
      shop.ask(internalPath.retryRefund, { params: { refundId: "rfd_none" }, json, ...(as && { as }) }),
    reconciliations: (as?: UserId) => shop.ask(internalPath.reconciliations, as === undefined ? {} : { as }),
    unused: (as?: UserId) => shop.ask(internalPath.unusedBalance, as === undefined ? {} : { as }),
  };
  for (const [what, ask] of Object.entries(asked)) {
    for (const as of [user, moderator])
      expect([what, outcomeOf(await ask(as))]).toEqual([what, "403 PLATFORM_ROLE_REQUIRED"]);
    for (const as of [admin, undefined])
      expect([what, outcomeOf(await ask(as))]).not.toEqual([what, "403 PLATFORM_ROLE_REQUIRED"]);
  }
});
