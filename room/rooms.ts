// The rooms of this host: opened once from the origin's spec, kept while they run, and told how a participant looks by now.

import type { NowMs } from "../shared/clock.ts";
import type { Log } from "../shared/http/log.ts";
import { ReasonCode } from "../shared/protocol/reason-code.ts";
import type { RoomId, UserId, WorldId } from "../shared/schema/ids.ts";
import type { Participant as Identity, RoomSpec } from "../shared/schema/room-spec.ts";
import { ConnectRefusal } from "./door.ts";
import type { Snapshot } from "./handoff/snapshot-schema.ts";
import type { RoomLeases } from "./lease/leases.ts";
import type { Metrics } from "./metrics.ts";
import type { Audience } from "./pubsub/audience.ts";
import type { RandomBytes } from "./session/held-places.ts";
import type { SessionLimits } from "./session/limits.ts";
import { applyIdentity } from "./state/me.ts";
import { openRoom, type Room, renew } from "./state/room.ts";
import type { Timers } from "./timers.ts";

const RENEW_AGAIN_MS = 1_000;
const FIRST_EPOCH = 1;
const SENDER_SEED_BYTES = 6;

export type RoomsDeps = {
  readonly timers: Timers;
  readonly nowMs: NowMs;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly limits: Pick<SessionLimits, "overlaps" | "retained">;
  /** What nobody may guess is made of: tokens to come back with, and sender seeds. */
  readonly randomBytes: RandomBytes;
  readonly leases: Pick<RoomLeases, "open" | "holds" | "release">;
  /** What a room that is open here is made of by now. */
  renewedSpec(room: RoomId, requestId: string): Promise<RoomSpec>;
  /** The room as it stood on the host before, where that handed it over, or as it was kept last; null for neither. */
  takeOver(room: RoomId): Promise<Snapshot | null>;
  /** A room is open that was not. */
  roomOpened(): void;
  /** null on a host that has nobody to ask. Rejects when the origin is away, or knows no such participant. */
  askParticipant(room: RoomId, user: UserId): Promise<Identity | null>;
};

export type Rooms = {
  get(id: RoomId): Room | undefined;
  all(): Iterable<Room>;
  /** Whether it is being opened just now. */
  isOpening(id: RoomId): boolean;
  /** Those that are. */
  opening(): Iterable<RoomId>;
  /**
   * The room, opened when it is not; `comes` with everybody in it from another host, or not that anybody knows. Rejects with what its
   * lease did, or ConnectRefusal.
   */
  open(id: RoomId, requestId: string, comes?: "along"): Promise<Room>;
  /** Takes it off the host; whoever is in it is the caller's to tell. Answers whether it was there. */
  remove(id: RoomId): boolean;
  /** Asks the origin what this room, those of this world, or all of them, are made of now, and changes them. Never rejects. */
  renewSpecs(which: RoomId | WorldId | "all"): Promise<void>;
  /** Asks the origin who the user is now, and tells the room. Never rejects. */
  refreshIdentity(id: RoomId, user: UserId): Promise<void>;
};

