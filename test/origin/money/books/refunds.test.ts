// Giving payments back by hand: what it takes with it is told before, happens once, is written into the log, and arrives.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { decideRefund } from "../../../../origin/money/return-money.ts";
import { settleOrder } from "../../../../origin/money/settle-order.ts";
import { spendCoins } from "../../../../origin/money/spend-coins.ts";
import { sweepOrders } from "../../../../origin/money/sweep-orders.ts";
import {
  type PaymentDetail,
  paymentDetailSchema,
  refundPreviewSchema,
} from "../../../../shared/schema/books.ts";
import type { OrderId, UserId } from "../../../../shared/schema/ids.ts";
import { internalPath } from "../../../../shared/schema/internal-api.ts";
import { outcomeOf, person } from "../../moderation/people.ts";
import { openShop, PACK_PRICE, type Shop, TICKET_PRICE } from "../shop.ts";

let shop: Shop;
let admin: UserId;
beforeAll(async () => {
  shop = await openShop();
  admin = await person(shop, "admin");
});
afterAll(() => shop.close());

const paidCoins = async (userId: UserId): Promise<OrderId> => {
  const { id } = await shop.orderCoins(userId);
  await shop.pay(id);
  await settleOrder(shop.deps, id);
  return id;
};
const paidTickets = async (count = 2): Promise<OrderId> => {
  const typeId = await shop.createType(await shop.createEvent());
  const { id } = await shop.orderTickets(await shop.createUser(), typeId, count);
  await shop.pay(id);
  await settleOrder(shop.deps, id);
  return id;
};
const preview = async (orderId: OrderId, amount?: number) => {
  const query = amount === undefined ? "" : `?amount=${amount}`;
  return shop.ask(internalPath.paymentRefund, { params: { orderId }, query, as: admin });
};
const refund = (orderId: OrderId, amount: number | null = null, key: string = crypto.randomUUID()) =>
  shop.ask(internalPath.paymentRefund, {
    params: { orderId },
    json: { amount, reason: "Bought twice by mistake." },
    headers: { "idempotency-key": key },
    as: admin,
  });
const retry = (refundId = "") =>
  shop.ask(internalPath.retryRefund, { params: { refundId }, json: { reason: "A new card." }, as: admin });
const look = async (orderId: OrderId): Promise<PaymentDetail> =>
  paymentDetailSchema.parse((await shop.ask(internalPath.payment, { params: { orderId }, as: admin })).body);
const stripeRefunded = async (orderId: OrderId) => (await shop.chargeOf(orderId)).amount_refunded;
const owedTo = (orderId: OrderId) => shop.holding({ kind: "refunds-owed", owner: orderId, unit: "jpy" });
const coinsOf = async (userId: UserId) => [
  await shop.holding({ kind: "coins", owner: userId, unit: "coin" }),
  await shop.holding({ kind: "coins", owner: userId, unit: "free-coin" }),
];

describe("what a refund takes with it", () => {
  test("is told before, and is what it then takes: of coins the same part as of the money", async () => {
    const userId = await shop.createUser();
    const orderId = await paidCoins(userId);
    expect(refundPreviewSchema.parse((await preview(orderId, 300)).body)).toEqual({
      refundableAmount: PACK_PRICE,
      amount: 300,
      coinCount: 25,
      freeCoinCount: 2,
      ticketCount: 0,
      lossAmount: 0,
      isDisputed: false,
    });
    expect(await coinsOf(userId)).toEqual([100, 10]);
    expect(outcomeOf(await refund(orderId, 300))).toBe("200");
    expect(await coinsOf(userId)).toEqual([75, 8]);
    expect((await preview(orderId)).body).toMatchObject({ amount: 900, coinCount: 75, freeCoinCount: 8 });
  });

  test("is the house's loss where coins are spent", async () => {
    const userId = await shop.createUser();
    const orderId = await paidCoins(userId);
    const spending = { key: `spent-${orderId}`, userId, count: 60, units: ["coin"], earner: null } as const;
    await shop.deps.db.transaction((tx) => spendCoins(tx, spending, shop.clock.nowMs));
    const before = await shop.holding({ kind: "losses", owner: null, unit: "jpy" });
    const lossAmount = (PACK_PRICE * 60) / 100;
    expect((await preview(orderId)).body).toMatchObject({ coinCount: 40, lossAmount });
    await refund(orderId);
    expect((await shop.holding({ kind: "losses", owner: null, unit: "jpy" })) - before).toBe(lossAmount);
  });

  test("is tickets only with the last of the money", async () => {
    const orderId = await paidTickets();
    expect((await preview(orderId, TICKET_PRICE)).body).toMatchObject({ ticketCount: 0 });
    expect((await preview(orderId)).body).toMatchObject({ amount: 2 * TICKET_PRICE, ticketCount: 2 });
    await refund(orderId, TICKET_PRICE);
    expect(await shop.ticketsOf(orderId)).toEqual(["valid", "valid"]);
    await refund(orderId);
    expect(await shop.ticketsOf(orderId)).toEqual(["revoked", "revoked"]);
  });
});

