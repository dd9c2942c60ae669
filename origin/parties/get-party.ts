// The party somebody is in, and those they are asked into.

import type { PartyId, UserId } from "../../shared/schema/ids.ts";
import type { Party, PartyState } from "../../shared/schema/party.ts";
import type { OriginDeps } from "../deps.ts";
import { toPerson } from "../social/to-person.ts";
import { findCalledRoom, findPartyIdOf, listInvitationsTo, listInvited, listMembers } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

export async function getPartyState(deps: Deps, userId: UserId): Promise<PartyState> {
  const now = new Date(deps.nowMs());
  const [partyId, asked] = await Promise.all([
    findPartyIdOf(deps.db, userId),
    listInvitationsTo(deps.db, userId, now),
  ]);
  return {
    party: partyId === null ? null : await toParty(deps, partyId, userId, now),
    invitations: asked.map(({ invitation: { partyId, expiresAt }, by }) => ({
      partyId,
      by: toPerson(by),
      expiresAt: expiresAt.toISOString(),
    })),
  };
}

async function toParty({ db }: Pick<Deps, "db">, id: PartyId, userId: UserId, now: Date): Promise<Party> {
  const [members, invited, called] = await Promise.all([
    listMembers(db, id),
    listInvited(db, id, now),
    findCalledRoom(db, id),
  ]);
  const isCalled = called?.until != null && called.until > now && members[0]?.id !== userId;
  return {
    id,
    members: members.map(toPerson),
    invited: invited.map(toPerson),
    call:
      isCalled && called.until !== null
        ? {
            room: called.room.id,
            world: { id: called.world.id, name: called.world.name },
            until: called.until.toISOString(),
          }
        : null,
  };
}
