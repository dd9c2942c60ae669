// Who waits for nobody while a sale is on: each test holds a lock that those who buy take, and would not end if it were waited for.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { accountId } from "../../../origin/money/accounts.ts";
import { lockBalances } from "../../../origin/money/ledger-store.ts";
import { eventHeld } from "../../../origin/money/postings/entry.ts";
import { settleOrder } from "../../../origin/money/settle-order.ts";
import { lockType } from "../../../origin/tickets/store.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

test("whoever comes when no ticket is left is told so while somebody else is buying", async () => {
  const typeId = await shop.createType(await shop.createEvent(), { ticketsMax: 1 });
  await shop.orderTickets(await shop.createUser(), typeId);
  const late = await shop.createUser();
  await shop.deps.db.transaction(async (tx) => {
    await lockType(tx, typeId);
    await expect(shop.orderTickets(late, typeId)).rejects.toMatchObject({ code: "TICKETS_SOLD_OUT" });
  });
});

test("a webhook that tells nothing new is heard while others pay for the same event", async () => {
  const eventId = await shop.createEvent();
  const order = await shop.orderTickets(await shop.createUser(), await shop.createType(eventId));
  await shop.pay(order.id);
  await settleOrder(shop.deps, order.id);
  await shop.deps.db.transaction(async (tx) => {
    const held = accountId(eventHeld(eventId, "jpy"));
    expect((await lockBalances(tx, [held])).get(held)).toBeNumber();
    expect((await settleOrder(shop.deps, order.id))?.state).toBe("paid");
  });
});