describe("a refund by an admin", () => {
  test("arrives, and its line in the log says who and why", async () => {
    const orderId = await paidTickets();
    const { body } = await refund(orderId);
    expect(body).toMatchObject({
      refundedAmount: 2 * TICKET_PRICE,
      refunds: [{ state: "paid", reason: "operator", amount: 2 * TICKET_PRICE }],
      acts: [{ act: "payment.refund", by: { id: admin }, reason: "Bought twice by mistake." }],
    });
    expect([await stripeRefunded(orderId), await owedTo(orderId)]).toEqual([2 * TICKET_PRICE, 0]);
  });

  test("that is clicked twenty times at once with one key is one refund", async () => {
    const orderId = await paidTickets();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refund(orderId, 500, "clicked")));
    expect(new Set(answers.map(outcomeOf))).toEqual(new Set(["200"]));
    expect([await stripeRefunded(orderId), (await look(orderId)).acts.length]).toEqual([500, 1]);
    expect(outcomeOf(await refund(orderId, 501, "clicked"))).toBe("422 IDEMPOTENCY_KEY_REUSED");
  });

  test("of ten at once that together are more than was paid gives back what was paid, and no more", async () => {
    const orderId = await paidTickets();
    const answers = await Promise.all(Array.from({ length: 10 }, () => refund(orderId, 1_000)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(6);
    expect([await stripeRefunded(orderId), await shop.ticketsOf(orderId)]).toEqual([
      2 * TICKET_PRICE,
      ["revoked", "revoked"],
    ]);
  });

  test("of what is not there is refused with how much is", async () => {
    const unpaid = (await shop.orderCoins(await shop.createUser())).id;
    expect(outcomeOf(await refund(unpaid))).toBe("409 REFUND_NOTHING_LEFT");
    const orderId = await paidTickets();
    const tooMuch = await refund(orderId, 2 * TICKET_PRICE + 1);
    expect(outcomeOf(tooMuch)).toBe("422 REFUND_TOO_LARGE");
    expect(tooMuch.body["errors"]).toMatchObject([{ name: "amount", limit: 2 * TICKET_PRICE }]);
    await refund(orderId);
    expect(outcomeOf(await refund(orderId))).toBe("409 REFUND_NOTHING_LEFT");
    expect(outcomeOf(await refund("ord_none" as OrderId))).toBe("404 ORDER_NOT_FOUND");
    const params = { orderId };
    const silent = await shop.ask(internalPath.paymentRefund, { params, json: { reason: " " }, as: admin });
    expect(outcomeOf(silent)).toBe("422 VALIDATION_FAILED");
  });

  test("while Stripe is away is decided, and sent by the next sweep", async () => {
    const orderId = await paidTickets();
    await shop.control("faults", { method: "POST", path: "/v1/refunds", kind: "refuse", count: 3 });
    await shop.control("faults", {
      method: "GET",
      path: "/v1/checkout/sessions/*",
      kind: "refuse",
      count: 9,
    });
    const { body } = await refund(orderId);
    expect(body).toMatchObject({ trouble: "refund-owed", refunds: [{ state: "owed" }] });
    expect(await stripeRefunded(orderId).catch(() => 0)).toBe(0);
    for (let sweep = 0; sweep < 10 && (await owedTo(orderId)) > 0; sweep++) {
      await shop.pass(11 * 60_000);
      await sweepOrders(shop.deps).catch(() => null);
    }
    expect([await stripeRefunded(orderId), await owedTo(orderId)]).toEqual([2 * TICKET_PRICE, 0]);
  });

  test("of a payment that a bank holds waits, and what the bank takes is not given twice", async () => {
    const orderId = await paidTickets();
    const dispute = await shop.control("disputes", { charge: (await shop.chargeOf(orderId)).id });
    await settleOrder(shop.deps, orderId);
    expect((await preview(orderId)).body).toMatchObject({ isDisputed: true });
    const { body } = await refund(orderId);
    expect(body).toMatchObject({ refunds: [{ state: "owed" }] });
    await shop.control(`disputes/${dispute["id"]}/decide`, { won: false });
    await settleOrder(shop.deps, orderId);
    expect(await look(orderId)).toMatchObject({
      refunds: [{ state: "void" }],
      disputes: [{ state: "lost" }],
      trouble: null,
    });
    expect([await stripeRefunded(orderId), await owedTo(orderId)]).toEqual([0, 0]);
  });
});

