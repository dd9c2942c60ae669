// What the page knows of tickets: one's own, and those an event has. Whatever is paid or changed, they are asked for anew.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { OwnEvent } from "../../../shared/schema/event.ts";
import type { Ticket } from "../../../shared/schema/event-ticket.ts";
import type { EventId } from "../../../shared/schema/ids.ts";
import { PAGE_LIMIT_MAX } from "../../../shared/schema/public-api.ts";
import { pageQuery, usePages } from "../components/paging.ts";
import { edge, useUser } from "../session/session.tsx";

/** Others buy while one looks. Where there are none, as at most events, nobody does. */
const TYPES_REFRESH_MS = 15_000;

/** Empty: the event has none, and everybody may enter. */
export function useTicketTypes(eventId: EventId) {
  const { id } = useUser();
  return useQuery({
    queryKey: ["ticket-types", id, eventId],
    queryFn: async () => (await edge.ask("me.ticketTypes", { params: { eventId } })).items,
    refetchInterval: ({ state: { data } }) => (data?.length === 0 ? false : TYPES_REFRESH_MS),
  });
}

/** How many tickets of an event somebody has, for whoever manages it; 0 while that is not known. */
export function useHadCount(eventId: EventId): number {
  return (useTicketTypes(eventId).data ?? []).reduce((sum, { sales }) => sum + (sales?.hadCount ?? 0), 0);
}

export function useTickets() {
  const { id } = useUser();
  return usePages(["tickets", id], (cursor) => edge.ask("tickets.list", { query: pageQuery(cursor) }));
}

/** One's own of one event, the newest hundred. */
export function useTicketsOf(eventId: EventId) {
  const { id } = useUser();
  return useQuery({
    queryKey: ["tickets", id, eventId],
    queryFn: async () =>
      (await edge.ask("tickets.list", { query: { event: eventId, limit: PAGE_LIMIT_MAX } })).items,
  });
}

/** Whether one is let in once one has a ticket. False while that is not known: the origin decides. */
export function useLacksTicket({ id, role }: Pick<OwnEvent, "id" | "role">): boolean {
  const types = useTicketTypes(id).data ?? [];
  const own = useTicketsOf(id).data;
  return (
    role === null && types.length > 0 && own !== undefined && !own.some(({ state }) => state === "valid")
  );
}

/** Orders that hold some of these tickets while they are paid. */
export function ordersPaying(tickets: readonly Ticket[]): readonly Ticket["orderId"][] {
  return [...new Set(tickets.filter(({ state }) => state === "held").map(({ orderId }) => orderId))];
}

/** Asks again for tickets, and for how many are left. */
export function useTicketsChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ["tickets", "ticket-types", "ticket-invitations"].map((list) =>
        queries.invalidateQueries({ queryKey: [list] }),
      ),
    );
  };
}

export function useReturnTicket() {
  const changed = useTicketsChanged();
  return useMutation({
    mutationFn: (ticketId: Ticket["id"]) => edge.ask("tickets.return", { params: { ticketId } }),
    onSettled: changed,
  });
}
