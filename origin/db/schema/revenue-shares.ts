// What part of a sale creators earn, since when, and who decided it. Rows are added and stay: a trigger refuses all else.

import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, smallint, text } from "drizzle-orm/pg-core";
import type { UserId } from "../../../shared/schema/ids.ts";
import type { SharedSale } from "../../money/revenue-share.ts";
import { time } from "./time.ts";

export const revenueShares = pgTable(
  "revenue_shares",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
    sale: text("sale").$type<SharedSale>().notNull(),
    /** Null: for everybody who has no rule of their own. Without a reference: the books explain themselves by it. */
    userId: text("user_id").$type<UserId>(),
    sharePercent: smallint("share_percent").notNull(),
    fromAt: time("from_at").notNull(),
    decidedAt: time("decided_at").notNull(),
    /** Why, as whoever decided it wrote. */
    reason: text("reason").notNull(),
  },
  (t) => [
    check("revenue_shares_percent", sql`${t.sharePercent} BETWEEN 0 AND 100`),
    index("revenue_shares_of").on(t.sale, t.userId),
  ],
);
