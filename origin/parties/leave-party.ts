// Leaving a party, being sent out of one, and what a block does to it. One that has a single member and has asked nobody is none.

import { Problem } from "../../shared/http/problem.ts";
import type { PartyId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { ringParty } from "./ring-party.ts";
import {
  deleteInvitationsBetween,
  deleteMember,
  deleteParty,
  listInvited,
  listMembers,
  lockPartyOf,
} from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** Who is in none has left already. */
export async function leaveParty(deps: Deps, userId: UserId): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await lockInTransaction(tx, "partyOf", userId);
    const now = new Date(deps.nowMs());
    await ringParty(tx, await leave(tx, userId, now), now);
  });
}

/** Throws PARTY_NOT_LED (403). Who is not in it is out already. */
export async function removeFromParty(deps: Deps, leaderId: UserId, userId: UserId): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { partyId, memberIds } = await requireLed(tx, leaderId);
    if (userId === leaderId || !memberIds.includes(userId)) return;
    const now = new Date(deps.nowMs());
    await takeOut(tx, partyId, userId, now);
    await ringParty(tx, memberIds, now);
  });
}

/**
 * Whoever blocks somebody of their party leaves it, or sends them out if they lead it. Answers whom to tell. The caller holds the pair's
 * lock.
 */
export async function partFromParty(
  tx: DbOrTx,
  byId: UserId,
  targetId: UserId,
  now: Date,
): Promise<UserId[]> {
  await deleteInvitationsBetween(tx, byId, targetId);
  const partyId = await lockPartyOf(tx, byId);
  if (partyId === null) return [];
  const memberIds = (await listMembers(tx, partyId)).map(({ id }) => id);
  if (!memberIds.includes(targetId)) return [];
  await takeOut(tx, partyId, memberIds[0] === byId ? targetId : byId, now);
  return memberIds;
}

/** Answers whom to tell: all who were in it. */
export async function leave(tx: DbOrTx, userId: UserId, now: Date): Promise<UserId[]> {
  const partyId = await lockPartyOf(tx, userId);
  if (partyId === null) return [];
  const members = await listMembers(tx, partyId);
  await takeOut(tx, partyId, userId, now);
  return members.map(({ id }) => id);
}

/** The party one leads, locked until the transaction ends. Throws PARTY_NOT_LED (403). */
export async function requireLed(
  tx: DbOrTx,
  leaderId: UserId,
): Promise<{ readonly partyId: PartyId; readonly memberIds: readonly UserId[] }> {
  const partyId = await lockPartyOf(tx, leaderId);
  if (partyId === null) throw notLed();
  const memberIds = (await listMembers(tx, partyId)).map(({ id }) => id);
  if (memberIds[0] !== leaderId) throw notLed();
  return { partyId, memberIds };
}

async function takeOut(tx: DbOrTx, partyId: PartyId, userId: UserId, now: Date): Promise<void> {
  await deleteMember(tx, partyId, userId);
  const [members, invited] = [await listMembers(tx, partyId), await listInvited(tx, partyId, now)];
  if (members.length === 0 || members.length + invited.length === 1) await deleteParty(tx, partyId);
}

function notLed(): Problem {
  return new Problem({ status: 403, code: "PARTY_NOT_LED", title: "You lead no party" });
}
