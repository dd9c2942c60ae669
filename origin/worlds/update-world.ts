// Whoever works on a world changes what is said of it; its owner alone, who sees it. What its rooms are made of is a version's: a
// change of that is a new version, live at once.

import { toDeliveryUrl } from "../../shared/adapter/asset-to-avatar.ts";
import { Problem } from "../../shared/http/problem.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { AssetId, UserId, WorldId } from "../../shared/schema/ids.ts";
import type { WorldDetail } from "../../shared/schema/public-api.ts";
import type { UpdateWorld } from "../../shared/schema/world.ts";
import { worldSettingsSchema } from "../../shared/schema/world-settings.ts";
import { findAsset } from "../assets/store.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { isUniqueViolation } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { checkSettings } from "./check-settings.ts";
import { nameTaken } from "./create-world.ts";
import { getWorldDetail } from "./get-world.ts";
import { indexWorld } from "./index-world.ts";
import { notYours } from "./require-world.ts";
import { standingOf } from "./standing.ts";
import { updateWorldRow, type WorldRow } from "./store.ts";
import { lockForEditing, nextNumber } from "./versions/draft-version.ts";
import { goLive } from "./versions/publish-version.ts";
import { insertVersion } from "./versions/store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "deliveryUrl">;

/**
 * Throws WORLD_NOT_FOUND (404), WORLD_NOT_YOURS (403), WORLD_SPAWN_OUTSIDE, WORLD_CONTENT_INVALID (422), WORLD_NAME_TAKEN or
 * VERSIONS_FULL (409).
 */
export async function updateWorld(
  deps: Deps,
  worldId: WorldId,
  userId: UserId,
  change: UpdateWorld,
): Promise<WorldDetail> {
  try {
    return await deps.db.transaction(async (tx) => {
      const now = new Date(deps.nowMs());
      const world = await lockForEditing(tx, worldId, userId);
      if (change.visibility !== undefined && (await standingOf(tx, world, userId)) !== "owner")
        throw notYours();
      const described = await describedWorld(tx, deps, world, userId, change);
      await updateWorldRow(tx, described);
      if (change.settings !== undefined || change.capacity !== undefined)
        await remake(tx, described, userId, change, now);
      else {
        await indexWorld(tx, described);
        await recordChange(tx, [cacheTag.worlds, cacheTag.world(worldId)], now);
      }
      return getWorldDetail({ db: tx }, worldId, userId);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw nameTaken(change.name ?? "");
    throw error;
  }
}

async function describedWorld(
  tx: DbOrTx,
  { deliveryUrl }: Pick<Deps, "deliveryUrl">,
  world: WorldRow,
  userId: UserId,
  change: UpdateWorld,
): Promise<WorldRow> {
  return {
    ...world,
    name: change.name?.normalize("NFC") ?? world.name,
    description: change.description ?? world.description,
    descriptions: change.descriptions ?? world.descriptions,
    visibility: change.visibility ?? world.visibility,
    tags: change.tags ?? world.tags,
    thumbnailUrl:
      change.thumbnailId === undefined
        ? world.thumbnailUrl
        : await imageUrl(tx, deliveryUrl, change.thumbnailId, userId),
  };
}

/** null for no image. Throws WORLD_CONTENT_INVALID (422) for one that is not `userId`'s, or is none. */
async function imageUrl(
  tx: DbOrTx,
  deliveryUrl: string,
  assetId: AssetId | null,
  userId: UserId,
): Promise<string | null> {
  if (assetId === null) return null;
  const found = await findAsset(tx, assetId);
  if (found === null || found.asset.ownerId !== userId || found.asset.kind !== "image")
    throw notAnImage(assetId);
  return toDeliveryUrl(deliveryUrl, found.asset.objectKey);
}

/** A new version in the place of the live one. */
async function remake(
  tx: DbOrTx,
  world: WorldRow,
  userId: UserId,
  { capacity, settings }: UpdateWorld,
  now: Date,
): Promise<void> {
  const version = {
    worldId: world.id,
    number: await nextNumber(tx, world.id),
    state: "draft" as const,
    capacity: capacity ?? world.capacity,
    settings: checkSettings(worldSettingsSchema.parse({ ...world.settings, ...settings })),
    content: world.content,
    note: "",
    authorId: userId,
    createdAt: now,
    publishedAt: now,
  };
  await insertVersion(tx, version);
  await goLive(tx, world, version);
}

function notAnImage(assetId: AssetId): Problem {
  return new Problem({
    status: 422,
    code: "WORLD_CONTENT_INVALID",
    title: "Files of the world cannot be used",
    errors: [{ name: "thumbnailId", message: "no image of yours", actual: assetId }],
  });
}
