// What was told of a room after its lease was over: who came and went under it. That changes the ledger of visits and nothing else:
// who is in the room now, and on which host, is for others to say by then.

import { toReportedChanges } from "../../shared/adapter/room-report-to-rows.ts";
import type { RoomId } from "../../shared/schema/ids.ts";
import type { RoomReport } from "../../shared/schema/internal/hosts.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { findHost } from "./host-store.ts";
import { staleEpoch } from "./stale-epoch.ts";
import { lockRoom } from "./store.ts";
import { endVisits, insertLateVisits, leaveEarlier } from "./visit-store.ts";

const BEFORE_FIRST_SEQ = -1;

/**
 * Takes joins and leaves, each once, however often and in whatever pieces they come. Who is not known to have left did so when the room
 * was closed or the host was lost, or with the last that was heard of it. Throws ROOM_NOT_FOUND (404), or ROOM_EPOCH_STALE (409) for a lease that there was not yet.
 */
export async function takeLateReport(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  roomId: RoomId,
  report: RoomReport,
): Promise<void> {
  const { hostId, epoch, entries } = report;
  await deps.db.transaction(async (tx) => {
    const room = await lockRoom(tx, roomId);
    if (room === null) throw notFound("room");
    if (epoch > room.epoch) throw staleEpoch(room.epoch);
    const told = toReportedChanges({ ...room, epoch, reportedSeq: BEFORE_FIRST_SEQ }, report);
    await insertLateVisits(tx, roomId, told.joined);
    await leaveEarlier(tx, { roomId, epoch }, told.left);
    const closedAt = room.epoch === epoch ? room.closedAt : null;
    // The watch over hosts has not seen yet that it is gone, and ends the visits when it does: those of rooms that are open.
    if (room.hostId === hostId && room.epoch === epoch && closedAt === null) return;
    const host = await findHost(tx, hostId);
    const overAtMs = (closedAt ?? host?.lostAt ?? told.closedAt)?.getTime() ?? deps.nowMs();
    const endedAtMs = entries.reduce((latest, { atMs }) => Math.max(latest, atMs), overAtMs);
    await endVisits(tx, { roomId, epoch }, new Date(endedAtMs));
  });
}
