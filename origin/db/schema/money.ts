// What Stripe told us.

import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { time } from "./time.ts";

/** Each of Stripe's events once: its id is the key. */
export const stripeEvents = pgTable(
  "stripe_events",
  {
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    createdAt: time("created_at").notNull(),
    receivedAt: time("received_at").notNull(),
    payload: jsonb("payload").notNull(),
  },
  (t) => [
    // What an event is about: our order, or a payment of Stripe's. Those who look into a payment ask which events told of it.
    index("stripe_events_order").on(sql`(${t.payload} #>> '{data,object,metadata,order}')`),
    index("stripe_events_payment").on(sql`(${t.payload} #>> '{data,object,payment_intent}')`),
  ],
);
