// A world by the name or id somebody typed.

import type { EdgeClient } from "../../shared/client/edge-client.ts";
import { PAGE_LIMIT_MAX } from "../../shared/schema/public-api.ts";
import type { World } from "../../shared/schema/world.ts";
import { VisitFailed } from "./visit-failed.ts";

const WORLD_PAGES_MAX = 20;
const NAMES_TOLD_MAX = 20;

/** The first of the catalog when `wanted` is null. Throws VisitFailed, telling which there are. */
export async function findWorld(edge: EdgeClient, wanted: string | null): Promise<World> {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < WORLD_PAGES_MAX; page++) {
    const { items, nextCursor } = await edge.worlds({
      limit: PAGE_LIMIT_MAX,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const world = items.find(
      ({ id, name }) => wanted === null || id === wanted || name.toLowerCase() === wanted.toLowerCase(),
    );
    if (world !== undefined) return world;
    seen.push(...items.map(({ name }) => name));
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  if (seen.length === 0) throw new VisitFailed("There is no world yet. Create one on the page.");
  throw new VisitFailed(
    `There is no world “${wanted}”. There are: ${seen.slice(0, NAMES_TOLD_MAX).join(", ")}.`,
  );
}
