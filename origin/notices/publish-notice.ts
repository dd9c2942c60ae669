// Says something to everybody in one room, in all rooms of a world or of an event, or everywhere. Whoever answers for the rooms may:
// their event's organiser and staff, their world's owner, moderators, and whoever runs the server.

import { Problem } from "../../shared/http/problem.ts";
import { standingOf } from "../../shared/schema/event-role.ts";
import { type EventId, newId, type UserId, type WorldId } from "../../shared/schema/ids.ts";
import { roomTag } from "../../shared/schema/internal/changes.ts";
import {
  NOTICES_PER_HOUR_MAX,
  type NoticeTarget,
  type PublishedNotice,
  type PublishNotice,
} from "../../shared/schema/notice.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { recordRoomNews } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { requireSeen, roleAt } from "../events/access.ts";
import { requireEvent } from "../events/get-event.ts";
import { notFound } from "../route-params.ts";
import { requireUser } from "../users/get-user.ts";
import { getWorldOwner } from "../worlds/get-world.ts";
import { requireWorld } from "../worlds/require-world.ts";
import { countNoticesSince, countOpenRooms, findOpenRoom, insertNotice } from "./store.ts";

const HOUR_MS = 60 * 60_000;

/**
 * `byId` null is whoever runs the server. Throws USER_NOT_FOUND, ROOM_NOT_FOUND, WORLD_NOT_FOUND or EVENT_NOT_FOUND (404), also for
 * what `byId` may not know of, NOTICE_NOT_YOURS (403) or NOTICES_FULL (429).
 */
export async function publishNotice(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  byId: UserId | null,
  { target, text }: PublishNotice,
): Promise<PublishedNotice> {
  const now = new Date(deps.nowMs());
  return deps.db.transaction(async (tx) => {
    const isTeam = byId === null || (await requireUser(tx, byId)).platformRole !== "user";
    await requireAnswersFor(tx, byId, isTeam, target);
    // One after the other, to the end of the transaction: whoever has read one has read all before it.
    await lockInTransaction(tx, "notices");
    if ((await countNoticesSince(tx, byId, new Date(now.getTime() - HOUR_MS))) >= NOTICES_PER_HOUR_MAX)
      throw tooMany();
    const id = newId("notice");
    const targetId = target.kind === "all" ? null : target.id;
    await insertNotice(tx, { id, targetKind: target.kind, targetId, text, byId, createdAt: now });
    const roomCount = await countOpenRooms(tx, target);
    await recordRoomNews(tx, [roomTag.notices], now);
    if (isTeam)
      await recordAudit(
        tx,
        { actorId: byId, act: "notice.publish", subject: id, facts: { target, text } },
        now,
      );
    return { id, createdAt: now.toISOString(), roomCount };
  });
}

async function requireAnswersFor(
  tx: DbOrTx,
  byId: UserId | null,
  isTeam: boolean,
  target: NoticeTarget,
): Promise<void> {
  switch (target.kind) {
    case "all":
      if (!isTeam) throw notYours();
      return;
    case "world": {
      const ownerId = await getWorldOwner(tx, target.id);
      if (isTeam || byId === null || ownerId === byId) return;
      await requireWorld(tx, target.id, byId);
      throw notYours();
    }
    case "event": {
      const isTheirs = byId !== null && (await isEventStaff(tx, target.id, byId));
      if (byId === null) await requireEvent({ db: tx }, target.id);
      if (!isTeam && !isTheirs) throw notYours();
      return;
    }
    case "room": {
      const room = await findOpenRoom(tx, target.id);
      if (room === null) throw notFound("room");
      if (isTeam || byId === null || (await isRoomTheirs(tx, byId, room))) return;
      // That the room exists is for those who are in it to know.
      throw notFound("room");
    }
  }
}

async function isRoomTheirs(
  tx: DbOrTx,
  byId: UserId,
  { worldId, eventId }: { readonly worldId: WorldId; readonly eventId: EventId | null },
): Promise<boolean> {
  if ((await getWorldOwner(tx, worldId)) === byId) return true;
  return eventId !== null && (await isEventStaff(tx, eventId, byId));
}

/** Throws EVENT_NOT_FOUND (404) for what they may not know of. */
async function isEventStaff(tx: DbOrTx, eventId: EventId, userId: UserId): Promise<boolean> {
  const event = await requireEvent({ db: tx }, eventId);
  const role = await roleAt(tx, event, userId);
  const { platformRole } = await requireUser(tx, userId);
  if (platformRole === "user") requireSeen(event, role);
  // Those who are backstage are the organiser and their staff.
  return standingOf(role).backstage;
}

function notYours(): Problem {
  return new Problem({
    status: 403,
    code: "NOTICE_NOT_YOURS",
    title: "You do not answer for these rooms",
    detail: "An event's organiser and staff may, a world's owner, and moderators.",
  });
}

function tooMany(): Problem {
  return new Problem({
    status: 429,
    code: "NOTICES_FULL",
    title: "You have said as much to rooms as one may in an hour",
    detail: `At most ${NOTICES_PER_HOUR_MAX} notices an hour.`,
    headers: { "retry-after": "600" },
  });
}
