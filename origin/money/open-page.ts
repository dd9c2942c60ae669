// The page that an order is paid on.

import type { OriginDeps } from "../deps.ts";
import { type OrderRecord, updateOrder } from "./order-store.ts";
import type { StripeGateway } from "./stripe-gateway.ts";

/** Makes it at Stripe, or finds it there when that was done before, and remembers where it is. Throws what Stripe throws. */
export async function openPage(
  { db }: Pick<OriginDeps, "db">,
  stripe: StripeGateway,
  order: OrderRecord,
): Promise<{ readonly sessionId: string; readonly url: string | null }> {
  const { id, userId, currency, amount, count, lineName, returnUrl, createdAt } = order;
  const page = await stripe.openPage({
    orderId: id,
    userId,
    currency,
    lineName,
    unitAmount: amount / count,
    count,
    returnUrl,
    createdAtMs: createdAt.getTime(),
  });
  await updateOrder(db, id, { stripeSessionId: page.sessionId, checkoutUrl: page.url });
  return page;
}
