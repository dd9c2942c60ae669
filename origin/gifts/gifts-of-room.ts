// Which gifts a room is to tell that opens now.

import type { EventId } from "../../shared/schema/ids.ts";
import type { RoomSpec } from "../../shared/schema/room-spec.ts";
import type { DbOrTx } from "../db/client.ts";
import { findLastSeq } from "./store.ts";

/** Those of its event that are given from now on; null for a room of no event. */
export async function giftsOf(db: DbOrTx, eventId: EventId | null): Promise<RoomSpec["gifts"]> {
  return eventId === null ? null : { event: eventId, after: await findLastSeq(db, eventId) };
}
