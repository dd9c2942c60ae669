// What people look for and publish, as the edge asks the origin for it.

import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import { ACTING_USER_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type AvatarPage,
  avatarPageSchema,
  type EventPage,
  eventPageSchema,
  type PageQuery,
  type WorldPage,
  worldPageSchema,
} from "../../shared/schema/public-api.ts";
import { type CreateWorld, type World, worldSchema } from "../../shared/schema/world.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function catalogCalls({ ask }: AskOrigin) {
  return {
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
  };
}
