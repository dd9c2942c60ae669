// Makes a world findable.

import { type Findable, indexEntry } from "../catalog/index-entry.ts";
import type { DbOrTx } from "../db/client.ts";
import { listAllWorlds, type WorldRow } from "./store.ts";

export async function indexWorld(tx: DbOrTx, world: WorldRow): Promise<void> {
  await indexEntry(tx, findableWorld(world));
}

/** By what it is found. Pure. */
export function findableWorld(world: WorldRow): Findable {
  return {
    kind: "world",
    id: world.id,
    ownerId: world.ownerId,
    // What was never published, or was taken down, is found by nobody, whatever its owner makes of it.
    visibility: world.liveVersion === null || world.takenDownAt !== null ? "private" : world.visibility,
    name: world.name,
    text: [world.description, ...Object.values(world.descriptions)].join("\n"),
    tags: world.tags,
    thumbnail: world.thumbnailUrl,
    until: null,
    createdAt: world.createdAt,
  };
}

/** All of them, for when the catalog is made anew. */
export const allWorlds = { list: listAllWorlds, index: indexWorld } as const;
