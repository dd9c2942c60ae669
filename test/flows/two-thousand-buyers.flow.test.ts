// An event has 200 seats, and 2,000 people come for them at the same moment. Some leave the page open, some are declined, some click
// twice, some give a ticket back; Stripe's webhooks come late, out of order, twice or never, its answers are lost now and then, and the
// origins are killed at the worst of times. In the end each seat is somebody's who paid for it, once, and every yen is accounted for.
//
// Real processes, through the edges' public API and Stripe's pages. All buyers are there at once, each in the midst of their own errand;
// at most 32 of their orders are under way at any moment. What the seed draws is who comes, what they are like, and when an origin is
// killed; how the processes interleave, the machine decides. SALE_SEED plays one again.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { HOLD_MS } from "../../origin/tickets/ticket-life.ts";
import { Chance } from "../../scripts/fuzz/chance.ts";
import { ownEventSchema } from "../../shared/schema/event.ts";
import { ticketTypeSchema } from "../../shared/schema/event-ticket.ts";
import { type TicketTypeId, type UserId, userIdSchema } from "../../shared/schema/ids.ts";
import { eventually } from "../support/eventually.ts";
import { auditSale } from "./sale/audit.ts";
import { type Buyer, createBuyer } from "./sale/buyer.ts";
import { createEdgeClient, type EdgeClient } from "./sale/edge-client.ts";
import { drawWish } from "./sale/habits.ts";
import { type House, openHouse } from "./sale/house.ts";
import { type Rush, renderSale } from "./sale/render-sale.ts";
import { spoilStripe } from "./sale/spoil-stripe.ts";

const SEED = BigInt(process.env["SALE_SEED"] ?? Date.now());
const SOLD = { seats: 200, perUserMax: 2, price: 3_000 } as const;
const BUYERS = 2_000;
/** For each seat that is left, so many come again. */
const COME_AGAIN_PER_SEAT = 3;
/** Rounds in which only those come who will pay at once: by then there is a seat's worth of them for each seat. */
const LAST_ROUNDS_MAX = 6;
const KILLED_WITHIN_MS = 100_000;
const SETTLED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;
/** What Stripe would not take, or did not say that it took, is sent again after this. */
const TRIED_AGAIN_AFTER_S = 10 * 60;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** After all the time that passes here. */
const STARTS_AFTER_MS = 60 * DAY_MS;
/** A store's counter waits three days. */
const COUNTER_CLOSES_AFTER_MS = 3 * DAY_MS + HOUR_MS;
/** What is younger, a night's comparison leaves to the next. */
const NIGHT_MS = 2 * HOUR_MS;
const PAYS_AT_ONCE = new Set<string>([
  "pays at once",
  "is declined, and pays with another card",
  "clicks twice",
]);

const organiser = userIdSchema.parse("usr_organiser");
let house: House;
let client: EdgeClient;

beforeAll(async () => {
  house = await openHouse();
  client = createEdgeClient(house);
}, 60_000);
afterAll(() => house.close(), 30_000);

async function asOrganiser(path: string, json: object, method: "POST" | "PATCH" = "POST"): Promise<unknown> {
  const { status, body } = await client.ask({ userId: organiser, method, path, json });
  expect([path, status < 300, body["code"]]).toEqual([path, true, undefined]);
  return body;
}

const timesOf = (startsAtMs: number) => ({
  startsAt: new Date(startsAtMs).toISOString(),
  endsAt: new Date(startsAtMs + 2 * HOUR_MS).toISOString(),
});

async function announce(): Promise<{ eventId: string; ticketTypeId: TicketTypeId; startsAtMs: number }> {
  const startsAtMs = house.clock.nowMs() + STARTS_AFTER_MS;
  const plan = {
    worldId: "wld_hiroba-plaza",
    name: "Concert",
    timeZone: "Asia/Tokyo",
    ...timesOf(startsAtMs),
  };
  const { id: eventId } = ownEventSchema.parse(await asOrganiser("events", plan));
  await asOrganiser(`events/${eventId}/publish`, {});
  const type = await asOrganiser(`events/${eventId}/ticket-types`, {
    name: "Standing",
    prices: { jpy: SOLD.price },
    ticketsMax: SOLD.seats,
    perUserMax: SOLD.perUserMax,
  });
  return { eventId, ticketTypeId: ticketTypeSchema.parse(type).id, startsAtMs };
}

/** Kills an origin under load: when so many more requests were answered. */
async function killAfter(answers: number, origin: 0 | 1): Promise<void> {
  const at = client.answersCount() + answers;
  await eventually("a moment to kill an origin", () => client.answersCount() >= at, KILLED_WITHIN_MS, 5);
  await house.killOrigin(origin);
}

async function seatsLeft(): Promise<number> {
  const [row] = await house.sql<
    { left: number }[]
  >`SELECT tickets_max - taken_count AS left FROM ticket_types`;
  return row?.left ?? 0;
}

