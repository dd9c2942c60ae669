// The versions of assets that are not shown: earlier ones, and later ones that the owner went back from.

import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { AssetFacts, VrmLicence } from "../../../shared/schema/asset.ts";
import type { AssetId } from "../../../shared/schema/ids.ts";
import { time } from "./time.ts";
import { assets } from "./users.ts";

/** The one that is shown is the row in `assets`, with the same columns; when another is shown, the two change places. */
export const assetVersions = pgTable(
  "asset_versions",
  {
    assetId: text("asset_id")
      .$type<AssetId>()
      .notNull()
      .references(() => assets.id, { onDelete: "cascade" }),
    /** From 1, in the order they came; never given twice. */
    version: integer("version").notNull(),
    name: text("name").notNull(),
    objectKey: text("object_key").notNull(),
    sha256: text("sha256").notNull(),
    uploadSha256: text("upload_sha256"),
    sizeBytes: integer("size_bytes").notNull(),
    thumbnailKey: text("thumbnail_key"),
    figureKey: text("figure_key"),
    licence: jsonb("licence").$type<VrmLicence>(),
    facts: jsonb("facts").$type<AssetFacts>().notNull(),
    createdAt: time("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.assetId, t.version] }),
    index("asset_versions_object").on(t.objectKey),
    index("asset_versions_thumbnail").on(t.thumbnailKey),
    index("asset_versions_figure").on(t.figureKey),
  ],
);
