// A user's friends and requests, and where friends are, as far as each lets friends see it.

import { isOpen } from "../../shared/schema/catalog.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import { type FriendList, type FriendRequest, RELATIONS_MAX } from "../../shared/schema/social.ts";
import type { Audience } from "../../shared/schema/user.ts";
import type { OriginDeps } from "../deps.ts";
import { listRelated, listWhereabouts, type RelatedRecord, type WhereaboutsRecord } from "./store.ts";
import { toPerson } from "./to-person.ts";

export async function listFriends(deps: Pick<OriginDeps, "db">, userId: UserId): Promise<FriendList> {
  const related = await listRelated(deps.db, userId, RELATIONS_MAX);
  const friends = related.filter(({ friendship }) => friendship.requestedBy === null);
  const whereabouts = await listWhereabouts(
    deps.db,
    friends.filter(({ other }) => allowsFriends(other.presenceFor)).map(({ other }) => other.id),
  );
  const byUser = new Map(whereabouts.map((found) => [found.userId, found]));
  const requests = related.filter(({ friendship }) => friendship.requestedBy !== null);
  return {
    friends: friends.map((record) => toFriend(record, byUser.get(record.other.id))),
    incoming: requests.filter(({ friendship }) => friendship.requestedBy !== userId).map(toRequest),
    outgoing: requests.filter(({ friendship }) => friendship.requestedBy === userId).map(toRequest),
  };
}

/** Whether a friend is among them. */
function allowsFriends(audience: Audience): boolean {
  return audience !== "nobody";
}

function toFriend({ friendship, other }: RelatedRecord, where: WhereaboutsRecord | undefined) {
  // A private world is not named to whoever could not see it.
  const isShown = where !== undefined && isOpen(where.world.visibility);
  return {
    user: toPerson(other),
    since: (friendship.acceptedAt ?? friendship.createdAt).toISOString(),
    presence: isShown
      ? {
          world: { id: where.world.id, name: where.world.name },
          isJoinable: allowsFriends(other.joinableBy) && where.room.hostId !== null,
        }
      : null,
  };
}

function toRequest({ friendship, other }: RelatedRecord): FriendRequest {
  return { user: toPerson(other), requestedAt: friendship.createdAt.toISOString() };
}
