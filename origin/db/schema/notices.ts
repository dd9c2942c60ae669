// What was said to rooms.

import { bigserial, index, pgTable, text } from "drizzle-orm/pg-core";
import type { NoticeId, UserId } from "../../../shared/schema/ids.ts";
import type { NoticeTarget } from "../../../shared/schema/notice.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";

/** Notices of the last day. `seq` is their order: they are written one after the other (origin/notices/publish-notice.ts). */
export const notices = pgTable(
  "notices",
  {
    seq: bigserial("seq", { mode: "number" }).primaryKey(),
    id: text("id").$type<NoticeId>().notNull().unique(),
    targetKind: text("target_kind").$type<NoticeTarget["kind"]>().notNull(),
    /** Null where it is for all rooms. */
    targetId: text("target_id"),
    text: text("text").notNull(),
    /** Null: whoever runs the server, or somebody who is no more. */
    byId: text("by_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    createdAt: time("created_at").notNull(),
  },
  (t) => [index("notices_by").on(t.byId, t.createdAt), index("notices_at").on(t.createdAt)],
);
