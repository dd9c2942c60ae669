// Buying, and what goes wrong with it: money and seats are neither lost nor made. On the Stripe double, through the official library.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { eraseAccount } from "../../../origin/account/erase-account.ts";
import { users } from "../../../origin/db/schema/users.ts";
import { getOrder } from "../../../origin/money/get-order.ts";
import { placeOrder } from "../../../origin/money/place-order.ts";
import { reconcileBalance } from "../../../origin/money/reconcile-balance.ts";
import { decideRefund } from "../../../origin/money/return-money.ts";
import { settleOrder } from "../../../origin/money/settle-order.ts";
import { spendCoins } from "../../../origin/money/spend-coins.ts";
import type { StripeGateway } from "../../../origin/money/stripe-gateway.ts";
import { sweepOrders } from "../../../origin/money/sweep-orders.ts";
import type { OrderId, UserId } from "../../../shared/schema/ids.ts";
import { ORDERS_OPEN_MAX } from "../../../shared/schema/order.ts";
import { killedAfter, only } from "../../support/killed-after.ts";
import { runJobs } from "../run-jobs.ts";
import { openShop, PACK_PRICE, type Shop, TICKET_PRICE } from "./shop.ts";

const HOLD_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const coinsOf = (userId: UserId, unit: "coin" | "free-coin" = "coin") =>
  shop.holding({ kind: "coins", owner: userId, unit });
const heldOf = (eventId: string) => shop.holding({ kind: "event-held", owner: eventId, unit: "jpy" });
const stateOf = async (orderId: OrderId) => (await settleOrder(shop.deps, orderId))?.state;
const paidCoins = async (userId: UserId) => {
  const order = await shop.orderCoins(userId);
  await shop.pay(order.id);
  await settleOrder(shop.deps, order.id);
  return order;
};
const paidTickets = async (userId: UserId, count = 1) => {
  const eventId = await shop.createEvent();
  const typeId = await shop.createType(eventId);
  const order = await shop.orderTickets(userId, typeId, count);
  await shop.pay(order.id);
  await settleOrder(shop.deps, order.id);
  return { order, eventId, typeId };
};
/** The events that the double made about an order's session, in the order of their making. */
const eventsOf = async (orderId: OrderId): Promise<Stripe.Event[]> => {
  const id = await shop.pageOf(orderId);
  await shop.double.control.flush();
  return shop.double.heard.filter(({ data: { object } }) => "id" in object && object.id === id);
};

