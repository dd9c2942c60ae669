// What somebody asks to enter, as rooms see it: a world, an event in a world, the one room somebody is in, or where one is invited.

import { Problem } from "../../shared/http/problem.ts";
import type { EventRole } from "../../shared/schema/event-role.ts";
import {
  type EventId,
  eventIdSchema,
  invitationIdSchema,
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
import { admitToEvent } from "../events/admit-to-event.ts";
import { requireLedRoom } from "../parties/call-party.ts";
import { notFound } from "../route-params.ts";
import { findJoinableRoom } from "../social/find-joinable-room.ts";
import { requireInvitation } from "../social/require-invitation.ts";
import { getWorld } from "../worlds/get-world.ts";
import { requireWorld } from "../worlds/require-world.ts";
import { mayTry } from "../worlds/standing.ts";
import { findBeta } from "../worlds/versions/store.ts";
import type { QueueTarget } from "./queue-store.ts";
import { findRoomAndWorld } from "./store.ts";

export type EntryTarget = {
  readonly world: World;
  readonly worldId: WorldId;
  readonly eventId: EventId | null;
  /** The version its rooms are made of. */
  readonly channel: Channel;
  /** This room and no other. */
  readonly room: RoomId | null;
  /** Of the event in all its rooms together. */
  readonly limits: EventLimits;
  /** Who one is to the event. */
  readonly eventRole: EventRole | null;
  /** When rooms that open for it close; null: when nobody is in them. */
  readonly roomsCloseAt: Date | null;
};

/** Null: as many as fit. */
export type EventLimits = {
  /** People at once. */
  readonly seatsMax: number | null;
  readonly ghostSeatsMax: number | null;
  /** Rooms at once. */
  readonly roomsMax: number | null;
};
/** What is no event's. */
const UNLIMITED = {
  limits: { seatsMax: null, ghostSeatsMax: null, roomsMax: null },
  eventRole: null,
  roomsCloseAt: null,
} as const satisfies Pick<EntryTarget, "limits" | "eventRole" | "roomsCloseAt">;

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/**
 * Throws WORLD_NOT_FOUND, VERSION_NOT_FOUND, EVENT_NOT_FOUND, USER_NOT_FOUND, INVITATION_NOT_FOUND, PARTY_NOT_FOUND or ROOM_NOT_FOUND (404),
 * EVENT_NOT_OPEN (409), EVENT_CANCELLED or EVENT_ENDED (410), WORLD_BETA_CLOSED or USER_NOT_JOINABLE (403).
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
      return intoRoom(deps, userId, where.world.id, where.room);
    }
    case "party": {
      const called = await requireLedRoom(deps, userId);
      return targetFor(deps, userId, called);
    }
    case "invitation": {
      const id = idOr404(invitationIdSchema.safeParse(targetId), "invitation");
      const invited = await requireInvitation(deps, userId, id);
      const room = invited.room ?? { id: null, eventId: null, channel: "live" };
      return intoRoom(deps, userId, invited.world.id, room);
    }
  }
}

/** The same for somebody who comes along, or comes after. Throws what resolveTarget throws. */
export async function targetFor(
  deps: Deps,
  userId: UserId,
  { worldId, eventId, channel, room }: Pick<EntryTarget, "worldId" | "eventId" | "channel" | "room">,
): Promise<EntryTarget> {
  const { standing } = await requireWorld(deps.db, worldId, userId);
  if (channel === "beta" && !mayTry(standing)) throw betaClosed();
  return intoRoom(deps, userId, worldId, { id: room, eventId, channel });
}

/** Into this room, or any of the world in this channel. Who is inside opens no door of an event that is closed. */
async function intoRoom(
  deps: Deps,
  userId: UserId,
  worldId: WorldId,
  { id, eventId, channel }: Pick<EntryTarget, "eventId" | "channel"> & { readonly id: RoomId | null },
): Promise<EntryTarget> {
  const world = await worldIn(deps, worldId, channel);
  const target = { ...UNLIMITED, world, worldId, eventId, channel, room: id };
  return eventId === null ? target : { ...target, ...(await atEvent(deps, userId, eventId)) };
}

async function resolveWorld(deps: Deps, userId: UserId, worldId: WorldId): Promise<EntryTarget> {
  const { world } = await requireWorld(deps.db, worldId, userId);
  // Whoever works on it sees it before it is published; there is nothing to enter yet but the beta.
  if (world.liveVersion === null) throw notFound("version");
  return intoRoom(deps, userId, worldId, { id: null, eventId: null, channel: "live" });
}

async function resolveBeta(deps: Deps, userId: UserId, worldId: WorldId): Promise<EntryTarget> {
  const { standing } = await requireWorld(deps.db, worldId, userId);
  if (!mayTry(standing)) throw betaClosed();
  return intoRoom(deps, userId, worldId, { id: null, eventId: null, channel: "beta" });
}

/** The world as rooms of this channel are made. Throws VERSION_NOT_FOUND (404) where nothing is tried. */
async function worldIn(deps: Deps, worldId: WorldId, channel: Channel): Promise<World> {
  const world = await getWorld(deps, worldId);
  if (channel === "live") return world;
  const beta = await findBeta(deps.db, worldId);
  if (beta === null) throw notFound("version");
  return { ...world, capacity: beta.capacity, settings: beta.settings };
}

async function resolveRoom(deps: Deps, userId: UserId, roomId: RoomId): Promise<EntryTarget> {
  const found = await findRoomAndWorld(deps.db, roomId);
  if (found === null || found.room.closedAt !== null || found.room.eventId !== null) throw notFound("room");
  const { room, world } = found;
  const resolve = room.channel === "beta" ? resolveBeta : resolveWorld;
  return { ...(await resolve(deps, userId, world.id)), room: roomId };
}

async function resolveEvent(deps: Deps, userId: UserId, eventId: EventId): Promise<EntryTarget> {
  const { worldId, ...event } = await atEvent(deps, userId, eventId);
  return { ...(await resolveWorld(deps, userId, worldId)), ...event, eventId };
}

async function atEvent(
  deps: Deps,
  userId: UserId,
  id: EventId,
): Promise<Pick<EntryTarget, "worldId" | "limits" | "eventRole" | "roomsCloseAt">> {
  const { event, role, roomsCloseAt } = await admitToEvent(deps, id, userId);
  const { worldId, seatsMax, ghostSeatsMax, roomsMax } = event;
  return { worldId, limits: { seatsMax, ghostSeatsMax, roomsMax }, eventRole: role, roomsCloseAt };
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
