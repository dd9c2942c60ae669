// What the pipeline made of each asset.

import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { VariantFacts, VariantLevel, VariantProfile } from "../../../shared/schema/asset-variant.ts";
import type { AssetId } from "../../../shared/schema/ids.ts";
import { time } from "./time.ts";
import { assets } from "./users.ts";

export const assetVariants = pgTable(
  "asset_variants",
  {
    assetId: text("asset_id")
      .$type<AssetId>()
      .notNull()
      .references(() => assets.id, { onDelete: "cascade" }),
    /** Of the asset: each version has variants of its own. */
    version: integer("version").notNull().default(1),
    profile: text("profile").$type<VariantProfile>().notNull(),
    level: text("level").$type<VariantLevel>().notNull(),
    objectKey: text("object_key").notNull(),
    sha256: text("sha256").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    facts: jsonb("facts").$type<VariantFacts>().notNull(),
    createdAt: time("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.assetId, t.version, t.profile, t.level] }),
    index("asset_variants_object").on(t.objectKey),
  ],
);
