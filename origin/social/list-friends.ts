// A user's friends and requests, and where friends are, as far as each lets friends see it.

import type { UserId } from "../../shared/schema/ids.ts";
import {
  type Friend,
  type FriendList,
  type FriendRequest,
  RELATIONS_MAX,
} from "../../shared/schema/social.ts";
import type { OriginDeps } from "../deps.ts";
import { allows, toPresence } from "./presence.ts";
import { listRelated, listWhereabouts, type RelatedRecord, type WhereaboutsRecord } from "./store.ts";
import { toPerson } from "./to-person.ts";

export async function listFriends(deps: Pick<OriginDeps, "db">, userId: UserId): Promise<FriendList> {
  const related = await listRelated(deps.db, userId, RELATIONS_MAX);
  const friends = related.filter(({ friendship }) => friendship.requestedBy === null);
  const whereabouts = await listWhereabouts(
    deps.db,
    friends.filter(({ other }) => allows(other.presenceFor, "friend")).map(({ other }) => other.id),
  );
  const byUser = new Map(whereabouts.map((found) => [found.userId, found]));
  const requests = related.filter(({ friendship }) => friendship.requestedBy !== null);
  return {
    friends: friends.map((record) => toFriend(record, byUser.get(record.other.id))),
    incoming: requests.filter(({ friendship }) => friendship.requestedBy !== userId).map(toRequest),
    outgoing: requests.filter(({ friendship }) => friendship.requestedBy === userId).map(toRequest),
  };
}

function toFriend({ friendship, other }: RelatedRecord, where: WhereaboutsRecord | undefined): Friend {
  return {
    user: toPerson(other),
    since: (friendship.acceptedAt ?? friendship.createdAt).toISOString(),
    presence: toPresence(other, where, "friend"),
  };
}

function toRequest({ friendship, other }: RelatedRecord): FriendRequest {
  return { user: toPerson(other), requestedAt: friendship.createdAt.toISOString() };
}
