// What was done with power, for ever.

import { bigint, index, pgTable, text } from "drizzle-orm/pg-core";
import type { UserId } from "../../../shared/schema/ids.ts";
import { time } from "./time.ts";

/**
 * What moderators and admins did, one line for each act. The migration adds a trigger that lets nobody change or remove one;
 * names nobody by reference, so that a line outlives whom it is about.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    /** 1, 2, 3…, without a gap. */
    seq: bigint("seq", { mode: "number" }).primaryKey(),
    at: time("at").notNull(),
    /** Null: whoever runs the server, from its console. */
    actorId: text("actor_id").$type<UserId>(),
    act: text("act").notNull(),
    subject: text("subject").notNull(),
    /** JSON, as it was hashed. */
    facts: text("facts").notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [index("audit_entries_subject").on(t.subject, t.seq)],
);
