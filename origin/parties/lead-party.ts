// Letting another lead.

import type { UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { requireLed } from "./leave-party.ts";
import { ringParty } from "./ring-party.ts";
import { placeFirst } from "./store.ts";

/** Throws PARTY_NOT_LED (403) or USER_NOT_FOUND (404): who is not in it. */
export async function leadParty(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  leaderId: UserId,
  userId: UserId,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { partyId, memberIds } = await requireLed(tx, leaderId);
    if (!memberIds.includes(userId)) throw notFound("user");
    await placeFirst(tx, partyId, userId);
    await ringParty(tx, memberIds, new Date(deps.nowMs()));
  });
}
