// Every table, by noun. Ids are made by us (shared/schema/ids.ts). Migrations are generated from here; the last lines hold the
// tables to the adapter.

import type {
  AssetRow,
  RoomRow,
  UserRow,
  VariantRow,
  VisitRow,
  WorldRow,
} from "../../shared/adapter/rows.ts";

import type { rooms, visits } from "./schema/rooms.ts";
import type { assets, users } from "./schema/users.ts";
import type { assetVariants } from "./schema/variants.ts";
import type { worlds } from "./schema/worlds.ts";

export * from "./schema/asset-versions.ts";
export * from "./schema/audit.ts";
export * from "./schema/blocked-files.ts";
export * from "./schema/catalog.ts";
export * from "./schema/changes.ts";
export * from "./schema/earnings.ts";
export * from "./schema/events.ts";
export * from "./schema/exchange-lots.ts";
export * from "./schema/gifts.ts";
export * from "./schema/handles.ts";
export * from "./schema/ledger.ts";
export * from "./schema/moderation.ts";
export * from "./schema/money.ts";
export * from "./schema/notices.ts";
export * from "./schema/notifications.ts";
export * from "./schema/orders.ts";
export * from "./schema/parties.ts";
export * from "./schema/payouts.ts";
export * from "./schema/revenue-shares.ts";
export * from "./schema/rooms.ts";
export * from "./schema/sign-in.ts";
export * from "./schema/social.ts";
export * from "./schema/store.ts";
export * from "./schema/tickets.ts";
export * from "./schema/uploads.ts";
export * from "./schema/users.ts";
export * from "./schema/variants.ts";
export * from "./schema/worlds.ts";

/** Fails to compile when a table no longer has what the adapter reads from it. */
type Satisfies<Row, _Table extends Row> = true;
export type AdapterHolds = [
  Satisfies<UserRow, typeof users.$inferSelect>,
  Satisfies<WorldRow, typeof worlds.$inferSelect>,
  Satisfies<RoomRow, typeof rooms.$inferSelect>,
  Satisfies<AssetRow, typeof assets.$inferSelect>,
  Satisfies<VariantRow, typeof assetVariants.$inferSelect>,
  Satisfies<VisitRow, typeof visits.$inferSelect>,
];
