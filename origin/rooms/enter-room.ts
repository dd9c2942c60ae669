// Somebody wants into a room: they get a place for a minute, or their place in the queue, where they may look on as a ghost. Whoever leads
// a party gets a place for everybody in it who may come, or none at all.

import { assert } from "../../shared/assert.ts";
import { Problem } from "../../shared/http/problem.ts";
import { roomRoleOf, standingOf } from "../../shared/schema/event-role.ts";
import { type HostId, newId, type QueueId, type RoomId, type UserId } from "../../shared/schema/ids.ts";
import type {
  AllocatedRoom,
  EntryOutcome,
  InternalEnter,
  QueuedInside,
} from "../../shared/schema/internal/entry.ts";
import type { Seat } from "../../shared/schema/room-spec.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { admitToEvent } from "../events/admit-to-event.ts";
import { requireAdmitted } from "../moderation/standing.ts";
import { requireLedRoom } from "../parties/call-party.ts";
import { notFound } from "../route-params.ts";
import { getParticipant } from "../users/get-user.ts";
import {
  type Asked,
  allocateGhostSeat,
  allocateRoom,
  carryOut,
  type Survey,
  survey,
  type Wishes,
} from "./allocate-room.ts";
import { companyTo, requireFitting, seatCompany, together } from "./company.ts";
import { type EntryTarget, resolveTarget } from "./entry-target.ts";
import { findHost } from "./host-store.ts";
import { placementOf } from "./placement.ts";
import type { Allocation } from "./pool.ts";
import {
  countAhead,
  deletePlaceOf,
  deleteSilentPlaces,
  findPlace,
  findPlaceOf,
  insertPlace,
  type QueueRecord,
  type QueueTarget,
  touchPlace,
} from "./queue-store.ts";
import { deleteExpiredReservations, upsertReservation } from "./store.ts";

/** From the ticket to CONNECT; later the place may be another's, and the room decides at the door. */
const RESERVATION_MS = 60_000;
const POLL_AFTER_MS = 2_000;
/** Whoever does not ask for so long has given up their place. */
export const QUEUE_SILENT_MS = 30_000;
/** Who waits for one thing; more are told that it is full. */
const WAITING_MAX = 5_000;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "poolNowMs" | "deliveryUrl" | "placement" | "hostWanted">;
type Entrance = Wishes & Pick<InternalEnter, "ifFull" | "seat" | "party">;

/**
 * Throws what resolveTarget throws, USER_NOT_FOUND (404), BANNED (403), NO_ROOM_HOST (503), ROOMS_FULL (503) for whoever does not want
 * to wait, EVENT_NOT_YOURS (403) for whoever wants to be there unseen and steers no camera, or PARTY_DOES_NOT_FIT (409).
 */
export async function enter(deps: Deps, userId: UserId, wish: InternalEnter): Promise<EntryOutcome> {
  return enterTarget(deps, userId, { kind: wish.kind, targetId: await targetIdOf(deps, userId, wish) }, wish);
}

/** By which they wait, if they have to. */
async function targetIdOf(deps: Deps, userId: UserId, { kind, id, room }: InternalEnter): Promise<string> {
  if (kind === "party") return (await requireLedRoom(deps, userId)).room;
  return kind === "world" && room !== undefined ? room : id;
}

/** Asks again from the queue. Throws QUEUE_NOT_FOUND (404) for a place that was given up, and what `enter` throws. */
export async function askQueue(
  deps: Deps,
  userId: UserId,
  queueId: QueueId,
  regionHint: string | null,
): Promise<EntryOutcome> {
  const place = await findPlace(deps.db, queueId);
  const isAlive = place !== null && deps.nowMs() - place.lastSeenAt.getTime() <= QUEUE_SILENT_MS;
  if (place === null || place.userId !== userId || !isAlive) throw notFound("queue");
  return enterTarget(deps, userId, place, {
    latencies: place.latencies,
    regionHint,
    unreachable: undefined,
    ifFull: "queue",
    seat: "visible",
    party: place.seats > 1 ? "together" : "alone",
  });
}

