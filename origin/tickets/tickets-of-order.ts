// Tickets by the order that paid for them, and the other way round, for those who look into a payment.

import type { OrderId, TicketId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { findTicket, listNamedTickets, type NamedTicket } from "./store.ts";

/** By id, with what their types and owners are called now. */
export function listTicketsOfOrder(db: DbOrTx, orderId: OrderId, limit: number): Promise<NamedTicket[]> {
  return listNamedTickets(db, orderId, limit);
}

/** Null: there is no such ticket. */
export async function findOrderOfTicket(db: DbOrTx, ticketId: TicketId): Promise<OrderId | null> {
  return (await findTicket(db, ticketId))?.orderId ?? null;
}
