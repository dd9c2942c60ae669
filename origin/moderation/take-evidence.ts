// What a room says when somebody reported what happened there: kept with every report that waits for it, for moderators alone,
// and for no longer than it takes to look into it and hear an appeal.

import type { RoomId } from "../../shared/schema/ids.ts";
import {
  EVIDENCE_LINES_MAX_MS,
  EVIDENCE_PEOPLE_MAX,
  type RoomEvidence,
} from "../../shared/schema/room-evidence.ts";
import type { OriginDeps } from "../deps.ts";
import { dropEvidence, keepEvidence, listVisitsSince } from "./report-store.ts";

export const EVIDENCE_KEPT_MS = 90 * 24 * 60 * 60_000;

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** The first to come is kept; what comes when nothing waits for it is not. */
export async function takeEvidence(deps: Deps, room: RoomId, said: RoomEvidence): Promise<void> {
  const nowMs = deps.nowMs();
  await deps.db.transaction(async (tx) => {
    const since = new Date(nowMs - EVIDENCE_LINES_MAX_MS);
    const visits = await listVisitsSince(tx, room, since, EVIDENCE_PEOPLE_MAX);
    const evidence = {
      ...said,
      visits: visits.map(({ userId, name, joinedAt, leftAt }) => ({
        user: userId,
        name,
        joinedAt: joinedAt.toISOString(),
        leftAt: leftAt?.toISOString() ?? null,
      })),
    };
    await keepEvidence(tx, room, evidence, new Date(nowMs + EVIDENCE_KEPT_MS));
  });
}

/** Forgets what was kept for long enough, and waits no longer for what did not come. Returns for how many reports. */
export function sweepEvidence(deps: Deps): Promise<number> {
  return dropEvidence(deps.db, new Date(deps.nowMs()));
}
