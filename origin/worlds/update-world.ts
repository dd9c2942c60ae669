// The owner changes a world. Rooms that are open go on as they are; whoever opens one next gets the new one.

import { Problem } from "../../shared/http/problem.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import type { WorldDetail } from "../../shared/schema/public-api.ts";
import { type UpdateWorld, worldSettingsSchema } from "../../shared/schema/world.ts";
import { recordChange } from "../changes/record-change.ts";
import { isUniqueViolation } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { checkSettings, nameTaken } from "./create-world.ts";
import { getWorldDetail, requireVisible } from "./get-world.ts";
import { indexWorld } from "./index-world.ts";
import { lockWorld, updateWorldRow, type WorldRow } from "./store.ts";

/** Throws WORLD_NOT_FOUND (404), WORLD_NOT_YOURS (403), WORLD_SPAWN_OUTSIDE (422) or WORLD_NAME_TAKEN (409). */
export async function updateWorld(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  worldId: WorldId,
  userId: UserId,
  change: UpdateWorld,
): Promise<WorldDetail> {
  try {
    return await deps.db.transaction(async (tx) => {
      const world = await lockWorld(tx, worldId);
      if (world === null) throw notFound("world");
      requireVisible(world, userId);
      if (world.ownerId !== userId) throw notYours();
      const changed = changedWorld(world, change);
      await updateWorldRow(tx, changed);
      await indexWorld(tx, changed);
      await recordChange(tx, [cacheTag.worlds, cacheTag.world(worldId)], new Date(deps.nowMs()));
      return getWorldDetail({ db: tx }, worldId, userId);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw nameTaken(change.name ?? "");
    throw error;
  }
}

function changedWorld(world: WorldRow, change: UpdateWorld): WorldRow {
  return {
    ...world,
    name: change.name?.normalize("NFC") ?? world.name,
    description: change.description ?? world.description,
    capacity: change.capacity ?? world.capacity,
    visibility: change.visibility ?? world.visibility,
    tags: change.tags ?? world.tags,
    settings: checkSettings(worldSettingsSchema.parse({ ...world.settings, ...change.settings })),
  };
}

function notYours(): Problem {
  return new Problem({
    status: 403,
    code: "WORLD_NOT_YOURS",
    title: "Only its owner changes a world",
  });
}
