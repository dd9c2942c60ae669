// What the edge says to the origin: one method per internal route it uses. Answers are checked by the shared schemas.

import type * as z from "zod";
import { createInternalClient, originAway } from "../shared/http/internal-client.ts";
import { REQUEST_ID_HEADER } from "../shared/http/service.ts";
import type { AssetId, UploadId, UserId, WorldId } from "../shared/schema/ids.ts";
import {
  ACTING_USER_HEADER,
  type AllocatedRoom,
  allocatedRoomSchema,
  createdUploadSchema,
  type createGuestSchema,
  type createUploadSchema,
  fillPath,
  type GrantedSession,
  grantedSessionSchema,
  internalPath,
  type resolveUserSchema,
} from "../shared/schema/internal-api.ts";
import {
  type AvatarPage,
  avatarPageSchema,
  type EventPage,
  eventPageSchema,
  type PageQuery,
  type UploadStatus,
  uploadStatusSchema,
  type WorldPage,
  worldPageSchema,
} from "../shared/schema/public-api.ts";
import { type User, userSchema } from "../shared/schema/user.ts";
import { type CreateWorld, type World, worldSchema } from "../shared/schema/world.ts";

const HEALTH_TIMEOUT_MS = 2_000;
const STRIPE_TIMEOUT_MS = 10_000;

export type OriginClient = ReturnType<typeof createOriginClient>;
/** Who asks: the request whose id goes along. */
type RequestId = string;

/** Makes the client. Every method throws the origin's own Problem, or ORIGIN_AWAY (503) when it cannot be reached. */
export function createOriginClient(deps: {
  readonly originUrl: string;
  readonly token: string;
  readonly fetch: typeof fetch;
}) {
  const call = createInternalClient(deps);

  async function ask<T extends z.ZodType>(
    requestId: RequestId,
    answer: T,
    options: Omit<Parameters<typeof call>[0], "answer" | "requestId">,
  ): Promise<z.output<T>> {
    const { body } = await call({ ...options, requestId, answer });
    if (body === null) throw new Error(`${options.method} ${options.path} answered without a body`);
    return body;
  }

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
    async endSession(requestId: RequestId, refreshToken: string): Promise<void> {
      await call({ method: "POST", path: internalPath.endSession, body: { refreshToken }, requestId });
    },

    user: (requestId: RequestId, userId: UserId): Promise<User> =>
      ask(requestId, userSchema, { method: "GET", path: fillPath(internalPath.user, { userId }) }),
    wearAvatar: (requestId: RequestId, userId: UserId, avatarId: AssetId | null): Promise<User> =>
      ask(requestId, userSchema, {
        method: "PUT",
        path: fillPath(internalPath.wearAvatar, { userId }),
        headers: { [ACTING_USER_HEADER]: userId },
        body: { avatarId },
      }),

    worlds: (requestId: RequestId, query: PageQuery): Promise<WorldPage> =>
      ask(requestId, worldPageSchema, { method: "GET", path: internalPath.worlds, query }),
    world: (requestId: RequestId, worldId: WorldId): Promise<World> =>
      ask(requestId, worldSchema, { method: "GET", path: fillPath(internalPath.world, { worldId }) }),
    avatars: (requestId: RequestId, query: PageQuery): Promise<AvatarPage> =>
      ask(requestId, avatarPageSchema, { method: "GET", path: internalPath.avatars, query }),
    events: (requestId: RequestId, query: PageQuery): Promise<EventPage> =>
      ask(requestId, eventPageSchema, { method: "GET", path: internalPath.events, query }),

    createWorld: (
      requestId: RequestId,
      userId: UserId,
      body: CreateWorld,
      idempotencyKey: string | undefined,
    ): Promise<World> =>
      ask(requestId, worldSchema, {
        method: "POST",
        path: internalPath.worlds,
        headers: {
          [ACTING_USER_HEADER]: userId,
          ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
        },
        body,
      }),
    enterWorld: (requestId: RequestId, userId: UserId, worldId: WorldId): Promise<AllocatedRoom> =>
      ask(requestId, allocatedRoomSchema, {
        method: "POST",
        path: fillPath(internalPath.enterWorld, { worldId }),
        headers: { [ACTING_USER_HEADER]: userId },
      }),

    createUpload: (requestId: RequestId, userId: UserId, body: z.input<typeof createUploadSchema>) =>
      ask(requestId, createdUploadSchema, {
        method: "POST",
        path: internalPath.uploads,
        headers: { [ACTING_USER_HEADER]: userId },
        body,
      }),
    uploadStatus: (requestId: RequestId, uploadId: UploadId): Promise<UploadStatus> =>
      ask(requestId, uploadStatusSchema, {
        method: "GET",
        path: fillPath(internalPath.upload, { uploadId }),
      }),

    /** Passes a webhook on byte for byte: Stripe's signature is over the raw body. The origin's answer goes back as it is. */
    stripeWebhook: (
      requestId: RequestId,
      body: Uint8Array<ArrayBuffer>,
      signature: string,
    ): Promise<Response> =>
      deps
        .fetch(deps.originUrl + internalPath.stripeWebhook, {
          method: "POST",
          headers: {
            authorization: `Bearer ${deps.token}`,
            "content-type": "application/json",
            "stripe-signature": signature,
            [REQUEST_ID_HEADER]: requestId,
          },
          body,
          signal: AbortSignal.timeout(STRIPE_TIMEOUT_MS),
        })
        .catch((cause: unknown) => {
          throw originAway(cause);
        }),

    /** Rejects when the origin does not answer that it is alive. */
    async checkAlive(): Promise<void> {
      const response = await deps.fetch(`${deps.originUrl}/healthz`, {
        signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the origin answered ${response.status}`);
    },
  };
}
