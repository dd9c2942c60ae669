// The versions of a world, for those who work on it.

import type { UserId, WorldId } from "../../../shared/schema/ids.ts";
import { VERSIONS_MAX, type WorldVersion } from "../../../shared/schema/world-version.ts";
import type { OriginDeps } from "../../deps.ts";
import { notYours, requireWorld } from "../require-world.ts";
import { mayTry } from "../standing.ts";
import type { WorldRow } from "../store.ts";
import { listVersions, type VersionRecord } from "./store.ts";

/** Newest first. Throws WORLD_NOT_FOUND (404) or WORLD_NOT_YOURS (403). */
export async function listWorldVersions(
  { db }: Pick<OriginDeps, "db">,
  worldId: WorldId,
  userId: UserId,
): Promise<WorldVersion[]> {
  const { world, standing } = await requireWorld(db, worldId, userId);
  if (!mayTry(standing)) throw notYours();
  const records = await listVersions(db, worldId, VERSIONS_MAX);
  return records.length === 0 && world.liveVersion !== null ? [firstOf(world)] : records.map(toVersion);
}

export function toVersion({ version, author }: VersionRecord): WorldVersion {
  return {
    number: version.number,
    state: version.state,
    capacity: version.capacity,
    settings: version.settings,
    content: version.content,
    note: version.note,
    author: author === null ? null : { id: author.id, displayName: author.displayName },
    createdAt: version.createdAt.toISOString(),
    publishedAt: version.publishedAt?.toISOString() ?? null,
  };
}

/** Of a world made before there were versions: as it is. */
function firstOf({ id: worldId, capacity, settings, content, createdAt }: WorldRow): WorldVersion {
  const made = { worldId, capacity, settings, content, createdAt, publishedAt: createdAt };
  return toVersion({
    version: { ...made, number: 1, state: "live", note: "", authorId: null },
    author: null,
  });
}
