// Makes a user findable by their name and handle. Guests are not: they come and go, and asked for no profile.

import { type Findable, indexEntry } from "../catalog/index-entry.ts";
import type { DbOrTx } from "../db/client.ts";
import { listUsers, type UserRecord } from "./store.ts";

export async function indexUser(tx: DbOrTx, user: UserRecord): Promise<void> {
  const findable = findableUser(user);
  if (findable !== null) await indexEntry(tx, findable);
}

/** By what they are found; null: not at all. Pure. */
export function findableUser(user: UserRecord): Findable | null {
  if (user.role === "guest") return null;
  return {
    kind: "user",
    id: user.id,
    ownerId: user.id,
    visibility: "public",
    name: user.displayName,
    text: [user.handle ?? "", user.bio].join("\n"),
    tags: [],
    thumbnail: null,
    until: null,
    createdAt: user.createdAt,
  };
}

/** All of them, for when the catalog is made anew. */
export const allUsers = { list: listUsers, index: indexUser } as const;
