// What a webhook says is taken as a hint that something became of an order; what that is, Stripe is asked. So it does not matter how
// late, how often and in what order they come.

import * as z from "zod";
import { orderIdSchema } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { hearOfPayout } from "../payouts/hear-payout.ts";
import { findOrderByPayment } from "./order-store.ts";
import { requireStripe, settleOrder } from "./settle-order.ts";
import { findStripeEvent } from "./store.ts";

/** As sessions, payment intents, charges, refunds and disputes name it. */
const payloadSchema = z.object({
  data: z.object({
    object: z.object({
      metadata: z.object({ order: orderIdSchema }).nullish().catch(null),
      payment_intent: z.string().nullish().catch(null),
    }),
  }),
});

/** An event that is about no order of ours is for nobody. Throws what settleOrder throws: then it is heard again later. */
export async function hearStripeEvent(
  deps: Pick<OriginDeps, "db" | "nowMs" | "stripe">,
  eventId: string,
): Promise<void> {
  const event = await findStripeEvent(deps.db, eventId);
  if (await hearOfPayout(deps, event?.payload)) return;
  const parsed = payloadSchema.safeParse(event?.payload);
  if (!parsed.success) return;
  const { metadata, payment_intent: paymentIntentId } = parsed.data.data.object;
  if (metadata != null) return void (await settleOrder(deps, metadata.order));
  if (paymentIntentId == null) return;
  const known = await findOrderByPayment(deps.db, paymentIntentId);
  const orderId = known?.id ?? (await requireStripe(deps).orderOfPayment(paymentIntentId));
  const ours = orderIdSchema.safeParse(orderId);
  if (ours.success) await settleOrder(deps, ours.data);
}
