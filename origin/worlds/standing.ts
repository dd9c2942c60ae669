// What somebody is to a world, and what that lets them do.

import { isOpen, type Visibility } from "../../shared/schema/catalog.ts";
import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import type { OwnWorld } from "../../shared/schema/public-api.ts";
import type { DbOrTx } from "../db/client.ts";
import { notFound } from "../route-params.ts";
import { areFriends } from "../social/befriend.ts";
import { requireShown } from "../users/require-shown.ts";
import { findMember } from "./member-store.ts";

export type Standing = "owner" | "editor" | "tester" | "friend" | "stranger";

type Seen = {
  readonly id: WorldId;
  readonly ownerId: UserId | null;
  readonly visibility: Visibility;
  /** null: never published. */
  readonly liveVersion: number | null;
  /** Not null: a moderator keeps it from everybody but those who work on it. */
  readonly takenDownAt: Date | null;
};

/** What each may do with a world that everybody may see. */
const RIGHTS: Readonly<Record<Standing, { readonly edits: boolean; readonly tries: boolean }>> = {
  owner: { edits: true, tries: true },
  editor: { edits: true, tries: true },
  tester: { edits: false, tries: true },
  friend: { edits: false, tries: false },
  stranger: { edits: false, tries: false },
};

/** Changes versions and makes them beta or live. */
export const mayEdit = (standing: Standing): boolean => RIGHTS[standing].edits;
/** Enters the beta, and sees what is not published. */
export const mayTry = (standing: Standing): boolean => RIGHTS[standing].tries;

/** What somebody of this standing is to those who work on the world; null: none of them. */
export function roleOf(standing: Standing): OwnWorld["role"] {
  return standing === "friend" || standing === "stranger" ? null : standing;
}

/** Whether the world is there at all for somebody of this standing. */
export function maySee(standing: Standing, { visibility, liveVersion, takenDownAt }: Seen): boolean {
  if (mayTry(standing)) return true;
  if (liveVersion === null || takenDownAt !== null) return false;
  return isOpen(visibility) || (visibility === "friends" && standing === "friend");
}

export async function standingOf(db: DbOrTx, world: Seen, userId: UserId | null): Promise<Standing> {
  if (userId === null) return "stranger";
  if (world.ownerId === userId) return "owner";
  const member = await findMember(db, world.id, userId);
  if (member !== null) return member.role;
  const isFriend = world.ownerId !== null && (await areFriends(db, world.ownerId, userId));
  return isFriend ? "friend" : "stranger";
}

/**
 * The standing of whoever may see the world. Throws WORLD_NOT_FOUND (404) for whoever may not: that it exists is private too; and
 * for everybody else's eyes when its owner is leaving.
 */
export async function requireVisible(db: DbOrTx, world: Seen, userId: UserId | null): Promise<Standing> {
  // Most worlds are everybody's, and most who ask want no more than to see them.
  const standing =
    userId === null && maySee("stranger", world) ? "stranger" : await standingOf(db, world, userId);
  if (!maySee(standing, world)) throw notFound("world");
  if (standing !== "owner") await requireShown(db, world.ownerId, "world");
  return standing;
}
