// Versions of worlds and those who work on them, as the edge asks the origin for them.

import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import { ACTING_USER_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type Channel,
  type CreateVersion,
  memberListSchema,
  type UpdateVersion,
  versionListSchema,
  type WorldRole,
  worldMemberSchema,
  worldVersionSchema,
} from "../../shared/schema/world-version.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function worldVersionCalls({ ask, tell }: AskOrigin) {
  const as = (userId: UserId) => ({ [ACTING_USER_HEADER]: userId });
  const versionPath = (worldId: WorldId, number: number) =>
    fillPath(internalPath.worldVersion, { worldId, number: String(number) });
  return {
    worldVersions: (requestId: RequestId, userId: UserId, worldId: WorldId) =>
      ask(requestId, versionListSchema, {
        method: "GET",
        path: fillPath(internalPath.worldVersions, { worldId }),
        headers: as(userId),
      }),
    createVersion: (requestId: RequestId, userId: UserId, worldId: WorldId, body: CreateVersion) =>
      ask(requestId, worldVersionSchema, {
        method: "POST",
        path: fillPath(internalPath.worldVersions, { worldId }),
        headers: as(userId),
        body,
      }),
    updateVersion: (
      requestId: RequestId,
      userId: UserId,
      worldId: WorldId,
      number: number,
      body: UpdateVersion,
    ) =>
      ask(requestId, worldVersionSchema, {
        method: "PATCH",
        path: versionPath(worldId, number),
        headers: as(userId),
        body,
      }),
    publishVersion: (
      requestId: RequestId,
      userId: UserId,
      worldId: WorldId,
      number: number,
      channel: Channel,
    ) =>
      ask(requestId, worldVersionSchema, {
        method: "POST",
        path: fillPath(internalPath.publishVersion, { worldId, number: String(number) }),
        headers: as(userId),
        body: { channel },
      }),
    removeVersion: (requestId: RequestId, userId: UserId, worldId: WorldId, number: number) =>
      tell(requestId, { method: "DELETE", path: versionPath(worldId, number), headers: as(userId) }),
    worldMembers: (requestId: RequestId, userId: UserId, worldId: WorldId) =>
      ask(requestId, memberListSchema, {
        method: "GET",
        path: fillPath(internalPath.worldMembers, { worldId }),
        headers: as(userId),
      }),
    putMember: (requestId: RequestId, userId: UserId, worldId: WorldId, memberId: UserId, role: WorldRole) =>
      ask(requestId, worldMemberSchema, {
        method: "PUT",
        path: fillPath(internalPath.worldMember, { worldId, userId: memberId }),
        headers: as(userId),
        body: { role },
      }),
    removeMember: (requestId: RequestId, userId: UserId, worldId: WorldId, memberId: UserId) =>
      tell(requestId, {
        method: "DELETE",
        path: fillPath(internalPath.worldMember, { worldId, userId: memberId }),
        headers: as(userId),
      }),
  };
}
