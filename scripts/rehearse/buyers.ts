// Somebody of a rehearsal who buys tickets, one after the other, and waits for each: nobody asks for it, so it comes by webhook.

import type { EdgeClient } from "../../shared/client/edge-client.ts";
import { Problem } from "../../shared/http/problem.ts";
import { TICKETS_PER_USER_MAX } from "../../shared/schema/event-ticket.ts";
import type { TicketTypeId, WorldId } from "../../shared/schema/ids.ts";
import type { StripeControl } from "../dev/stripe/control-client.ts";
import type { Troubles } from "./people.ts";

const PRICE_JPY = 1_000;
/** Of each somebody may have so many tickets: more than a rehearsal is long. */
const TYPES = 10;
const DAY_MS = 24 * 60 * 60_000;
/** A webhook that came to an origin that leaves is sent again by Stripe, or its job is done by another. */
const TICKET_MAX_MS = 30_000;
const LOOK_EVERY_MS = 100;
const BUY_INTERVAL_MS = 250;

/** An event in this world whose tickets cost something. */
export async function offerTickets(owner: EdgeClient, worldId: WorldId): Promise<readonly TicketTypeId[]> {
  const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  const event = await owner.ask("events.create", {
    body: { worldId, name: "Rehearsal night", startsAt: at(7), endsAt: at(7.1), timeZone: "Asia/Tokyo" },
  });
  await owner.ask("events.publish", { params: { eventId: event.id } });
  const types: TicketTypeId[] = [];
  for (let index = 0; index < TYPES; index++) {
    const body = {
      name: `Row ${index + 1}`,
      prices: { jpy: PRICE_JPY },
      perUserMax: TICKETS_PER_USER_MAX,
    };
    types.push((await owner.ask("ticketTypes.create", { params: { eventId: event.id }, body })).id);
  }
  return types;
}

/** Buys until it is stopped, or has as many as one may. */
export function startBuyer(
  edge: EdgeClient,
  stripe: StripeControl,
  types: readonly TicketTypeId[],
): {
  readonly counts: { tickets: number };
  readonly troubles: Troubles;
  /** Resolves when the last has come, or has not. */
  stop(): Promise<void>;
} {
  const counts = { tickets: 0 };
  const troubles: Troubles = [];
  let isStopping = false;
  const buying = (async () => {
    while (!isStopping) {
      const typeId = types[Math.floor(counts.tickets / TICKETS_PER_USER_MAX)];
      if (typeId === undefined) return;
      try {
        await buyOne(edge, stripe, typeId);
        counts.tickets++;
      } catch (error) {
        if (error instanceof Problem && error.status === 429) await waitFor(error);
        else troubles.push(`a ticket: ${error instanceof Problem ? error.code : String(error)}`);
      }
      await Bun.sleep(BUY_INTERVAL_MS);
    }
  })();
  return {
    counts,
    troubles,
    stop: async () => {
      isStopping = true;
      await buying;
    },
  };
}

async function waitFor({ headers }: Problem): Promise<void> {
  await Bun.sleep(1000 * (Number(headers["retry-after"]) || 1));
}

/** Throws what the edge refuses, and where the ticket does not come in time. */
async function buyOne(edge: EdgeClient, stripe: StripeControl, ticketTypeId: TicketTypeId): Promise<void> {
  const order = await edge.ask("orders.buyTickets", {
    headers: { "idempotency-key": crypto.randomUUID() },
    body: { ticketTypeId, count: 1, currency: "jpy" },
  });
  const sessionId = /cs_test_\w+/.exec(order.checkoutUrl ?? "")?.[0];
  if (sessionId === undefined) throw new Error(`no page to pay ${order.id} on`);
  await stripe.pay(sessionId);
  const untilMs = performance.now() + TICKET_MAX_MS;
  while (performance.now() < untilMs) {
    const { items } = await edge.ask("tickets.list", { query: { limit: 5 } });
    if (items.some(({ orderId, state }) => orderId === order.id && state === "valid")) return;
    await Bun.sleep(LOOK_EVERY_MS);
  }
  throw new Error(`${order.id} was paid, and its ticket did not come within ${TICKET_MAX_MS} ms`);
}
