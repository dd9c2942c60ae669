// Files that nobody may publish again.

import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { AssetId } from "../../../shared/schema/ids.ts";
import { time } from "./time.ts";

/**
 * By the hash of what was uploaded, once for each asset of those bytes that was taken down: given back, one frees nothing while
 * another is still down. It says of nobody whose it was, and outlives the asset it was taken down with.
 */
export const blockedFiles = pgTable(
  "blocked_files",
  {
    sha256: text("sha256").notNull(),
    assetId: text("asset_id").$type<AssetId>().notNull(),
    blockedAt: time("blocked_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.sha256, t.assetId] })],
);
