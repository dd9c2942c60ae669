// What a buyer does with an order of theirs besides paying it: gives it up, comes back to it, looks at its receipt.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { users } from "../../../origin/db/schema/users.ts";
import { cancelOrder } from "../../../origin/money/cancel-order.ts";
import { getOrder, listOrderPage } from "../../../origin/money/get-order.ts";
import { getReceipt } from "../../../origin/money/get-receipt.ts";
import { settleOrder } from "../../../origin/money/settle-order.ts";
import { sweepOrders } from "../../../origin/money/sweep-orders.ts";
import { ORDERS_OPEN_MAX } from "../../../shared/schema/order.ts";
import { openShop, PACK_PRICE, type Shop, TICKET_PRICE } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const away = () => ({
  ...shop.deps,
  stripe: {
    ...shop.gateway,
    closePage: () => Promise.reject(new Error("away")),
    receiptOf: () => Promise.reject(new Error("away")),
  },
});

describe("an order that is given up", () => {
  test("gives back what it holds at once, and cannot be paid any more", async () => {
    const typeId = await shop.createType(await shop.createEvent());
    const buyer = await shop.createUser();
    const order = await shop.orderTickets(buyer, typeId, 2);
    expect(await shop.takenOf(typeId)).toBe(2);
    expect(await cancelOrder(shop.deps, order.id, buyer)).toMatchObject({
      state: "closed",
      checkoutUrl: null,
    });
    expect([await shop.takenOf(typeId), await shop.ticketsOf(order.id)]).toEqual([0, ["lapsed", "lapsed"]]);
    await expect(shop.pay(order.id)).rejects.toThrow();
    expect(await cancelOrder(shop.deps, order.id, buyer)).toMatchObject({ state: "closed" });
  });

  test("makes room for another where one has as many open as one may", async () => {
    const buyer = await shop.createUser();
    const first = await shop.orderCoins(buyer);
    for (let made = 1; made < ORDERS_OPEN_MAX; made++) await shop.orderCoins(buyer);
    await expect(shop.orderCoins(buyer)).rejects.toMatchObject({ code: "ORDERS_OPEN_MAX" });
    await cancelOrder(shop.deps, first.id, buyer);
    expect(await shop.orderCoins(buyer)).toMatchObject({ state: "open" });
  });

  test("stays paid where it was paid first", async () => {
    const typeId = await shop.createType(await shop.createEvent());
    const buyer = await shop.createUser();
    const order = await shop.orderTickets(buyer, typeId);
    await shop.pay(order.id);
    expect(await cancelOrder(shop.deps, order.id, buyer)).toMatchObject({ state: "paid", refundedAmount: 0 });
    expect(await shop.ticketsOf(order.id)).toEqual(["valid"]);
  });

  test("is closed by the sweep where Stripe was away", async () => {
    const typeId = await shop.createType(await shop.createEvent());
    const buyer = await shop.createUser();
    const order = await shop.orderTickets(buyer, typeId);
    expect(await cancelOrder(away(), order.id, buyer)).toMatchObject({ state: "open" });
    await sweepOrders(shop.deps);
    expect([await getOrder(shop.deps, order.id, buyer), await shop.takenOf(typeId)]).toMatchObject([
      { state: "closed" },
      0,
    ]);
  });

  test("is the buyer's own to give up", async () => {
    const order = await shop.orderCoins(await shop.createUser());
    await expect(cancelOrder(shop.deps, order.id, await shop.createUser())).rejects.toMatchObject({
      code: "ORDER_NOT_FOUND",
    });
  });
});

describe("a guest", () => {
  const refused = { status: 403, code: "BUYER_IS_GUEST" };

  test("pays for nothing, and holds none of it", async () => {
    const guest = await shop.createVisitor();
    const typeId = await shop.createType(await shop.createEvent());
    await expect(shop.orderCoins(guest)).rejects.toMatchObject(refused);
    await expect(shop.orderTickets(guest, typeId)).rejects.toMatchObject(refused);
    expect(await shop.takenOf(typeId)).toBe(0);
    expect((await listOrderPage(shop.deps, guest, { limit: 10 })).items).toEqual([]);
  });

  test("gets free tickets, and pays as soon as there is a way to come back", async () => {
    const guest = await shop.createVisitor();
    const free = await shop.createType(await shop.createEvent(), { prices: null });
    expect(await shop.orderTickets(guest, free)).toMatchObject({ state: "paid", amount: 0 });
    await shop.deps.db.update(users).set({ role: "member" }).where(eq(users.id, guest));
    expect(await shop.orderCoins(guest)).toMatchObject({ state: "open", amount: PACK_PRICE });
  });
});

describe("whoever ordered", () => {
  test("comes back from paying to an address that names the order", async () => {
    const order = await shop.orderCoins(await shop.createUser());
    const page = await shop.double.stripe.checkout.sessions.retrieve(await shop.pageOf(order.id));
    const back = `https://square.example/wallet?order=${order.id}`;
    expect([page.success_url, page.cancel_url]).toEqual([back, back]);
  });

  test("is told what it was, and how many coins", async () => {
    const typeId = await shop.createType(await shop.createEvent());
    const buyer = await shop.createUser();
    expect(await shop.orderCoins(buyer)).toMatchObject({ count: 1, coinCount: 100, freeCoinCount: 10 });
    expect(await shop.orderTickets(buyer, typeId, 2)).toMatchObject({
      title: "Concert: Standing",
      count: 2,
      coinCount: 0,
      amount: 2 * TICKET_PRICE,
    });
  });

  test("is shown the receipt of what was paid, and of nothing else", async () => {
    const buyer = await shop.createUser();
    const order = await shop.orderCoins(buyer);
    const receipt = (deps: Parameters<typeof getReceipt>[0], userId = buyer) =>
      getReceipt(deps, order.id, userId);
    await expect(receipt(shop.deps)).rejects.toMatchObject({ code: "RECEIPT_NOT_FOUND" });
    await shop.pay(order.id);
    await settleOrder(shop.deps, order.id);
    const url = await receipt(shop.deps);
    expect(await (await fetch(url)).text()).toContain((await shop.chargeOf(order.id)).id);
    await expect(receipt(away())).rejects.toMatchObject({ code: "PAYMENTS_AWAY" });
    await expect(receipt({ ...shop.deps, stripe: null })).rejects.toMatchObject({ code: "PAYMENTS_OFF" });
    await expect(receipt(shop.deps, await shop.createUser())).rejects.toMatchObject({
      code: "ORDER_NOT_FOUND",
    });
  });
});