/** Until nothing is held that was held for long enough, and nobody is owed what was not tried just now. */
async function untilSettled(): Promise<void> {
  await house.doJob("sweep.orders");
  await eventually(
    "what was held for long enough is free or sold, and what is owed was sent",
    async () => {
      const nowS = house.clock.nowMs() / 1_000;
      const left = await house.sql`
        SELECT id FROM orders WHERE state = 'open' AND hold_until <= to_timestamp(${nowS})
        UNION ALL SELECT id FROM refunds
        WHERE state = 'owed' AND coalesce(tried_at < to_timestamp(${nowS - TRIED_AGAIN_AFTER_S}), true)`;
      return left.length === 0;
    },
    SETTLED_WITHIN_MS,
    LOOK_EVERY_MS,
  );
}

/** Until the house is sold out for good. */
async function sell(buyers: readonly Buyer[], move: () => Promise<unknown>, chance: Chance): Promise<Rush> {
  /** As many as may hope, of those who were told that there are none left. */
  async function comeAgain(isMeant: (buyer: Buyer) => boolean): Promise<void> {
    const hopeful = buyers.filter(
      (buyer) => buyer.told.refusal === "TICKETS_SOLD_OUT" && buyer.wish.comesAgain && isMeant(buyer),
    );
    const count = (await seatsLeft()) * COME_AGAIN_PER_SEAT;
    await Promise.all(hopeful.slice(0, count).map((buyer) => buyer.come()));
  }
  /** Ten minutes pass; who comes back only now races whoever frees their seat. */
  async function letHoldsEnd(): Promise<void> {
    house.clock.advance(HOLD_MS + 1_000);
    await Promise.all([untilSettled(), ...buyers.map((buyer) => buyer.comeLate())]);
  }

  const beganAtMs = performance.now();
  const killed = killAfter(chance.between(1, BUYERS), 0);
  await Promise.all([killed, ...buyers.map((buyer) => buyer.come())]);
  const rush = { answersCount: client.orderTookMs.length, tookMs: performance.now() - beganAtMs };

  await letHoldsEnd();
  await Promise.all([comeAgain(() => true), move(), ...buyers.map((buyer) => buyer.goToStore())]);
  await letHoldsEnd();

  const leaving = buyers.filter(({ wish, told }) => wish.returns && told.paid.size > 0);
  await Promise.all([
    killAfter(chance.between(1, leaving.length), 1),
    comeAgain(() => true),
    ...leaving.map((buyer) => buyer.giveBack()),
  ]);
  house.clock.advance(COUNTER_CLOSES_AFTER_MS);
  await untilSettled();

  for (let round = 0; round < LAST_ROUNDS_MAX && (await seatsLeft()) > 0; round += 1) {
    await comeAgain(({ wish }) => wish.count === 1 && PAYS_AT_ONCE.has(wish.habit));
    await letHoldsEnd();
  }
  return rush;
}

/** What is left is done, and the books are compared with Stripe's. */
async function letNightPass(): Promise<void> {
  house.clock.advance(NIGHT_MS);
  await untilSettled();
  await house.doJob("money.reconcile");
  await eventually(
    "the night's comparison",
    async () => (await house.sql`SELECT 1 FROM reconciliations`).length > 0,
    SETTLED_WITHIN_MS,
    LOOK_EVERY_MS,
  );
}

test(`of 2,000 buyers 200 have a seat, and no yen is lost, whatever fails (SALE_SEED=${SEED})`, async () => {
  const chance = new Chance(SEED);
  const ids = Array.from({ length: BUYERS }, (_, index): UserId => userIdSchema.parse(`usr_buyer-${index}`));
  await house.createMembers([organiser, ...ids]);
  const { eventId, ticketTypeId, startsAtMs } = await announce();
  const buyers = ids.map((userId) => createBuyer(client, { userId, wish: drawWish(chance), ticketTypeId }));

  const spoiling = await spoilStripe(house.control, chance);
  const move = () => asOrganiser(`events/${eventId}`, timesOf(startsAtMs + DAY_MS), "PATCH");
  const rush = await sell(buyers, move, chance).finally(spoiling.end);
  await letNightPass();

  const { wrong, counts } = await auditSale(house, buyers, SOLD);
  console.log(renderSale({ seed: SEED, buyers, rush, client, counts }));
  expect(wrong).toEqual([]);
  expect(counts["refunds"]).toBeGreaterThan(0);
  expect(client.againCount()).toBeGreaterThan(0);
  // Whether it would be seen if a single yen were astray.
  await house.control.call("balance/plant", { amount: 1 });
  expect((await auditSale(house, buyers, SOLD)).wrong).toContainEqual(
    expect.stringContaining("stripe-clearing"),
  );
}, 180_000);
