// The organiser appoints people to something at an event, and takes it from them; whoever was appointed may step down.

import { Problem } from "../../shared/http/problem.ts";
import type { EventMember } from "../../shared/schema/event.ts";
import {
  type AppointedRole,
  appointedRoleSchema,
  rightsOf,
  standingOf,
} from "../../shared/schema/event-role.ts";
import type { EventId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { lockPair, requireTogether } from "../social/apart.ts";
import { getUser } from "../users/get-user.ts";
import { lockManaged, notYours, requireSeen, roleAt } from "./access.ts";
import {
  countOtherAppointed,
  deleteAppointment,
  deleteAppointmentsBy,
  findEvent,
  listAppointed,
  lockEvent,
  upsertAppointment,
} from "./store.ts";

/** Of one event, its organiser not counted. */
export const MEMBERS_MAX = 500;

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/**
 * Throws EVENT_NOT_FOUND or USER_NOT_FOUND (404), EVENT_NOT_YOURS (403), EVENT_MEMBERS_FULL or USER_BLOCKED (409), or
 * EVENT_MEMBER_IS_ORGANISER (422).
 */
export async function appointMember(
  deps: Deps,
  eventId: EventId,
  actingId: UserId,
  { userId, role }: { readonly userId: UserId; readonly role: AppointedRole },
): Promise<EventMember> {
  return deps.db.transaction(async (tx) => {
    await lockPair(tx, actingId, userId);
    const event = await lockManaged(tx, eventId, actingId);
    const { id, displayName } = await getUser({ db: tx }, userId);
    if (event.organiserId === userId) throw isOrganiser();
    await requireTogether(tx, actingId, userId);
    if ((await countOtherAppointed(tx, eventId, userId)) >= MEMBERS_MAX) throw membersFull();
    await upsertAppointment(tx, { eventId, userId, role, addedAt: new Date(deps.nowMs()) });
    return { user: { id, displayName }, role, rights: rightsOf(role) };
  });
}

/** Also oneself. Nobody to take it from is no fault. Throws EVENT_NOT_FOUND (404) or EVENT_NOT_YOURS (403). */
export async function dismissMember(
  deps: Deps,
  eventId: EventId,
  actingId: UserId,
  userId: UserId,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const event = await lockEvent(tx, eventId);
    if (event === null) throw notFound("event");
    const role = await roleAt(tx, event, actingId);
    // One may step down from what one cannot see yet.
    if (role === null || actingId !== userId) requireSeen(event, role);
    if (actingId !== userId && !standingOf(role).manage) throw notYours();
    await deleteAppointment(tx, eventId, userId);
  });
}

/** Two who part have nothing to do with one another's events any more. */
export async function dismissBetween(tx: DbOrTx, a: UserId, b: UserId): Promise<void> {
  await deleteAppointmentsBy(tx, a, b);
  await deleteAppointmentsBy(tx, b, a);
}

/** The organiser first, then by role and name. Throws EVENT_NOT_FOUND (404) or EVENT_NOT_YOURS (403). */
export async function listMembers(
  deps: Pick<OriginDeps, "db">,
  eventId: EventId,
  actingId: UserId,
): Promise<EventMember[]> {
  const found = await findEvent(deps.db, eventId);
  if (found === null) throw notFound("event");
  const role = await roleAt(deps.db, found.event, actingId);
  requireSeen(found.event, role);
  if (!standingOf(role).backstage) throw notYours();
  const appointed = await listAppointed(deps.db, eventId, MEMBERS_MAX);
  const rankOf = (each: AppointedRole) => appointedRoleSchema.options.indexOf(each);
  const first = found.organiser === null ? [] : [{ user: found.organiser, role: "organiser" } as const];
  return [...first, ...appointed.toSorted((a, b) => rankOf(a.role) - rankOf(b.role))].map((member) => ({
    ...member,
    rights: rightsOf(member.role),
  }));
}

function isOrganiser(): Problem {
  return new Problem({
    status: 422,
    code: "EVENT_MEMBER_IS_ORGANISER",
    title: "Whoever organises the event is its organiser already",
  });
}

function membersFull(): Problem {
  return new Problem({
    status: 409,
    code: "EVENT_MEMBERS_FULL",
    title: "This event has as many people appointed as one may",
    detail: `At most ${MEMBERS_MAX}.`,
  });
}
