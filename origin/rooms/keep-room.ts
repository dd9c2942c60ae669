// What is kept of open rooms, moment by moment: should a host go without a word, the next one begins with it.

import type { RoomId } from "../../shared/schema/ids.ts";
import type { KeepRoom } from "../../shared/schema/internal/handoff.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { deleteOldKept, upsertKept } from "./kept-store.ts";
import { leasedElsewhere } from "./open-room.ts";
import { staleEpoch } from "./stale-epoch.ts";
import { lockRoom } from "./store.ts";

/** A room that nobody has entered for so long after its host was lost begins anew. */
export const KEPT_FOR_MS = 24 * 60 * 60_000;

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** What is older than what is kept changes nothing. Throws ROOM_NOT_FOUND (404), ROOM_LEASED_ELSEWHERE or ROOM_EPOCH_STALE (409). */
export async function keepRoom(
  deps: Deps,
  roomId: RoomId,
  { hostId, epoch, seq, snapshot }: KeepRoom,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const room = await lockRoom(tx, roomId);
    if (room === null || room.closedAt !== null) throw notFound("room");
    if (room.epoch !== epoch) throw staleEpoch(room.epoch);
    if (room.hostId !== null && room.hostId !== hostId) throw leasedElsewhere();
    await upsertKept(tx, { roomId, epoch, seq: seq ?? null, snapshot, keptAt: new Date(deps.nowMs()) });
  });
}

export async function forgetKept(deps: Deps): Promise<void> {
  await deleteOldKept(deps.db, new Date(deps.nowMs() - KEPT_FOR_MS));
}
