// Reads of worlds, and how a world looks from outside.

import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import type {
  CatalogQuery,
  OwnWorld,
  PageQuery,
  WorldDetail,
  WorldPage,
} from "../../shared/schema/public-api.ts";
import type { OpenRoom, World } from "../../shared/schema/world.ts";
import { findEntries } from "../catalog/find-entries.ts";
import { likeCountOf, likeCountsOf } from "../catalog/like-counts.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { requireVisible, roleOf, type Standing } from "./standing.ts";
import {
  findWorld,
  type ListedWorld,
  listOpenRooms,
  listWorldsById,
  listWorldsOf,
  type WorldRecord,
} from "./store.ts";

/** For whoever would go there. Throws WORLD_NOT_FOUND (404), also for one that was taken down. Whoever asks for others must ask requireVisible. */
export async function getWorld(deps: { readonly db: DbOrTx }, worldId: WorldId): Promise<World> {
  const found = await findWorld(deps.db, worldId);
  if (found === null || found.world.takenDownAt !== null) throw notFound("world");
  return toWorld(found);
}

/** Whose it is, also of one that was taken down; null is the house. Throws WORLD_NOT_FOUND (404). */
export async function getWorldOwner(db: DbOrTx, worldId: WorldId): Promise<UserId | null> {
  const found = await findWorld(db, worldId);
  if (found === null) throw notFound("world");
  return found.world.ownerId;
}

/** As `userId` may see it; null is anybody. Throws WORLD_NOT_FOUND (404), also for what they may not see. */
export async function getWorldDetail(
  deps: { readonly db: DbOrTx },
  worldId: WorldId,
  userId: UserId | null,
): Promise<WorldDetail> {
  return (await seenWorld(deps, worldId, userId)).world;
}

/** The same, with what they are to it. Throws WORLD_NOT_FOUND (404). */
export async function getOwnWorld(
  deps: { readonly db: DbOrTx },
  worldId: WorldId,
  userId: UserId,
): Promise<OwnWorld> {
  const { world, standing } = await seenWorld(deps, worldId, userId);
  return { ...world, role: roleOf(standing) };
}

async function seenWorld(
  deps: { readonly db: DbOrTx },
  worldId: WorldId,
  userId: UserId | null,
): Promise<{ readonly world: WorldDetail; readonly standing: Standing }> {
  const [found] = await listWorldsById(deps.db, [worldId]);
  if (found === undefined) throw notFound("world");
  const standing = await requireVisible(deps.db, found.world, userId);
  return { world: toListed(found, await likeCountOf(deps, "world", worldId)), standing };
}

/** One page, in the order asked for. Throws CURSOR_INVALID (422). */
export async function listWorldPage(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  query: CatalogQuery,
): Promise<WorldPage> {
  const { entries, nextCursor } = await findEntries(deps, { ...query, kind: "world" });
  const ids = entries.map(({ id }) => id as WorldId);
  const byId = new Map<string, ListedWorld>(
    (await listWorldsById(deps.db, ids)).map((listed) => [listed.world.id, listed]),
  );
  const items = entries.flatMap(({ id, likeCount }) => {
    const found = byId.get(id);
    return found === undefined ? [] : [toListed(found, likeCount)];
  });
  return { items, nextCursor };
}

/** A user's own, whoever else may see them, newest first. Throws CURSOR_INVALID (422). */
export async function listOwnWorldPage(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
  query: PageQuery,
): Promise<WorldPage> {
  const rows = await listWorldsOf(deps.db, userId, decodeCursor(query.cursor), query.limit + 1);
  const likeCounts = await likeCountsOf(
    deps,
    "world",
    rows.map(({ world }) => world.id),
  );
  return toPage(
    rows,
    query.limit,
    (row) => toListed(row, likeCounts.get(row.world.id) ?? 0),
    (row) => ({ at: row.world.createdAt, id: row.world.id }),
  );
}

/** Rooms open now on hosts that still speak, fullest first. Throws WORLD_NOT_FOUND (404). */
export async function listRooms(deps: { readonly db: DbOrTx }, worldId: WorldId): Promise<OpenRoom[]> {
  const found = await findWorld(deps.db, worldId);
  if (found === null) throw notFound("world");
  await requireVisible(deps.db, found.world, null);
  const rooms = await listOpenRooms(deps.db, worldId);
  return rooms.map((room) => ({ ...room, capacity: found.world.capacity }));
}

function toListed(listed: ListedWorld, likeCount: number): WorldDetail {
  return { ...toWorld(listed), headCount: listed.headCount, likeCount };
}

function toWorld({ world, owner }: WorldRecord): World {
  return {
    id: world.id,
    name: world.name,
    description: world.description,
    thumbnailUrl: world.thumbnailUrl,
    owner,
    capacity: world.capacity,
    settings: world.settings,
    visibility: world.visibility,
    tags: world.tags,
    descriptions: world.descriptions,
    version: world.liveVersion,
    createdAt: world.createdAt.toISOString(),
  };
}
