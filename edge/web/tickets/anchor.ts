// Where on an event's pages its tickets are: links lead there.

import { type RefObject, useEffect, useRef } from "react";
import { useLocation } from "react-router";
import type { EventId } from "../../../shared/schema/ids.ts";

export const TICKETS_ANCHOR = "tickets";

export const ticketsHref = (eventId: EventId) => `/events/${eventId}#${TICKETS_ANCHOR}`;
export const manageTicketsHref = (eventId: EventId) => `/events/${eventId}/edit#${TICKETS_ANCHOR}`;

/** For the section that such a link leads to, which may be there later than the page is. */
export function useTicketsAnchor(): RefObject<HTMLElement | null> {
  const { hash } = useLocation();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (hash === `#${TICKETS_ANCHOR}`) section.current?.scrollIntoView();
  }, [hash]);
  return section;
}
