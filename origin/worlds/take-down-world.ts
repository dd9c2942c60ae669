// A moderator keeps a world from everybody, or gives it back. Its open rooms close; nobody finds or enters it meanwhile.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { WorldId } from "../../shared/schema/ids.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { notFound } from "../route-params.ts";
import { indexWorld } from "./index-world.ts";
import { lockWorld, updateWorldRow } from "./store.ts";

/** Throws WORLD_NOT_FOUND (404). */
export async function takeDownWorld(
  tx: DbOrTx,
  worldId: WorldId,
  takenDownAt: Date | null,
  now: Date,
): Promise<void> {
  const world = await lockWorld(tx, worldId);
  if (world === null) throw notFound("world");
  const changed = { ...world, takenDownAt };
  await updateWorldRow(tx, changed);
  await indexWorld(tx, changed);
  await recordChange(tx, [cacheTag.worlds, cacheTag.world(worldId)], now);
}
