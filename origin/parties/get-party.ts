// The party somebody is in, and those they are asked into.

import { Problem } from "../../shared/http/problem.ts";
import type { PartyId, UserId, WorldId } from "../../shared/schema/ids.ts";
import type { Party, PartyCall, PartyState } from "../../shared/schema/party.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { toPerson } from "../social/to-person.ts";
import { requireWorld } from "../worlds/require-world.ts";
import { findPartyIdOf, listInvitationsTo, listInvited, listMembers } from "./store.ts";
import { findWhereLed, type Led } from "./where-led.ts";

/** The newest, of however many parties that ask somebody at once. */
const INVITATIONS_TOLD_MAX = 50;

type Deps = Pick<OriginDeps, "db" | "nowMs">;

export async function getPartyState(deps: Deps, userId: UserId): Promise<PartyState> {
  const now = new Date(deps.nowMs());
  const [partyId, asked] = await Promise.all([
    findPartyIdOf(deps.db, userId),
    listInvitationsTo(deps.db, userId, now, INVITATIONS_TOLD_MAX),
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
  const [members, invited] = await Promise.all([listMembers(db, id), listInvited(db, id, now)]);
  const [leader] = members;
  const led =
    leader === undefined || leader.id === userId ? null : await findWhereLed(db, id, leader.id, now);
  return {
    id,
    members: members.map(toPerson),
    invited: invited.map(toPerson),
    call: led !== null && (await maySeeIt(db, led.world.id, userId)) ? toCall(led) : null,
  };
}

function toCall({ room, world, until }: Led): PartyCall {
  return {
    room: room.id,
    world: { id: world.id, name: world.name },
    until: until?.toISOString() ?? null,
  };
}

/** A world that is not for them is not named to them. */
async function maySeeIt(db: DbOrTx, worldId: WorldId, userId: UserId): Promise<boolean> {
  try {
    await requireWorld(db, worldId, userId);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
