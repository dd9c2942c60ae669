// Telling users of things, in the transaction of the act itself: what did not happen is not told, and what happened is. The same
// thing is told once a day, however often it is done, and whoever muted somebody is not told what they do.

import { newId, type UserId } from "../../shared/schema/ids.ts";
import {
  NOTIFICATIONS_MAX,
  type NotificationFacts,
  type NotificationKind,
} from "../../shared/schema/notification.ts";
import type { DbOrTx } from "../db/client.ts";
import { hasMuted } from "../social/apart.ts";
import {
  deleteBy,
  deleteOldest,
  markSubjectRead,
  nextRevision,
  notifyBox,
  upsertNotification,
} from "./store.ts";

/** Done again within this long, it is no news. */
export const TOLD_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;

export type NotificationChange =
  | {
      readonly change: "tell";
      readonly userId: UserId;
      readonly kind: NotificationKind;
      /** Null where it is not told whose doing it is. */
      readonly actorId: UserId | null;
      /** What it is about; the same one is told once. */
      readonly subject: string;
      readonly facts: NotificationFacts;
    }
  /** It is dealt with, or over: it is read. */
  | {
      readonly change: "settle";
      readonly userId: UserId;
      readonly kind: NotificationKind;
      readonly subject: string;
    }
  /** Something they follow beside it has changed: whoever listens hears an event that brings nothing. */
  | { readonly change: "ring"; readonly userId: UserId }
  /** What somebody did is nothing the user is told of any more. */
  | { readonly change: "forget"; readonly userId: UserId; readonly actorId: UserId };

/**
 * Makes the changes, those of one user after those of another in the order of their ids, so that no two transactions wait for one
 * another. To be called once a transaction, as the last that takes a lock.
 */
export async function changeNotifications(
  tx: DbOrTx,
  changes: readonly NotificationChange[],
  now: Date,
): Promise<void> {
  const userIds = [...new Set(changes.map(({ userId }) => userId))].sort();
  for (const userId of userIds) {
    const revision = await nextRevision(tx, userId);
    for (const change of changes) if (change.userId === userId) await apply(tx, change, revision, now);
    await deleteOldest(tx, userId, NOTIFICATIONS_MAX);
    await notifyBox(tx, userId);
  }
}

async function apply(tx: DbOrTx, change: NotificationChange, revision: number, now: Date): Promise<void> {
  switch (change.change) {
    case "tell": {
      const { userId, kind, actorId, subject, facts } = change;
      if (actorId !== null && (await hasMuted(tx, userId, actorId))) return;
      return upsertNotification(
        tx,
        {
          id: newId("notification"),
          userId,
          kind,
          actorId,
          subject,
          facts,
          revision,
          createdAt: now,
          readAt: null,
        },
        new Date(now.getTime() - TOLD_AGAIN_AFTER_MS),
      );
    }
    case "settle":
      return markSubjectRead(tx, change, now);
    case "ring":
      return;
    case "forget":
      return deleteBy(tx, change.userId, change.actorId);
  }
}
