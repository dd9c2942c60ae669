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
    about:
      "Tells what one has earned and was not paid yet: what may be paid, what waits for its time, and what is held while a bank decides.",
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
    about: "One month's statement: what was there, what came, what went. Months are those of UTC.",
    answers: { 200: statementSchema },
  },
  "earnings.statementCsv": {
    ...file,
    path: "/v1/me/earnings/statements/:month/csv",
    about: "The same for a spreadsheet: RFC 4180, in UTF-8 with a byte order mark.",
    answerType: "text/csv",
    example: { answer: "Date,What,Of what,Unit,Count,Paid,Free coins,Share,Amount,Balance\r\n…" },
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
    about: "Tells whether one can be paid, as the payment service says at this moment.",
    answers: { 200: payoutAccountSchema },
    problems: ["ORIGIN_AWAY"],
  },
  "payoutAccount.onboard": {
    ...own,
    method: "POST",
    path: "/v1/me/payout-account/onboarding",
    about:
      "Gives the page on which one begins, finishes or mends one's account at the payment service; good once, and for minutes. It leads back to `returnTo`, or there with `onboarding=again` where another is to be asked for.",
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
    about: "Gives the page on which one sees what came there, and what went on to one's bank; good once.",
    limit: "social",
    answers: { 200: pageAddressSchema },
    problems: ["PAYOUT_ACCOUNT_NOT_FOUND", "PAYMENTS_OFF", "PAYMENTS_AWAY", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
