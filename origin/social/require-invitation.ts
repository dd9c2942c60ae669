// Whether an invitation still opens a door, and which: the room while it is open, then the world.

import type { InvitationId, UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { maySee, mayTry, standingOf } from "../worlds/standing.ts";
import { areApart } from "./apart.ts";
import { findInvitation } from "./invitation-store.ts";

type Found = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

/**
 * A world that is not for everybody is open to whom the owner invites; what is tried in it, to nobody but who may try it. Throws INVITATION_NOT_FOUND (404): also
 * for another's, one that is over, and one of somebody who is kept apart by a block.
 */
export async function requireInvitation(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  userId: UserId,
  id: InvitationId,
): Promise<Pick<Found, "world"> & { readonly room: Found["room"] }> {
  const found = await findInvitation(deps.db, id);
  if (found === null) throw notFound("invitation");
  const { invitation, world, room } = found;
  const isGood = invitation.toId === userId && invitation.expiresAt.getTime() > deps.nowMs();
  const standing = await standingOf(deps.db, world, userId);
  const isOpen =
    world.liveVersion !== null && (maySee(standing, world) || world.ownerId === invitation.fromId);
  if (!isGood || !isOpen || (await areApart(deps.db, userId, invitation.fromId)))
    throw notFound("invitation");
  const isThere = room?.closedAt === null && (room.channel === "live" || mayTry(standing));
  return { world, room: isThere ? room : null };
}
