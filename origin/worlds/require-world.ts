// The world somebody wants to do something with, and what they are to it.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId, WorldId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { notFound } from "../route-params.ts";
import { requireVisible, type Standing } from "./standing.ts";
import { findWorld, lockWorld, type WorldRow } from "./store.ts";

/** "locked": until the transaction ends. Throws WORLD_NOT_FOUND (404), also for what `userId` may not see. */
export async function requireWorld(
  db: DbOrTx,
  worldId: WorldId,
  userId: UserId,
  row: "read" | "locked" = "read",
): Promise<{ readonly world: WorldRow; readonly standing: Standing }> {
  const world =
    row === "locked" ? await lockWorld(db, worldId) : ((await findWorld(db, worldId))?.world ?? null);
  if (world === null) throw notFound("world");
  return { world, standing: await requireVisible(db, world, userId) };
}

/** WORLD_NOT_YOURS (403). */
export function notYours(): Problem {
  return new Problem({
    status: 403,
    code: "WORLD_NOT_YOURS",
    title: "This is for the owner of the world, or for those who work on it",
  });
}
