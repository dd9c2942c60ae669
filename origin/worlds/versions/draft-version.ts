// Working on a version: a draft is begun from another one, changed, and thrown away. What was published is never changed.

import { Problem } from "../../../shared/http/problem.ts";
import type { UserId, WorldId } from "../../../shared/schema/ids.ts";
import { worldSettingsSchema } from "../../../shared/schema/world-settings.ts";
import {
  type CreateVersion,
  type UpdateVersion,
  VERSIONS_MAX,
  type WorldVersion,
} from "../../../shared/schema/world-version.ts";
import type { DbOrTx } from "../../db/client.ts";
import type { OriginDeps } from "../../deps.ts";
import { notFound } from "../../route-params.ts";
import { requireUser } from "../../users/get-user.ts";
import { checkSettings } from "../check-settings.ts";
import { listMembers } from "../member-store.ts";
import { notYours, requireWorld } from "../require-world.ts";
import { mayEdit } from "../standing.ts";
import type { WorldRow } from "../store.ts";
import { checkContent } from "./check-content.ts";
import { toVersion } from "./list-versions.ts";
import {
  countVersions,
  deleteOldestPast,
  deleteVersion,
  findVersion,
  insertVersion,
  updateVersionRow,
  type VersionRow,
} from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/**
 * Throws WORLD_NOT_FOUND, VERSION_NOT_FOUND (404), WORLD_NOT_YOURS (403), VERSIONS_FULL (409), WORLD_SPAWN_OUTSIDE or
 * WORLD_CONTENT_INVALID (422).
 */
export async function createVersion(
  deps: Deps,
  worldId: WorldId,
  userId: UserId,
  { from, ...change }: CreateVersion,
): Promise<WorldVersion> {
  return deps.db.transaction(async (tx) => {
    const world = await lockForEditing(tx, worldId, userId);
    const base = await baseOf(tx, world, from);
    const number = await nextNumber(tx, worldId);
    const draft: VersionRow = {
      ...base,
      number,
      state: "draft",
      note: "",
      authorId: userId,
      createdAt: new Date(deps.nowMs()),
      publishedAt: null,
    };
    const version = await changed(tx, world, draft, change);
    await insertVersion(tx, version);
    return toVersion({ version, author: await requireUser(tx, userId) });
  });
}

/**
 * Throws WORLD_NOT_FOUND, VERSION_NOT_FOUND (404), WORLD_NOT_YOURS (403), VERSION_NOT_DRAFT (409), WORLD_SPAWN_OUTSIDE or
 * WORLD_CONTENT_INVALID (422).
 */
export async function updateVersion(
  { db }: Pick<Deps, "db">,
  worldId: WorldId,
  userId: UserId,
  number: number,
  change: UpdateVersion,
): Promise<WorldVersion> {
  return db.transaction(async (tx) => {
    const world = await lockForEditing(tx, worldId, userId);
    const { version: draft, author } = await requireDraft(tx, worldId, number);
    const version = await changed(tx, world, draft, change);
    await updateVersionRow(tx, version);
    return toVersion({ version, author });
  });
}

/** Throws WORLD_NOT_FOUND, VERSION_NOT_FOUND (404), WORLD_NOT_YOURS (403) or VERSION_NOT_DRAFT (409). */
export async function removeVersion(
  { db }: Pick<Deps, "db">,
  worldId: WorldId,
  userId: UserId,
  number: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockForEditing(tx, worldId, userId);
    await requireDraft(tx, worldId, number);
    await deleteVersion(tx, worldId, number);
  });
}

/** The world, locked, for somebody who may change its versions. Throws WORLD_NOT_FOUND (404) or WORLD_NOT_YOURS (403). */
export async function lockForEditing(tx: DbOrTx, worldId: WorldId, userId: UserId): Promise<WorldRow> {
  const { world, standing } = await requireWorld(tx, worldId, userId, "locked");
  if (!mayEdit(standing)) throw notYours();
  await keepLive(tx, world);
  return world;
}

/** Worlds made before there were versions have their first one in their own row alone. */
async function keepLive(tx: DbOrTx, world: WorldRow): Promise<void> {
  if (world.liveVersion !== 1) return;
  const { id: worldId, capacity, settings, content, ownerId: authorId, createdAt } = world;
  const made = { capacity, settings, content, authorId, createdAt, publishedAt: createdAt };
  await insertVersion(tx, { ...made, worldId, number: 1, state: "live", note: "" });
}

/** Files of the owner and of everybody who works on the world. Throws WORLD_CONTENT_INVALID (422). */
export async function checkFiles(
  tx: DbOrTx,
  world: WorldRow,
  { content }: Pick<VersionRow, "content">,
): Promise<void> {
  const members = await listMembers(tx, world.id, Number.MAX_SAFE_INTEGER);
  await checkContent(tx, content, new Set([world.ownerId, ...members.map(({ user }) => user.id)]));
}

async function changed(
  tx: DbOrTx,
  world: WorldRow,
  version: VersionRow,
  { capacity, settings, content, note }: UpdateVersion,
): Promise<VersionRow> {
  const next: VersionRow = {
    ...version,
    capacity: capacity ?? version.capacity,
    settings: checkSettings(worldSettingsSchema.parse({ ...version.settings, ...settings })),
    content: {
      glb: content?.glb === undefined ? version.content.glb : content.glb,
      bundles: content?.bundles ?? version.content.bundles,
      bgm: content?.bgm === undefined ? version.content.bgm : content.bgm,
    },
    note: note ?? version.note,
  };
  if (content !== undefined) await checkFiles(tx, world, next);
  return next;
}

async function baseOf(tx: DbOrTx, world: WorldRow, from: number | undefined) {
  const { id: worldId, capacity, settings, content } = world;
  if (from === undefined) return { worldId, capacity, settings, content };
  const found = await findVersion(tx, worldId, from);
  if (found === null) throw notFound("version");
  return found.version;
}

/** The number of the next version; makes room for it where there is none. Throws VERSIONS_FULL (409). */
export async function nextNumber(tx: DbOrTx, worldId: WorldId): Promise<number> {
  const { count, highest } = await countVersions(tx, worldId);
  if (count >= VERSIONS_MAX && !(await deleteOldestPast(tx, worldId))) throw full();
  return highest + 1;
}

async function requireDraft(tx: DbOrTx, worldId: WorldId, number: number) {
  const found = await findVersion(tx, worldId, number);
  if (found === null) throw notFound("version");
  if (found.version.state !== "draft") throw notDraft(found.version);
  return found;
}

function notDraft({ number, state }: VersionRow): Problem {
  return new Problem({
    status: 409,
    code: "VERSION_NOT_DRAFT",
    title: "Only a draft is changed",
    detail: `Begin another one from it: POST …/versions {"from": ${number}}.`,
    errors: [{ name: "number", message: `is ${state}`, actual: number }],
  });
}

function full(): Problem {
  return new Problem({
    status: 409,
    code: "VERSIONS_FULL",
    title: "The world has as many versions as one may",
    detail: `At most ${VERSIONS_MAX}, and none of them is past: throw drafts away.`,
  });
}
