// Makes a world findable.

import { indexEntry } from "../catalog/index-entry.ts";
import type { DbOrTx } from "../db/client.ts";
import { listAllWorlds, type WorldRow } from "./store.ts";

export async function indexWorld(tx: DbOrTx, world: WorldRow): Promise<void> {
  await indexEntry(tx, {
    kind: "world",
    id: world.id,
    ownerId: world.ownerId,
    // What was never published is found by nobody.
    visibility: world.liveVersion === null ? "private" : world.visibility,
    name: world.name,
    text: [world.description, ...Object.values(world.descriptions)].join("\n"),
    tags: world.tags,
    thumbnail: world.thumbnailUrl,
    until: null,
    createdAt: world.createdAt,
  });
}

/** All of them, for when the catalog is made anew. */
export const allWorlds = { list: listAllWorlds, index: indexWorld } as const;
