// What tickets an event has, as somebody sees them who may want some, or offers them.

import { standingOf } from "../../shared/schema/event-role.ts";
import type { OwnTicketType } from "../../shared/schema/event-ticket.ts";
import type { EventId, UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { requireSeen, roleAt } from "../events/access.ts";
import { requireEvent } from "../events/get-event.ts";
import { invitedByType } from "./invitation-store.ts";
import { toTicketType } from "./manage-types.ts";
import { countHeldByType, countOwnByType, listTypes } from "./store.ts";

/** Of whatever event one may know of. Throws EVENT_NOT_FOUND (404). */
export async function listOwnTicketTypes(
  { db }: Pick<OriginDeps, "db">,
  eventId: EventId,
  userId: UserId,
): Promise<OwnTicketType[]> {
  const event = await requireEvent({ db }, eventId);
  const role = await roleAt(db, event, userId);
  requireSeen(event, role);
  const types = await listTypes(db, eventId);
  const typeIds = types.map(({ id }) => id);
  const [own, invited, held] = await Promise.all([
    countOwnByType(db, typeIds, userId),
    invitedByType(db, typeIds, userId),
    standingOf(role).manage ? countHeldByType(db, typeIds) : null,
  ]);
  return types.map((type) => {
    const heldCount = held?.get(type.id) ?? 0;
    return {
      ...toTicketType(type),
      ownCount: own.get(type.id) ?? 0,
      invitedCount: invited.get(type.id) ?? null,
      sales: held === null ? null : { hadCount: type.takenCount - heldCount, heldCount },
    };
  });
}
