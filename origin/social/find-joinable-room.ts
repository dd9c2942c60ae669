// The room somebody is in, for whoever may come there.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { requireUser } from "../users/get-user.ts";
import { maySee, mayTry, standingOf } from "../worlds/standing.ts";
import { areApart } from "./apart.ts";
import { areFriends } from "./befriend.ts";
import { listWhereabouts, type WhereaboutsRecord } from "./store.ts";

/**
 * Throws USER_NOT_FOUND (404), or USER_NOT_JOINABLE (403): not a friend, not for friends, in no room, or kept apart by a block.
 * Which of these it is is nobody's business.
 */
export async function findJoinableRoom(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
  hostedBy: UserId,
): Promise<WhereaboutsRecord> {
  const { joinableBy } = await requireUser(deps.db, hostedBy);
  const isWelcome =
    (joinableBy === "everyone" ||
      (joinableBy === "friends" && (await areFriends(deps.db, userId, hostedBy)))) &&
    !(await areApart(deps.db, userId, hostedBy));
  const [where] = isWelcome ? await listWhereabouts(deps.db, [hostedBy]) : [];
  if (where === undefined) throw notJoinable();
  const standing = await standingOf(deps.db, where.world, userId);
  const may = where.room.channel === "beta" ? mayTry(standing) : maySee(standing, where.world);
  if (!may) throw notJoinable();
  return where;
}

function notJoinable(): Problem {
  return new Problem({
    status: 403,
    code: "USER_NOT_JOINABLE",
    title: "There is no room of theirs that you may come to",
    detail: "They are in none, or let only others come. Friends can be asked: PUT /v1/me/friends/{id}.",
  });
}
