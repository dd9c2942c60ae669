// What somebody was given: a page of it, and with the first page what all of it comes to.

import type { ReceivedGiftPage } from "../../shared/schema/gift.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, toPage } from "../route-params.ts";
import { listReceived, type Received, sumReceived } from "./store.ts";
import { toGift } from "./to-gift.ts";

/** Newest first. Throws CURSOR_INVALID (422). */
export async function listReceivedGifts(
  { db }: Pick<OriginDeps, "db">,
  received: Received,
  { cursor, limit }: PageQuery,
): Promise<ReceivedGiftPage> {
  const rows = await listReceived(db, received, decodeCursor(cursor), limit + 1);
  const page = toPage(rows, limit, toGift, ({ gift: { createdAt, id } }) => ({ at: createdAt, id }));
  return { ...page, total: cursor === undefined ? await sumReceived(db, received) : null };
}
