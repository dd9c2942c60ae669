// A like is given once and taken back once, however often it is said; the count beside what is liked always fits.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import { isOpen, type Like, type Liked, type LikedKind } from "../../shared/schema/catalog.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import { recordChange } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { addLikes, deleteLike, insertLike, listLikes } from "./like-store.ts";
import { findEntry } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;
type Target = { readonly kind: LikedKind; readonly id: string };

/** Throws WORLD_NOT_FOUND (and so on, 404): also for what is private and another's. */
export async function likeEntry(deps: Deps, userId: UserId, { kind, id }: Target): Promise<Liked> {
  return deps.db.transaction(async (tx) => {
    await requireVisible(tx, userId, { kind, id });
    const now = new Date(deps.nowMs());
    const isNew = await insertLike(tx, { userId, kind, targetId: id, createdAt: now });
    return { isLiked: true, likeCount: await count(tx, { kind, id }, isNew ? 1 : 0, now) };
  });
}

/** Also of what can no longer be seen, so that a like can always be taken back. Throws WORLD_NOT_FOUND (and so on, 404). */
export async function unlikeEntry(deps: Deps, userId: UserId, { kind, id }: Target): Promise<Liked> {
  return deps.db.transaction(async (tx) => {
    const wasLiked = await deleteLike(tx, userId, kind, id);
    return {
      isLiked: false,
      likeCount: await count(tx, { kind, id }, wasLiked ? -1 : 0, new Date(deps.nowMs())),
    };
  });
}

/** The page of the thing shows the new count at once; lists move on with their next second. */
async function count(tx: DbOrTx, { kind, id }: Target, by: 1 | 0 | -1, now: Date): Promise<number> {
  const likeCount = await addLikes(tx, kind, id, by);
  if (likeCount === null) throw notFound(kind);
  if (by !== 0) await recordChange(tx, [cacheTag.liked(kind, id)], now);
  return likeCount;
}

/** The newest first. Throws CURSOR_INVALID (422). */
export async function listLikePage(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
  { kind, cursor, limit }: PageQuery & { readonly kind?: LikedKind | undefined },
): Promise<{ items: Like[]; nextCursor: string | null }> {
  const rows = await listLikes(deps.db, userId, kind, decodeCursor(cursor), limit + 1);
  return toPage(
    rows,
    limit,
    (row) => ({ kind: row.kind, id: row.targetId, likedAt: row.createdAt.toISOString() }),
    (row) => ({ at: row.createdAt, id: row.targetId }),
  );
}

async function requireVisible(tx: DbOrTx, userId: UserId, { kind, id }: Target): Promise<void> {
  const entry = await findEntry(tx, kind, id);
  if (entry === null || !(isOpen(entry.visibility) || entry.ownerId === userId)) throw notFound(kind);
}
