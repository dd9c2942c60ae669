// Calendars: what stands in an organiser's public one and in one's own, and the secret that opens the latter. The secret itself
// is the edge's to make and to know; here is only its SHA-256. How a calendar is written: shared/calendar.

import type { CalendarState } from "../../shared/schema/event.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { CalendarEvents } from "../../shared/schema/internal/calendars.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { getUser } from "../users/get-user.ts";
import { toEvent } from "./get-event.ts";
import { listRsvpsSince } from "./rsvp-store.ts";
import { deleteFeed, findFeed, findFeedOf, listPublicEventsOf, upsertFeed } from "./store.ts";

const EVENTS_MAX = 500;
/** What is over for longer is in a calendar that was read in time. */
const ENDED_FOR_MAX_MS = 90 * 24 * 60 * 60_000;

type Deps = { readonly db: DbOrTx } & Pick<OriginDeps, "nowMs">;

/** What everybody may see of one organiser's. Throws USER_NOT_FOUND (404). */
export async function listOrganiserCalendar(deps: Deps, organiserId: UserId): Promise<CalendarEvents> {
  const { displayName } = await getUser(deps, organiserId);
  const found = await listPublicEventsOf(deps.db, organiserId, endedAfter(deps), EVENTS_MAX);
  return { owner: displayName, items: found.map((each) => toEvent(each, 0, deps.nowMs())) };
}

/** What the owner of this secret said that they come to, or may come to. Throws CALENDAR_NOT_FOUND (404). */
export async function listSecretCalendar(deps: Deps, tokenHash: string): Promise<CalendarEvents> {
  const feed = await findFeed(deps.db, tokenHash);
  if (feed === null) throw notFound("calendar");
  const { displayName } = await getUser(deps, feed.userId);
  const found = await listRsvpsSince(deps.db, feed.userId, endedAfter(deps), EVENTS_MAX);
  return { owner: displayName, items: found.map((each) => toEvent(each, 0, deps.nowMs())) };
}

export async function getCalendarState(deps: Deps, userId: UserId): Promise<CalendarState> {
  const feed = await findFeedOf(deps.db, userId);
  return { createdAt: feed?.createdAt.toISOString() ?? null };
}

/** Opens one's own calendar to whoever knows the secret, and to nobody who knows the one before. Throws USER_NOT_FOUND (404). */
export async function renewCalendar(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  userId: UserId,
  tokenHash: string,
): Promise<CalendarState> {
  const createdAt = new Date(deps.nowMs());
  await deps.db.transaction(async (tx) => {
    await getUser({ db: tx }, userId);
    await upsertFeed(tx, { userId, tokenHash, createdAt });
  });
  return { createdAt: createdAt.toISOString() };
}

/** Closes it to everybody. */
export async function endCalendar(deps: Pick<OriginDeps, "db">, userId: UserId): Promise<void> {
  await deleteFeed(deps.db, userId);
}

function endedAfter({ nowMs }: Pick<OriginDeps, "nowMs">): Date {
  return new Date(nowMs() - ENDED_FOR_MAX_MS);
}
