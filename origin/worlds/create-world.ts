// A user makes a world: name rules, a quota, and once only when the request is repeated with its Idempotency-Key.

import { Problem } from "../../shared/http/problem.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import { newId, type UserId } from "../../shared/schema/ids.ts";
import type { WorldDetail } from "../../shared/schema/public-api.ts";
import type { CreateWorld } from "../../shared/schema/world.ts";
import { DEFAULT_WORLD_SETTINGS, worldSettingsSchema } from "../../shared/schema/world-settings.ts";
import { NO_CONTENT } from "../../shared/schema/world-version.ts";
import { sha256Hex } from "../../shared/sha256.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { isUniqueViolation, lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { getUser } from "../users/get-user.ts";
import { checkSettings } from "./check-settings.ts";
import { getWorldDetail } from "./get-world.ts";
import { indexWorld } from "./index-world.ts";
import { countWorlds, findCreation, insertCreation, insertWorlds } from "./store.ts";
import { insertVersion } from "./versions/store.ts";

export const WORLDS_PER_USER_MAX = 20;

type Creation = {
  readonly ownerId: UserId;
  readonly body: CreateWorld;
  readonly idempotencyKey: string | undefined;
};

/**
 * Throws WORLD_SPAWN_OUTSIDE (422), WORLD_NAME_TAKEN (409), WORLD_QUOTA_REACHED (409), IDEMPOTENCY_KEY_REUSED (422: the
 * same key with another body) or USER_NOT_FOUND (404).
 */
export async function createWorld(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  creation: Creation,
): Promise<WorldDetail> {
  const { ownerId, body } = creation;
  const name = body.name.normalize("NFC");
  const settings = checkSettings(worldSettingsSchema.parse({ ...DEFAULT_WORLD_SETTINGS, ...body.settings }));
  try {
    return await deps.db.transaction(async (tx) => {
      // Counting and inserting must not interleave with another request of the same user.
      await lockInTransaction(tx, "worldOwner", ownerId);
      const repeated = await findRepeated(tx, creation);
      if (repeated !== null) return repeated;
      // In this transaction: one that waits for a second connection while it holds a lock can wait for ever.
      await getUser({ db: tx }, ownerId);
      if ((await countWorlds(tx, ownerId)) >= WORLDS_PER_USER_MAX) throw quotaReached();
      const id = newId("world");
      const now = new Date(deps.nowMs());
      const inserted = await insertWorlds(tx, [
        {
          id,
          name,
          description: body.description,
          ownerId,
          capacity: body.capacity,
          settings,
          visibility: body.visibility,
          tags: body.tags,
          descriptions: body.descriptions,
          liveVersion: body.begins === "live" ? 1 : null,
          createdAt: now,
        },
      ]);
      for (const world of inserted) await indexWorld(tx, world);
      await insertVersion(tx, {
        worldId: id,
        number: 1,
        state: body.begins,
        capacity: body.capacity,
        settings,
        content: NO_CONTENT,
        note: "",
        authorId: ownerId,
        createdAt: now,
        publishedAt: body.begins === "live" ? now : null,
      });
      if (creation.idempotencyKey !== undefined)
        await insertCreation(tx, {
          userId: ownerId,
          idempotencyKey: creation.idempotencyKey,
          requestHash: await hashOf(body),
          worldId: id,
        });
      await recordChange(tx, [cacheTag.worlds, cacheTag.world(id)], now);
      return getWorldDetail({ db: tx }, id, ownerId);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw nameTaken(name);
    throw error;
  }
}

async function findRepeated(tx: DbOrTx, creation: Creation): Promise<WorldDetail | null> {
  if (creation.idempotencyKey === undefined) return null;
  const made = await findCreation(tx, creation.ownerId, creation.idempotencyKey);
  if (made === null) return null;
  if (made.requestHash !== (await hashOf(creation.body))) throw keyReused();
  return getWorldDetail({ db: tx }, made.worldId, creation.ownerId);
}

/** The body went through its schema, which fixes the order of its fields, so its JSON is its identity. */
function hashOf(body: CreateWorld): Promise<string> {
  return sha256Hex(JSON.stringify(body));
}

export function nameTaken(name: string): Problem {
  return new Problem({
    status: 409,
    code: "WORLD_NAME_TAKEN",
    title: "You have a world of this name",
    errors: [{ name: "name", message: "choose another", actual: name }],
  });
}

function quotaReached(): Problem {
  return new Problem({
    status: 409,
    code: "WORLD_QUOTA_REACHED",
    title: "You have as many worlds as one user may",
    detail: `At most ${WORLDS_PER_USER_MAX}.`,
  });
}

function keyReused(): Problem {
  return new Problem({
    status: 422,
    code: "IDEMPOTENCY_KEY_REUSED",
    title: "This Idempotency-Key was used for another world",
  });
}
