// The books, for those who run the place: payments, refunds, and what the law and an accountant ask about. For admins alone.

import * as z from "zod";
import {
  anyRefundIdSchema,
  paymentDetailSchema,
  paymentPageSchema,
  paymentQuerySchema,
  reconciliationDetailSchema,
  reconciliationNumberSchema,
  reconciliationPageSchema,
  refundPaymentSchema,
  refundPreviewSchema,
  refundQuerySchema,
  retryRefundSchema,
  unusedBalanceQuerySchema,
  unusedBalanceSchema,
} from "../schema/books.ts";
import { orderIdSchema } from "../schema/ids.ts";
import { pageQuerySchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";
import { idempotencyHeaders } from "./idempotency.ts";

const paymentParams = z.object({ orderId: orderIdSchema });
const ofAdmins = { auth: "session", scope: "administer", caching: "private" } as const;
const ROLE = ["PLATFORM_ROLE_REQUIRED", "USER_NOT_FOUND", "BANNED", "ORIGIN_AWAY"] as const;
const TO_REFUND = ["ORDER_NOT_FOUND", "REFUND_NOTHING_LEFT", "REFUND_TOO_LARGE"] as const;

export const booksEndpoints = {
  "books.payments": {
    method: "GET",
    path: "/v1/books/payments",
    about: "Lists payments, the newest first; with `q` those of an id of ours or of Stripe's. For admins.",
    ...ofAdmins,
    query: paymentQuerySchema,
    answers: { 200: paymentPageSchema },
    problems: [...ROLE, "CURSOR_INVALID", "PAYMENT_SEARCH_UNKNOWN"],
  },
  "books.payment": {
    method: "GET",
    path: "/v1/books/payments/:orderId",
    about: "Tells all of one payment, with what is in the books of it, and Stripe's webhooks. For admins.",
    ...ofAdmins,
    params: paymentParams,
    answers: { 200: paymentDetailSchema },
    problems: [...ROLE, "ORDER_NOT_FOUND"],
  },
  "books.askStripe": {
    method: "POST",
    path: "/v1/books/payments/:orderId/ask",
    about: "Asks Stripe at once what became of a payment. For admins.",
    ...ofAdmins,
    params: paymentParams,
    answers: { 200: paymentDetailSchema },
    problems: [...ROLE, "ORDER_NOT_FOUND", "PAYMENTS_OFF", "PAYMENTS_AWAY"],
  },
  "books.previewRefund": {
    method: "GET",
    path: "/v1/books/payments/:orderId/refund",
    about: "Tells what a refund would take with it. For admins.",
    ...ofAdmins,
    params: paymentParams,
    query: refundQuerySchema,
    answers: { 200: refundPreviewSchema },
    problems: [...ROLE, ...TO_REFUND],
  },
  "books.refund": {
    method: "POST",
    path: "/v1/books/payments/:orderId/refund",
    about:
      "Gives a payment back, whole or in part. Repeated with the same Idempotency-Key it is the same refund. For admins.",
    ...ofAdmins,
    params: paymentParams,
    headers: idempotencyHeaders(),
    body: refundPaymentSchema,
    answers: { 200: paymentDetailSchema },
    problems: [...ROLE, ...TO_REFUND, "IDEMPOTENCY_KEY_REUSED"],
    example: { body: { amount: 1_200, reason: "Bought twice by mistake." } },
  },
  "books.retryRefund": {
    method: "POST",
    path: "/v1/books/refunds/:refundId/retry",
    about: "Tries a refund again that came back, or that Stripe would not take yet. For admins.",
    ...ofAdmins,
    params: z.object({ refundId: anyRefundIdSchema }),
    body: retryRefundSchema,
    answers: { 200: paymentDetailSchema },
    problems: [...ROLE, "REFUND_NOT_FOUND", "REFUND_NOT_FAILED"],
  },
  "books.reconciliations": {
    method: "GET",
    path: "/v1/books/reconciliations",
    about: "Lists how the books compared with Stripe's balance, the newest first. For admins.",
    ...ofAdmins,
    query: pageQuerySchema,
    answers: { 200: reconciliationPageSchema },
    problems: [...ROLE, "CURSOR_INVALID"],
  },
  "books.reconciliation": {
    method: "GET",
    path: "/v1/books/reconciliations/:number",
    about: "Tells what one comparison found apart. For admins.",
    ...ofAdmins,
    params: z.object({ number: reconciliationNumberSchema }),
    answers: { 200: reconciliationDetailSchema },
    problems: [...ROLE, "RECONCILIATION_NOT_FOUND"],
  },
  "books.unusedBalance": {
    method: "GET",
    path: "/v1/books/unused-balance",
    about:
      "Tells of the coins that were not used up at a time, or on the last base date, how many there were, and what was paid for them. For admins.",
    ...ofAdmins,
    query: unusedBalanceQuerySchema,
    answers: { 200: unusedBalanceSchema },
    problems: ROLE,
  },
} as const satisfies Endpoints;
