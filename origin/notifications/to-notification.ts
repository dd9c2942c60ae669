// A notification as its reader is shown it: the kind's facts beside who did it, as they are called now.

import { type Notification, notificationSchema } from "../../shared/schema/notification.ts";
import type { NotificationRecord } from "./store.ts";

/** Where the kinds that have facts show them. */
const FACTS_UNDER = {
  invitation: "invitation",
  sanction: "sanction",
  "appeal-answered": "appeal",
  present: "present",
  sold: "sold",
} as const;

export function toNotification({ notification, actor }: NotificationRecord): Notification {
  const { id, kind, facts, createdAt, readAt } = notification;
  // A row is of the kind it was written as: the schema says so once more, rather than a cast.
  return notificationSchema.parse({
    kind,
    id,
    at: createdAt.toISOString(),
    isRead: readAt !== null,
    user: actor,
    ...(kind in FACTS_UNDER ? { [FACTS_UNDER[kind as keyof typeof FACTS_UNDER]]: facts } : {}),
  });
}
