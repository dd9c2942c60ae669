// Coins, orders and tickets, as the edge asks the origin for them.

import { type CoinHistory, coinHistorySchema } from "../../shared/schema/coin-history.ts";
import {
  type CreateTicketType,
  type InvitationPage,
  type InviteToTickets,
  invitationPageSchema,
  type OwnTicketType,
  ownTicketTypeListSchema,
  type TicketInvitation,
  type TicketPage,
  type TicketQuery,
  type TicketType,
  ticketInvitationSchema,
  ticketPageSchema,
  ticketTypeListSchema,
  ticketTypeSchema,
  type UpdateTicketType,
} from "../../shared/schema/event-ticket.ts";
import type {
  EventId,
  OrderId,
  TicketId,
  TicketInvitationId,
  TicketTypeId,
  UserId,
} from "../../shared/schema/ids.ts";
import { ACTING_USER_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type CoinPack,
  coinPackListSchema,
  type Order,
  type OrderPage,
  orderPageSchema,
  orderSchema,
  type PlaceOrder,
  type Receipt,
  receiptSchema,
  type Wallet,
  walletSchema,
} from "../../shared/schema/order.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function moneyCalls({ ask, tell }: AskOrigin) {
  const as = (userId: UserId) => ({ [ACTING_USER_HEADER]: userId });
  return {
    coinPacks: (requestId: RequestId): Promise<{ items: CoinPack[] }> =>
      ask(requestId, coinPackListSchema, { method: "GET", path: internalPath.coinPacks }),
    wallet: (requestId: RequestId, userId: UserId): Promise<Wallet> =>
      ask(requestId, walletSchema, { method: "GET", path: fillPath(internalPath.wallet, { userId }) }),
    coinHistory: (requestId: RequestId, userId: UserId, query: PageQuery): Promise<CoinHistory> =>
      ask(requestId, coinHistorySchema, {
        method: "GET",
        path: fillPath(internalPath.coinHistory, { userId }),
        query,
      }),
    placeOrder: (
      requestId: RequestId,
      userId: UserId,
      body: PlaceOrder,
      idempotencyKey: string | undefined,
    ): Promise<Order> =>
      ask(requestId, orderSchema, {
        method: "POST",
        path: fillPath(internalPath.orders, { userId }),
        headers: idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey },
        body,
      }),
    orders: (requestId: RequestId, userId: UserId, query: PageQuery): Promise<OrderPage> =>
      ask(requestId, orderPageSchema, {
        method: "GET",
        path: fillPath(internalPath.orders, { userId }),
        query,
      }),
    order: (requestId: RequestId, userId: UserId, orderId: OrderId): Promise<Order> =>
      ask(requestId, orderSchema, {
        method: "GET",
        path: fillPath(internalPath.order, { userId, orderId }),
      }),
    cancelOrder: (requestId: RequestId, userId: UserId, orderId: OrderId): Promise<Order> =>
      ask(requestId, orderSchema, {
        method: "POST",
        path: fillPath(internalPath.cancelOrder, { userId, orderId }),
      }),
    receipt: (requestId: RequestId, userId: UserId, orderId: OrderId): Promise<Receipt> =>
      ask(requestId, receiptSchema, {
        method: "GET",
        path: fillPath(internalPath.receipt, { userId, orderId }),
      }),
    ticketTypes: (requestId: RequestId, eventId: EventId): Promise<{ items: TicketType[] }> =>
      ask(requestId, ticketTypeListSchema, {
        method: "GET",
        path: fillPath(internalPath.ticketTypes, { eventId }),
      }),
    ownTicketTypes: (
      requestId: RequestId,
      userId: UserId,
      eventId: EventId,
    ): Promise<{ items: OwnTicketType[] }> =>
      ask(requestId, ownTicketTypeListSchema, {
        method: "GET",
        path: fillPath(internalPath.ownTicketTypes, { userId, eventId }),
      }),
    createTicketType: (
      requestId: RequestId,
      userId: UserId,
      eventId: EventId,
      body: CreateTicketType,
    ): Promise<TicketType> =>
      ask(requestId, ticketTypeSchema, {
        method: "POST",
        path: fillPath(internalPath.ticketTypes, { eventId }),
        headers: as(userId),
        body,
      }),
    updateTicketType: (
      requestId: RequestId,
      userId: UserId,
      ticketTypeId: TicketTypeId,
      body: UpdateTicketType,
    ): Promise<TicketType> =>
      ask(requestId, ticketTypeSchema, {
        method: "PATCH",
        path: fillPath(internalPath.ticketType, { ticketTypeId }),
        headers: as(userId),
        body,
      }),
    inviteToTickets: (
      requestId: RequestId,
      userId: UserId,
      ticketTypeId: TicketTypeId,
      body: InviteToTickets,
    ): Promise<TicketInvitation> =>
      ask(requestId, ticketInvitationSchema, {
        method: "POST",
        path: fillPath(internalPath.ticketInvitations, { ticketTypeId }),
        headers: as(userId),
        body,
      }),
    ticketInvitations: (
      requestId: RequestId,
      userId: UserId,
      ticketTypeId: TicketTypeId,
      query: PageQuery,
    ): Promise<InvitationPage> =>
      ask(requestId, invitationPageSchema, {
        method: "GET",
        path: fillPath(internalPath.ticketInvitations, { ticketTypeId }),
        headers: as(userId),
        query,
      }),
    removeTicketInvitation: (
      requestId: RequestId,
      userId: UserId,
      params: { readonly ticketTypeId: TicketTypeId; readonly invitationId: TicketInvitationId },
    ): Promise<void> =>
      tell(requestId, {
        method: "DELETE",
        path: fillPath(internalPath.ticketInvitation, params),
        headers: as(userId),
      }),
    tickets: (requestId: RequestId, userId: UserId, query: TicketQuery): Promise<TicketPage> =>
      ask(requestId, ticketPageSchema, {
        method: "GET",
        path: fillPath(internalPath.tickets, { userId }),
        query,
      }),
    transferTicket: (
      requestId: RequestId,
      userId: UserId,
      ticketId: TicketId,
      toUserId: UserId,
    ): Promise<void> =>
      tell(requestId, {
        method: "POST",
        path: fillPath(internalPath.transferTicket, { userId, ticketId }),
        body: { toUserId },
      }),
    returnTicket: (requestId: RequestId, userId: UserId, ticketId: TicketId): Promise<void> =>
      tell(requestId, { method: "POST", path: fillPath(internalPath.returnTicket, { userId, ticketId }) }),
  };
}
