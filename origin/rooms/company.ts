// Who of a party may come along to where the one who leads it goes, and their seats there.

import { Problem } from "../../shared/http/problem.ts";
import type { RoomId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { requireAdmitted } from "../moderation/standing.ts";
import { type Company, callParty, findCompany } from "../parties/call-party.ts";
import type { Asked } from "./allocate-room.ts";
import { type EntryTarget, targetFor } from "./entry-target.ts";
import { upsertReservation } from "./store.ts";

/** With the rooms that a moderator keeps one of them out of. */
export type Companions = Company & { readonly keptOutOf: ReadonlySet<RoomId> };

/** null where nobody comes along. */
export async function companyTo(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  leaderId: UserId,
  target: EntryTarget,
): Promise<Companions | null> {
  const company = await findCompany(deps, leaderId);
  if (company === null) return null;
  const memberIds: UserId[] = [];
  const keptOutOf = new Set<RoomId>();
  for (const memberId of company.memberIds) {
    const kept = await admittedToo(deps, memberId, target);
    if (kept === null) continue;
    memberIds.push(memberId);
    for (const room of kept) keptOutOf.add(room);
  }
  return memberIds.length === 0 ? null : { ...company, memberIds, keptOutOf };
}

/** null for whoever may not enter there: no place is kept for them. */
async function admittedToo(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  userId: UserId,
  target: EntryTarget,
): Promise<ReadonlySet<RoomId> | null> {
  try {
    return await requireAdmitted(deps, userId, await targetFor(deps, userId, target));
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return null;
    throw error;
  }
}

/** What is asked for with them. */
export function together(
  { memberIds, keptOutOf }: Companions,
  { keptOutOf: own }: Pick<Asked, "keptOutOf">,
): Pick<Asked, "companionIds" | "keptOutOf"> {
  return { companionIds: memberIds, keptOutOf: new Set([...own, ...keptOutOf]) };
}

/** Seats are kept for those who come along, too, and they are told where. To be called as the last that takes a lock. */
export async function seatCompany(
  tx: DbOrTx,
  company: Companions,
  call: { readonly roomId: RoomId; readonly until: Date },
  now: Date,
): Promise<void> {
  const { roomId, until: expiresAt } = call;
  for (const userId of company.memberIds)
    await upsertReservation(tx, { roomId, userId, seat: "visible", expiresAt });
  await callParty(tx, company, call, now);
}

/** Throws PARTY_DOES_NOT_FIT (409). */
export function requireFitting({ world, limits }: EntryTarget, partySize: number): void {
  const limit = Math.min(world.capacity, limits.seatsMax ?? Number.POSITIVE_INFINITY);
  if (partySize > 1 && partySize > limit)
    throw new Problem({
      status: 409,
      code: "PARTY_DOES_NOT_FIT",
      title: "A room there has fewer places than the party",
      detail: 'Enter alone: `"party": "alone"`.',
      errors: [{ name: "party", message: "are in it", actual: partySize, limit }],
    });
}