/** Begins without any. `pending` is told when an audience of a room has something to be given out; `restore` fills a room that came from elsewhere. */
export function createRooms(
  deps: RoomsDeps,
  pending: (audience: Audience, room: RoomId) => void,
  restore: (room: Room, snapshot: Snapshot) => void,
): Rooms {
  const rooms = new Map<RoomId, Room>();
  const opening = new Map<RoomId, Promise<Room>>();
  /** Participants the origin is being asked about. */
  const asking = new Map<string, "asked" | "again">();
  const renewing = new Map<RoomId, "asked" | "again">();

  /** The room, opened once however many enter it at the same time. */
  function open(id: RoomId, requestId: string, comes?: "along"): Promise<Room> {
    const running = rooms.get(id);
    if (running !== undefined) return Promise.resolve(running);
    const already = opening.get(id);
    if (already !== undefined) return already;
    const promise = openOnce(id, requestId, comes).finally(() => opening.delete(id));
    opening.set(id, promise);
    return promise;
  }

  async function openOnce(id: RoomId, requestId: string, comes: "along" | undefined): Promise<Room> {
    // Everybody in it stands still until it is open: what it was is asked for together with what it is to be.
    const early = comes === "along" ? deps.takeOver(id) : null;
    early?.catch(() => {});
    const spec = await deps.leases.open(id, requestId);
    const snapshot = await takenOver(spec, early);
    if (!deps.leases.holds(id)) {
      deps.leases.release(id);
      throw new ConnectRefusal(
        ReasonCode.serverUnavailable,
        "the room went to another host: ask the edge again",
      );
    }
    const { metrics, limits } = deps;
    const room = openRoom(spec, deps.nowMs(), (audience) => pending(audience, id), metrics, {
      ...limits,
      senderSeed: Buffer.from(deps.randomBytes(SENDER_SEED_BYTES)).readUIntBE(0, SENDER_SEED_BYTES),
    });
    rooms.set(id, room);
    const { length: cameAlong } = snapshot?.participants ?? [];
    if (snapshot !== null) restore(room, snapshot);
    deps.roomOpened();
    deps.log.info("room.opened", {
      room: id,
      world: spec.world.id,
      epoch: spec.epoch,
      requestId,
      ...(snapshot === null ? {} : { cameAlong }),
    });
    return room;
  }

  async function takenOver(spec: RoomSpec, early: Promise<Snapshot | null> | null): Promise<Snapshot | null> {
    // Nobody had it before the first, unless its host lost it and has it again.
    if (spec.epoch === FIRST_EPOCH && !spec.kept) return null;
    try {
      return await (early ?? deps.takeOver(spec.room));
    } catch (error) {
      deps.leases.release(spec.room);
      throw error;
    }
  }

  /** One question at a time for each participant, and one more if they changed again meanwhile: answers never overtake. */
  async function refreshIdentity(roomId: RoomId, user: UserId): Promise<void> {
    const key = `${roomId}/${user}`;
    const isAsking = asking.has(key);
    asking.set(key, isAsking ? "again" : "asked");
    if (isAsking) return;
    for (let isStale = true; isStale; isStale = asking.get(key) === "again") {
      asking.set(key, "asked");
      try {
        const identity = await deps.askParticipant(roomId, user);
        const room = rooms.get(roomId);
        if (identity !== null && room !== undefined) applyIdentity(room, identity);
      } catch (error) {
        deps.log.warn("room.participant.unknown", { room: roomId, user, error });
      }
    }
    asking.delete(key);
  }

  async function renewSpecs(which: RoomId | WorldId | "all"): Promise<void> {
    for (const { spec } of [...rooms.values()])
      if (which === "all" || spec.world.id === which || spec.room === which) await renewSpec(spec.room);
  }

  /** As refreshIdentity does; and again after a while when the origin could not be asked. */
  async function renewSpec(id: RoomId): Promise<void> {
    const isAsking = renewing.has(id);
    renewing.set(id, isAsking ? "again" : "asked");
    if (isAsking) return;
    for (let isStale = true; isStale; isStale = renewing.get(id) === "again") {
      renewing.set(id, "asked");
      try {
        const spec = await deps.renewedSpec(id, "renew");
        const room = rooms.get(id);
        if (room !== undefined && room.spec.epoch === spec.epoch) {
          renew(room, spec);
          deps.log.info("room.renewed", { room: id, version: spec.version });
        }
      } catch (error) {
        deps.log.warn("room.spec.unknown", { room: id, error });
        // The heartbeat's answer closes a room that is ours no more; whatever else is wrong may pass.
        if (rooms.has(id)) deps.timers.after(RENEW_AGAIN_MS, () => void renewSpec(id));
      }
    }
    renewing.delete(id);
  }

  return {
    get: (id) => rooms.get(id),
    all: () => rooms.values(),
    isOpening: (id) => opening.has(id),
    opening: () => opening.keys(),
    open,
    remove: (id) => {
      deps.leases.release(id);
      return rooms.delete(id);
    },
    renewSpecs,
    refreshIdentity,
  };
}
