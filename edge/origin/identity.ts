// Accounts and sessions, as the edge asks the origin for them.

import type * as z from "zod";
import type { AssetId, UserId } from "../../shared/schema/ids.ts";
import {
  type createGuestSchema,
  type GrantedSession,
  grantedSessionSchema,
  identityListSchema,
  type linkIdentitySchema,
  type resolveUserSchema,
  sessionListSchema,
} from "../../shared/schema/internal/identity.ts";
import {
  ACTING_SESSION_HEADER,
  ACTING_USER_HEADER,
  fillPath,
  internalPath,
} from "../../shared/schema/internal-api.ts";
import {
  type Identity,
  identitySchema,
  type UpdateMe,
  type User,
  userSchema,
} from "../../shared/schema/user.ts";
import type { Caller } from "../auth/access-token.ts";
import type { AskOrigin, RequestId } from "./call.ts";

/** Who acts, and by which of their sessions: the origin looks whether it goes on. */
export type SignedIn = Pick<Caller, "userId" | "sessionId">;

export function identityCalls({ ask, tell }: AskOrigin) {
  return {
    createGuest: (requestId: RequestId, body: z.input<typeof createGuestSchema>): Promise<GrantedSession> =>
      ask(requestId, grantedSessionSchema, { method: "POST", path: internalPath.createGuest, body }),
    resolveUser: (requestId: RequestId, body: z.input<typeof resolveUserSchema>): Promise<GrantedSession> =>
      ask(requestId, grantedSessionSchema, { method: "POST", path: internalPath.resolveUser, body }),
    rotateSession: (requestId: RequestId, refreshToken: string): Promise<GrantedSession> =>
      ask(requestId, grantedSessionSchema, {
        method: "POST",
        path: internalPath.rotateSession,
        body: { refreshToken },
      }),
    endSession: (requestId: RequestId, refreshToken: string): Promise<void> =>
      tell(requestId, { method: "POST", path: internalPath.endSession, body: { refreshToken } }),

    sessions: (requestId: RequestId, userId: UserId): Promise<z.output<typeof sessionListSchema>> =>
      ask(requestId, sessionListSchema, {
        method: "GET",
        path: fillPath(internalPath.sessions, { userId }),
      }),
    endOneSession: (requestId: RequestId, userId: UserId, sessionId: string): Promise<void> =>
      tell(requestId, { method: "DELETE", path: fillPath(internalPath.session, { userId, sessionId }) }),
    /** All but `kept`; null ends all. */
    endSessions: (requestId: RequestId, userId: UserId, kept: string | null): Promise<void> =>
      tell(requestId, {
        method: "DELETE",
        path: fillPath(internalPath.sessions, { userId }),
        query: { kept: kept ?? undefined },
      }),

    identities: (requestId: RequestId, userId: UserId): Promise<z.output<typeof identityListSchema>> =>
      ask(requestId, identityListSchema, {
        method: "GET",
        path: fillPath(internalPath.identities, { userId }),
      }),
    linkIdentity: (
      requestId: RequestId,
      { userId, sessionId }: SignedIn,
      body: z.input<typeof linkIdentitySchema>,
    ): Promise<Identity> =>
      ask(requestId, identitySchema, {
        method: "POST",
        path: fillPath(internalPath.identities, { userId }),
        headers: { [ACTING_SESSION_HEADER]: sessionId },
        body,
      }),
    unlinkIdentity: (
      requestId: RequestId,
      { userId, sessionId }: SignedIn,
      identityId: string,
    ): Promise<void> =>
      tell(requestId, {
        method: "DELETE",
        path: fillPath(internalPath.identity, { userId, identityId }),
        headers: { [ACTING_SESSION_HEADER]: sessionId },
      }),

    user: (requestId: RequestId, userId: UserId): Promise<User> =>
      ask(requestId, userSchema, { method: "GET", path: fillPath(internalPath.user, { userId }) }),
    updateMe: (requestId: RequestId, userId: UserId, body: UpdateMe): Promise<User> =>
      ask(requestId, userSchema, { method: "PATCH", path: fillPath(internalPath.user, { userId }), body }),
    takeHandle: (requestId: RequestId, userId: UserId, handle: string): Promise<User> =>
      ask(requestId, userSchema, {
        method: "PUT",
        path: fillPath(internalPath.handle, { userId }),
        body: { handle },
      }),
    dropHandle: (requestId: RequestId, userId: UserId): Promise<User> =>
      ask(requestId, userSchema, { method: "DELETE", path: fillPath(internalPath.handle, { userId }) }),
    wearAvatar: (requestId: RequestId, userId: UserId, avatarId: AssetId | null): Promise<User> =>
      ask(requestId, userSchema, {
        method: "PUT",
        path: fillPath(internalPath.wearAvatar, { userId }),
        headers: { [ACTING_USER_HEADER]: userId },
        body: { avatarId },
      }),
  };
}
