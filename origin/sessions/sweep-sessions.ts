// Refresh tokens whose time is over are kept a while, so that a copy used late is still known for one, and then removed.

import type { OriginDeps } from "../deps.ts";
import { deleteDeadTokens, deleteEmptyFamilies } from "./store.ts";

export const DEAD_SESSIONS_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
/** Removed in one go; what is left waits for the next. */
const ROWS_PER_SWEEP_MAX = 5_000;

/** Returns how many tokens and families are gone. */
export async function sweepSessions(deps: Pick<OriginDeps, "db" | "nowMs">): Promise<number> {
  const before = new Date(deps.nowMs() - DEAD_SESSIONS_KEPT_MS);
  const tokens = await deleteDeadTokens(deps.db, before, ROWS_PER_SWEEP_MAX);
  return tokens + (await deleteEmptyFamilies(deps.db, before, ROWS_PER_SWEEP_MAX));
}
