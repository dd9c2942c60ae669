// Tickets of events: offered by their organisers, had and given away by others.

import * as z from "zod";
import {
  createTicketTypeSchema,
  inviteToTicketsSchema,
  ticketInvitationSchema,
  ticketPageSchema,
  ticketTypeListSchema,
  ticketTypeSchema,
  transferTicketSchema,
  updateTicketTypeSchema,
} from "../schema/event-ticket.ts";
import { eventIdSchema, ticketIdSchema, ticketTypeIdSchema } from "../schema/ids.ts";
import { pageQuerySchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

const eventParams = z.object({ eventId: eventIdSchema });
const typeParams = z.object({ ticketTypeId: ticketTypeIdSchema });
const ticketParams = z.object({ ticketId: ticketIdSchema });

export const ticketEndpoints = {
  "ticketTypes.list": {
    method: "GET",
    path: "/v1/events/:eventId/ticket-types",
    about:
      "Lists what tickets an event has, and how many are left. Where there are any, one enters by ticket.",
    auth: "none",
    caching: "private",
    params: eventParams,
    answers: { 200: ticketTypeListSchema },
    problems: ["EVENT_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "ticketTypes.create": {
    method: "POST",
    path: "/v1/events/:eventId/ticket-types",
    about: "Offers tickets of an event of one's own that does not recur.",
    auth: "session",
    scope: "publish",
    caching: "private",
    params: eventParams,
    body: createTicketTypeSchema,
    answers: { 201: ticketTypeSchema },
    problems: ["EVENT_NOT_FOUND", "EVENT_NOT_YOURS", "EVENT_RECURS", "TICKET_TYPES_FULL", "ORIGIN_AWAY"],
    example: { body: { name: "Standing", prices: { jpy: 3_000 }, ticketsMax: 200, perUserMax: 4 } },
  },
  "ticketTypes.update": {
    method: "PATCH",
    path: "/v1/ticket-types/:ticketTypeId",
    about: "Changes what tickets are sold from now on; only the fields that are sent.",
    auth: "session",
    scope: "publish",
    caching: "private",
    params: typeParams,
    body: updateTicketTypeSchema,
    answers: { 200: ticketTypeSchema },
    problems: [
      "TICKET_TYPE_NOT_FOUND",
      "EVENT_NOT_FOUND",
      "EVENT_NOT_YOURS",
      "TICKETS_SOLD_ALREADY",
      "ORIGIN_AWAY",
    ],
    example: { body: { isForSale: false } },
  },
  "ticketTypes.invite": {
    method: "POST",
    path: "/v1/ticket-types/:ticketTypeId/invitations",
    about: "Puts somebody on the list of those who may have such tickets, or makes a code, shown this once.",
    auth: "session",
    scope: "publish",
    caching: "private",
    params: typeParams,
    body: inviteToTicketsSchema,
    answers: { 201: ticketInvitationSchema },
    problems: [
      "TICKET_TYPE_NOT_FOUND",
      "EVENT_NOT_FOUND",
      "EVENT_NOT_YOURS",
      "USER_NOT_FOUND",
      "TICKET_TYPES_FULL",
      "ORIGIN_AWAY",
    ],
    example: { body: { ticketsMax: 10 } },
  },
  "tickets.list": {
    method: "GET",
    path: "/v1/me/tickets",
    about: "Lists one's own tickets, newest first, also those that let nobody in any more.",
    auth: "session",
    scope: "account",
    caching: "private",
    query: pageQuerySchema,
    answers: { 200: ticketPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "tickets.transfer": {
    method: "POST",
    path: "/v1/me/tickets/:ticketId/transfer",
    about: "Gives a ticket to a friend. Money that goes back for it later goes to whoever paid.",
    auth: "session",
    scope: "account",
    caching: "private",
    limit: "social",
    params: ticketParams,
    body: transferTicketSchema,
    answers: { 204: null },
    problems: [
      "TICKET_NOT_FOUND",
      "TICKET_TYPE_NOT_FOUND",
      "TICKET_STATE_WRONG",
      "TICKET_NOT_TRANSFERABLE",
      "TICKET_NOT_TO_FRIEND",
      "TICKET_LIMIT_REACHED",
      "ORIGIN_AWAY",
    ],
  },
  "tickets.return": {
    method: "POST",
    path: "/v1/me/tickets/:ticketId/return",
    about: "Returns a ticket of an event that was moved, until it begins; whoever paid has that money back.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: ticketParams,
    answers: { 204: null },
    problems: ["TICKET_NOT_FOUND", "TICKET_NOT_RETURNABLE", "EVENT_NOT_FOUND", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
