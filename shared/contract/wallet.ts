// Coins and orders: what is for sale, what one has, what one bought.

import * as z from "zod";
import { coinHistorySchema } from "../schema/coin-history.ts";
import { orderIdSchema } from "../schema/ids.ts";
import {
  buyCoinsSchema,
  buyTicketsSchema,
  coinPackListSchema,
  orderPageSchema,
  orderSchema,
  receiptSchema,
  walletSchema,
} from "../schema/order.ts";
import { pageQuerySchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";
import { idempotencyHeaders } from "./idempotency.ts";

const orderParams = z.object({ orderId: orderIdSchema });

const BUYING = [
  "BUYER_IS_GUEST",
  "PAYMENTS_OFF",
  "PAYMENTS_AWAY",
  "IDEMPOTENCY_KEY_REUSED",
  "CURRENCY_NOT_OFFERED",
  "ORDERS_OPEN_MAX",
  "RETURN_TO_REFUSED",
  "USER_NOT_FOUND",
  "ORIGIN_AWAY",
] as const;

export const walletEndpoints = {
  "coinPacks.list": {
    method: "GET",
    path: "/v1/coin-packs",
    about: "Lists the packs of coins there are, cheapest first; none where nothing is sold.",
    auth: "none",
    caching: "private",
    answers: { 200: coinPackListSchema },
    problems: ["ORIGIN_AWAY"],
  },
  "me.wallet": {
    method: "GET",
    path: "/v1/me/wallet",
    about: "Tells how many coins and exchange tickets one has, and which of them expire next.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 200: walletSchema },
    problems: ["ORIGIN_AWAY"],
  },
  "me.coinHistory": {
    method: "GET",
    path: "/v1/me/wallet/history",
    about: "Lists what became of one's coins and exchange tickets, newest first.",
    auth: "session",
    scope: "account",
    caching: "private",
    query: pageQuerySchema,
    answers: { 200: coinHistorySchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "orders.buyCoins": {
    method: "POST",
    path: "/v1/me/orders/coins",
    about:
      "Orders a pack of coins, and tells where it is paid. Repeated with the same Idempotency-Key it is the same order.",
    auth: "session",
    scope: "account",
    caching: "private",
    limit: "social",
    headers: idempotencyHeaders(),
    body: buyCoinsSchema,
    answers: { 201: orderSchema },
    problems: ["COIN_PACK_NOT_FOUND", ...BUYING],
    example: { body: { coinPackId: "pck_small", currency: "jpy", returnTo: "/wallet" } },
  },
  "orders.buyTickets": {
    method: "POST",
    path: "/v1/me/orders/tickets",
    about:
      "Orders tickets, which are held for ten minutes, and tells where they are paid; free ones are one's own at once. Repeated with the same Idempotency-Key it is the same order.",
    auth: "session",
    scope: "account",
    caching: "private",
    limit: "social",
    headers: idempotencyHeaders(),
    body: buyTicketsSchema,
    answers: { 201: orderSchema },
    problems: [
      "TICKET_TYPE_NOT_FOUND",
      "EVENT_NOT_FOUND",
      "TICKETS_NOT_ON_SALE",
      "TICKETS_SOLD_OUT",
      "TICKET_LIMIT_REACHED",
      "TICKETS_BY_INVITATION",
      ...BUYING,
    ],
    example: { body: { ticketTypeId: "tty_standing", count: 2, currency: "jpy", returnTo: "/wallet" } },
  },
  "orders.list": {
    method: "GET",
    path: "/v1/me/orders",
    about: "Lists what one ordered, newest first.",
    auth: "session",
    scope: "account",
    caching: "private",
    query: pageQuerySchema,
    answers: { 200: orderPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "orders.get": {
    method: "GET",
    path: "/v1/me/orders/:orderId",
    about: "Tells what became of an order, as the payment service says at this moment.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: orderParams,
    answers: { 200: orderSchema },
    problems: ["ORDER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "orders.cancel": {
    method: "POST",
    path: "/v1/me/orders/:orderId/cancel",
    about:
      "Gives up an order that is still to be paid: what it holds is free again. One that was paid meanwhile stays so.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: orderParams,
    answers: { 200: orderSchema },
    problems: ["ORDER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "orders.receipt": {
    method: "GET",
    path: "/v1/me/orders/:orderId/receipt",
    about: "Tells where the receipt of a payment is to be seen; that address is good for some weeks.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: orderParams,
    answers: { 200: receiptSchema },
    problems: ["ORDER_NOT_FOUND", "RECEIPT_NOT_FOUND", "PAYMENTS_OFF", "PAYMENTS_AWAY", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
