// All the SQL of notifications. A user's box is one row whose revision grows with every change: taking it is the lock under which
// a change is made, so that whoever has heard of a revision has heard of all before it.

import { and, desc, eq, gt, inArray, isNull, lte, sql } from "drizzle-orm";
import type { NotificationId, UserId } from "../../shared/schema/ids.ts";
import { notificationKindSchema } from "../../shared/schema/notification.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { notificationBoxes, notifications } from "../db/schema/notifications.ts";
import { users } from "../db/schema/users.ts";
import type { Cursor } from "../route-params.ts";

export const NOTIFICATION_CHANNEL = "hiroba_notifications";

type NotificationRow = typeof notifications.$inferSelect;
export type NotificationRecord = {
  readonly notification: NotificationRow;
  readonly actor: typeof users.$inferSelect | null;
};

/** Of the kinds this version knows: while versions change, another may have written one it does not. */
const isOf = (userId: UserId) =>
  and(eq(notifications.userId, userId), inArray(notifications.kind, [...notificationKindSchema.options]));

/** The next revision of the user's box, which is locked until the transaction ends. */
export async function nextRevision(tx: DbOrTx, userId: UserId): Promise<number> {
  const [row] = await tx
    .insert(notificationBoxes)
    .values({ userId, revision: 1 })
    .onConflictDoUpdate({
      target: notificationBoxes.userId,
      set: { revision: sql`${notificationBoxes.revision} + 1` },
    })
    .returning({ revision: notificationBoxes.revision });
  if (row === undefined) throw new Error("an upsert returns its row");
  return row.revision;
}

/** Wakes whoever listens for the user's notifications, once this transaction has committed. */
export async function notifyBox(tx: DbOrTx, userId: UserId): Promise<void> {
  await tx.execute(sql`SELECT pg_notify(${NOTIFICATION_CHANNEL}, ${userId})`);
}

export async function findRevision(db: DbOrTx, userId: UserId): Promise<number> {
  const [row] = await db.select().from(notificationBoxes).where(eq(notificationBoxes.userId, userId));
  return row?.revision ?? 0;
}

/** Of a thing that was told before, only when that is longer ago than `staleBefore`: then it is new again. */
export async function upsertNotification(
  tx: DbOrTx,
  notification: NotificationRow,
  staleBefore: Date,
): Promise<void> {
  const { facts, revision, createdAt } = notification;
  await tx
    .insert(notifications)
    .values(notification)
    .onConflictDoUpdate({
      target: [notifications.userId, notifications.kind, notifications.subject],
      set: { facts, revision, createdAt, readAt: null },
      setWhere: lte(notifications.createdAt, staleBefore),
    });
}

/** All but the newest `kept` of the user. */
export async function deleteOldest(tx: DbOrTx, userId: UserId, kept: number): Promise<void> {
  const old = tx
    .select({ id: notifications.id })
    .from(notifications)
    .where(eq(notifications.userId, userId))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .offset(kept);
  await tx.delete(notifications).where(inArray(notifications.id, old));
}

/** What somebody's doing told this user of. */
export async function deleteBy(tx: DbOrTx, userId: UserId, actorId: UserId): Promise<void> {
  await tx
    .delete(notifications)
    .where(and(eq(notifications.userId, userId), eq(notifications.actorId, actorId)));
}

export async function markSubjectRead(
  tx: DbOrTx,
  { userId, kind, subject }: Pick<NotificationRow, "userId" | "kind" | "subject">,
  now: Date,
): Promise<void> {
  await tx
    .update(notifications)
    .set({ readAt: now })
    .where(
      and(
        eq(notifications.userId, userId),
        eq(notifications.kind, kind),
        eq(notifications.subject, subject),
        isNull(notifications.readAt),
      ),
    );
}

export async function findNotification(
  db: DbOrTx,
  userId: UserId,
  id: NotificationId,
): Promise<NotificationRow | null> {
  const [row] = await db
    .select()
    .from(notifications)
    .where(and(eq(notifications.userId, userId), eq(notifications.id, id)));
  return row ?? null;
}

export async function markRead(tx: DbOrTx, id: NotificationId, now: Date): Promise<void> {
  await tx
    .update(notifications)
    .set({ readAt: now })
    .where(and(eq(notifications.id, id), isNull(notifications.readAt)));
}

/** Those up to a revision of the box. */
export async function markAllRead(tx: DbOrTx, userId: UserId, upTo: number, now: Date): Promise<void> {
  await tx
    .update(notifications)
    .set({ readAt: now })
    .where(
      and(eq(notifications.userId, userId), isNull(notifications.readAt), lte(notifications.revision, upTo)),
    );
}

export async function countUnread(db: DbOrTx, userId: UserId): Promise<number> {
  return db.$count(notifications, and(isOf(userId), isNull(notifications.readAt)));
}

/** The newest first. */
export async function listNotifications(
  db: DbOrTx,
  userId: UserId,
  last: Cursor | null,
  limit: number,
): Promise<NotificationRecord[]> {
  return db
    .select({ notification: notifications, actor: users })
    .from(notifications)
    .leftJoin(users, eq(users.id, notifications.actorId))
    .where(
      and(
        isOf(userId),
        last === null ? undefined : before([notifications.createdAt, notifications.id], [last.at, last.id]),
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(limit);
}

/** The newest of what came after a revision of the box, the oldest of them first. */
export async function listArrived(
  db: DbOrTx,
  userId: UserId,
  after: number,
  limit: number,
): Promise<NotificationRecord[]> {
  const newest = await db
    .select({ notification: notifications, actor: users })
    .from(notifications)
    .leftJoin(users, eq(users.id, notifications.actorId))
    .where(and(isOf(userId), gt(notifications.revision, after)))
    .orderBy(desc(notifications.revision))
    .limit(limit);
  return newest.reverse();
}
