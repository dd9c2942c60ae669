// What outlives a host that goes without a word: every second the origin is told of each room that changed. Bounded: few on their way
// at once, one of a room, and a room that is too large to keep says so once.

import type { Log } from "../shared/http/log.ts";
import type { RoomId } from "../shared/schema/ids.ts";
import { KEPT_MAX_CHARS } from "../shared/schema/internal/handoff.ts";
import { encodeSnapshot } from "./handoff/snapshot-schema.ts";
import { isAsMarked, type Marks, marksOf, takeKept } from "./handoff/take-kept.ts";
import type { OriginClient } from "./origin-client.ts";
import type { Room } from "./state/room.ts";

const KEEP_INTERVAL_MS = 800;
const ROOMS_AT_ONCE_MAX = 8;

export type KeepRoomsDeps = {
  readonly log: Log;
  readonly origin: Pick<OriginClient, "keep">;
  nowMs(): number;
  liveRooms(): Iterable<Room>;
};

export type KeptRooms = {
  /** Tells of every room that changed since it was told of. Never rejects. */
  look(): Promise<void>;
  stop(): void;
};

/** Looks as often as it has to, until it is stopped. */
export function keepRooms(deps: KeepRoomsDeps): KeptRooms {
  /** As each was when it was last told of. */
  const told = new WeakMap<Room, Marks>();
  const tooLarge = new WeakSet<Room>();
  const underWay = new Set<RoomId>();
  const timer = setInterval(() => void look(), KEEP_INTERVAL_MS);

  async function look(): Promise<void> {
    const calls: Promise<void>[] = [];
    for (const room of deps.liveRooms()) {
      if (underWay.size >= ROOMS_AT_ONCE_MAX) break;
      if (underWay.has(room.spec.room)) continue;
      const marks = marksOf(room);
      const before = told.get(room);
      if (before === undefined ? isAsNew(room) : isAsMarked(before, marks)) continue;
      calls.push(keep(room, marks));
    }
    await Promise.all(calls);
  }

  async function keep(room: Room, marks: Marks): Promise<void> {
    const { room: id, epoch } = room.spec;
    underWay.add(id);
    try {
      const snapshot = encodeSnapshot(takeKept(room, deps.nowMs()));
      told.set(room, marks);
      if (snapshot.length > KEPT_MAX_CHARS) return sayTooLarge(room, snapshot.length);
      await deps.origin.keep(id, { epoch, snapshot });
    } catch (error) {
      told.delete(room);
      deps.log.warn("room.keep.failed", { room: id, error });
    } finally {
      underWay.delete(id);
    }
  }

  function sayTooLarge(room: Room, chars: number): void {
    if (tooLarge.has(room)) return;
    tooLarge.add(room);
    deps.log.warn("room.keep.too-large", { room: room.spec.room, chars, limit: KEPT_MAX_CHARS });
  }

  return { look, stop: () => clearInterval(timer) };
}

/** Nothing in it is worth keeping. */
function isAsNew({ lastSid }: Room): boolean {
  return lastSid === 0;
}