export async function leaveQueue(deps: Pick<OriginDeps, "db">, userId: UserId): Promise<void> {
  await deletePlaceOf(deps.db, userId);
}

async function enterTarget(
  deps: Deps,
  userId: UserId,
  { kind, targetId }: QueueTarget,
  wishes: Entrance,
): Promise<EntryOutcome> {
  const waited = { kind, targetId };
  const [target, person] = await Promise.all([
    resolveTarget(deps, userId, waited),
    getParticipant(deps, userId),
  ]);
  if (wishes.seat === "ghost" && !standingOf(target.eventRole).camera) throw notTheirCamera();
  const participant = { ...person, role: roomRoleOf(person.role, target.eventRole) };
  const ownKeptOutOf = await requireAdmitted(deps, userId, target);
  const isLeading = wishes.party === "together" && wishes.seat === "visible" && kind !== "party";
  const led = isLeading ? await companyTo(deps, userId, target) : null;
  const now = new Date(deps.nowMs());
  return deps.db.transaction(async (tx) => {
    // One at a time: two who enter together must meet, and a host must not be filled twice.
    await lockInTransaction(tx, "allocation");
    // It may have been called off since we asked: what closes an event's rooms waits for this lock, too.
    if (target.eventId !== null) await admitToEvent({ ...deps, db: tx }, target.eventId, userId);
    await deleteExpiredReservations(tx, now);
    await deleteSilentPlaces(tx, new Date(now.getTime() - QUEUE_SILENT_MS));
    const place = await ownPlace(tx, userId, waited);
    const aheadCount = await countAhead(tx, waited, place);
    const placement = placementOf(deps.placement, target);
    const poolNowMs = await deps.poolNowMs(tx);
    const alone = {
      userId,
      companionIds: [],
      target,
      wishes,
      keptOutOf: ownKeptOutOf,
      placement,
      now,
      poolNowMs,
    };
    const surveyedAlone = await survey(tx, alone);
    // Who is there already, or on their way there, comes back without the others.
    const company = surveyedAlone.rooms.some(({ isOwn }) => isOwn) ? null : led;
    const asked = company === null ? alone : { ...alone, ...together(company, alone) };
    requireFitting(target, asked.companionIds.length + 1);
    const surveyed = company === null ? surveyedAlone : await survey(tx, asked);
    const decision = allocateRoom(surveyed, asked, aheadCount);
    if (decision.kind === "refused" && decision.reason !== "full") deps.hostWanted(wishes);
    if (wishes.seat === "ghost") {
      await deletePlaceOf(tx, userId);
      const seated = await takeSeat(tx, asked, await placeUnseen(tx, surveyed, asked, decision), "ghost");
      return { outcome: "entered", place: { ...seated, participant, waiting: null } };
    }
    if (decision.kind !== "refused") {
      await deletePlaceOf(tx, userId);
      const seated = await takeSeat(tx, asked, await carryOut(tx, decision, asked), "visible");
      if (company !== null)
        await seatCompany(tx, company, { roomId: seated.room, until: keptUntil(now) }, now);
      return { outcome: "entered", place: { ...seated, participant, waiting: null } };
    }
    if (decision.reason === "no-host") throw noHost();
    if (wishes.ifFull === "refuse") throw full();
    const ghostSeat = allocateGhostSeat(surveyed, asked);
    const isCrowded = place === null && aheadCount >= WAITING_MAX;
    const waiting: QueuedInside | null = isCrowded
      ? null
      : {
          queue: toPlace(await waitFor(tx, { ...asked, waited, place }), aheadCount),
          ghostSeat: ghostSeat === null ? "none" : "free",
        };
    if (wishes.ifFull === "ghost" && ghostSeat !== null) {
      const seated = await takeSeat(tx, asked, { room: ghostSeat.roomId, hostId: ghostSeat.hostId }, "ghost");
      return { outcome: "entered", place: { ...seated, participant, waiting } };
    }
    if (waiting === null) throw full();
    return { outcome: "queued", ...waiting };
  });
}

