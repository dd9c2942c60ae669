// What Stripe told us.

import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { time } from "./time.ts";

/** Each of Stripe's events once: its id is the key. */
export const stripeEvents = pgTable("stripe_events", {
  id: text("id").primaryKey(),
  type: text("type").notNull(),
  createdAt: time("created_at").notNull(),
  receivedAt: time("received_at").notNull(),
  payload: jsonb("payload").notNull(),
});
