// What outlives a host that goes without a word: every second the origin is told of each room that changed. Bounded: few on their way
// at once, one look at a time, and a room that is too large to keep says so once.

import type { Log } from "../shared/http/log.ts";
import { KEPT_MAX_CHARS } from "../shared/schema/internal/handoff.ts";
import type { WaitingWill } from "./handoff/snapshot-schema.ts";
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
  /** What is to be said in it should nobody of it be heard of any more. */
  willsOf(room: Room): readonly WaitingWill[];
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
  let looking: Promise<void> | null = null;
  let lastSeq = 0;
  const timer = setInterval(() => void look(), KEEP_INTERVAL_MS);

  /** One look at a time, each at every room: none waits for its turn behind those that always change. */
  function look(): Promise<void> {
    looking ??= tellOfAll().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function tellOfAll(): Promise<void> {
    const next = [...deps.liveRooms()].filter(hasChanged).values();
    const teller = async (): Promise<void> => {
      for (const room of next) await keep(room);
    };
    await Promise.all(Array.from({ length: ROOMS_AT_ONCE_MAX }, teller));
  }

  function hasChanged(room: Room): boolean {
    const before = told.get(room);
    return before === undefined ? !isAsNew(room) : !isAsMarked(before, marksOf(room, deps.willsOf(room)));
  }

  async function keep(room: Room): Promise<void> {
    const { room: id, epoch } = room.spec;
    try {
      const wills = deps.willsOf(room);
      told.set(room, marksOf(room, wills));
      const snapshot = encodeSnapshot(takeKept(room, wills, deps.nowMs()));
      if (snapshot.length > KEPT_MAX_CHARS) return sayTooLarge(room, snapshot.length);
      await deps.origin.keep(id, { epoch, seq: ++lastSeq, snapshot });
    } catch (error) {
      told.delete(room);
      deps.log.warn("room.keep.failed", { room: id, error });
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
