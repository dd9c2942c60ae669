// Tickets of one's own, in a list: those that are being paid first, and a word about the one that was given away last.

import { useState } from "react";
import type { Ticket } from "../../../shared/schema/event-ticket.ts";
import { useClock } from "../components/use-clock.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { useOrderOfAddress } from "../money/order-address.ts";
import { HeldOrder } from "./held-order.tsx";
import { ordersPaying } from "./queries.ts";
import { TicketRow } from "./ticket-row.tsx";

export function OwnTickets({
  tickets,
  atEvent = false,
}: {
  readonly tickets: readonly Ticket[];
  readonly atEvent?: boolean;
}) {
  const { t } = useLanguage();
  const nowMs = useClock();
  const [givenTo, setGivenTo] = useState<string | null>(null);
  const told = useOrderOfAddress();
  const shown = tickets.filter(({ state }) => state !== "held");
  return (
    <>
      <p className="ticket-given" role="status">
        {givenTo !== null && t.tickets.given(givenTo)}
      </p>
      <ul className="tickets">
        {ordersPaying(tickets)
          // Of that one the top of the page tells.
          .filter((orderId) => orderId !== told)
          .map((orderId) => (
            <HeldOrder key={orderId} orderId={orderId} />
          ))}
        {shown.map((ticket) => (
          <TicketRow key={ticket.id} ticket={ticket} nowMs={nowMs} atEvent={atEvent} onGiven={setGivenTo} />
        ))}
      </ul>
    </>
  );
}
