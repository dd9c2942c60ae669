// What a user was told of, as the edge asks the origin for it.

import type { NotificationId, UserId } from "../../shared/schema/ids.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type NotificationNews,
  type NotificationPage,
  notificationNewsSchema,
  notificationPageSchema,
  type ReadNotifications,
  type Unread,
  unreadSchema,
} from "../../shared/schema/notification.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import type { AskOrigin, RequestId } from "./call.ts";
import type { OpenStream } from "./event-stream.ts";

export function notificationCalls({ ask }: AskOrigin, openStream: OpenStream) {
  return {
    notifications: (requestId: RequestId, userId: UserId, query: PageQuery): Promise<NotificationPage> =>
      ask(requestId, notificationPageSchema, {
        method: "GET",
        path: fillPath(internalPath.notifications, { userId }),
        query,
      }),
    readNotification: (
      requestId: RequestId,
      userId: UserId,
      notificationId: NotificationId,
    ): Promise<Unread> =>
      ask(requestId, unreadSchema, {
        method: "PUT",
        path: fillPath(internalPath.notificationRead, { userId, notificationId }),
      }),
    readNotifications: (requestId: RequestId, userId: UserId, body: ReadNotifications): Promise<Unread> =>
      ask(requestId, unreadSchema, {
        method: "PUT",
        path: fillPath(internalPath.notificationsRead, { userId }),
        body,
      }),
    notificationNews: (
      requestId: RequestId,
      userId: UserId,
      lastEventId: string | undefined,
    ): Promise<NotificationNews> =>
      ask(requestId, notificationNewsSchema, {
        method: "GET",
        path: fillPath(internalPath.notificationNews, { userId }),
        ...(lastEventId === undefined ? {} : { headers: { "last-event-id": lastEventId } }),
      }),
    notificationEvents: (requestId: RequestId, userId: UserId, lastEventId: string | undefined) =>
      openStream(requestId, fillPath(internalPath.notificationEvents, { userId }), lastEventId),
  };
}
