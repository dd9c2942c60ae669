// What there is to give, and what was given. Of an account that is erased its name goes; what was given stays, as the books say it.

import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { GiftNames } from "../../../shared/schema/gift.ts";
import type { EventId, GiftId, GiftKindId, RoomId, UserId } from "../../../shared/schema/ids.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";

/** One that is not for sale any more stays, for the gifts that name it. */
export const giftKinds = pgTable("gift_kinds", {
  id: text("id").$type<GiftKindId>().primaryKey(),
  names: jsonb("names").$type<GiftNames>().notNull(),
  coinCount: integer("coin_count").notNull(),
  effect: text("effect").notNull(),
  seconds: integer("seconds").notNull(),
  isForSale: boolean("is_for_sale").notNull(),
});

export const gifts = pgTable(
  "gifts",
  {
    id: text("id").$type<GiftId>().primaryKey(),
    /** The order of those of one event, which are written one after the other (origin/gifts/send-gift.ts). */
    seq: bigserial("seq", { mode: "number" }).notNull(),
    kindId: text("kind_id")
      .$type<GiftKindId>()
      .notNull()
      .references(() => giftKinds.id),
    fromId: text("from_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    toId: text("to_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    /** Without a reference: events and rooms may go. */
    eventId: text("event_id").$type<EventId>().notNull(),
    roomId: text("room_id").$type<RoomId>().notNull(),
    coinCount: integer("coin_count").notNull(),
    /** What of that is theirs whom it was given to. */
    earnedCount: integer("earned_count").notNull(),
    text: text("text"),
    createdAt: time("created_at").notNull(),
    /** What sent it: asked again with the same key it is not given again. */
    idempotencyKey: text("idempotency_key"),
    requestHash: text("request_hash"),
  },
  (t) => [
    uniqueIndex("gifts_idempotency").on(t.fromId, t.idempotencyKey),
    uniqueIndex("gifts_of_event").on(t.eventId, t.seq),
    index("gifts_to").on(t.toId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("gifts_from").on(t.fromId, t.createdAt),
    check("gifts_earned", sql`${t.earnedCount} BETWEEN 0 AND ${t.coinCount}`),
  ],
);
