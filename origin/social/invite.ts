// Asking somebody into a world, or into the room one is in: a few a day, only whom it is welcome to, and the same once.

import { Problem } from "../../shared/http/problem.ts";
import { newId, type UserId } from "../../shared/schema/ids.ts";
import type { CreateInvitation, Invitation } from "../../shared/schema/social.ts";
import type { Audience } from "../../shared/schema/user.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { changeNotifications } from "../notifications/notify.ts";
import { notFound } from "../route-params.ts";
import { requireUser } from "../users/get-user.ts";
import { requireWorld } from "../worlds/require-world.ts";
import { lockPair, requireTogether } from "./apart.ts";
import { areFriends } from "./befriend.ts";
import {
  countSentSince,
  findSame,
  findWorldOfRoomWith,
  type InvitationRecord,
  insertInvitation,
} from "./invitation-store.ts";
import { toPerson } from "./to-person.ts";

export const INVITATIONS_PER_DAY_MAX = 100;
const DAY_MS = 24 * 60 * 60 * 1000;
/** One that is not taken by then is over. */
export const INVITATION_LASTS_MS = DAY_MS;

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/**
 * Throws USER_NOT_FOUND, WORLD_NOT_FOUND or ROOM_NOT_FOUND (404; also for a room one is not in), INVITE_IS_SELF (422),
 * USER_BLOCKED (409), USER_NOT_INVITABLE (403) or INVITATION_QUOTA_REACHED (429).
 */
export async function invite(deps: Deps, fromId: UserId, wish: CreateInvitation): Promise<Invitation> {
  const { userId: toId } = wish;
  if (fromId === toId) throw inviteIsSelf();
  return deps.db.transaction(async (tx) => {
    await lockInTransaction(tx, "invitationsOf", fromId);
    await lockPair(tx, fromId, toId);
    const to = await requireUser(tx, toId);
    await requireTogether(tx, fromId, toId);
    await requireWelcome(tx, fromId, to);
    const now = new Date(deps.nowMs());
    const place = await resolvePlace(tx, fromId, wish);
    const target = { fromId, toId, worldId: place.world.id, roomId: wish.room ?? null };
    const same = await findSame(tx, target, now);
    const invitation = same ?? (await send(tx, target, place.world, now));
    return toInvitation(invitation, place.world, to);
  });
}

/** Throws USER_NOT_INVITABLE (403). */
export async function requireWelcome(
  tx: DbOrTx,
  fromId: UserId,
  { id: toId, messageableBy: by }: { readonly id: UserId; readonly messageableBy: Audience },
): Promise<void> {
  if (by !== "everyone" && !(by === "friends" && (await areFriends(tx, fromId, toId)))) throw notInvitable();
}

type Named = { readonly id: InvitationRecord["worldId"]; readonly name: string };

async function resolvePlace(
  tx: DbOrTx,
  fromId: UserId,
  { worldId, room }: CreateInvitation,
): Promise<{ readonly world: Named }> {
  if (room === undefined) {
    if (worldId === undefined) throw new Error("the schema wants a world or a room");
    return requireWorld(tx, worldId, fromId);
  }
  const world = await findWorldOfRoomWith(tx, room, fromId);
  if (world === null) throw notFound("room");
  return { world };
}

async function send(
  tx: DbOrTx,
  target: Pick<InvitationRecord, "fromId" | "toId" | "worldId" | "roomId">,
  world: Named,
  now: Date,
): Promise<InvitationRecord> {
  const sentCount = await countSentSince(tx, target.fromId, new Date(now.getTime() - DAY_MS));
  if (sentCount >= INVITATIONS_PER_DAY_MAX) throw quotaReached();
  const invitation = {
    ...target,
    id: newId("invitation"),
    createdAt: now,
    expiresAt: new Date(now.getTime() + INVITATION_LASTS_MS),
  };
  await insertInvitation(tx, invitation);
  const facts = {
    invitationId: invitation.id,
    world: { id: world.id, name: world.name },
    expiresAt: invitation.expiresAt.toISOString(),
  };
  const { toId: userId, fromId: actorId } = target;
  await changeNotifications(
    tx,
    [{ change: "tell", kind: "invitation", userId, actorId, subject: invitation.id, facts }],
    now,
  );
  return invitation;
}

function toInvitation(
  { id, roomId, expiresAt }: InvitationRecord,
  world: Named,
  to: Parameters<typeof toPerson>[0],
): Invitation {
  return {
    id,
    user: toPerson(to),
    world: { id: world.id, name: world.name },
    room: roomId,
    expiresAt: expiresAt.toISOString(),
  };
}

export function inviteIsSelf(): Problem {
  return new Problem({ status: 422, code: "INVITE_IS_SELF", title: "One cannot invite oneself" });
}

function notInvitable(): Problem {
  return new Problem({
    status: 403,
    code: "USER_NOT_INVITABLE",
    title: "This person takes no invitations of yours",
    detail: "Friends can be asked: PUT /v1/me/friends/{id}.",
  });
}

function quotaReached(): Problem {
  return new Problem({
    status: 429,
    code: "INVITATION_QUOTA_REACHED",
    title: "You have sent as many invitations as one user may in a day",
    errors: [
      {
        name: "invitations",
        message: "sent within a day",
        actual: INVITATIONS_PER_DAY_MAX,
        limit: INVITATIONS_PER_DAY_MAX,
      },
    ],
    headers: { "retry-after": "3600" },
  });
}
