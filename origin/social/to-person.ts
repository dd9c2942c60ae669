// People as lists of them show them.

import type { ListedPerson, Person } from "../../shared/schema/social.ts";
import type { users } from "../db/schema/users.ts";
import type { Cursor } from "../route-params.ts";

/** Somebody in a list, and since when. */
export type ListedRecord = { readonly user: typeof users.$inferSelect; readonly since: Date };

export function toPerson({ id, displayName, avatarId }: ListedRecord["user"]): Person {
  return { id, displayName, avatarId };
}

export function toListedPerson({ user, since }: ListedRecord): ListedPerson {
  return { user: toPerson(user), since: since.toISOString() };
}

/** The newest first, and where two came in the same millisecond by id. */
export function listedCursor({ user, since }: ListedRecord): Cursor {
  return { at: since, id: user.id };
}
