// After a rehearsal: has the origin heard of everything Stripe told, and do the books have what Stripe has, to the yen?

import { inArray } from "drizzle-orm";
import Stripe from "stripe";
import { openDb } from "../../origin/db/client.ts";
import { stripeEvents } from "../../origin/db/schema/money.ts";
import { findBalance } from "../../origin/money/ledger-store.ts";
import type { Troubles } from "./people.ts";

const EVENTS_PER_PAGE = 100;

/** What is not so. `stripe` is the double. */
export async function checkBooks(
  databaseUrl: string,
  stripe: { readonly url: string; readonly secretKey: string },
): Promise<Troubles> {
  const { hostname, port } = new URL(stripe.url);
  const client = new Stripe(stripe.secretKey, { host: hostname, port, protocol: "http", telemetry: false });
  const { db, close } = openDb(databaseUrl);
  const troubles: Troubles = [];
  try {
    const told: string[] = [];
    for await (const event of client.events.list({ limit: EVENTS_PER_PAGE })) told.push(event.id);
    const heard = await db.$count(stripeEvents, inArray(stripeEvents.id, told));
    if (heard !== told.length) troubles.push(`Stripe told ${told.length} events, and ${heard} were heard`);
    const { available, pending } = await client.balance.retrieve();
    const theirs = [...available, ...pending].reduce(
      (sum, { currency, amount }) => sum + (currency === "jpy" ? amount : 0),
      0,
    );
    const ours = await findBalance(db, { kind: "stripe-clearing", owner: null, unit: "jpy" });
    if (ours !== theirs) troubles.push(`Stripe has ${theirs} yen, and the books say ${ours}`);
  } finally {
    await close();
  }
  return troubles;
}
