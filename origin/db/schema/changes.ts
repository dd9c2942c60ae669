// What became old: the feed that edges and room hosts follow.

import { sql } from "drizzle-orm";
import { bigint, bigserial, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Feed } from "../../../shared/schema/internal/changes.ts";
import { time } from "./time.ts";

/** The feeds of what changed, for edges and for room hosts (origin/changes/store.ts says why a row has two numbers). */
export const changes = pgTable(
  "changes",
  {
    xid: bigint("xid", { mode: "bigint" }).notNull().default(sql`pg_current_xact_id()::text::bigint`),
    seq: bigserial("seq", { mode: "bigint" }).notNull(),
    tags: text("tags").array().notNull(),
    at: time("at").notNull(),
    /** Edges hear of what everybody may see, room hosts of what holds in rooms. */
    feed: text("feed").$type<Feed>().notNull().default("public"),
  },
  (t) => [primaryKey({ columns: [t.xid, t.seq] }), index("changes_at").on(t.at)],
);
