// The store: what is for sale, what was bought, and who has what.

import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { AssetId, PurchaseId, UserId } from "../../../shared/schema/ids.ts";
import type { Got, PayWith, SellableKind } from "../../../shared/schema/store.ts";
import { time } from "./time.ts";
import { assets, users } from "./users.ts";

/** An asset that its owner sells, or sold. It is one of a kind, so it goes by the asset's id. */
export const listings = pgTable(
  "listings",
  {
    assetId: text("asset_id")
      .$type<AssetId>()
      .primaryKey()
      .references(() => assets.id, { onDelete: "cascade" }),
    /** As the asset has them, for lists of one creator's or one kind. */
    ownerId: text("owner_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind").$type<SellableKind>().notNull(),
    priceCoins: integer("price_coins").notNull(),
    /** Null: as many as are wanted. */
    numberMax: integer("number_max"),
    /** Also of those that cost an exchange ticket. */
    soldCount: integer("sold_count").notNull().default(0),
    takesExchangeTickets: boolean("takes_exchange_tickets").notNull(),
    isForSale: boolean("is_for_sale").notNull(),
    /** When it was put up for sale first. */
    createdAt: time("created_at").notNull(),
  },
  (t) => [
    check("listings_price", sql`${t.priceCoins} > 0`),
    check(
      "listings_not_oversold",
      sql`${t.soldCount} BETWEEN 0 AND coalesce(${t.numberMax}, ${t.soldCount})`,
    ),
    index("listings_newest")
      .on(t.createdAt.desc().nullsFirst(), t.assetId.desc().nullsFirst())
      .where(sql`${t.isForSale}`),
    index("listings_newest_of_kind")
      .on(t.kind, t.createdAt.desc().nullsFirst(), t.assetId.desc().nullsFirst())
      .where(sql`${t.isForSale}`),
    index("listings_cheapest").on(t.priceCoins, t.assetId).where(sql`${t.isForSale}`),
    index("listings_cheapest_of_kind").on(t.kind, t.priceCoins, t.assetId).where(sql`${t.isForSale}`),
    index("listings_cheapest_of_owner").on(t.ownerId, t.priceCoins, t.assetId).where(sql`${t.isForSale}`),
    index("listings_of_owner").on(t.ownerId, t.createdAt.desc().nullsFirst(), t.assetId.desc().nullsFirst()),
  ],
);

/** What was bought, for whom. Books: rows are added and stay, a trigger refuses all else, and nobody in them is referred to. */
export const purchases = pgTable(
  "purchases",
  {
    /** The books have it as `store:<id>`. */
    id: text("id").$type<PurchaseId>().primaryKey(),
    buyerId: text("buyer_id").$type<UserId>().notNull(),
    /** Whose it was to be: the buyer's, or a friend's. */
    holderId: text("holder_id").$type<UserId>().notNull(),
    creatorId: text("creator_id").$type<UserId>().notNull(),
    assetId: text("asset_id").$type<AssetId>().notNull(),
    /** As it was called then. */
    assetName: text("asset_name").notNull(),
    payWith: text("pay_with").$type<PayWith>().notNull(),
    /** Which coins were taken for it, and what its creator earned, the books say. */
    priceCoins: integer("price_coins").notNull(),
    /** The creator's, of paid coins; null with an exchange ticket, which earns nothing. */
    sharePercent: smallint("share_percent"),
    idempotencyKey: text("idempotency_key").notNull(),
    requestHash: text("request_hash").notNull(),
    createdAt: time("created_at").notNull(),
  },
  (t) => [uniqueIndex("purchases_idempotency").on(t.buyerId, t.idempotencyKey)],
);

/** Who has an asset that is somebody else's. An asset that somebody has is not deleted. */
export const holdings = pgTable(
  "holdings",
  {
    holderId: text("holder_id")
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    assetId: text("asset_id")
      .$type<AssetId>()
      .notNull()
      .references(() => assets.id),
    got: text("got").$type<Got>().notNull(),
    /** Whoever gave it; null: nobody did, or they are gone. */
    fromId: text("from_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    /** The giver's words. */
    note: text("note").notNull().default(""),
    purchaseId: text("purchase_id").$type<PurchaseId>().notNull(),
    createdAt: time("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.holderId, t.assetId] }),
    index("holdings_newest").on(t.holderId, t.createdAt.desc().nullsFirst(), t.assetId.desc().nullsFirst()),
    index("holdings_asset").on(t.assetId),
    index("holdings_from").on(t.fromId),
  ],
);
