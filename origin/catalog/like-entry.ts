// A like is given once and taken back once, however often it is said; the count beside what is liked always fits.

import type { Like, Liked, LikedKind } from "../../shared/schema/catalog.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
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
    const like = { userId, kind, targetId: id, createdAt: new Date(deps.nowMs()) };
    const likeCount = await addLikes(tx, kind, id, (await insertLike(tx, like)) ? 1 : 0);
    if (likeCount === null) throw notFound(kind);
    return { isLiked: true, likeCount };
  });
}

/** Also of what can no longer be seen, so that a like can always be taken back. Throws WORLD_NOT_FOUND (and so on, 404). */
export async function unlikeEntry(deps: Deps, userId: UserId, { kind, id }: Target): Promise<Liked> {
  return deps.db.transaction(async (tx) => {
    const likeCount = await addLikes(tx, kind, id, (await deleteLike(tx, userId, kind, id)) ? -1 : 0);
    if (likeCount === null) throw notFound(kind);
    return { isLiked: false, likeCount };
  });
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
  if (entry === null || (entry.visibility === "private" && entry.ownerId !== userId)) throw notFound(kind);
}
