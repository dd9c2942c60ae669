// Every operation of Stripe's API that the double knows, and what an answer holds only when it is asked for.

import { accountOperations } from "./objects/accounts.ts";
import { balanceOperations } from "./objects/balance.ts";
import { chargeOperations, refundsOf } from "./objects/charges.ts";
import { customerOperations } from "./objects/customers.ts";
import { disputeOperations } from "./objects/disputes.ts";
import { eventOperations } from "./objects/events.ts";
import { paymentIntentOperations } from "./objects/payment-intent-operations.ts";
import { payoutOperations } from "./objects/payouts.ts";
import { productOperations } from "./objects/products.ts";
import { refundOperations } from "./objects/refunds.ts";
import { sessionOperations } from "./objects/sessions.ts";
import { transferOperations } from "./objects/transfers.ts";
import type { Included } from "./wire/expand.ts";
import { pageOf } from "./wire/list.ts";
import type { Operation } from "./wire/operation.ts";

export const operations: readonly Operation[] = [
  ...productOperations,
  ...customerOperations,
  ...sessionOperations,
  ...paymentIntentOperations,
  ...chargeOperations,
  ...refundOperations,
  ...disputeOperations,
  ...balanceOperations,
  ...accountOperations,
  ...transferOperations,
  ...payoutOperations,
  ...eventOperations,
];

export const included: Included = {
  "checkout.session.line_items": (work, { id }) =>
    pageOf(work.find("cart", String(id))?.lines ?? [], `/v1/checkout/sessions/${id}/line_items`, {}),
  "charge.refunds": (work, { id }) => refundsOf(work, String(id)),
  // There once it failed.
  "refund.failure_balance_transaction": () => null,
  "price.currency_options": (work, { id }) => work.find("price", String(id))?.currency_options,
};
