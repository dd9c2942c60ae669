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
import { findHost, lockHost, touchHost } from "./host-store.ts";
import { hasKept } from "./kept-store.ts";
import { stageOf, tellOthersOfStage } from "./mirrors.ts";
import { staleEpoch } from "./stale-epoch.ts";
import { applyReport, findRoomAndWorld, lockRoom, type RoomAndWorld } from "./store.ts";
import { listSuspects } from "./suspect-store.ts";
import { takeLateReport } from "./take-late-report.ts";

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

/**
 * Takes joins and leaves, each once. Throws ROOM_NOT_FOUND (404) or, unless it is late, ROOM_EPOCH_STALE (409), or HOST_UNHEARD (503) where
 * the room was lost with its host: nobody is known to be there until the host says that it has the room still.
 */
export async function takeRoomReport(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  roomId: RoomId,
  report: RoomReport,
): Promise<void> {
  if (report.isLate) return takeLateReport(deps, roomId, report);
  await deps.db.transaction(async (tx) => {
    const room = await lockRoom(tx, roomId);
    if (room === null) throw notFound("room");
    const isAnothers = room.hostId !== null && room.hostId !== report.hostId;
    if (room.epoch !== report.epoch || isAnothers) throw staleEpoch(room.epoch);
    if (room.hostId === null && room.closedAt === null) {
      const host = await findHost(tx, report.hostId);
      // Its beats come, and do not name the room: it has given it up.
      throw host?.state === "speaking" ? staleEpoch(room.epoch) : unheard();
    }
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

function unheard(): Problem {
  return new Problem({
    status: 503,
    code: "HOST_UNHEARD",
    title: "This host was not heard of for too long",
    detail: "Send a heartbeat, and this again.",
    headers: { "retry-after": "1" },
  });
}

export function leasedElsewhere(): Problem {
  return new Problem({
    status: 409,
    code: "ROOM_LEASED_ELSEWHERE",
    title: "Another host holds this room",
  });
}
