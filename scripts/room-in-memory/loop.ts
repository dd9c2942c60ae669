// The loop of a room host in virtual time, with nothing of the world around it: no sockets, no origin, no clock but ours.

import { type RoomLeases, unleased } from "../../room/lease/leases.ts";
import { createLoop, type Loop, type LoopDeps } from "../../room/loop.ts";
import { Metrics } from "../../room/metrics.ts";
import { DEFAULT_LIMITS } from "../../room/session/limits.ts";
import { OPEN_ROOM_SPEC } from "../../room/session/open-room.ts";
import type { VirtualTime } from "./virtual-time.ts";

const EMPTY_ROOM_MAX_MS = 60_000;

/** No two are alike, and every run has the same. */
function countingBytes(): (count: number) => Uint8Array {
  let made = 0;
  return (count) => {
    const bytes = new Uint8Array(count);
    new DataView(bytes.buffer).setUint32(0, ++made);
    return bytes;
  };
}

/** `openRoom`: what a room is made of, whenever that is asked. */
export type InMemoryDeps = Pick<LoopDeps, "verify" | "log"> &
  Partial<LoopDeps> & { readonly openRoom?: RoomLeases["open"] };

/** Ticks from now on. What is not given is as on an open host that nobody manages. */
export function startLoop(
  time: VirtualTime,
  { openRoom = async () => OPEN_ROOM_SPEC, ...deps }: InMemoryDeps,
): Loop {
  const loop = createLoop({
    nowMs: () => time.nowMs,
    steadyMs: () => time.nowMs,
    timers: time,
    collectGarbage: () => {},
    limits: DEFAULT_LIMITS,
    randomBytes: countingBytes(),
    metrics: new Metrics(),
    emptyRoomMaxMs: EMPTY_ROOM_MAX_MS,
    leases: unleased(openRoom),
    renewedSpec: openRoom,
    takeOver: async () => null,
    roomOpened: () => {},
    askParticipant: async () => null,
    mayUse: async () => null,
    askBroughtAlong: async () => null,
    stage: null,
    report: () => {},
    roomClosed: () => {},
    roomLost: () => {},
    ...deps,
  });
  loop.start();
  return loop;
}