/**
 * Where somebody looks on who is there unseen; whoever comes before everybody else has a room opened. Throws NO_ROOM_HOST or
 * ROOMS_FULL (503).
 */
async function placeUnseen(
  tx: DbOrTx,
  surveyed: Survey,
  asked: Pick<Asked, "target" | "wishes" | "placement" | "now">,
  decision: Allocation,
): Promise<{ readonly room: RoomId; readonly hostId: HostId }> {
  if (surveyed.rooms.every(({ hostId }) => hostId === null)) {
    if (decision.kind === "refused") throw decision.reason === "no-host" ? noHost() : full();
    return carryOut(tx, decision, asked);
  }
  const seat = allocateGhostSeat(surveyed, asked);
  if (seat === null) throw full();
  return { room: seat.roomId, hostId: seat.hostId };
}

function keptUntil(now: Date): Date {
  return new Date(now.getTime() + RESERVATION_MS);
}

/** Keeps the seat until its owner comes. */
async function takeSeat(
  tx: DbOrTx,
  { userId, target, now }: { readonly userId: UserId; readonly target: EntryTarget; readonly now: Date },
  { room, hostId }: { readonly room: RoomId; readonly hostId: HostId },
  seat: Seat,
): Promise<Omit<AllocatedRoom, "participant" | "waiting">> {
  const expiresAt = keptUntil(now);
  await upsertReservation(tx, { roomId: room, userId, seat, expiresAt });
  const host = await findHost(tx, hostId);
  assert(host !== null, "the chosen host is registered");
  const address = { address: host.address, tcpPort: host.tcpPort, wsUrl: host.wsUrl };
  return { room, hostId, host: address, world: target.world, seat };
}

/** Somebody waits in one place only: asking elsewhere gives the other up. */
async function ownPlace(tx: DbOrTx, userId: UserId, waited: QueueTarget): Promise<QueueRecord | null> {
  const place = await findPlaceOf(tx, userId);
  if (place === null || (place.kind === waited.kind && place.targetId === waited.targetId)) return place;
  await deletePlaceOf(tx, userId);
  return null;
}

async function waitFor(
  tx: DbOrTx,
  asked: {
    readonly userId: UserId;
    readonly companionIds: readonly UserId[];
    readonly waited: QueueTarget;
    readonly place: QueueRecord | null;
    readonly wishes: Entrance;
    readonly now: Date;
  },
): Promise<QueueRecord> {
  const { userId, companionIds, waited, place, wishes, now } = asked;
  const seats = 1 + companionIds.length;
  if (place !== null) {
    await touchPlace(tx, place.id, { seats, now });
    return place;
  }
  const latencies = wishes.latencies ?? {};
  const made = { ...waited, id: newId("queue"), userId, latencies, seats, enteredAt: now, lastSeenAt: now };
  await insertPlace(tx, made);
  return made;
}

function toPlace({ id }: QueueRecord, position: number) {
  return { id, position, pollAfterMs: POLL_AFTER_MS, expiresInMs: QUEUE_SILENT_MS };
}

function notTheirCamera(): Problem {
  return new Problem({
    status: 403,
    code: "EVENT_NOT_YOURS",
    title: "Only those who steer the event's cameras are there unseen",
    detail: 'Ask without `"seat"`. Where every place is taken, anybody looks on: `"ifFull": "ghost"`.',
  });
}

function noHost(): Problem {
  return new Problem({
    status: 503,
    code: "NO_ROOM_HOST",
    title: "No room host is running",
    detail: "Start one with `bun room/main.ts`, or wait until one has registered.",
    headers: { "retry-after": "3" },
  });
}

function full(): Problem {
  return new Problem({
    status: 503,
    code: "ROOMS_FULL",
    title: "Every place is taken",
    detail: 'Try again when somebody has left, or wait in the queue: `"ifFull": "queue"`.',
    headers: { "retry-after": "10" },
  });
}
