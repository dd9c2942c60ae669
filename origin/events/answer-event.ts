// Somebody says that they come, may come, or do not; the counts beside the event always fit. It keeps no seat.

import { Problem } from "../../shared/http/problem.ts";
import type { Rsvp, RsvpAnswer } from "../../shared/schema/event.ts";
import type { EventId, UserId } from "../../shared/schema/ids.ts";
import type { OwnRsvpPage, PageQuery } from "../../shared/schema/public-api.ts";
import { likeCountsOf } from "../catalog/like-counts.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { getUser } from "../users/get-user.ts";
import { requireSeen, roleAt } from "./access.ts";
import { toEvent } from "./get-event.ts";
import { phaseOf } from "./lifecycle.ts";
import { addAnswers, deleteRsvp, findRsvp, listRsvps, upsertRsvp } from "./rsvp-store.ts";
import { occurrenceOf } from "./schedule.ts";
import { findEvent, lockEvent } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/**
 * Said again it changes nothing. Throws EVENT_NOT_FOUND or USER_NOT_FOUND (404), or EVENT_PHASE_WRONG (409): nobody comes to what
 * is over, called off or not announced; an answer can always be taken back.
 */
export async function answerEvent(
  deps: Deps,
  eventId: EventId,
  userId: UserId,
  answer: RsvpAnswer,
): Promise<Rsvp> {
  const nowMs = deps.nowMs();
  return deps.db.transaction(async (tx) => {
    const event = await lockEvent(tx, eventId);
    if (event === null) throw notFound("event");
    const before = (await findRsvp(tx, eventId, userId))?.answer ?? "none";
    // What one said to an event that has gone into the archive since is still one's own to take back.
    if (before === "none") requireSeen(event, await roleAt(tx, event, userId));
    const { goingCount, interestedCount } = event;
    if (answer === before) return { answer, goingCount, interestedCount };
    if (answer === "none") {
      await deleteRsvp(tx, eventId, userId);
    } else {
      requireAnnounced(phaseOf(event.state, occurrenceOf(event, nowMs), nowMs));
      await getUser({ db: tx }, userId);
      await upsertRsvp(tx, { eventId, userId, answer, answeredAt: new Date(nowMs) });
    }
    const by = (each: RsvpAnswer) => Number(answer === each) - Number(before === each);
    const counts = await addAnswers(tx, eventId, { going: by("going"), interested: by("interested") });
    return { answer, ...(counts ?? { goingCount, interestedCount }) };
  });
}

/** What one said oneself. Throws EVENT_NOT_FOUND (404). */
export async function getRsvp(deps: Pick<OriginDeps, "db">, eventId: EventId, userId: UserId): Promise<Rsvp> {
  const found = await findEvent(deps.db, eventId);
  if (found === null) throw notFound("event");
  const { event } = found;
  const rsvp = await findRsvp(deps.db, eventId, userId);
  if (rsvp === null) requireSeen(event, await roleAt(deps.db, event, userId));
  const { goingCount, interestedCount } = event;
  return { answer: rsvp?.answer ?? "none", goingCount, interestedCount };
}

/** One's own answers to what everybody may see, the last first. Throws CURSOR_INVALID (422). */
export async function listRsvpPage(
  deps: Deps,
  userId: UserId,
  { cursor, limit }: PageQuery,
): Promise<OwnRsvpPage> {
  const rows = await listRsvps(deps.db, userId, decodeCursor(cursor), limit + 1);
  const ids = rows.map(({ event }) => event.id);
  const likeCounts = await likeCountsOf(deps, "event", ids);
  return toPage(
    rows,
    limit,
    ({ answer, answeredAt, ...found }) => ({
      answer,
      answeredAt: answeredAt.toISOString(),
      event: toEvent(found, likeCounts.get(found.event.id) ?? 0, deps.nowMs()),
    }),
    ({ answeredAt, event }) => ({ at: answeredAt, id: event.id }),
  );
}

function requireAnnounced(phase: ReturnType<typeof phaseOf>): void {
  if (phase === "published" || phase === "open") return;
  throw new Problem({
    status: 409,
    code: "EVENT_PHASE_WRONG",
    title: "This is not to be done with the event as it is now",
    detail: `It is ${phase}: nobody can say that they come.`,
  });
}
