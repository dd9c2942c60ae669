// What the caller was told of: listed, followed, and marked as read.

import type { EdgeDeps, EndpointHandler } from "../deps.ts";
import { eventStreamAnswer, lastEventIdOf, wantsEvents } from "./event-stream.ts";

export function notificationRoutes(deps: EdgeDeps) {
  const list: EndpointHandler<"notifications.list"> = async (c, { query }) =>
    c.json(await deps.origin.notifications(c.get("requestId"), c.get("userId"), query));

  /** GET /v1/me/notifications/events: once, or as events. */
  const events: EndpointHandler<"notifications.events"> = async (c) => {
    const asked = [c.get("requestId"), c.get("userId"), lastEventIdOf(c)] as const;
    if (!wantsEvents(c)) return c.json(await deps.origin.notificationNews(...asked));
    return eventStreamAnswer(c, await deps.origin.notificationEvents(...asked));
  };

  const read: EndpointHandler<"notifications.read"> = async (c, { params: { notificationId } }) =>
    c.json(await deps.origin.readNotification(c.get("requestId"), c.get("userId"), notificationId));
  const readAll: EndpointHandler<"notifications.readAll"> = async (c, { body }) =>
    c.json(await deps.origin.readNotifications(c.get("requestId"), c.get("userId"), body));

  return { list, events, read, readAll };
}
