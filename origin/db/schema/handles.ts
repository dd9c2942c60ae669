// Handles: whose each is, and for a while whose it was.

import { index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { UserId } from "../../../shared/schema/ids.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";

export const handles = pgTable(
  "handles",
  {
    /** What every handle that looks like it comes to (origin/handles/skeleton.ts): one of them is taken at a time. */
    skeleton: text("skeleton").primaryKey(),
    handle: text("handle").notNull(),
    userId: text("user_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Null while it is the user's; `users.handle` then says the same. */
    releasedAt: time("released_at"),
  },
  (t) => [uniqueIndex("handles_handle").on(t.handle), index("handles_user").on(t.userId)],
);
