// The feed is kept for a day: an edge that was away for longer forgets all it held.

import type { OriginDeps } from "../deps.ts";
import { deleteChangesBefore } from "./store.ts";

export const CHANGES_KEPT_MS = 24 * 60 * 60 * 1000;

export async function sweepChanges(deps: Pick<OriginDeps, "db" | "nowMs">): Promise<void> {
  await deleteChangesBefore(deps.db, new Date(deps.nowMs() - CHANGES_KEPT_MS));
}
