// What tests and developers do to the double that nobody can do to Stripe: put its clock forward, spoil its network, be its
// customers, banks and counters. Forms in, JSON out, with the API key, under /_double.

import * as z from "zod";
import { changeSettings, settingsOf } from "./books/settings.ts";
import type { Work } from "./books/work.ts";
import { finishOnboarding, restrictAccount } from "./objects/accounts.ts";
import { balanceOf, plantMovement } from "./objects/balance.ts";
import { answerSessionChallenge, concludeAtCounter, paySession } from "./objects/checkout.ts";
import { decideDispute, openDispute } from "./objects/disputes.ts";
import type { Attempt } from "./objects/payment-intents.ts";
import { failRefund, settleRefund } from "./objects/refunds.ts";
import { operation } from "./wire/operation.ts";
import { currency, flag, text, wholeNumber } from "./wire/params.ts";

const PREFIX = "/_double";
const AHEAD_MAX_S = 20 * 366 * 24 * 3600;
const DELAY_MAX_MS = 600_000;
const COUNT_MAX = 10_000;
const FAULTS_MAX = 100;

const within = (min: number, max: number) =>
  wholeNumber.refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);
const count = within(0, COUNT_MAX);
const nothing = z.strictObject({});

function stateOf(work: Work) {
  const waiting = work.all("delivery");
  return {
    object: "double",
    now: work.nowS,
    settings: settingsOf(work),
    deliveries_waiting: waiting.length,
    due: work.all("due").length,
    balance: balanceOf(work),
  };
}

/** A card that was declined is told as the API would: 402, and what happened stays. */
function sessionAfter(work: Work, id: string, attempt: Attempt | null): object {
  if (attempt?.kind === "failed") throw attempt.error;
  return work.need("session", id);
}

export const controlOperations = [
  operation("GET", PREFIX, nothing, stateOf),
  operation(
    "POST",
    `${PREFIX}/clock`,
    z.strictObject({ advance_s: within(1, AHEAD_MAX_S) }),
    (work, params) => {
      const { clockAheadS } = settingsOf(work);
      return changeSettings(work, { clockAheadS: Math.min(AHEAD_MAX_S, clockAheadS + params.advance_s) });
    },
  ),
  operation(
    "POST",
    `${PREFIX}/webhooks`,
    z.strictObject({
      hold: flag.optional(),
      drop_percent: within(0, 100).optional(),
      duplicate_percent: within(0, 100).optional(),
      delay_max_ms: within(0, DELAY_MAX_MS).optional(),
    }),
    (work, params) => {
      const { weather } = settingsOf(work);
      return changeSettings(work, {
        weather: {
          isHeld: params.hold ?? weather.isHeld,
          dropShare: (params.drop_percent ?? weather.dropShare * 100) / 100,
          duplicateShare: (params.duplicate_percent ?? weather.duplicateShare * 100) / 100,
          delayMaxMs: params.delay_max_ms ?? weather.delayMaxMs,
        },
      });
    },
  ),
  // Held ones are let go; the rim sends all there is before it answers.
  operation("POST", `${PREFIX}/webhooks/flush`, nothing, (work) =>
    changeSettings(work, { weather: { ...settingsOf(work).weather, isHeld: false } }),
  ),
  operation(
    "POST",
    `${PREFIX}/checkout/:session/pay`,
    z.strictObject({
      method: z.enum(["card", "konbini"]).optional(),
      card: text.optional(),
      name: text.optional(),
      email: text.optional(),
    }),
    (work, params, id = "") => {
      const type = params.method ?? "card";
      const attempt = paySession(work, work.need("session", id), {
        type,
        cardNumber: type === "card" ? (params.card ?? "4242424242424242") : null,
        name: params.name ?? "Jenny Rosen",
        email: params.email ?? "jenny@example.com",
      });
      return sessionAfter(work, id, attempt);
    },
  ),
  operation(
    "POST",
    `${PREFIX}/checkout/:session/challenge`,
    z.strictObject({ pass: flag }),
    (work, params, id = "") =>
      sessionAfter(work, id, answerSessionChallenge(work, work.need("session", id), params.pass)),
  ),
  operation(
    "POST",
    `${PREFIX}/checkout/:session/counter`,
    z.strictObject({ paid: flag }),
    (work, params, id = "") => concludeAtCounter(work, work.need("session", id), params.paid),
  ),
  operation(
    "POST",
    `${PREFIX}/cards/decline`,
    z.strictObject({ count, code: text.optional() }),
    (work, params) =>
      changeSettings(work, { declineNext: { count: params.count, code: params.code ?? "generic_decline" } }),
  ),
  operation(
    "POST",
    `${PREFIX}/refunds/fail`,
    z.strictObject({ count, reason: text.optional() }),
    (work, params) =>
      changeSettings(work, {
        failNextRefunds: { count: params.count, reason: params.reason ?? "expired_or_canceled_card" },
      }),
  ),
  operation(
    "POST",
    `${PREFIX}/refunds/:id/fail`,
    z.strictObject({ reason: text.optional() }),
    (work, params, id = "") => failRefund(work, id, params.reason ?? "expired_or_canceled_card"),
  ),
  operation("POST", `${PREFIX}/refunds/:id/settle`, nothing, (work, _params, id = "") => {
    settleRefund(work, id);
    return work.need("refund", id);
  }),
  operation(
    "POST",
    `${PREFIX}/payouts/fail`,
    z.strictObject({ count, code: text.optional() }),
    (work, params) =>
      changeSettings(work, {
        failNextPayouts: { count: params.count, code: params.code ?? "account_closed" },
      }),
  ),
  operation(
    "POST",
    `${PREFIX}/disputes`,
    z.strictObject({ charge: text, reason: text.optional(), inquiry: flag.optional() }),
    (work, params) =>
      openDispute(work, work.need("charge", params.charge, "charge"), {
        reason: params.reason ?? "fraudulent",
        isInquiry: params.inquiry ?? false,
      }),
  ),
  operation("POST", `${PREFIX}/disputes/:id/decide`, z.strictObject({ won: flag }), (work, params, id = "") =>
    decideDispute(work, work.need("dispute", id), params.won),
  ),
  operation("POST", `${PREFIX}/accounts/:id/onboard`, nothing, (work, _params, id = "") =>
    finishOnboarding(work, id),
  ),
  operation("POST", `${PREFIX}/accounts/:id/restrict`, nothing, (work, _params, id = "") =>
    restrictAccount(work, id),
  ),
  operation(
    "POST",
    `${PREFIX}/balance/plant`,
    z.strictObject({
      amount: wholeNumber,
      currency: currency.optional(),
      balance_transaction: text.optional(),
    }),
    (work, params) =>
      plantMovement(work, params.amount, params.currency ?? "jpy", params.balance_transaction ?? null),
  ),
  operation(
    "POST",
    `${PREFIX}/faults`,
    z.strictObject({
      method: z.enum(["GET", "POST", "DELETE"]),
      path: text,
      kind: z.enum(["lose-answer", "refuse", "delay"]),
      count: within(1, COUNT_MAX).optional(),
      delay_ms: within(0, DELAY_MAX_MS).optional(),
    }),
    (work, params) => {
      const { faults } = settingsOf(work);
      const fault = {
        method: params.method,
        path: params.path,
        kind: params.kind,
        count: params.count ?? 1,
        delayMs: params.delay_ms ?? 0,
      };
      return changeSettings(work, { faults: [...faults, fault].slice(-FAULTS_MAX) });
    },
  ),
];
