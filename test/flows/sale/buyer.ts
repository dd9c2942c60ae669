// One buyer, and what they were told: for whatever a page or a bank said to them, they hold the house to it at the end.

import * as z from "zod";
import { ticketPageSchema } from "../../../shared/schema/event-ticket.ts";
import type { OrderId, TicketId, TicketTypeId, UserId } from "../../../shared/schema/ids.ts";
import { type Order, orderSchema } from "../../../shared/schema/order.ts";
import { eventually } from "../../support/eventually.ts";
import {
  type Attempt,
  chooseStore,
  DECLINED_CARD,
  GOOD_CARD,
  payAtCounter,
  payByCard,
  SLOW_REFUND_CARD,
} from "./checkout-page.ts";
import type { EdgeClient } from "./edge-client.ts";
import type { Wish } from "./habits.ts";

/** Whoever has paid is told so within this; after a crash it takes a sweep, and somebody to hear the webhook. */
const TOLD_WITHIN_MS = 60_000;
/** A page that waits asks so often. */
const LOOK_AGAIN_AFTER_MS = 1_000;
const refusalSchema = z.object({ code: z.string() });

export type Buyer = {
  readonly userId: UserId;
  readonly wish: Wish;
  /** Orders, and pays as is their habit. Resolves when they are done for now. */
  come(): Promise<void>;
  /** Ten minutes are over. */
  comeLate(): Promise<void>;
  /** They get to the store, those who do. */
  goToStore(): Promise<void>;
  /** Gives back what may be given back. */
  giveBack(): Promise<void>;
  readonly told: Told;
};

/** What they were told. */
type Told = {
  /** By click: the orders that came of it. */
  readonly ordersOf: Map<string, Set<OrderId>>;
  /** How their last visit ended: the code of a problem, or null. */
  refusal: string | null;
  /** Orders that Stripe's page said were paid. */
  readonly paid: Set<OrderId>;
  /** Orders that the house said were paid. */
  readonly confirmed: Set<OrderId>;
  readonly returned: Set<TicketId>;
};

type Open = { readonly order: Order; readonly counterUrl: string | null };

export function createBuyer(
  client: EdgeClient,
  { userId, wish, ticketTypeId }: { userId: UserId; wish: Wish; ticketTypeId: TicketTypeId },
): Buyer {
  const told: Told = {
    ordersOf: new Map(),
    refusal: null,
    paid: new Set(),
    confirmed: new Set(),
    returned: new Set(),
  };
  const card = wish.hasSlowCard ? SLOW_REFUND_CARD : GOOD_CARD;
  let left: Open | null = null;

  /** Null: refused. */
  async function click(key: string, count: number): Promise<Order | null> {
    const json = { ticketTypeId, count, currency: "jpy", returnTo: "/wallet" };
    const { status, body } = await client.ask({
      userId,
      method: "POST",
      path: "me/orders/tickets",
      json,
      key,
    });
    if (status !== 201) {
      told.refusal = refusalSchema.parse(body).code;
      return null;
    }
    const order = orderSchema.parse(body);
    told.ordersOf.set(key, (told.ordersOf.get(key) ?? new Set()).add(order.id));
    return order;
  }

  async function pay(order: Order, number: string): Promise<Attempt> {
    if (order.checkoutUrl === null) return { is: "over" };
    const attempt = await payByCard(order.checkoutUrl, number);
    if (attempt.is === "paid") told.paid.add(order.id);
    return attempt;
  }

  /** Comes back from paying, and looks until the page says what became of it. */
  async function lookUntilConfirmed({ id }: Order): Promise<void> {
    if (!told.paid.has(id)) return;
    await eventually(
      `a word to ${userId} on ${id}, which is paid`,
      async () => {
        const { status, body } = await client.ask({ userId, path: `me/orders/${id}` });
        return status === 200 && orderSchema.parse(body).state === "paid";
      },
      TOLD_WITHIN_MS,
      LOOK_AGAIN_AFTER_MS,
    );
    told.confirmed.add(id);
  }

  async function payAndLook(order: Order): Promise<void> {
    await pay(order, card);
    await lookUntilConfirmed(order);
  }

  async function come(): Promise<void> {
    told.refusal = null;
    const key = crypto.randomUUID();
    switch (wish.habit) {
      case "clicks twice": {
        const [order] = await Promise.all([click(key, wish.count), click(key, wish.count)]);
        if (order != null) await payAndLook(order);
        return;
      }
      case "clicks again, with another key": {
        // What they wanted one of they may come to have two orders for; the first that was answered is paid.
        const orders = await Promise.all([click(key, 1), click(crypto.randomUUID(), 1)]);
        const [order] = orders.filter((each) => each !== null);
        if (order !== undefined) await payAndLook(order);
        return;
      }
      default: {
        const order = await click(key, wish.count);
        if (order !== null) await payByHabit(order);
      }
    }
  }

  async function payByHabit(order: Order): Promise<void> {
    switch (wish.habit) {
      case "is declined, and pays with another card":
        await pay(order, DECLINED_CARD);
        return payAndLook(order);
      case "is declined, and gives up":
        return void (await pay(order, DECLINED_CARD));
      case "leaves the page open":
        return;
      case "pays when ten minutes are over":
        left = { order, counterUrl: null };
        return;
      case "pays at a store's counter":
      case "never gets to the counter": {
        if (order.checkoutUrl === null) return;
        const attempt = await chooseStore(order.checkoutUrl);
        if (attempt.is === "waiting") left = { order, counterUrl: attempt.counterUrl };
        return;
      }
      case "pays, and is never seen again":
        return void (await pay(order, card));
      default:
        return payAndLook(order);
    }
  }

  return {
    userId,
    wish,
    told,
    come,
    async comeLate() {
      if (left === null || left.counterUrl !== null) return;
      const { order } = left;
      left = null;
      await payAndLook(order);
    },
    async goToStore() {
      if (left?.counterUrl == null || wish.habit === "never gets to the counter") return;
      const { order, counterUrl } = left;
      left = null;
      await payAtCounter(counterUrl);
      told.paid.add(order.id);
      await lookUntilConfirmed(order);
    },
    async giveBack() {
      const { body } = await client.ask({ userId, path: "me/tickets" });
      for (const { id, isReturnable } of ticketPageSchema.parse(body).items) {
        if (!isReturnable) continue;
        const { status } = await client.ask({ userId, method: "POST", path: `me/tickets/${id}/return` });
        if (status === 204) told.returned.add(id);
      }
    },
  };
}