describe("what is paid", () => {
  test("is there as soon as Stripe says so, with what is given on top, and not before", async () => {
    const userId = await shop.createUser();
    const order = await shop.orderCoins(userId);
    expect(order).toMatchObject({ state: "open", amount: PACK_PRICE });
    expect(order.checkoutUrl).toStartWith(shop.double.url);
    expect((await getOrder(shop.deps, order.id, userId)).state).toBe("open");
    expect(await coinsOf(userId)).toBe(0);
    await shop.pay(order.id);
    await shop.pass(1_000);
    expect((await getOrder(shop.deps, order.id, userId)).state).toBe("paid");
    expect([await coinsOf(userId), await coinsOf(userId, "free-coin")]).toEqual([100, 10]);
  });

  test("with a card that is declined and then with another is paid once", async () => {
    const userId = await shop.createUser();
    const order = await shop.orderCoins(userId);
    await shop.pay(order.id, { card: "4000000000000002" }).catch(() => null);
    expect(await stateOf(order.id)).toBe("open");
    await shop.pay(order.id);
    expect(await stateOf(order.id)).toBe("paid");
    expect(await coinsOf(userId)).toBe(100);
  });

  test("in dollars is in the books in dollars", async () => {
    const userId = await shop.createUser();
    const before = await shop.holding({ kind: "coin-float", owner: null, unit: "usd" });
    const wish = { what: "coins", coinPackId: "pck_hundred", currency: "usd" } as never;
    const order = await shop.order(userId, wish);
    await shop.pay(order.id);
    expect(await stateOf(order.id)).toBe("paid");
    expect((await shop.holding({ kind: "coin-float", owner: null, unit: "usd" })) - before).toBe(999);
  });

  test("for tickets is held for its event, and the tickets are valid", async () => {
    const { order, eventId, typeId } = await paidTickets(await shop.createUser(), 2);
    expect(await shop.ticketsOf(order.id)).toEqual(["valid", "valid"]);
    expect([await heldOf(eventId), await shop.takenOf(typeId)]).toEqual([2 * TICKET_PRICE, 2]);
  });

  test("at a convenience store is on its way for days, and the seats stay held", async () => {
    const typeId = await shop.createType(await shop.createEvent());
    const order = await shop.orderTickets(await shop.createUser(), typeId, 2);
    await shop.pay(order.id, { method: "konbini" });
    expect(await stateOf(order.id)).toBe("processing");
    await shop.pass(DAY_MS);
    await sweepOrders(shop.deps);
    expect(await shop.ticketsOf(order.id)).toEqual(["held", "held"]);
    await shop.control(`checkout/${await shop.pageOf(order.id)}/counter`, { paid: true });
    await shop.pass(HOLD_MS + 1);
    await sweepOrders(shop.deps);
    expect(await shop.ticketsOf(order.id)).toEqual(["valid", "valid"]);
  });

  test("at a convenience store when the event is over buys nothing any more, and goes back", async () => {
    const at = (afterMs: number) => new Date(shop.clock.nowMs + afterMs);
    const eventId = await shop.createEvent({ startsAt: at(HOLD_MS), endsAt: at(DAY_MS) });
    const order = await shop.orderTickets(await shop.createUser(), await shop.createType(eventId), 2);
    await shop.pay(order.id, { method: "konbini" });
    expect(await stateOf(order.id)).toBe("processing");
    await shop.pass(DAY_MS);
    await shop.control(`checkout/${await shop.pageOf(order.id)}/counter`, { paid: true });
    expect(await stateOf(order.id)).toBe("paid");
    expect(await shop.ticketsOf(order.id)).toEqual(["revoked", "revoked"]);
    expect((await shop.chargeOf(order.id)).amount_refunded).toBe(2 * TICKET_PRICE);
    expect(await heldOf(eventId)).toBe(0);
  });

  test("at a convenience store and then never is given back", async () => {
    const typeId = await shop.createType(await shop.createEvent());
    const order = await shop.orderTickets(await shop.createUser(), typeId, 2);
    await shop.pay(order.id, { method: "konbini" });
    await shop.control(`checkout/${await shop.pageOf(order.id)}/counter`, { paid: false });
    expect(await stateOf(order.id)).toBe("closed");
    expect([await shop.ticketsOf(order.id), await shop.takenOf(typeId)]).toEqual([["lapsed", "lapsed"], 0]);
  });
});

describe("tickets that nobody pays", () => {
  test("are held for ten minutes, and then somebody else's", async () => {
    const typeId = await shop.createType(await shop.createEvent());
    const [first, second] = [await shop.createUser(), await shop.createUser()];
    const order = await shop.orderTickets(first, typeId, 2);
    await expect(shop.orderTickets(second, typeId)).rejects.toMatchObject({ code: "TICKETS_SOLD_OUT" });
    await shop.pass(HOLD_MS - 1);
    await sweepOrders(shop.deps);
    expect(await shop.takenOf(typeId)).toBe(2);
    await shop.pass(1);
    await sweepOrders(shop.deps);
    expect([await stateOf(order.id), await shop.takenOf(typeId)]).toEqual(["closed", 0]);
    expect((await shop.orderTickets(second, typeId, 2)).state).toBe("open");
    await expect(shop.pay(order.id)).rejects.toThrow();
  });

  test("stay held while Stripe cannot be asked whether they are paid", async () => {
    const typeId = await shop.createType(await shop.createEvent());
    const order = await shop.orderTickets(await shop.createUser(), typeId, 2);
    await shop.pay(order.id);
    await shop.pass(HOLD_MS + 1);
    const away = { ...shop.deps, stripe: killedAfter(shop.gateway, 0, "before").gateway };
    await expect(settleOrder(away, order.id)).rejects.toThrow("killed");
    expect(await shop.takenOf(typeId)).toBe(2);
    expect(await stateOf(order.id)).toBe("paid");
  });
});

