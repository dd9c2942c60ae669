// Where a party is led: the room that the one who leads entered last and keeps places in, or the one they are in.

import type { PartyId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { findCalledRoom, findRoomWith } from "./store.ts";

type Called = NonNullable<Awaited<ReturnType<typeof findCalledRoom>>>;
/** `until`: null where no place is kept. */
export type Led = Pick<Called, "room" | "world"> & { readonly until: Date | null };

/** null: nowhere that is open. */
export async function findWhereLed(
  db: DbOrTx,
  partyId: PartyId,
  leaderId: UserId,
  now: Date,
): Promise<Led | null> {
  const called = await findCalledRoom(db, partyId);
  // They are on their way, or were a moment ago.
  if (called?.until != null && called.until > now) return called;
  const there = await findRoomWith(db, leaderId);
  return there === null ? null : { ...there, until: null };
}
