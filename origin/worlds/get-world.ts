// Reads of worlds, and how a world looks from outside.

import type { WorldId } from "../../shared/schema/ids.ts";
import type { PageQuery, WorldPage } from "../../shared/schema/public-api.ts";
import type { World } from "../../shared/schema/world.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { findWorld, listWorlds, type WorldRecord } from "./store.ts";

/** Throws WORLD_NOT_FOUND (404). */
export async function getWorld(deps: { readonly db: DbOrTx }, worldId: WorldId): Promise<World> {
  const found = await findWorld(deps.db, worldId);
  if (found === null) throw notFound("world");
  return toWorld(found);
}

/** One page, newest first. Throws CURSOR_INVALID (422). */
export async function listWorldPage(deps: Pick<OriginDeps, "db">, query: PageQuery): Promise<WorldPage> {
  const rows = await listWorlds(deps.db, decodeCursor(query.cursor), query.limit + 1);
  return toPage(
    rows,
    query.limit,
    (row) => ({ ...toWorld(row), headCount: row.headCount }),
    (row) => ({ at: row.world.createdAt, id: row.world.id }),
  );
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
    createdAt: world.createdAt.toISOString(),
  };
}
