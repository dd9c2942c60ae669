// What a host asks about its rooms, and what it tells of them.

import { toReportedChanges } from "../../shared/adapter/room-report-to-rows.ts";
import { assetsOf, toRoomSpec } from "../../shared/adapter/world-to-room-spec.ts";
import { Problem } from "../../shared/http/problem.ts";
import type { HostId, RoomId } from "../../shared/schema/ids.ts";
import type { RoomReport } from "../../shared/schema/internal/hosts.ts";
import type { RoomSpec } from "../../shared/schema/room-spec.ts";
import { listAssetsById } from "../assets/store.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { findBeta } from "../worlds/versions/store.ts";
import { applyReport, findRoomAndWorld, lockRoom } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "deliveryUrl">;

/** Throws ROOM_NOT_FOUND (404; closed rooms too) or ROOM_LEASED_ELSEWHERE (409). */
export async function getRoomSpec(deps: Deps, roomId: RoomId, hostId: HostId): Promise<RoomSpec> {
  const found = await findRoomAndWorld(deps.db, roomId);
  if (found === null || found.room.closedAt !== null) throw notFound("room");
  if (found.room.hostId !== hostId) throw leasedElsewhere();
  const { world, room } = found;
  const tried = room.channel === "beta" ? await findBeta(deps.db, world.id) : null;
  const assets = await listAssetsById(deps.db, assetsOf((tried ?? world).content));
  const byId = new Map(assets.map(({ asset }) => [asset.id, asset]));
  return toRoomSpec(world, room, { byId, deliveryUrl: deps.deliveryUrl }, tried);
}

/** Takes joins and leaves, each once. Throws ROOM_NOT_FOUND (404) or ROOM_EPOCH_STALE (409). */
export async function takeRoomReport(
  deps: Pick<Deps, "db">,
  roomId: RoomId,
  report: RoomReport,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const room = await lockRoom(tx, roomId);
    if (room === null) throw notFound("room");
    const isAnothers = room.hostId !== null && room.hostId !== report.hostId;
    if (room.epoch !== report.epoch || isAnothers) throw staleEpoch(room.epoch);
    await applyReport(tx, room, toReportedChanges(room, report));
  });
}

function leasedElsewhere(): Problem {
  return new Problem({
    status: 409,
    code: "ROOM_LEASED_ELSEWHERE",
    title: "Another host holds this room",
  });
}

function staleEpoch(epoch: number): Problem {
  return new Problem({
    status: 409,
    code: "ROOM_EPOCH_STALE",
    title: "This room has moved on; what this host tells of it no longer counts",
    errors: [{ name: "epoch", message: "the lease is at", limit: epoch }],
  });
}
