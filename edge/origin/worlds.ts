// A user's own worlds, as the edge asks the origin for them.

import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import { ACTING_USER_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type OwnWorld,
  ownWorldSchema,
  type PageQuery,
  type WorldDetail,
  type WorldPage,
  worldDetailSchema,
  worldPageSchema,
} from "../../shared/schema/public-api.ts";
import type { CreateWorld, UpdateWorld } from "../../shared/schema/world.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function worldCalls({ ask }: AskOrigin) {
  return {
    createWorld: (
      requestId: RequestId,
      userId: UserId,
      body: CreateWorld,
      idempotencyKey: string | undefined,
    ): Promise<WorldDetail> =>
      ask(requestId, worldDetailSchema, {
        method: "POST",
        path: internalPath.worlds,
        headers: {
          [ACTING_USER_HEADER]: userId,
          ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
        },
        body,
      }),
    updateWorld: (
      requestId: RequestId,
      userId: UserId,
      worldId: WorldId,
      body: UpdateWorld,
    ): Promise<WorldDetail> =>
      ask(requestId, worldDetailSchema, {
        method: "PATCH",
        path: fillPath(internalPath.world, { worldId }),
        headers: { [ACTING_USER_HEADER]: userId },
        body,
      }),
    ownWorlds: (requestId: RequestId, userId: UserId, query: PageQuery): Promise<WorldPage> =>
      ask(requestId, worldPageSchema, {
        method: "GET",
        path: fillPath(internalPath.ownWorlds, { userId }),
        query,
      }),
    ownWorld: (requestId: RequestId, userId: UserId, worldId: WorldId): Promise<OwnWorld> =>
      ask(requestId, ownWorldSchema, {
        method: "GET",
        path: fillPath(internalPath.ownWorld, { userId, worldId }),
      }),
  };
}
