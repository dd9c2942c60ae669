// Challenges that were answered are remembered until they would have expired anyway.

import type { OriginDeps } from "../deps.ts";
import { deleteExpiredChallenges } from "./store.ts";

const ROWS_PER_SWEEP_MAX = 5_000;
/** Two origins' clocks may differ: one must not forget what the other would still take. */
const CLOCK_SKEW_MAX_MS = 60_000;

/** Returns how many are gone. */
export async function sweepChallenges(deps: Pick<OriginDeps, "db" | "nowMs">): Promise<number> {
  return deleteExpiredChallenges(deps.db, new Date(deps.nowMs() - CLOCK_SKEW_MAX_MS), ROWS_PER_SWEEP_MAX);
}
