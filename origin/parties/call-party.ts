// Where the one who leads goes, the others are called: a place is kept for each of them.

import type { EventId, PartyId, RoomId, UserId, WorldId } from "../../shared/schema/ids.ts";
import type { Channel } from "../../shared/schema/world-version.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { ringParty } from "./ring-party.ts";
import { findPartyIdOf, listMembers, updateCall } from "./store.ts";
import { findWhereLed } from "./where-led.ts";

/** Those who go along. */
export type Company = { readonly partyId: PartyId; readonly memberIds: readonly UserId[] };

/** Whom somebody leads, but for themselves; null for whoever leads nobody. */
export async function findCompany({ db }: Pick<OriginDeps, "db">, leaderId: UserId): Promise<Company | null> {
  const partyId = await findPartyIdOf(db, leaderId);
  if (partyId === null) return null;
  const [leader, ...others] = await listMembers(db, partyId);
  if (leader?.id !== leaderId || others.length === 0) return null;
  return { partyId, memberIds: others.map(({ id }) => id) };
}

/** Places are kept for them there until then. To be called as the last that takes a lock. */
export async function callParty(
  tx: DbOrTx,
  { partyId, memberIds }: Company,
  call: { readonly roomId: RoomId; readonly until: Date },
  now: Date,
): Promise<void> {
  await updateCall(tx, partyId, call);
  await ringParty(tx, memberIds, now);
}

/** Where the party somebody is in is led. Throws PARTY_NOT_FOUND or ROOM_NOT_FOUND (404). */
export async function requireLedRoom(
  { db, nowMs }: Pick<OriginDeps, "db" | "nowMs">,
  userId: UserId,
): Promise<{
  readonly worldId: WorldId;
  readonly eventId: EventId | null;
  readonly channel: Channel;
  readonly room: RoomId;
}> {
  const partyId = await findPartyIdOf(db, userId);
  if (partyId === null) throw notFound("party");
  const [leader] = await listMembers(db, partyId);
  const led = leader === undefined ? null : await findWhereLed(db, partyId, leader.id, new Date(nowMs()));
  if (led === null) throw notFound("room");
  const { id, worldId, eventId, channel } = led.room;
  return { room: id, worldId, eventId, channel };
}
