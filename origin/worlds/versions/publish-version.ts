// A version becomes what others enter, or what is tried. Rooms that are open are told, and change while people are in them.

import { cacheTag } from "../../../shared/schema/cache-tag.ts";
import type { UserId, WorldId } from "../../../shared/schema/ids.ts";
import { roomTag } from "../../../shared/schema/internal/changes.ts";
import type { Channel, WorldVersion } from "../../../shared/schema/world-version.ts";
import { recordChange, recordRoomNews } from "../../changes/record-change.ts";
import type { DbOrTx } from "../../db/client.ts";
import type { OriginDeps } from "../../deps.ts";
import { notFound } from "../../route-params.ts";
import { indexWorld } from "../index-world.ts";
import { updateWorldRow, type WorldRow } from "../store.ts";
import { checkFiles, lockForEditing } from "./draft-version.ts";
import { toVersion } from "./list-versions.ts";
import { findVersion, retireOthers, updateVersionRow, type VersionRow } from "./store.ts";

/**
 * An older version goes back to being live. Publishing what is published changes nothing but the time. Throws WORLD_NOT_FOUND,
 * VERSION_NOT_FOUND (404), WORLD_NOT_YOURS (403), or WORLD_CONTENT_INVALID (422) when a file of it is gone.
 */
export async function publishVersion(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  worldId: WorldId,
  userId: UserId,
  number: number,
  channel: Channel,
): Promise<WorldVersion> {
  return deps.db.transaction(async (tx) => {
    const world = await lockForEditing(tx, worldId, userId);
    const found = await findVersion(tx, worldId, number);
    if (found === null) throw notFound("version");
    await checkFiles(tx, world, found.version);
    // The live one stays live: what everybody enters is tried by whoever enters.
    const state = found.version.state === "live" ? "live" : channel;
    const version: VersionRow = { ...found.version, state, publishedAt: new Date(deps.nowMs()) };
    await (state === "live" ? goLive(tx, world, version) : goBeta(tx, version));
    return toVersion({ version, author: found.author });
  });
}

/** The version, which its table has already, is what others enter from now on. The caller holds the world's lock. */
export async function goLive(tx: DbOrTx, world: WorldRow, version: VersionRow): Promise<WorldRow> {
  const now = version.publishedAt ?? version.createdAt;
  await retireOthers(tx, version, "live");
  await updateVersionRow(tx, { ...version, state: "live" });
  const { capacity, settings, content, number: liveVersion } = version;
  const changed: WorldRow = { ...world, capacity, settings, content, liveVersion };
  await updateWorldRow(tx, changed);
  await indexWorld(tx, changed);
  await recordChange(tx, [cacheTag.worlds, cacheTag.world(world.id)], now);
  await recordRoomNews(tx, [roomTag.world(world.id)], now);
  return changed;
}

async function goBeta(tx: DbOrTx, version: VersionRow): Promise<void> {
  await retireOthers(tx, version, "beta");
  await updateVersionRow(tx, version);
  await recordRoomNews(tx, [roomTag.world(version.worldId)], version.publishedAt ?? version.createdAt);
}
