// Tickets of events, as organisers offer them and as their owners have them.

import * as z from "zod";
import {
  eventIdSchema,
  orderIdSchema,
  ticketIdSchema,
  ticketInvitationIdSchema,
  ticketTypeIdSchema,
  userIdSchema,
} from "./ids.ts";
import { pricesSchema } from "./money.ts";
import { pageQuerySchema } from "./public-api.ts";
import { visible } from "./text.ts";

export const TICKET_TYPES_PER_EVENT_MAX = 20;
export const TICKETS_PER_TYPE_MAX = 100_000;
export const TICKETS_PER_USER_MAX = 20;
export const TICKETS_PER_USER_DEFAULT = 4;
export const TICKET_TYPE_NAME_MAX_CHARS = 64;
export const INVITATIONS_PER_TYPE_MAX = 5_000;

const fields = {
  name: visible(z.string().trim().min(1).max(TICKET_TYPE_NAME_MAX_CHARS)),
  /** Null: they are free. */
  prices: pricesSchema.nullable(),
  /** Null: as many as are wanted. */
  ticketsMax: z.number().int().min(1).max(TICKETS_PER_TYPE_MAX).nullable(),
  perUserMax: z.number().int().min(1).max(TICKETS_PER_USER_MAX),
  salesFrom: z.iso.datetime({ offset: true }).nullable(),
  salesUntil: z.iso.datetime({ offset: true }).nullable(),
  isTransferable: z.boolean(),
  /** Whether only those on the list, or who have a code, may have one. */
  isByInvitation: z.boolean(),
};

export const createTicketTypeSchema = z.strictObject({
  ...fields,
  ticketsMax: fields.ticketsMax.default(null),
  perUserMax: fields.perUserMax.default(TICKETS_PER_USER_DEFAULT),
  salesFrom: fields.salesFrom.default(null),
  salesUntil: fields.salesUntil.default(null),
  isTransferable: fields.isTransferable.default(true),
  isByInvitation: fields.isByInvitation.default(false),
});
export type CreateTicketType = z.infer<typeof createTicketTypeSchema>;

/** What is changed holds for tickets that are ordered from then on. */
export const updateTicketTypeSchema = z.strictObject({ ...fields, isForSale: z.boolean() }).partial();
export type UpdateTicketType = z.infer<typeof updateTicketTypeSchema>;

export const ticketTypeSchema = z.object({
  ...fields,
  id: ticketTypeIdSchema,
  eventId: eventIdSchema,
  name: z.string(),
  salesFrom: z.iso.datetime().nullable(),
  salesUntil: z.iso.datetime().nullable(),
  isForSale: z.boolean(),
  /** Null: as many as are wanted. Those that are held for somebody who is paying may come back. */
  leftCount: z.number().int().nonnegative().nullable(),
});
export type TicketType = z.infer<typeof ticketTypeSchema>;
export const ticketTypeListSchema = z.object({ items: z.array(ticketTypeSchema) });

/** Such tickets as somebody sees them who may want some, or offers them. */
export const ownTicketTypeSchema = ticketTypeSchema.extend({
  /** One's own of them, those that are being paid among them. */
  ownCount: z.number().int().nonnegative(),
  /** Of those by invitation, how many more one may have for being on the list; null: one is not on it. */
  invitedCount: z.number().int().nonnegative().nullable(),
  /** Tickets somebody has, and those held for somebody who is paying; null for all but who manages the event. */
  sales: z
    .object({ hadCount: z.number().int().nonnegative(), heldCount: z.number().int().nonnegative() })
    .nullable(),
});
export type OwnTicketType = z.infer<typeof ownTicketTypeSchema>;
export const ownTicketTypeListSchema = z.object({ items: z.array(ownTicketTypeSchema) });

/** Somebody by their id, or whoever has a code that is made for it. */
export const inviteToTicketsSchema = z.strictObject({
  userId: userIdSchema.nullable().default(null),
  ticketsMax: z.number().int().min(1).max(TICKETS_PER_TYPE_MAX).default(1),
});
export type InviteToTickets = z.infer<typeof inviteToTicketsSchema>;
/** The code is shown this once; null for somebody on the list. */
export const ticketInvitationSchema = z.object({ code: z.string().nullable(), ticketsMax: z.number().int() });
export type TicketInvitation = z.infer<typeof ticketInvitationSchema>;

/** Somebody on the list, or (without a user) a code, which nobody is shown again. */
export const listedInvitationSchema = z.object({
  id: ticketInvitationIdSchema,
  user: z.object({ id: userIdSchema, displayName: z.string() }).nullable(),
  ticketsMax: z.number().int(),
  /** Of these, tickets that somebody has or pays for. */
  takenCount: z.number().int().nonnegative(),
  createdAt: z.iso.datetime(),
});
export type ListedInvitation = z.infer<typeof listedInvitationSchema>;
export const invitationPageSchema = z.object({
  items: z.array(listedInvitationSchema),
  nextCursor: z.string().nullable(),
});
export type InvitationPage = z.infer<typeof invitationPageSchema>;

export const ticketSchema = z.object({
  id: ticketIdSchema,
  /** "held": it is being paid. "suspended": its payment is disputed. "revoked": it was given back, or its event is called off. */
  state: z.enum(["held", "valid", "suspended", "revoked"]),
  ticketTypeId: ticketTypeIdSchema,
  typeName: z.string(),
  eventId: eventIdSchema,
  eventName: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  orderId: orderIdSchema,
  isTransferable: z.boolean(),
  /** Its event was moved since: it may be returned for its money until then. */
  isReturnable: z.boolean(),
});
export type Ticket = z.infer<typeof ticketSchema>;
export const ticketPageSchema = z.object({ items: z.array(ticketSchema), nextCursor: z.string().nullable() });
export type TicketPage = z.infer<typeof ticketPageSchema>;

/** One's own tickets, or those of one event. */
export const ticketQuerySchema = pageQuerySchema.extend({ event: eventIdSchema.optional() });
export type TicketQuery = z.infer<typeof ticketQuerySchema>;

export const transferTicketSchema = z.strictObject({ toUserId: userIdSchema });
