// Answering to whoever asked one into their party.

import type { PartyId, UserId } from "../../shared/schema/ids.ts";
import { PARTY_MEMBERS_MAX } from "../../shared/schema/party.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { areApart, lockPair } from "../social/apart.ts";
import { partyFull } from "./invite-to-party.ts";
import { leave } from "./leave-party.ts";
import { ringParty } from "./ring-party.ts";
import {
  deleteInvitation,
  findInvitation,
  findPartyIdOf,
  insertMember,
  listMembers,
  lockParty,
} from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/**
 * Leaves the one they are in. Throws PARTY_NOT_FOUND (404; also for whoever is not asked, or is kept apart from one of them by a block)
 * or PARTY_FULL (409).
 */
export async function joinParty(deps: Deps, userId: UserId, partyId: PartyId): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await lockInTransaction(tx, "partyOf", userId);
    const now = new Date(deps.nowMs());
    // No block comes about meanwhile between them and those who are in it.
    for (const { id } of await listMembers(tx, partyId)) await lockPair(tx, userId, id);
    await lockBoth(tx, partyId, await findPartyIdOf(tx, userId));
    const members = (await listMembers(tx, partyId)).map(({ id }) => id);
    if (members.includes(userId)) return;
    if ((await findInvitation(tx, partyId, userId, now)) === null) throw notFound("party");
    for (const memberId of members) if (await areApart(tx, userId, memberId)) throw notFound("party");
    if (members.length >= PARTY_MEMBERS_MAX) throw partyFull();
    const left = await leave(tx, userId, now);
    await deleteInvitation(tx, partyId, userId);
    await insertMember(tx, partyId, userId);
    await ringParty(tx, [...members, ...left, userId], now);
  });
}

/** In one order, so that two who change parties do not wait for each other. Throws PARTY_NOT_FOUND (404) when the first is no more. */
async function lockBoth(tx: DbOrTx, partyId: PartyId, own: PartyId | null): Promise<void> {
  if (own !== null && own < partyId) await lockParty(tx, own);
  if ((await lockParty(tx, partyId)) === null) throw notFound("party");
  if (own !== null && own > partyId) await lockParty(tx, own);
}

/** Who is not asked has declined already. */
export async function declineParty(deps: Deps, userId: UserId, partyId: PartyId): Promise<void> {
  await deps.db.transaction(async (tx) => {
    if ((await lockParty(tx, partyId)) === null) return;
    if (!(await deleteInvitation(tx, partyId, userId))) return;
    const members = (await listMembers(tx, partyId)).map(({ id }) => id);
    await ringParty(tx, [...members, userId], new Date(deps.nowMs()));
  });
}
