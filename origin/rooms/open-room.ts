// What a host asks about its rooms, and what it tells of them.

import { toReportedChanges } from "../../shared/adapter/room-report-to-rows.ts";
import { assetsOf, toRoomSpec } from "../../shared/adapter/world-to-room-spec.ts";
import { Problem } from "../../shared/http/problem.ts";
import { roomRoleOf } from "../../shared/schema/event-role.ts";
import type { HostId, RoomId, UserId } from "../../shared/schema/ids.ts";
import type { RoomReport } from "../../shared/schema/internal/hosts.ts";
import type { Participant, RoomSpec } from "../../shared/schema/room-spec.ts";
import { listAssetsById } from "../assets/store.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { roleAt } from "../events/access.ts";
import { requireEvent } from "../events/get-event.ts";
import { whyEventRoomsClose } from "../events/rooms-last-until.ts";
import { giftsOf } from "../gifts/gifts-of-room.ts";
import { notFound } from "../route-params.ts";
import { getParticipant } from "../users/get-user.ts";
import { findBeta } from "../worlds/versions/store.ts";
import { lockHost, touchHost } from "./host-store.ts";
import { hasKept } from "./kept-store.ts";
import { stageOf, tellOthersOfStage } from "./mirrors.ts";
import { applyReport, findRoomAndWorld, lockRoom, type RoomAndWorld } from "./store.ts";
import { listSuspects } from "./suspect-store.ts";

type Deps = Pick<OriginDeps, "db" | "poolNowMs" | "deliveryUrl" | "internalToken">;
/** `seq`: of the host's newest beat, where it asks to open the room; null where it has it, or knows no leases. */
type Asking = { readonly hostId: HostId; readonly seq: number | null };

/** Throws ROOM_NOT_FOUND (404; closed rooms too, and those of a world that was taken down) or ROOM_LEASED_ELSEWHERE (409). */
export async function getRoomSpec(deps: Deps, roomId: RoomId, { hostId, seq }: Asking): Promise<RoomSpec> {
  const found = await deps.db.transaction(async (tx) => {
    // To ask is to be heard of, and no beat from before counts afterwards: the lease begins with the asking.
    if (seq !== null) await hear(tx, hostId, seq, await deps.poolNowMs(tx));
    return findRoomAndWorld(tx, roomId);
  });
  if (found === null) throw notFound("room");
  if (found.room.closedAt !== null || found.world.takenDownAt !== null)
    throw notFound("room", await whyClosed(deps.db, found));
  if (found.room.hostId !== hostId) throw leasedElsewhere();
  const { world, room } = found;
  const tried = room.channel === "beta" ? await findBeta(deps.db, world.id) : null;
  const assets = await listAssetsById(deps.db, assetsOf((tried ?? world).content));
  const byId = new Map(assets.map(({ asset }) => [asset.id, asset]));
  const stage = await stageOf(deps.db, room, deps.internalToken);
  const gifts = await giftsOf(deps.db, room.eventId);
  const kept = await hasKept(deps.db, roomId);
  const suspects = (await listSuspects(deps.db, [roomId])).get(roomId) ?? [];
  return toRoomSpec(
    world,
    room,
    { byId, deliveryUrl: deps.deliveryUrl },
    { tried, stage, gifts, suspects, kept },
  );
}

async function hear(tx: DbOrTx, hostId: HostId, seq: number, nowMs: number): Promise<void> {
  const host = await lockHost(tx, hostId);
  if (host === null || host.state !== "speaking") return;
  await touchHost(tx, hostId, { lastSeenAt: new Date(nowMs), beatSeq: Math.max(seq, host.beatSeq) });
}

/** Somebody as a ticket to this room would say it now: at an event also who they are there. Throws USER_NOT_FOUND (404). */
export async function getRoomParticipant(
  deps: Pick<OriginDeps, "db" | "deliveryUrl">,
  roomId: RoomId,
  userId: UserId,
): Promise<Participant> {
  const [participant, found] = await Promise.all([
    getParticipant(deps, userId),
    findRoomAndWorld(deps.db, roomId),
  ]);
  const eventId = found?.room.eventId ?? null;
  if (eventId === null) return participant;
  const role = await roleAt(deps.db, await requireEvent(deps, eventId), userId);
  return { ...participant, role: roomRoleOf(participant.role, role) };
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
    const changes = toReportedChanges(room, report);
    await applyReport(tx, room, changes);
    if (changes.closedAt !== null) await tellOthersOfStage(tx, room, changes.closedAt);
  });
}

/** What those who are still in it are told. */
async function whyClosed(db: DbOrTx, { room, world }: RoomAndWorld): Promise<string> {
  if (world.takenDownAt !== null) return "The world was taken down.";
  return room.eventId === null ? "The room closed." : whyEventRoomsClose(db, room.eventId);
}

export function leasedElsewhere(): Problem {
  return new Problem({
    status: 409,
    code: "ROOM_LEASED_ELSEWHERE",
    title: "Another host holds this room",
  });
}

export function staleEpoch(epoch: number): Problem {
  return new Problem({
    status: 409,
    code: "ROOM_EPOCH_STALE",
    title: "This room has moved on; what this host tells of it no longer counts",
    errors: [{ name: "epoch", message: "the lease is at", limit: epoch }],
  });
}
