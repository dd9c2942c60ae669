// What creators earn, and how they are paid.

import * as z from "zod";
import {
  earningPageSchema,
  earningsSchema,
  monthSchema,
  onboardingSchema,
  pageAddressSchema,
  payoutAccountSchema,
  payoutPageSchema,
  statementSchema,
} from "../schema/payout.ts";
import { pageQuerySchema } from "../schema/public-api.ts";
import { localeSchema } from "../schema/user.ts";
import type { Endpoints } from "./endpoint.ts";

const own = { auth: "session", scope: "account", caching: "private" } as const;
const statement = {
  ...own,
  method: "GET",
  params: z.object({ month: monthSchema }),
  problems: ["ORIGIN_AWAY"],
} as const;
const file = {
  ...statement,
  query: z.object({ locale: localeSchema.default("en") }),
  answers: { 200: z.string() },
} as const;

export const earningsEndpoints = {
  "earnings.get": {
    ...own,
    method: "GET",
    path: "/v1/me/earnings",
    about: "Tells what one has earned and was not paid yet.",
    answers: { 200: earningsSchema },
    problems: ["ORIGIN_AWAY"],
  },
  "earnings.list": {
    ...own,
    method: "GET",
    path: "/v1/me/earnings/history",
    about: "Lists what one earned by what, newest first.",
    query: pageQuerySchema,
    answers: { 200: earningPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "earnings.statement": {
    ...statement,
    path: "/v1/me/earnings/statements/:month",
    about: "One month's statement, in UTC.",
    answers: { 200: statementSchema },
  },
  "earnings.statementCsv": {
    ...file,
    path: "/v1/me/earnings/statements/:month/csv",
    about: "The same for a spreadsheet.",
    answerType: "text/csv",
    example: { answer: "Date,What,…" },
  },
  "earnings.statementHtml": {
    ...file,
    path: "/v1/me/earnings/statements/:month/html",
    about: "The same as a page to print on A4.",
    answerType: "text/html",
    example: { answer: "<!doctype html>…" },
  },
  "payouts.list": {
    ...own,
    method: "GET",
    path: "/v1/me/payouts",
    about: "Lists what one was paid, newest first.",
    query: pageQuerySchema,
    answers: { 200: payoutPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "payoutAccount.get": {
    ...own,
    method: "GET",
    path: "/v1/me/payout-account",
    about: "Tells whether one can be paid.",
    answers: { 200: payoutAccountSchema },
    problems: ["ORIGIN_AWAY"],
  },
  "payoutAccount.onboard": {
    ...own,
    method: "POST",
    path: "/v1/me/payout-account/onboarding",
    about:
      "Gives the page on which one begins, finishes or mends one's account at the payment service; good once. It leads to `returnTo`, with `onboarding=again` where another page is to be asked for.",
    limit: "social",
    body: onboardingSchema,
    answers: { 200: pageAddressSchema },
    problems: ["PAYOUTS_NOT_FOR_GUESTS", "PAYMENTS_OFF", "PAYMENTS_AWAY", "RETURN_TO_REFUSED", "ORIGIN_AWAY"],
    example: { body: { country: "JP", returnTo: "/earnings" } },
  },
  "payoutAccount.dashboard": {
    ...own,
    method: "POST",
    path: "/v1/me/payout-account/dashboard",
    about: "Gives the page on which one sees what came there; good once.",
    limit: "social",
    answers: { 200: pageAddressSchema },
    problems: ["PAYOUT_ACCOUNT_NOT_FOUND", "PAYMENTS_OFF", "PAYMENTS_AWAY", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
