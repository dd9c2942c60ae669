// Who of a party may come along to where the one who leads it goes.

import { Problem } from "../../shared/http/problem.ts";
import type { RoomId, UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { requireAdmitted } from "../moderation/standing.ts";
import { type Company, findCompany } from "../parties/call-party.ts";
import { type EntryTarget, targetFor } from "./entry-target.ts";

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
