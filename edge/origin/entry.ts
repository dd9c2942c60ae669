// A place in a room, as the edge asks the origin for it.

import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import { type AllocatedRoom, allocatedRoomSchema } from "../../shared/schema/internal/entry.ts";
import { ACTING_USER_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function entryCalls({ ask }: AskOrigin) {
  return {
    enterWorld: (requestId: RequestId, userId: UserId, worldId: WorldId): Promise<AllocatedRoom> =>
      ask(requestId, allocatedRoomSchema, {
        method: "POST",
        path: fillPath(internalPath.enterWorld, { worldId }),
        headers: { [ACTING_USER_HEADER]: userId },
      }),
  };
}
