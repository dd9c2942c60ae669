// Transfers: from the platform's balance to a connected account's, and back. Both sides book it in the same transaction.

import * as z from "zod";
import type { Charge, Transfer, TransferReversal } from "../books/tables.ts";
import type { Work } from "../books/work.ts";
import { createdPage, listOf, page, pageOf } from "../wire/list.ts";
import { operation } from "../wire/operation.ts";
import { amount, currency, metadata, text, withMetadata } from "../wire/params.ts";
import { invalid, missing, StripeApiError } from "../wire/stripe-error.ts";
import { book, needAvailable } from "./balance.ts";
import { createAccountCharge } from "./charges.ts";

const newTransfer = z.strictObject({
  amount,
  currency,
  destination: text,
  description: text.optional(),
  metadata: metadata.optional(),
  source_transaction: text.optional(),
  transfer_group: text.optional(),
});

function createTransfer(work: Work, params: z.infer<typeof newTransfer>): Transfer {
  const account = work.need("account", params.destination, "destination");
  if (account.capabilities?.transfers !== "active")
    throw new StripeApiError({
      status: 400,
      code: "insufficient_capabilities_for_transfer",
      message:
        "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments",
    });
  const source =
    params.source_transaction === undefined ? null : needSource(work, params.source_transaction, params);
  // Of a charge's own money, it need not be available yet.
  if (source === null) needAvailable(work, params.amount, params.currency);
  const id = work.newId("tr");
  const transaction = book(work, {
    type: "transfer",
    reportingCategory: "transfer",
    amount: -params.amount,
    currency: params.currency,
    source: id,
    ...(params.description === undefined ? {} : { description: params.description }),
  });
  const received = createAccountCharge(work.as(account.id), {
    amount: params.amount,
    currency: params.currency,
    transfer: id,
  });
  const transfer = work.put("transfer", {
    id,
    object: "transfer",
    amount: params.amount,
    amount_reversed: 0,
    balance_transaction: transaction.id,
    created: work.nowS,
    currency: params.currency,
    description: params.description ?? null,
    destination: account.id,
    destination_payment: received.id,
    livemode: false,
    metadata: withMetadata({}, params.metadata),
    reversals: { object: "list", data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: source?.id ?? null,
    source_type: "card",
    transfer_group: params.transfer_group ?? source?.transfer_group ?? null,
  });
  work.tell("transfer.created", transfer);
  return transfer;
}

function needSource(work: Work, id: string, params: z.infer<typeof newTransfer>): Charge {
  const charge = work.need("charge", id, "source_transaction");
  if (charge.currency !== params.currency)
    throw invalid(
      `The currency of source_transaction is ${charge.currency}, not ${params.currency}.`,
      "currency",
    );
  const given = work
    .all("transfer")
    .filter(({ source_transaction }) => source_transaction === id)
    .reduce((sum, transfer) => sum + transfer.amount - transfer.amount_reversed, 0);
  if (given + params.amount > charge.amount)
    throw invalid(
      "Transfers using this source_transaction would exceed the source_transaction's amount.",
      "amount",
    );
  return charge;
}

const newReversal = z.strictObject({
  amount: amount.optional(),
  description: text.optional(),
  metadata: metadata.optional(),
});

function reverseTransfer(work: Work, id: string, params: z.infer<typeof newReversal>): TransferReversal {
  const transfer = work.need("transfer", id);
  const left = transfer.amount - transfer.amount_reversed;
  const wanted = params.amount ?? left;
  if (left === 0)
    throw invalid(`Transfer ${id} has already been fully reversed.`, "id", "transfer_already_reversed");
  if (wanted > left)
    throw invalid(
      `Reversal amount (${wanted}) is greater than unreversed amount on transfer (${left})`,
      "amount",
    );
  const account = work.as(transfer.destination ?? "");
  needAvailable(account, wanted, transfer.currency);
  const reversalId = work.newId("trr");
  const move = { currency: transfer.currency, source: reversalId };
  const transaction = book(work, {
    ...move,
    type: "transfer_refund",
    reportingCategory: "transfer_reversal",
    amount: wanted,
  });
  book(account, { ...move, type: "payment_refund", reportingCategory: "transfer_reversal", amount: -wanted });
  const reversal = work.put("transfer_reversal", {
    id: reversalId,
    object: "transfer_reversal",
    amount: wanted,
    balance_transaction: transaction.id,
    created: work.nowS,
    currency: transfer.currency,
    destination_payment_refund: null,
    metadata: withMetadata({}, params.metadata),
    source_refund: null,
    transfer: id,
  });
  const reversed = transfer.amount_reversed + wanted;
  const after = work.put("transfer", {
    ...transfer,
    amount_reversed: reversed,
    reversed: reversed === transfer.amount,
    reversals: { ...transfer.reversals, data: [reversal, ...transfer.reversals.data] },
  });
  work.tell("transfer.reversed", after);
  return reversal;
}

export const transferOperations = [
  operation("POST", "/v1/transfers", newTransfer, createTransfer),
  operation(
    "GET",
    "/v1/transfers",
    z.strictObject({ ...createdPage, destination: text.optional(), transfer_group: text.optional() }),
    (work, params) =>
      listOf(
        work,
        "transfer",
        "/v1/transfers",
        params,
        (transfer) =>
          transfer.destination === (params.destination ?? transfer.destination) &&
          transfer.transfer_group === (params.transfer_group ?? transfer.transfer_group),
      ),
  ),
  operation("GET", "/v1/transfers/:id", z.strictObject({}), (work, _params, id = "") =>
    work.need("transfer", id),
  ),
  operation("POST", "/v1/transfers/:id/reversals", newReversal, (work, params, id = "") =>
    reverseTransfer(work, id, params),
  ),
  operation("GET", "/v1/transfers/:id/reversals", z.strictObject(page), (work, params, id = "") =>
    pageOf(work.need("transfer", id).reversals.data, `/v1/transfers/${id}/reversals`, params),
  ),
  operation(
    "GET",
    "/v1/transfers/:id/reversals/:reversal",
    z.strictObject({}),
    (work, _params, id = "", reversal = "") => {
      const found = work.need("transfer", id).reversals.data.find((one) => one.id === reversal);
      if (found === undefined) throw missing("transfer_reversal", reversal);
      return found;
    },
  ),
];
