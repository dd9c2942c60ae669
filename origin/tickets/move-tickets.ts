// Takes tickets through their life, as their order goes.

import type { OrderId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockTicketsOfOrder, setTicketStates, type TicketRecord } from "./store.ts";
import { TICKET_TRANSITIONS, type TicketAct } from "./ticket-life.ts";

/** Does it with each ticket of the order that it can be done with; what is over for a ticket stays over. */
export async function moveTicketsOfOrder(
  tx: DbOrTx,
  orderId: OrderId,
  act: Exclude<TicketAct, "transfer">,
): Promise<void> {
  const byNext = Map.groupBy(await lockTicketsOfOrder(tx, orderId), (ticket) => nextOf(ticket, act));
  for (const [state, moved] of byNext)
    await setTicketStates(
      tx,
      moved.filter((ticket) => ticket.state !== state).map(({ id }) => id),
      state,
    );
}

function nextOf({ state }: TicketRecord, act: TicketAct) {
  return TICKET_TRANSITIONS[state][act] ?? state;
}

/** How many tickets are held for an order that is being paid. */
export async function countHeld(tx: DbOrTx, orderId: OrderId): Promise<number> {
  return (await lockTicketsOfOrder(tx, orderId)).filter(({ state }) => state === "held").length;
}
