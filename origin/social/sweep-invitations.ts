// Invitations that are over are kept for the day in which they count, and then removed.

import type { OriginDeps } from "../deps.ts";
import { deleteExpiredInvitations } from "./invitation-store.ts";
import { INVITATION_LASTS_MS } from "./invite.ts";

/** Removed in one go; what is left waits for the next. */
const ROWS_PER_SWEEP_MAX = 5_000;

/** Returns how many are gone. */
export async function sweepInvitations(deps: Pick<OriginDeps, "db" | "nowMs">): Promise<number> {
  return deleteExpiredInvitations(deps.db, new Date(deps.nowMs() - INVITATION_LASTS_MS), ROWS_PER_SWEEP_MAX);
}
