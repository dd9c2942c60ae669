// Notifications over HTTP. Every path names the user they are of, whom the edge has verified.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { notificationIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import { readNotificationsSchema } from "../../shared/schema/notification.ts";
import type { OriginDeps, OriginHandler } from "../deps.ts";
import { eventStreamAnswer, lastEventId } from "../event-streams.ts";
import { idParam, pageQuery } from "../route-params.ts";
import { listNotificationPage, readAllNotifications, readNotification } from "./read-notifications.ts";
import { createNotificationStreams, getNews } from "./stream-notifications.ts";

export function notificationRoutes(deps: OriginDeps) {
  const streams = createNotificationStreams(deps);
  const userId = (c: Parameters<OriginHandler>[0]) => idParam(c, "userId", userIdSchema);
  const heard = (c: Parameters<OriginHandler>[0]) => lastEventId(c.req.header("last-event-id"));

  const list: OriginHandler = async (c) => c.json(await listNotificationPage(deps, userId(c), pageQuery(c)));
  const read: OriginHandler = async (c) =>
    c.json(await readNotification(deps, userId(c), idParam(c, "notificationId", notificationIdSchema)));
  const readAll: OriginHandler = async (c) => {
    const { upTo } = parseOrProblem(readNotificationsSchema, await readJson(c.req.raw), "body");
    return c.json(await readAllNotifications(deps, userId(c), upTo));
  };
  const news: OriginHandler = async (c) => c.json((await getNews(deps, userId(c), heard(c))).news);
  const events: OriginHandler = async (c) =>
    eventStreamAnswer(c, await streams.open(userId(c), heard(c), c.req.raw.signal));
  return { list, read, readAll, news, events };
}
