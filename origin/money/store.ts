// All the SQL of Stripe's events.

import { eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client.ts";
import { stripeEvents } from "../db/schema/money.ts";

/** Records an event. False when it was recorded before. */
export async function insertStripeEvent(
  db: DbOrTx,
  event: typeof stripeEvents.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(stripeEvents)
    .values(event)
    .onConflictDoNothing()
    .returning({ id: stripeEvents.id });
  return inserted.length === 1;
}

export async function findStripeEvent(
  db: DbOrTx,
  id: string,
): Promise<typeof stripeEvents.$inferSelect | null> {
  const [row] = await db.select().from(stripeEvents).where(eq(stripeEvents.id, id));
  return row ?? null;
}
