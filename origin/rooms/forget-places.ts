// Somebody may no longer enter: places that were kept for them, and their place in the queue, are others'.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { deletePlaceOf } from "./queue-store.ts";
import { deleteReservationsOf } from "./store.ts";

export async function forgetPlaces(tx: DbOrTx, userId: UserId): Promise<void> {
  await deleteReservationsOf(tx, userId);
  await deletePlaceOf(tx, userId);
}
