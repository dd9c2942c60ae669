// What a user was told of: listed, counted while unread, and read. Each user's own, and nobody else's: an id alone opens nothing.

import type { NotificationId, UserId } from "../../shared/schema/ids.ts";
import type { NotificationPage, Unread } from "../../shared/schema/notification.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import {
  countUnread,
  findNotification,
  listNotifications,
  markAllRead,
  markRead,
  nextRevision,
  notifyBox,
} from "./store.ts";
import { toNotification } from "./to-notification.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** The newest first. Throws CURSOR_INVALID (422). */
export async function listNotificationPage(
  { db }: Pick<OriginDeps, "db">,
  userId: UserId,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<NotificationPage> {
  const [rows, unreadCount] = await Promise.all([
    listNotifications(db, userId, decodeCursor(cursor), limit + 1),
    countUnread(db, userId),
  ]);
  const page = toPage(rows, limit, toNotification, ({ notification }) => ({
    at: notification.createdAt,
    id: notification.id,
  }));
  return { ...page, unreadCount };
}

/** Throws NOTIFICATION_NOT_FOUND (404), also for another's. */
export async function readNotification(deps: Deps, userId: UserId, id: NotificationId): Promise<Unread> {
  return deps.db.transaction(async (tx) => {
    await nextRevision(tx, userId);
    if ((await findNotification(tx, userId, id)) === null) throw notFound("notification");
    await markRead(tx, id, new Date(deps.nowMs()));
    await notifyBox(tx, userId);
    return { unreadCount: await countUnread(tx, userId) };
  });
}

/**
 * All of them, or those up to `upTo`: what came while its reader was not looking stays unread. Throws NOTIFICATION_NOT_FOUND (404).
 */
export async function readAllNotifications(
  deps: Deps,
  userId: UserId,
  upTo: NotificationId | undefined,
): Promise<Unread> {
  return deps.db.transaction(async (tx) => {
    const revision = await nextRevision(tx, userId);
    const last = upTo === undefined ? null : await findNotification(tx, userId, upTo);
    if (upTo !== undefined && last === null) throw notFound("notification");
    await markAllRead(tx, userId, last?.revision ?? revision, new Date(deps.nowMs()));
    await notifyBox(tx, userId);
    return { unreadCount: await countUnread(tx, userId) };
  });
}
