// The account's balance: every movement of money is a balance transaction, and the balance is their sum. What is charged is
// available after some days; what is taken is taken at once. Each currency has a balance of its own: nothing is exchanged.

import * as z from "zod";
import { plan } from "../books/due.ts";
import type { BalanceTransaction } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { createdPage, listOf } from "../wire/list.ts";
import { operation } from "../wire/operation.ts";
import { currency, text } from "../wire/params.ts";
import { StripeApiError } from "../wire/stripe-error.ts";

type Movement = {
  readonly type: BalanceTransaction["type"];
  readonly reportingCategory: string;
  /** What moves, signed; the fee comes off it. */
  readonly amount: number;
  readonly fee?: number;
  readonly currency: string;
  readonly source: string | null;
  readonly description?: string | null;
  readonly availableAfterS?: number;
};

/** Books one movement. */
export function book(work: Work, movement: Movement): BalanceTransaction {
  const { amount, fee = 0, availableAfterS = 0 } = movement;
  const transaction = work.put("balance_transaction", {
    id: work.newId("txn"),
    object: "balance_transaction",
    amount,
    available_on: work.nowS + availableAfterS,
    balance_type: "payments",
    created: work.nowS,
    currency: movement.currency,
    description: movement.description ?? null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: movement.currency,
              description: "Stripe processing fees",
              type: "stripe_fee",
            },
          ],
    net: amount - fee,
    reporting_category: movement.reportingCategory,
    source: movement.source,
    status: availableAfterS > 0 ? "pending" : "available",
    type: movement.type,
  });
  if (availableAfterS > 0) plan(work, "funds-available", transaction.id, transaction.available_on);
  return transaction;
}

/** Its days have passed: it counts as available, and the balance is told. */
export function becomeAvailable(work: Work, id: string): void {
  const transaction = work.find("balance_transaction", id);
  if (transaction === null) return;
  work.put("balance_transaction", { ...transaction, status: "available" });
  work.tell("balance.available", balanceOf(work));
}

/** Throws StripeApiError (400, balance_insufficient) when less than `amount` is available. */
export function needAvailable(work: Work, amount: number, code: string): void {
  const available = balanceOf(work).available.find((part) => part.currency === code)?.amount ?? 0;
  if (available < amount)
    throw new StripeApiError({
      status: 400,
      code: "balance_insufficient",
      message:
        "You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card.",
    });
}

type Part = {
  readonly amount: number;
  readonly currency: string;
  readonly source_types: { readonly card: number };
};

/** Sums of net amounts by currency, available and pending, as `GET /v1/balance` answers. */
export function balanceOf(work: Work) {
  const sums = { available: new Map<string, number>(), pending: new Map<string, number>() };
  for (const { status, currency: code, net } of work.all("balance_transaction")) {
    const sum = status === "available" ? sums.available : sums.pending;
    sum.set(code, (sum.get(code) ?? 0) + net);
  }
  const codes = new Set([...sums.available.keys(), ...sums.pending.keys()]);
  const parts = (sum: ReadonlyMap<string, number>): readonly Part[] =>
    [...codes].map((code) => {
      const amount = sum.get(code) ?? 0;
      return { amount, currency: code, source_types: { card: amount } };
    });
  return {
    object: "balance",
    available: parts(sums.available),
    livemode: false,
    pending: parts(sums.pending),
  };
}

export const balanceOperations = [
  operation("GET", "/v1/balance", z.strictObject({}), balanceOf),
  operation(
    "GET",
    "/v1/balance_transactions",
    z.strictObject({
      ...createdPage,
      currency: currency.optional(),
      source: text.optional(),
      type: text.optional(),
      payout: text.optional(),
    }),
    (work, params) =>
      listOf(
        work,
        "balance_transaction",
        "/v1/balance_transactions",
        params,
        (one) =>
          one.currency === (params.currency ?? one.currency) &&
          one.source === (params.source ?? params.payout ?? one.source) &&
          one.type === (params.type ?? one.type),
      ),
  ),
  operation("GET", "/v1/balance_transactions/:id", z.strictObject({}), (work, _params, id = "") =>
    work.need("balance_transaction", id),
  ),
];

/** A wrong figure on purpose: added to a transaction that is there, or a movement nobody made. */
export function plantMovement(
  work: Work,
  amount: number,
  code: string,
  id: string | null,
): BalanceTransaction {
  if (id === null)
    return book(work, {
      type: "adjustment",
      reportingCategory: "other_adjustment",
      amount,
      currency: code,
      source: null,
    });
  const transaction = work.need("balance_transaction", id, "balance_transaction");
  return work.put("balance_transaction", {
    ...transaction,
    amount: transaction.amount + amount,
    net: transaction.net + amount,
  });
}
