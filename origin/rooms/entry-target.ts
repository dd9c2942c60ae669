// What somebody asks to enter, as rooms see it: a world, an event in a world, or the one room somebody is in.

import { Problem } from "../../shared/http/problem.ts";
import {
  type EventId,
  eventIdSchema,
  type RoomId,
  roomIdSchema,
  type UserId,
  userIdSchema,
  type WorldId,
  worldIdSchema,
} from "../../shared/schema/ids.ts";
import type { World } from "../../shared/schema/world.ts";
import type { Channel } from "../../shared/schema/world-version.ts";
import type { OriginDeps } from "../deps.ts";
import { requireEvent } from "../events/get-event.ts";
import { notFound } from "../route-params.ts";
import { findJoinableRoom } from "../social/find-joinable-room.ts";
import { getWorld } from "../worlds/get-world.ts";
import { requireWorld } from "../worlds/require-world.ts";
import { mayTry } from "../worlds/standing.ts";
import { findBeta } from "../worlds/versions/store.ts";
import type { QueueTarget } from "./queue-store.ts";
import { findRoomAndWorld } from "./store.ts";

/** Doors open this long before an event begins. */
const DOORS_BEFORE_MS = 15 * 60_000;

export type EntryTarget = {
  readonly world: World;
  readonly worldId: WorldId;
  readonly eventId: EventId | null;
  /** The version its rooms are made of. */
  readonly channel: Channel;
  /** This room and no other. */
  readonly room: RoomId | null;
  /** People at once in all the event's rooms; null: as many as fit. */
  readonly eventCapacity: number | null;
};
type Deps = Pick<OriginDeps, "db" | "nowMs">;

/**
 * Throws WORLD_NOT_FOUND, VERSION_NOT_FOUND, EVENT_NOT_FOUND, USER_NOT_FOUND or ROOM_NOT_FOUND (404), EVENT_NOT_OPEN (409),
 * WORLD_BETA_CLOSED or USER_NOT_JOINABLE (403).
 */
export async function resolveTarget(
  deps: Deps,
  userId: UserId,
  { kind, targetId }: QueueTarget,
): Promise<EntryTarget> {
  switch (kind) {
    case "world":
      return targetId.startsWith("rm_")
        ? resolveRoom(deps, userId, roomIdSchema.parse(targetId))
        : resolveWorld(deps, userId, idOr404(worldIdSchema.safeParse(targetId), "world"));
    case "beta":
      return resolveBeta(deps, userId, idOr404(worldIdSchema.safeParse(targetId), "world"));
    case "event":
      return resolveEvent(deps, userId, idOr404(eventIdSchema.safeParse(targetId), "event"));
    case "user": {
      const where = await findJoinableRoom(deps, userId, idOr404(userIdSchema.safeParse(targetId), "user"));
      const world = await getWorld(deps, where.world.id);
      return {
        world,
        worldId: world.id,
        eventId: where.room.eventId,
        channel: where.room.channel,
        room: where.room.id,
        eventCapacity: null,
      };
    }
  }
}

async function resolveWorld(deps: Deps, userId: UserId, worldId: WorldId): Promise<EntryTarget> {
  const { world } = await requireWorld(deps.db, worldId, userId);
  // Whoever works on it sees it before it is published; there is nothing to enter yet but the beta.
  if (world.liveVersion === null) throw notFound("version");
  return {
    world: await getWorld(deps, worldId),
    worldId,
    eventId: null,
    channel: "live",
    room: null,
    eventCapacity: null,
  };
}

async function resolveBeta(deps: Deps, userId: UserId, worldId: WorldId): Promise<EntryTarget> {
  const { standing } = await requireWorld(deps.db, worldId, userId);
  if (!mayTry(standing)) throw betaClosed();
  const beta = await findBeta(deps.db, worldId);
  if (beta === null) throw notFound("version");
  const { capacity, settings } = beta;
  const world = { ...(await getWorld(deps, worldId)), capacity, settings };
  return { world, worldId, eventId: null, channel: "beta", room: null, eventCapacity: null };
}

async function resolveRoom(deps: Deps, userId: UserId, roomId: RoomId): Promise<EntryTarget> {
  const found = await findRoomAndWorld(deps.db, roomId);
  if (found === null || found.room.closedAt !== null || found.room.eventId !== null) throw notFound("room");
  const { room, world } = found;
  const resolve = room.channel === "beta" ? resolveBeta : resolveWorld;
  return { ...(await resolve(deps, userId, world.id)), room: roomId };
}

async function resolveEvent(deps: Deps, userId: UserId, eventId: EventId): Promise<EntryTarget> {
  const event = await requireEvent(deps, eventId);
  const opensAtMs = event.startsAt.getTime() - DOORS_BEFORE_MS;
  if (deps.nowMs() < opensAtMs || deps.nowMs() >= event.endsAt.getTime())
    throw notOpen(new Date(opensAtMs), event.endsAt);
  const target = await resolveWorld(deps, userId, event.worldId);
  return { ...target, eventId, eventCapacity: event.capacity };
}

function idOr404<T>(parsed: { success: true; data: T } | { success: false }, noun: string): T {
  if (!parsed.success) throw notFound(noun);
  return parsed.data;
}

function betaClosed(): Problem {
  return new Problem({
    status: 403,
    code: "WORLD_BETA_CLOSED",
    title: "Only those who work on this world enter its beta",
  });
}

function notOpen(opensAt: Date, endsAt: Date): Problem {
  return new Problem({
    status: 409,
    code: "EVENT_NOT_OPEN",
    title: "This event lets nobody in now",
    detail: `Its doors are open from ${opensAt.toISOString()} to ${endsAt.toISOString()}.`,
  });
}
