// Asking somebody into one's party; who is in none makes one with that, and leads it.

import { Problem } from "../../shared/http/problem.ts";
import { newId, type PartyId, type UserId } from "../../shared/schema/ids.ts";
import { PARTY_INVITED_MAX, PARTY_MEMBERS_MAX } from "../../shared/schema/party.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { hasMuted, lockPair, requireTogether } from "../social/apart.ts";
import { inviteIsSelf, requireWelcome } from "../social/invite.ts";
import { requireUser } from "../users/get-user.ts";
import { ringParty } from "./ring-party.ts";
import {
  deleteInvitation,
  deleteOldInvitations,
  insertMember,
  insertParty,
  listInvited,
  listMembers,
  lockPartyOf,
  upsertInvitation,
} from "./store.ts";

const PARTY_INVITATION_LASTS_MS = 15 * 60_000;

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** Throws USER_NOT_FOUND (404), INVITE_IS_SELF (422), USER_BLOCKED or PARTY_FULL (409) or USER_NOT_INVITABLE (403). */
export async function inviteToParty(deps: Deps, byId: UserId, userId: UserId): Promise<void> {
  if (byId === userId) throw inviteIsSelf();
  await deps.db.transaction(async (tx) => {
    await lockInTransaction(tx, "partyOf", byId);
    await lockPair(tx, byId, userId);
    const user = await requireUser(tx, userId);
    await requireTogether(tx, byId, userId);
    await requireWelcome(tx, byId, user);
    const now = new Date(deps.nowMs());
    const partyId = (await lockPartyOf(tx, byId)) ?? (await makeParty(tx, byId, now));
    await deleteOldInvitations(tx, partyId, now);
    const members = await listMembers(tx, partyId);
    if (members.some(({ id }) => id === userId)) return;
    const others = (await listInvited(tx, partyId, now)).filter(({ id }) => id !== userId);
    if (members.length >= PARTY_MEMBERS_MAX || others.length >= PARTY_INVITED_MAX) throw partyFull();
    const expiresAt = new Date(now.getTime() + PARTY_INVITATION_LASTS_MS);
    await upsertInvitation(tx, { partyId, userId, byId, expiresAt });
    const told = (await hasMuted(tx, userId, byId)) ? [] : [userId];
    await ringParty(tx, [...members.map(({ id }) => id), ...told], now);
  });
}

/** What is not there is taken back already. */
export async function uninviteFromParty(deps: Deps, byId: UserId, userId: UserId): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const partyId = await lockPartyOf(tx, byId);
    if (partyId === null) return;
    if (!(await deleteInvitation(tx, partyId, userId))) return;
    const members = await listMembers(tx, partyId);
    await ringParty(tx, [...members.map(({ id }) => id), userId], new Date(deps.nowMs()));
  });
}

async function makeParty(tx: DbOrTx, leaderId: UserId, now: Date): Promise<PartyId> {
  const id = newId("party");
  await insertParty(tx, { id, createdAt: now, calledRoomId: null, calledUntil: null });
  await insertMember(tx, id, leaderId);
  return id;
}

export function partyFull(): Problem {
  return new Problem({
    status: 409,
    code: "PARTY_FULL",
    title: "The party is as large as one may be, or has asked as many as it may",
    detail: `At most ${PARTY_MEMBERS_MAX} are in one, and ${PARTY_INVITED_MAX} more are asked.`,
  });
}
