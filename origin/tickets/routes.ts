// Tickets over HTTP.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import {
  createTicketTypeSchema,
  inviteToTicketsSchema,
  ticketQuerySchema,
  transferTicketSchema,
  updateTicketTypeSchema,
} from "../../shared/schema/event-ticket.ts";
import {
  eventIdSchema,
  ticketIdSchema,
  ticketInvitationIdSchema,
  ticketTypeIdSchema,
  userIdSchema,
} from "../../shared/schema/ids.ts";
import { actingUser, type OriginDeps, type OriginHandler } from "../deps.ts";
import { idParam, pageQuery } from "../route-params.ts";
import { inviteToTickets, listInvitationPage, removeInvitation } from "./invite-to-tickets.ts";
import { createTicketType, listTicketTypes, updateTicketType } from "./manage-types.ts";
import { listTicketPage, transferTicket } from "./own-tickets.ts";
import { listOwnTicketTypes } from "./own-types.ts";
import { typeNotFound } from "./take-tickets.ts";

export function ticketRoutes(deps: OriginDeps) {
  const eventId = (c: Parameters<OriginHandler>[0]) => idParam(c, "eventId", eventIdSchema);
  const userId = (c: Parameters<OriginHandler>[0]) => idParam(c, "userId", userIdSchema);
  const typeId = (c: Parameters<OriginHandler>[0]) => {
    const parsed = ticketTypeIdSchema.safeParse(c.req.param("ticketTypeId"));
    if (!parsed.success) throw typeNotFound();
    return parsed.data;
  };

  const types: OriginHandler = async (c) => c.json({ items: await listTicketTypes(deps, eventId(c)) });
  const ownTypes: OriginHandler = async (c) =>
    c.json({ items: await listOwnTicketTypes(deps, eventId(c), userId(c)) });
  const createType: OriginHandler = async (c) => {
    const body = parseOrProblem(createTicketTypeSchema, await readJson(c.req.raw), "body");
    return c.json(await createTicketType(deps, eventId(c), actingUser(c), body), 201);
  };
  const updateType: OriginHandler = async (c) => {
    const body = parseOrProblem(updateTicketTypeSchema, await readJson(c.req.raw), "body");
    return c.json(await updateTicketType(deps, typeId(c), actingUser(c), body));
  };
  const invite: OriginHandler = async (c) => {
    const body = parseOrProblem(inviteToTicketsSchema, await readJson(c.req.raw), "body");
    return c.json(await inviteToTickets(deps, typeId(c), actingUser(c), body), 201);
  };
  const invitations: OriginHandler = async (c) =>
    c.json(await listInvitationPage(deps, typeId(c), actingUser(c), pageQuery(c)));
  const uninvite: OriginHandler = async (c) => {
    const invitationId = idParam(c, "invitationId", ticketInvitationIdSchema);
    await removeInvitation(deps, typeId(c), actingUser(c), invitationId);
    return c.body(null, 204);
  };
  const list: OriginHandler = async (c) => {
    const query = parseOrProblem(ticketQuerySchema, c.req.query(), "query");
    return c.json(await listTicketPage(deps, userId(c), query));
  };
  const transfer: OriginHandler = async (c) => {
    const { toUserId } = parseOrProblem(transferTicketSchema, await readJson(c.req.raw), "body");
    const ticketId = idParam(c, "ticketId", ticketIdSchema);
    await transferTicket(deps, ticketId, { fromId: userId(c), toId: toUserId });
    return c.body(null, 204);
  };
  return { types, ownTypes, createType, updateType, invite, invitations, uninvite, list, transfer };
}
