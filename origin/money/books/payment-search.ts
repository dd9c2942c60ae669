// What somebody pasted into the search for payments, told by how it begins. Pure.

import { Problem } from "../../../shared/http/problem.ts";
import { handleSchema } from "../../../shared/schema/handle.ts";
import {
  type EventId,
  eventIdSchema,
  type OrderId,
  orderIdSchema,
  type RefundId,
  refundIdSchema,
  type TicketId,
  ticketIdSchema,
  type UserId,
  userIdSchema,
} from "../../../shared/schema/ids.ts";

/** Stripe's nouns, by the prefix of their ids. Its events begin as ours do, and have capitals. */
const OF_STRIPE = {
  cs: "session",
  pi: "payment-intent",
  re: "refund",
  pyr: "refund",
  du: "dispute",
  dp: "dispute",
  evt: "event",
  txn: "balance-transaction",
} as const;
export type StripeNoun = (typeof OF_STRIPE)[keyof typeof OF_STRIPE];

export type Sought =
  | { readonly by: "order"; readonly id: OrderId }
  | { readonly by: "user"; readonly id: UserId }
  | { readonly by: "handle"; readonly handle: string }
  | { readonly by: "event"; readonly id: EventId }
  | { readonly by: "ticket"; readonly id: TicketId }
  | { readonly by: "refund"; readonly id: RefundId }
  | { readonly by: "stripe"; readonly noun: StripeNoun; readonly id: string };

/** Throws PAYMENT_SEARCH_UNKNOWN (422) for what is none of these. */
export function readSearch(text: string): Sought {
  const order = orderIdSchema.safeParse(text);
  if (order.success) return { by: "order", id: order.data };
  const user = userIdSchema.safeParse(text);
  if (user.success) return { by: "user", id: user.data };
  const event = eventIdSchema.safeParse(text);
  if (event.success) return { by: "event", id: event.data };
  const ticket = ticketIdSchema.safeParse(text);
  if (ticket.success) return { by: "ticket", id: ticket.data };
  const refund = refundIdSchema.safeParse(text);
  if (refund.success) return { by: "refund", id: refund.data };
  if (text.startsWith("@")) {
    const handle = handleSchema.safeParse(text.slice(1));
    if (handle.success) return { by: "handle", handle: handle.data };
  }
  const prefix = /^([a-z]+)_\w+$/.exec(text)?.[1] ?? "";
  if (Object.hasOwn(OF_STRIPE, prefix))
    return { by: "stripe", noun: OF_STRIPE[prefix as keyof typeof OF_STRIPE], id: text };
  throw new Problem({
    status: 422,
    code: "PAYMENT_SEARCH_UNKNOWN",
    title: "This is not what payments are found by",
    detail:
      "An id of an order, a user, an event, a ticket or a refund, one of Stripe's, or a handle with its @.",
  });
}