describe("a refund that came back", () => {
  /** The last one that was paid comes back; its id. */
  const comesBack = async (orderId: OrderId): Promise<string> => {
    const paid = (await look(orderId)).refunds.findLast(({ state }) => state === "paid");
    await shop.control(`refunds/${paid?.stripeId}/fail`);
    await settleOrder(shop.deps, orderId);
    expect(await owedTo(orderId)).toBe(paid?.amount ?? 0);
    return paid?.id ?? "";
  };
  const cameBack = async (): Promise<{ orderId: OrderId; refundId: string }> => {
    const orderId = await paidTickets();
    await refund(orderId);
    return { orderId, refundId: await comesBack(orderId) };
  };

  test("is paid when it is tried again, once, and the log says why", async () => {
    const { orderId, refundId } = await cameBack();
    shop.clock.nowMs += 1_000;
    const answers = await Promise.all([retry(refundId), retry(refundId), retry(refundId)]);
    expect(answers.map(outcomeOf).toSorted()).toEqual([
      "200",
      "409 REFUND_NOT_FAILED",
      "409 REFUND_NOT_FAILED",
    ]);
    const told = await look(orderId);
    expect(told.refunds.map(({ state, reason }) => `${state} ${reason}`)).toEqual([
      "void operator",
      "paid again",
    ]);
    expect(told.acts.map(({ act, reason }) => `${act}: ${reason}`)).toEqual([
      "payment.refund: Bought twice by mistake.",
      "refund.retry: A new card.",
    ]);
    expect([await owedTo(orderId), told.trouble]).toEqual([0, null]);
  });

  test("and comes back again is tried yet again", async () => {
    const { orderId, refundId } = await cameBack();
    await retry(refundId);
    const second = await comesBack(orderId);
    expect(outcomeOf(await retry(second))).toBe("200");
    expect(await owedTo(orderId)).toBe(0);
  });

  test("of a payment that was in vain can be tried again, too, though no operator decided it", async () => {
    const { id: orderId } = await shop.orderCoins(await shop.createUser());
    await shop.pay(orderId);
    await shop.deps.db.execute(`UPDATE orders SET state = 'closed' WHERE id = '${orderId}'`);
    await settleOrder(shop.deps, orderId);
    const failed = await comesBack(orderId);
    expect((await look(orderId)).refunds).toMatchObject([{ id: failed, reason: "undeliverable" }]);
    expect(outcomeOf(await retry(failed))).toBe("200");
    expect([await stripeRefunded(orderId), await owedTo(orderId)]).toEqual([PACK_PRICE, 0]);
  });

  test("and none that was paid is tried again", async () => {
    const orderId = await paidTickets();
    const [paid] = paymentDetailSchema.parse((await refund(orderId)).body).refunds;
    expect(outcomeOf(await retry(paid?.id))).toBe("409 REFUND_NOT_FAILED");
    expect(outcomeOf(await retry("rfd_none"))).toBe("404 REFUND_NOT_FOUND");
  });
});

test("whatever was given back by hand, and by whom, the books sum to what Stripe has", async () => {
  await decideRefund(shop.deps, await paidTickets(), { amount: 1_000, reason: "event-cancelled" });
  for (let sweep = 0; sweep < 3; sweep++) {
    await shop.pass(11 * 60_000);
    await sweepOrders(shop.deps);
  }
  const { available, pending } = await shop.double.stripe.balance.retrieve();
  const theirs = [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
  expect(await shop.holding({ kind: "stripe-clearing", owner: null, unit: "jpy" })).toBe(theirs);
});
