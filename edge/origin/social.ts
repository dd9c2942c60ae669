// Friends and privacy, as the edge asks the origin for them.

import type { UserId } from "../../shared/schema/ids.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type FriendList,
  type FriendState,
  friendListSchema,
  friendStateSchema,
} from "../../shared/schema/social.ts";
import { type Privacy, privacySchema } from "../../shared/schema/user.ts";
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
    privacy: (requestId: RequestId, userId: UserId): Promise<Privacy> =>
      ask(requestId, privacySchema, {
        method: "GET",
        path: fillPath(internalPath.privacy, { userId }),
      }),
    setPrivacy: (requestId: RequestId, userId: UserId, body: Privacy): Promise<Privacy> =>
      ask(requestId, privacySchema, {
        method: "PUT",
        path: fillPath(internalPath.privacy, { userId }),
        body,
      }),
  };
}
