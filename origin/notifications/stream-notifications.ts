// A user's notifications as server-sent events: what came since the last event, and how many are unread. The first event of a
// stream that goes on after none tells only the count: what there was before is in the list.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { NotificationNews } from "../../shared/schema/notification.ts";
import type { OriginDeps } from "../deps.ts";
import { createEventStreams, type EventStreams } from "../event-streams.ts";
import { countUnread, findRevision, listArrived } from "./store.ts";
import { toNotification } from "./to-notification.ts";

/** Tabs and devices of one user. */
export const STREAMS_PER_USER_MAX = 8;
/** No longer than an access token: whoever was signed out is told no more than they could have asked. */
const STREAM_LASTS_MS = 10 * 60_000;
/** Of what came; whoever missed more reads the list. */
const ARRIVED_MAX = 50;

type Deps = Pick<OriginDeps, "db" | "notificationBell" | "stopping">;

/** Opening one throws NOTIFICATION_STREAMS_FULL (503). */
export function createNotificationStreams(deps: Deps): EventStreams<UserId> {
  return createEventStreams({
    bell: deps.notificationBell,
    stopping: deps.stopping,
    perKeyMax: STREAMS_PER_USER_MAX,
    lastsMs: STREAM_LASTS_MS,
    async tell(userId, heard) {
      const { revision, news } = await getNews(deps, userId, heard);
      return { revision, isLast: false, event: "notifications", data: news };
    },
    full: tooMany,
  });
}

/** What came after revision `heard` of the box, −1 for nothing but the count. Also what one call without a stream answers. */
export async function getNews(
  { db }: Pick<OriginDeps, "db">,
  userId: UserId,
  heard: number,
): Promise<{ readonly revision: number; readonly news: NotificationNews }> {
  // Asked before the rows: what commits in between is told twice rather than never.
  const revision = await findRevision(db, userId);
  // Whoever has heard more than there is heard it of another database.
  const isKnown = heard >= 0 && heard <= revision;
  const [rows, unreadCount] = await Promise.all([
    isKnown && heard < revision ? listArrived(db, userId, heard, ARRIVED_MAX) : [],
    countUnread(db, userId),
  ]);
  const arrived = rows.filter(({ notification }) => notification.readAt === null).map(toNotification);
  return { revision, news: { arrived, unreadCount } };
}

function tooMany(what: "key" | "all", limit: number): Problem {
  return new Problem({
    status: 503,
    code: "NOTIFICATION_STREAMS_FULL",
    title: "Too many are following notifications right now",
    detail: "Ask for the list now and then instead.",
    errors: [
      { name: what === "key" ? "streamsOfThisUser" : "streams", message: "are open", actual: limit, limit },
    ],
    headers: { "retry-after": "5" },
  });
}
