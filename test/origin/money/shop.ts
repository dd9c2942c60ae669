// An origin that sells, on a Stripe double, with an event that has tickets: what tests of buying begin with. Webhooks are not sent by
// themselves: a test delivers what it likes, in whatever order.

import { eq, sql } from "drizzle-orm";
import Stripe from "stripe";
import { events } from "../../../origin/db/schema/events.ts";
import { ledgerAccounts, ledgerEntries } from "../../../origin/db/schema/ledger.ts";
import { tickets, ticketTypes } from "../../../origin/db/schema/tickets.ts";
import { users } from "../../../origin/db/schema/users.ts";
import { indexEvent } from "../../../origin/events/index-event.ts";
import { type Account, holdingOf } from "../../../origin/money/accounts.ts";
import { findBalance } from "../../../origin/money/ledger-store.ts";
import { upsertPack } from "../../../origin/money/order-store.ts";
import { placeOrder } from "../../../origin/money/place-order.ts";
import { createStripeGateway } from "../../../origin/money/stripe-gateway.ts";
import { receiveStripeEvent } from "../../../origin/money/stripe-webhook.ts";
import {
  coinPackIdSchema,
  type EventId,
  newId,
  type OrderId,
  type TicketTypeId,
  type UserId,
  worldIdSchema,
} from "../../../shared/schema/ids.ts";
import type { CreateOrder, Order } from "../../../shared/schema/order.ts";
import { type DoubleUnderTest, SECRET_KEY, startDouble } from "../../scripts/dev/stripe/support.ts";
import { startOrigin } from "../origin-under-test.ts";

export const PACK = coinPackIdSchema.parse("pck_hundred");
export const PACK_PRICE = 1_200;
export const TICKET_PRICE = 3_000;
const SECRET = "whsec_of_the_shop";
const HOUR_MS = 3_600_000;

export type Shop = Awaited<ReturnType<typeof openShop>>;

export async function openShop() {
  const double: DoubleUnderTest = await startDouble();
  const gateway = createStripeGateway({ secretKey: SECRET_KEY, apiBase: double.url, isTaxed: false });
  const origin = await startOrigin({ stripe: gateway, stripeWebhookSecret: SECRET });
  const { deps, clock } = origin;
  await upsertPack(deps.db, {
    id: PACK,
    coinCount: 100,
    freeCoinCount: 10,
    prices: { jpy: PACK_PRICE, usd: 999 },
    isForSale: true,
  });

  const createEvent = async (more: Partial<typeof events.$inferInsert> = {}): Promise<EventId> => {
    const [event] = await deps.db
      .insert(events)
      .values({
        id: newId("event"),
        worldId: worldIdSchema.parse("wld_hiroba-plaza"),
        organiserId: null,
        name: "Concert",
        description: "",
        startsAt: new Date(clock.nowMs + 48 * HOUR_MS),
        endsAt: new Date(clock.nowMs + 50 * HOUR_MS),
        ...more,
      })
      .returning();
    if (event === undefined) throw new Error("no event");
    await indexEvent(deps.db, event);
    return event.id;
  };
  const createType = async (
    eventId: EventId,
    more: Partial<typeof ticketTypes.$inferInsert> = {},
  ): Promise<TicketTypeId> => {
    const id = newId("ticketType");
    await deps.db.insert(ticketTypes).values({
      id,
      eventId,
      name: "Standing",
      prices: { jpy: TICKET_PRICE },
      ticketsMax: 2,
      perUserMax: 2,
      isTransferable: true,
      isByInvitation: false,
      createdAt: new Date(clock.nowMs),
      ...more,
    });
    return id;
  };
  const createVisitor = async (): Promise<UserId> => (await origin.createGuest()).userId as UserId;
  /** Somebody with an account. */
  const createUser = async (): Promise<UserId> => {
    const userId = await createVisitor();
    await deps.db.update(users).set({ role: "member" }).where(eq(users.id, userId));
    return userId;
  };
  const order = (
    userId: UserId,
    wish: CreateOrder,
    idempotencyKey: string = crypto.randomUUID(),
  ): Promise<Order> =>
    placeOrder(deps, {
      userId,
      body: { order: wish, returnUrl: "https://square.example/wallet" },
      idempotencyKey,
    });
  const orderCoins = (userId: UserId, key?: string) =>
    order(userId, { what: "coins", coinPackId: PACK, currency: "jpy" }, key);
  const orderTickets = (userId: UserId, ticketTypeId: TicketTypeId, count = 1, key?: string) =>
    order(userId, { what: "tickets", ticketTypeId, count, code: null, currency: "jpy" }, key);

  const pageOf = async (orderId: OrderId): Promise<string> => {
    const [row] = await deps.db.execute<{ id: string }>(
      sql`SELECT stripe_session_id AS id FROM orders WHERE id = ${orderId}`,
    );
    if (row === undefined) throw new Error("no page");
    return row.id;
  };
  const chargeOf = async (orderId: OrderId): Promise<Stripe.Charge> => {
    const session = await double.stripe.checkout.sessions.retrieve(await pageOf(orderId), {
      expand: ["payment_intent.latest_charge"],
    });
    return (session.payment_intent as Stripe.PaymentIntent).latest_charge as Stripe.Charge;
  };
  /** A webhook as Stripe would send it, signed. */
  const deliver = async (event: object): Promise<boolean> => {
    const payload = JSON.stringify(event);
    const timestamp = Math.floor(clock.nowMs / 1000);
    const signature = await Stripe.webhooks.generateTestHeaderStringAsync({
      payload,
      timestamp,
      secret: SECRET,
    });
    return receiveStripeEvent(deps, new TextEncoder().encode(payload), signature);
  };
  const holding = async (account: Account): Promise<number> =>
    holdingOf(account.kind, await findBalance(deps.db, account));
  /** All the house's and everybody's accounts that hold something, by name. */
  const books = async (): Promise<Record<string, number>> => {
    const rows = await deps.db
      .select({
        id: ledgerAccounts.id,
        kind: ledgerAccounts.kind,
        sum: sql<string>`sum(${ledgerEntries.amount})`,
      })
      .from(ledgerEntries)
      .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
      .groupBy(ledgerAccounts.id, ledgerAccounts.kind);
    return Object.fromEntries(
      rows.flatMap(({ id, kind, sum }) =>
        Number(sum) === 0 ? [] : [[id, holdingOf(kind, Number(sum))] as const],
      ),
    );
  };
  const ticketsOf = async (orderId: OrderId): Promise<string[]> =>
    (await deps.db.select({ state: tickets.state }).from(tickets).where(eq(tickets.orderId, orderId))).map(
      ({ state }) => state,
    );
  const takenOf = async (typeId: TicketTypeId): Promise<number> => {
    const [type] = await deps.db.select().from(ticketTypes).where(eq(ticketTypes.id, typeId));
    return type?.takenCount ?? -1;
  };

  return {
    ...origin,
    double,
    gateway,
    createEvent,
    createType,
    /** A guest. */
    createVisitor,
    createUser,
    order,
    orderCoins,
    orderTickets,
    pageOf,
    chargeOf,
    control: double.control.call,
    /** Time passes, here and at Stripe. */
    pass: async (ms: number) => {
      clock.nowMs += ms;
      await double.control.advance(Math.ceil(ms / 1000));
    },
    pay: async (orderId: OrderId, payer?: Parameters<typeof double.control.pay>[1]) =>
      double.control.pay(await pageOf(orderId), payer),
    deliver,
    holding,
    books,
    ticketsOf,
    takenOf,
    close: async () => {
      await origin.stop();
      await double.stop();
    },
  };
}
