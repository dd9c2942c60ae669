// A user who has left traces everywhere, and a friend who has some of them: what a copy must have, and an erasure must find.

import { sql } from "drizzle-orm";
import { indexAsset } from "../../../origin/assets/index-asset.ts";
import { catalogEntries } from "../../../origin/db/schema/catalog.ts";
import { events } from "../../../origin/db/schema/events.ts";
import { rooms, visits } from "../../../origin/db/schema/rooms.ts";
import { follows, shuns } from "../../../origin/db/schema/social.ts";
import { uploads } from "../../../origin/db/schema/uploads.ts";
import { assets } from "../../../origin/db/schema/users.ts";
import { indexEvent } from "../../../origin/events/index-event.ts";
import { type AssetId, type EventId, newId, type UserId, type WorldId } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { DELIVERY_BUCKET, type OriginWithStore, UPLOAD_BUCKET } from "../origin-with-store.ts";

export const ISSUER = "https://issuer.example";
const HOUR_MS = 3_600_000;
const HEADERS = { contentType: "model/gltf-binary", cacheControl: "no-store" };

export type Person = { readonly userId: UserId; readonly sessionId: string };

/** Signs in with an identity; a second time it is a new session of the same account. */
export async function signIn({ ask }: OriginWithStore, subject: string): Promise<Person> {
  const { body } = await ask(internalPath.resolveUser, {
    json: {
      issuer: ISSUER,
      subject,
      displayName: subject,
      locale: "ja",
      label: `${subject}@mail.example`,
      device: "",
    },
  });
  return { userId: (body["user"] as { id: UserId }).id, sessionId: String(body["sessionId"]) };
}

/** A world, an avatar under `key` with its file, an upload with its file, a like, a friendship and a visit to `friend`'s. */
export async function leaveTraces(
  origin: OriginWithStore,
  { userId }: Person,
  friend: Person,
  key: string,
): Promise<{ worldId: WorldId; assetId: AssetId; uploadKey: string; eventId: EventId }> {
  const { ask, deps, store } = origin;
  const world = await ask(internalPath.worlds, {
    as: userId,
    json: { name: `Garden of ${key}`, description: "" },
    headers: { "idempotency-key": crypto.randomUUID() },
  });
  if (world.status !== 201) throw new Error(`no world: ${JSON.stringify(world.body)}`);
  const worldId = world.body["id"] as WorldId;
  const now = new Date(deps.nowMs());
  const [assetId, uploadId, roomId] = [newId("asset"), newId("upload"), newId("room")];
  const uploadKey = `uploads/avatar/${uploadId}`;
  await store.put({ bucket: DELIVERY_BUCKET, key }, new TextEncoder().encode(key), HEADERS);
  await store.put({ bucket: UPLOAD_BUCKET, key: uploadKey }, new TextEncoder().encode(key), HEADERS);
  const [asset] = await deps.db
    .insert(assets)
    .values({
      id: assetId,
      kind: "avatar",
      ownerId: userId,
      name: `Avatar of ${key}`,
      objectKey: key,
      sha256: "0".repeat(64),
      sizeBytes: 1,
      thumbnailKey: `${key}.webp`,
      licence: {
        name: "Avatar",
        authors: ["somebody"],
        licenceUrl: null,
        avatarPermission: "everyone",
        creditNotation: "required",
        allowRedistribution: false,
      },
      facts: {
        format: "vrm",
        vrmVersion: "1.0",
        triangleCount: 1,
        vertexCount: 3,
        materialCount: 1,
        textureCount: 0,
        nodeCount: 1,
        heightM: 1.6,
      },
      createdAt: now,
    })
    .returning();
  if (asset === undefined) throw new Error("no asset");
  await indexAsset(deps.db, asset);
  await deps.db.insert(uploads).values({
    id: uploadId,
    kind: "avatar",
    ownerId: userId,
    fileName: "me.vrm",
    contentType: "model/vrm",
    fileSizeBytes: 1,
    objectKey: uploadKey,
    status: "COMPLETED",
    findings: [],
    assetId,
    createdAt: now,
    expiresAt: now,
  });
  await deps.db.insert(rooms).values({
    id: roomId,
    worldId,
    epoch: 1,
    participantCount: 0,
    reportedSeq: 0,
    createdAt: now,
    closedAt: now,
  });
  const startsAt = new Date(now.getTime() + HOUR_MS);
  const [event] = await deps.db
    .insert(events)
    .values({
      id: newId("event"),
      worldId,
      organiserId: userId,
      name: `Party of ${key}`,
      description: "",
      startsAt,
      endsAt: new Date(startsAt.getTime() + HOUR_MS),
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  if (event === undefined) throw new Error("no event");
  await indexEvent(deps.db, event);
  for (const [sid, visitor] of [userId, friend.userId].entries())
    await deps.db.insert(visits).values({ roomId, epoch: 1, sid, userId: visitor, joinedAt: now });
  await ask(internalPath.friend, { method: "PUT", params: { userId, friendId: friend.userId } });
  await deps.db.insert(shuns).values({ byId: friend.userId, kind: "mute", targetId: userId, createdAt: now });
  await deps.db.insert(follows).values({ followerId: userId, followedId: friend.userId, createdAt: now });
  for (const [column, id] of [
    ["following_count", userId],
    ["follower_count", friend.userId],
  ] as const)
    await deps.db.execute(
      sql`UPDATE users SET ${sql.identifier(column)} = ${sql.identifier(column)} + 1 WHERE id = ${id}`,
    );
  return { worldId, assetId, uploadKey, eventId: event.id };
}

/** Gives a like, and says how many there are now. */
export async function like({ ask }: OriginWithStore, by: Person, worldId: WorldId): Promise<void> {
  await ask(internalPath.like, { method: "PUT", params: { userId: by.userId, kind: "world", id: worldId } });
}

export async function likeCountOf({ deps }: OriginWithStore, worldId: WorldId): Promise<number | null> {
  const [row] = await deps.db
    .select({ likeCount: catalogEntries.likeCount })
    .from(catalogEntries)
    .where(sql`${catalogEntries.kind} = 'world' AND ${catalogEntries.id} = ${worldId}`);
  return row?.likeCount ?? null;
}

/** Every row of every table of ours that has this text anywhere, as `table: count`. */
export async function tracesOf({ deps }: OriginWithStore, text: string): Promise<string[]> {
  const tables = await deps.db.execute<{ name: string }>(
    sql`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await deps.db.execute<{ count: number }>(
      sql`SELECT count(*)::int AS count FROM ${sql.identifier(name)} AS r WHERE position(${text} in r::text) > 0`,
    );
    if ((row?.count ?? 0) > 0) found.push(`${name}: ${row?.count}`);
  }
  return found;
}