test("where nothing is sold nothing is held, and what is free is had", async () => {
  const off = { ...shop.deps, stripe: null };
  const eventId = await shop.createEvent();
  const [dear, free] = [await shop.createType(eventId), await shop.createType(eventId, { prices: null })];
  const userId = await shop.createUser();
  const place = (ticketTypeId: typeof dear) =>
    placeOrder(off, {
      userId,
      body: {
        order: { what: "tickets", ticketTypeId, count: 1, code: null, currency: "jpy" },
        returnUrl: "https://square.example/",
      },
      idempotencyKey: ticketTypeId,
    });
  await expect(place(dear)).rejects.toMatchObject({ code: "PAYMENTS_OFF" });
  expect(await shop.takenOf(dear)).toBe(0);
  expect((await place(free)).state).toBe("paid");
});

describe("webhooks", () => {
  test("replayed change nothing", async () => {
    const userId = await shop.createUser();
    const order = await shop.orderCoins(userId);
    await shop.pay(order.id);
    const events = await eventsOf(order.id);
    expect(events.length).toBeGreaterThan(0);
    for (const event of [...events, ...events]) await shop.deliver(event);
    await runJobs(shop);
    for (const [index, event] of events.entries()) await shop.deliver({ ...event, id: `evt_again_${index}` });
    await runJobs(shop);
    expect([await coinsOf(userId), await coinsOf(userId, "free-coin")]).toEqual([100, 10]);
  });

  test("reordered end the same: what is older takes nothing back", async () => {
    const userId = await shop.createUser();
    const order = await shop.orderCoins(userId);
    await shop.pay(order.id, { method: "konbini" });
    await shop.control(`checkout/${await shop.pageOf(order.id)}/counter`, { paid: true });
    const events = await eventsOf(order.id);
    expect(events.length).toBeGreaterThan(1);
    for (const event of events.toReversed()) {
      await shop.deliver(event);
      await runJobs(shop);
    }
    expect([await stateOf(order.id), await coinsOf(userId)]).toEqual(["paid", 100]);
  });

  test("delayed for days find what they tell of done", async () => {
    const userId = await shop.createUser();
    const order = await shop.orderCoins(userId);
    await shop.pay(order.id);
    const events = await eventsOf(order.id);
    await shop.pass(HOLD_MS + 1);
    await sweepOrders(shop.deps);
    expect(await coinsOf(userId)).toBe(100);
    await shop.pass(3 * DAY_MS);
    for (const event of events) await shop.deliver(event);
    await runJobs(shop);
    expect(await coinsOf(userId)).toBe(100);
  });

  test("lost are not missed: what was paid is there by the next sweep after ten minutes", async () => {
    const userId = await shop.createUser();
    const order = await shop.orderCoins(userId);
    await shop.pay(order.id);
    await sweepOrders(shop.deps);
    expect(await coinsOf(userId)).toBe(0);
    await shop.pass(HOLD_MS + 1);
    await sweepOrders(shop.deps);
    expect(await coinsOf(userId)).toBe(100);
  });

  test("about a payment that is none of ours are for nobody", async () => {
    const foreign = { id: "evt_foreign", type: "charge.refunded", created: 1_700_000_000 };
    await shop.deliver({ ...foreign, data: { object: { id: "ch_1", metadata: {} } } });
    expect(await runJobs(shop)).toEqual(["money.hear"]);
  });
});

describe("a double click", () => {
  test("is one order with one page, however simultaneous", async () => {
    const userId = await shop.createUser();
    const typeId = await shop.createType(await shop.createEvent());
    const orders = await Promise.all(
      Array.from({ length: 5 }, () => shop.orderTickets(userId, typeId, 2, "click")),
    );
    expect(new Set(orders.map(({ id, checkoutUrl }) => `${id} ${checkoutUrl}`)).size).toBe(1);
    expect(await shop.takenOf(typeId)).toBe(2);
  });

  test("with another order under the same key is refused", async () => {
    const userId = await shop.createUser();
    await shop.orderCoins(userId, "one-key");
    const typeId = await shop.createType(await shop.createEvent());
    await expect(shop.orderTickets(userId, typeId, 1, "one-key")).rejects.toMatchObject({
      code: "IDEMPOTENCY_KEY_REUSED",
    });
  });

  test("of somebody who clicks on and on holds no more than a few pages", async () => {
    const userId = await shop.createUser();
    const orders = await Promise.allSettled(
      Array.from({ length: ORDERS_OPEN_MAX + 3 }, () => shop.orderCoins(userId)),
    );
    expect(orders.filter(({ status }) => status === "fulfilled")).toHaveLength(ORDERS_OPEN_MAX);
  });
});

