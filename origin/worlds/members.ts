// Who works on a world: its owner asks friends, and anybody may leave.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import { WORLD_MEMBERS_MAX, type WorldMember, type WorldRole } from "../../shared/schema/world-version.ts";
import type { OriginDeps } from "../deps.ts";
import { areFriends } from "../social/befriend.ts";
import { requireUser } from "../users/get-user.ts";
import {
  countMembers,
  deleteMember,
  findMember,
  listMembers,
  type MemberRecord,
  upsertMember,
} from "./member-store.ts";
import { notYours, requireWorld } from "./require-world.ts";
import { mayTry } from "./standing.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** Throws WORLD_NOT_FOUND (404), or WORLD_NOT_YOURS (403) for whoever does not work on it. */
export async function listWorldMembers(
  { db }: Pick<Deps, "db">,
  worldId: WorldId,
  userId: UserId,
): Promise<WorldMember[]> {
  const { standing } = await requireWorld(db, worldId, userId);
  if (!mayTry(standing)) throw notYours();
  return (await listMembers(db, worldId, WORLD_MEMBERS_MAX)).map(toMember);
}

/** Throws WORLD_NOT_FOUND, USER_NOT_FOUND (404), WORLD_NOT_YOURS, MEMBER_NOT_FRIEND (403) or MEMBERS_FULL (409). */
export async function putMember(
  deps: Deps,
  worldId: WorldId,
  userId: UserId,
  asked: { readonly userId: UserId; readonly role: WorldRole },
): Promise<WorldMember> {
  return deps.db.transaction(async (tx) => {
    const { standing } = await requireWorld(tx, worldId, userId, "locked");
    if (standing !== "owner") throw notYours();
    const { id, displayName } = await requireUser(tx, asked.userId);
    if ((await findMember(tx, worldId, id)) === null) {
      if (!(await areFriends(tx, userId, id))) throw notFriend();
      if ((await countMembers(tx, worldId)) >= WORLD_MEMBERS_MAX) throw full();
    }
    const since = new Date(deps.nowMs());
    const member = await upsertMember(tx, { worldId, userId: id, role: asked.role, since });
    return toMember({ member, user: { id, displayName } });
  });
}

/** The owner lets anybody go, anybody leaves. Throws WORLD_NOT_FOUND (404) or WORLD_NOT_YOURS (403). */
export async function removeMember(
  { db }: Pick<Deps, "db">,
  worldId: WorldId,
  userId: UserId,
  memberId: UserId,
): Promise<void> {
  const { standing } = await requireWorld(db, worldId, userId);
  if (standing !== "owner" && userId !== memberId) throw notYours();
  await deleteMember(db, worldId, memberId);
}

function toMember({ member, user }: MemberRecord): WorldMember {
  return { user, role: member.role, since: member.since.toISOString() };
}

function notFriend(): Problem {
  return new Problem({
    status: 403,
    code: "MEMBER_NOT_FRIEND",
    title: "Only a friend can be asked to work on a world",
    detail: "Become friends first: PUT /v1/me/friends/{id}.",
  });
}

function full(): Problem {
  return new Problem({
    status: 409,
    code: "MEMBERS_FULL",
    title: "As many people work on this world as may",
    detail: `At most ${WORLD_MEMBERS_MAX}.`,
  });
}
