// What belongs to an account that is about to be erased is, for everybody else, gone already.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { notFound } from "../route-params.ts";
import { findUser } from "./store.ts";

/** Throws <NOUN>_NOT_FOUND (404) for what such an account owns. Null is the house, which stays. */
export async function requireShown(db: DbOrTx, ownerId: UserId | null, noun: string): Promise<void> {
  if (ownerId === null) return;
  const owner = await findUser(db, ownerId);
  if (owner === null || owner.eraseAt !== null) throw notFound(noun);
}