test("of forty orders at once, as many get seats as there are", async () => {
  const typeId = await shop.createType(await shop.createEvent(), { ticketsMax: 7, perUserMax: 2 });
  const buyers = await Promise.all(Array.from({ length: 20 }, () => shop.createUser()));
  const orders = await Promise.allSettled(
    buyers.flatMap((userId) => [shop.orderTickets(userId, typeId), shop.orderTickets(userId, typeId)]),
  );
  expect(orders.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
  expect(await shop.takenOf(typeId)).toBe(7);
});

describe("a refund", () => {
  test("in part takes as large a part of the coins, and in full the rest", async () => {
    const userId = await shop.createUser();
    const order = await paidCoins(userId);
    expect(await decideRefund(shop.deps, order.id, { amount: PACK_PRICE / 4, reason: "operator" })).toBe(300);
    await settleOrder(shop.deps, order.id);
    expect([await coinsOf(userId), (await shop.chargeOf(order.id)).amount_refunded]).toEqual([75, 300]);
    expect(await decideRefund(shop.deps, order.id, { amount: null, reason: "operator" })).toBe(900);
    await settleOrder(shop.deps, order.id);
    expect([await coinsOf(userId), await coinsOf(userId, "free-coin")]).toEqual([0, 0]);
    expect((await shop.chargeOf(order.id)).amount_refunded).toBe(PACK_PRICE);
    expect(await shop.holding({ kind: "refunds-owed", owner: order.id, unit: "jpy" })).toBe(0);
    expect(await decideRefund(shop.deps, order.id, { amount: null, reason: "operator" })).toBe(0);
  });

  test("of coins that are spent is the house's loss, and nobody's debt", async () => {
    const userId = await shop.createUser();
    const order = await paidCoins(userId);
    const spending = { key: `spend-${order.id}`, userId, count: 60, units: ["coin"], earner: null } as const;
    await shop.deps.db.transaction((tx) => spendCoins(tx, spending, shop.clock.nowMs));
    const before = await shop.holding({ kind: "losses", owner: null, unit: "jpy" });
    await decideRefund(shop.deps, order.id, { amount: null, reason: "operator" });
    expect(await coinsOf(userId)).toBe(0);
    expect((await shop.holding({ kind: "losses", owner: null, unit: "jpy" })) - before).toBe(
      (PACK_PRICE * 60) / 100,
    );
  });

  test("made by hand at Stripe is in the books, and takes the tickets with the last yen", async () => {
    const { order, eventId } = await paidTickets(await shop.createUser());
    const charge = await shop.chargeOf(order.id);
    await shop.double.stripe.refunds.create({ charge: charge.id, amount: 1_000 });
    await settleOrder(shop.deps, order.id);
    expect([await heldOf(eventId), await shop.ticketsOf(order.id)]).toEqual([
      TICKET_PRICE - 1_000,
      ["valid"],
    ]);
    await shop.double.stripe.refunds.create({ charge: charge.id });
    await settleOrder(shop.deps, order.id);
    expect([await heldOf(eventId), await shop.ticketsOf(order.id)]).toEqual([0, ["revoked"]]);
  });

  test("that comes back from the bank is owed again", async () => {
    const { order } = await paidTickets(await shop.createUser());
    await decideRefund(shop.deps, order.id, { amount: null, reason: "operator" });
    await settleOrder(shop.deps, order.id);
    const { data } = await shop.double.stripe.refunds.list({ charge: (await shop.chargeOf(order.id)).id });
    await shop.control(`refunds/${data[0]?.id}/fail`);
    await settleOrder(shop.deps, order.id);
    expect(await shop.holding({ kind: "refunds-owed", owner: order.id, unit: "jpy" })).toBe(TICKET_PRICE);
  });
});

describe("a dispute", () => {
  const dispute = async (orderId: OrderId): Promise<string> => {
    const opened = await shop.control("disputes", { charge: (await shop.chargeOf(orderId)).id });
    await settleOrder(shop.deps, orderId);
    return String(opened["id"]);
  };
  const decide = async (disputeId: string, orderId: OrderId, won: boolean) => {
    await shop.control(`disputes/${disputeId}/decide`, { won });
    await settleOrder(shop.deps, orderId);
  };

  test("that is opened suspends the tickets; won, they are valid again", async () => {
    const { order, eventId } = await paidTickets(await shop.createUser());
    const disputeId = await dispute(order.id);
    expect(await shop.ticketsOf(order.id)).toEqual(["suspended"]);
    expect(await shop.holding({ kind: "disputes-held", owner: order.id, unit: "jpy" })).toBe(TICKET_PRICE);
    await decide(disputeId, order.id, true);
    expect(await shop.ticketsOf(order.id)).toEqual(["valid"]);
    expect([
      await heldOf(eventId),
      await shop.holding({ kind: "disputes-held", owner: order.id, unit: "jpy" }),
    ]).toEqual([TICKET_PRICE, 0]);
  });

  test("lost takes the tickets and the money of the event", async () => {
    const { order, eventId, typeId } = await paidTickets(await shop.createUser());
    await decide(await dispute(order.id), order.id, false);
    expect([await shop.ticketsOf(order.id), await heldOf(eventId), await shop.takenOf(typeId)]).toEqual([
      ["revoked"],
      0,
      0,
    ]);
  });

  test("freezes the coins meanwhile; lost, it takes them", async () => {
    const userId = await shop.createUser();
    const order = await paidCoins(userId);
    const disputeId = await dispute(order.id);
    const spend = shop.deps.db.transaction((tx) =>
      spendCoins(
        tx,
        { key: "frozen", userId, count: 1, units: ["coin", "free-coin"], earner: null },
        shop.clock.nowMs,
      ),
    );
    await expect(spend).rejects.toMatchObject({ code: "COINS_MISSING" });
    await decide(disputeId, order.id, false);
    expect([await coinsOf(userId), await coinsOf(userId, "free-coin")]).toEqual([0, 0]);
  });

  test("of an order whose refund was decided pays that refund: it is not paid twice", async () => {
    const { order } = await paidTickets(await shop.createUser());
    const disputeId = await dispute(order.id);
    await decideRefund(shop.deps, order.id, { amount: null, reason: "operator" });
    await settleOrder(shop.deps, order.id);
    expect((await shop.chargeOf(order.id)).amount_refunded).toBe(0);
    await decide(disputeId, order.id, false);
    expect(await shop.holding({ kind: "refunds-owed", owner: order.id, unit: "jpy" })).toBe(0);
    expect(await shop.holding({ kind: "disputes-held", owner: order.id, unit: "jpy" })).toBe(0);
  });
});

describe("a crash", () => {
  test("after any call of Stripe's or any transaction of ours is made good by whoever goes on", async () => {
    for (let calls = 0; ; calls++) {
      const userId = await shop.createUser();
      const { order, eventId } = await paidTickets(userId);
      await decideRefund(shop.deps, order.id, { amount: 1_000, reason: "operator" });
      const stripe = killedAfter(shop.gateway as StripeGateway, calls, "after");
      await settleOrder({ ...shop.deps, stripe: stripe.gateway }, order.id).catch(() => null);
      await settleOrder(shop.deps, order.id);
      const charge = await shop.chargeOf(order.id);
      expect([calls, charge.amount_refunded, await heldOf(eventId)]).toEqual([
        calls,
        1_000,
        TICKET_PRICE - 1_000,
      ]);
      if (stripe.made() <= calls) break;
    }
    for (let transactions = 0; ; transactions++) {
      const typeId = await shop.createType(await shop.createEvent());
      const order = await shop.orderTickets(await shop.createUser(), typeId, 2);
      await shop.pay(order.id);
      const db = killedAfter(shop.deps.db, transactions, "after");
      await settleOrder({ ...shop.deps, db: only(db.gateway, shop.deps.db) }, order.id).catch(() => null);
      expect([transactions, await stateOf(order.id)]).toEqual([transactions, "paid"]);
      expect(await shop.ticketsOf(order.id)).toEqual(["valid", "valid"]);
      if (db.made() <= transactions) break;
    }
  });

  test("between the order and its page holds the seats, and gives them back when nobody came", async () => {
    const userId = await shop.createUser();
    const typeId = await shop.createType(await shop.createEvent());
    for (const when of ["before", "after"] as const) {
      const stripe = killedAfter(shop.gateway, 0, when).gateway;
      const { deps } = shop;
      const body = {
        order: { what: "tickets", ticketTypeId: typeId, count: 2, code: null, currency: "jpy" },
        returnUrl: "https://square.example/",
      } as const;
      await expect(
        placeOrder({ ...deps, stripe }, { userId, body, idempotencyKey: when }),
      ).rejects.toMatchObject({
        code: "PAYMENTS_AWAY",
      });
      expect((await placeOrder(deps, { userId, body, idempotencyKey: when })).checkoutUrl).toBeString();
      await shop.pass(HOLD_MS + 1);
      await sweepOrders(deps);
      expect(await shop.takenOf(typeId)).toBe(0);
    }
  });
});

describe("an account that is erased", () => {
  const erase = async (userId: UserId) => {
    await shop.deps.db
      .update(users)
      .set({ eraseAt: new Date(shop.clock.nowMs) })
      .where(eq(users.id, userId));
    await eraseAccount(shop.deps, userId);
  };

  test("loses the coins it owns, which are earned, and the books keep an id that is nobody's", async () => {
    const userId = await shop.createUser();
    await paidCoins(userId);
    const before = await shop.holding({ kind: "platform-revenue", owner: null, unit: "jpy" });
    await erase(userId);
    expect([await coinsOf(userId), await coinsOf(userId, "free-coin")]).toEqual([0, 0]);
    expect((await shop.holding({ kind: "platform-revenue", owner: null, unit: "jpy" })) - before).toBe(
      PACK_PRICE,
    );
  });

  test("while it pays has its money back", async () => {
    const userId = await shop.createUser();
    const order = await shop.orderCoins(userId);
    await erase(userId);
    await shop.pay(order.id);
    await settleOrder(shop.deps, order.id);
    expect((await shop.chargeOf(order.id)).amount_refunded).toBe(PACK_PRICE);
    expect(await coinsOf(userId)).toBe(0);
  });

  test("and owes, by a dispute that it wins afterwards, leaves the house with the loss", async () => {
    const userId = await shop.createUser();
    const order = await paidCoins(userId);
    await erase(userId);
    const opened = await shop.control("disputes", { charge: (await shop.chargeOf(order.id)).id });
    await shop.control(`disputes/${String(opened["id"])}/decide`, { won: false });
    const before = await shop.holding({ kind: "losses", owner: null, unit: "jpy" });
    await settleOrder(shop.deps, order.id);
    expect((await shop.holding({ kind: "losses", owner: null, unit: "jpy" })) - before).toBe(PACK_PRICE);
  });
});

test("every yen is accounted for: the books and Stripe's balance are alike, and a planted cent is found", async () => {
  for (const orderId of (await shop.deps.db.query.orders.findMany()).map(({ id }) => id))
    await settleOrder(shop.deps, orderId);
  // Nobody tells us of this one.
  const unheard = await paidTickets(await shop.createUser());
  await shop.double.stripe.refunds.create({ charge: (await shop.chargeOf(unheard.order.id)).id });
  await shop.pass(2 * 3_600_000);
  expect(await reconcileBalance(shop.deps)).toMatchObject({ differences: [] });
  expect(await heldOf(unheard.eventId)).toBe(0);
  const { data } = await shop.double.stripe.balanceTransactions.list({ limit: 1 });
  await shop.control("balance/plant", { amount: 1, balance_transaction: String(data[0]?.id) });
  expect((await reconcileBalance(shop.deps))?.differences).toMatchObject([{ id: data[0]?.id }]);
});
