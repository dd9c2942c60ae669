// What people are to one another, and privacy, as the edge asks the origin for them.

import type { UserId } from "../../shared/schema/ids.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import {
  type CreateInvitation,
  type FriendList,
  type FriendState,
  friendListSchema,
  friendStateSchema,
  type Invitation,
  invitationSchema,
  type PersonPage,
  personPageSchema,
  type Relation,
  relationSchema,
  type ShunKind,
} from "../../shared/schema/social.ts";
import { type Privacy, privacySchema, type SetPrivacy } from "../../shared/schema/user.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function socialCalls({ ask, tell }: AskOrigin) {
  return {
    friends: (requestId: RequestId, userId: UserId): Promise<FriendList> =>
      ask(requestId, friendListSchema, {
        method: "GET",
        path: fillPath(internalPath.friends, { userId }),
      }),
    befriend: (requestId: RequestId, userId: UserId, friendId: UserId): Promise<FriendState> =>
      ask(requestId, friendStateSchema, {
        method: "PUT",
        path: fillPath(internalPath.friend, { userId, friendId }),
      }),
    unfriend: (requestId: RequestId, userId: UserId, friendId: UserId): Promise<void> =>
      tell(requestId, { method: "DELETE", path: fillPath(internalPath.friend, { userId, friendId }) }),
    shunned: (requestId: RequestId, userId: UserId, kind: ShunKind, query: PageQuery): Promise<PersonPage> =>
      ask(requestId, personPageSchema, {
        method: "GET",
        path: fillPath(internalPath.shunned, { userId, kind }),
        query,
      }),
    shun: (requestId: RequestId, userId: UserId, kind: ShunKind, targetId: UserId): Promise<void> =>
      tell(requestId, { method: "PUT", path: fillPath(internalPath.shun, { userId, kind, targetId }) }),
    unshun: (requestId: RequestId, userId: UserId, kind: ShunKind, targetId: UserId): Promise<void> =>
      tell(requestId, { method: "DELETE", path: fillPath(internalPath.shun, { userId, kind, targetId }) }),
    follows: (
      requestId: RequestId,
      userId: UserId,
      direction: "followers" | "following",
      query: PageQuery,
    ): Promise<PersonPage> =>
      ask(requestId, personPageSchema, {
        method: "GET",
        path: fillPath(internalPath[direction], { userId }),
        query,
      }),
    follow: (requestId: RequestId, userId: UserId, targetId: UserId): Promise<void> =>
      tell(requestId, { method: "PUT", path: fillPath(internalPath.follow, { userId, targetId }) }),
    unfollow: (requestId: RequestId, userId: UserId, targetId: UserId): Promise<void> =>
      tell(requestId, { method: "DELETE", path: fillPath(internalPath.follow, { userId, targetId }) }),
    invite: (requestId: RequestId, userId: UserId, body: CreateInvitation): Promise<Invitation> =>
      ask(requestId, invitationSchema, {
        method: "POST",
        path: fillPath(internalPath.invitations, { userId }),
        body,
      }),
    relation: (requestId: RequestId, userId: UserId, targetId: UserId): Promise<Relation> =>
      ask(requestId, relationSchema, {
        method: "GET",
        path: fillPath(internalPath.relation, { userId, targetId }),
      }),
    privacy: (requestId: RequestId, userId: UserId): Promise<Privacy> =>
      ask(requestId, privacySchema, {
        method: "GET",
        path: fillPath(internalPath.privacy, { userId }),
      }),
    setPrivacy: (requestId: RequestId, userId: UserId, body: SetPrivacy): Promise<Privacy> =>
      ask(requestId, privacySchema, {
        method: "PUT",
        path: fillPath(internalPath.privacy, { userId }),
        body,
      }),
  };
}
