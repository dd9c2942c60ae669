// The clock of a host: ticks its rooms, looks after what has come to its time, and goes on whatever fails. A room that fails too
// often is closed, and the others never notice.

import type { Log } from "../shared/http/log.ts";
import type { RoomId } from "../shared/schema/ids.ts";
import type { Metrics } from "./metrics.ts";
import type { Rooms } from "./rooms.ts";
import { type Budget, type Limit, newBudget, take } from "./state/budget.ts";
import { tickItems } from "./state/item-motion.ts";
import { tickPoses } from "./state/pose.ts";
import type { Room } from "./state/room.ts";
import { tickFeeds } from "./state/stage/feed.ts";
import { tickVoices } from "./state/voice-flush.ts";
import type { Timer, Timers } from "./timers.ts";

const TICK_BASE_MS = 5;
/** While nobody is in any room: whoever comes waits as long for the first poses. */
const IDLE_TICK_MS = 25;
const HOUSEKEEPING_INTERVAL_MS = 250;
/** Of one room. One that fails whenever it is its turn is closed within a second or two; one that does now and then, never. */
export const ROOM_FAULTS: Limit = { perSecond: 1, burst: 20 };

export type TicksDeps = {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly timers: Timers;
  readonly rooms: Rooms;
  nowMs(): number;
  steadyMs(): number;
  /** Gives up rooms that are another host's by now. */
  fence(): void;
  /** Writes what was queued for clients. */
  flushAll(): void;
  keepHouse(nowMs: number): void;
  /** A room has failed too often. */
  giveUp(room: RoomId): void;
};

const isInhabited = ({ participants, ghosts, phase }: Room): boolean =>
  participants.size + ghosts.size > 0 && phase === "open";

export class Ticks {
  readonly #deps: TicksDeps;
  readonly #faults = new Map<RoomId, Budget>();
  /** Of this tick; a list to walk while rooms end, used again two hundred times a second. */
  readonly #inhabited: Room[] = [];
  #timer: Timer | null = null;
  #nextHousekeepingAtMs = 0;
  /** When it ticks next, by the steady clock. */
  dueAtMs = 0;
  #state: "ticking" | "stopped" = "stopped";

  constructor(deps: TicksDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#state = "ticking";
    this.#tick();
  }

  stop(): void {
    this.#state = "stopped";
    this.#timer?.cancel();
  }

  /** Something of ours failed with a room. */
  failed(room: RoomId, error: unknown): void {
    const { log, nowMs, giveUp } = this.#deps;
    log.error("room.tick.failed", { room, error });
    const faults = this.#faults.get(room) ?? newBudget(ROOM_FAULTS, nowMs());
    this.#faults.set(room, faults);
    if (take(faults, nowMs())) return;
    this.#faults.delete(room);
    giveUp(room);
  }

  #tick(): void {
    let intervalMs = IDLE_TICK_MS;
    try {
      intervalMs = this.#serve();
    } catch (error) {
      this.#deps.log.error("room.tick.failed", { error });
    } finally {
      this.dueAtMs = this.#deps.steadyMs() + intervalMs;
      if (this.#state === "ticking") this.#timer = this.#deps.timers.after(intervalMs, () => this.#tick());
    }
  }

  /** Answers when to tick again. */
  #serve(): number {
    const { rooms, metrics, fence, flushAll } = this.#deps;
    fence();
    const nowMs = this.#deps.nowMs();
    const beganMs = this.#deps.steadyMs();
    // Voice goes first, as it is late soonest, and to those alone who have nothing else waiting: so that goes before it.
    flushAll();
    const inhabited = this.#inhabited;
    inhabited.length = 0;
    for (const room of rooms.all()) if (isInhabited(room)) inhabited.push(room);
    // Before voices, so that what came from another stage goes out with them. Of an empty room it is told that its stage is empty.
    for (const room of rooms.all()) if (room.stage.feeds.size > 0) this.#attempt(tickFeeds, room, nowMs);
    for (const room of inhabited) this.#attempt(tickVoices, room, nowMs);
    for (const room of inhabited) {
      this.#attempt(tickPoses, room, nowMs);
      this.#attempt(tickItems, room, nowMs);
    }
    flushAll();
    if (inhabited.length > 0) metrics.tick.record((this.#deps.steadyMs() - beganMs) * 1000);
    if (nowMs >= this.#nextHousekeepingAtMs) {
      this.#nextHousekeepingAtMs = nowMs + HOUSEKEEPING_INTERVAL_MS;
      for (const room of this.#faults.keys()) if (rooms.get(room) === undefined) this.#faults.delete(room);
      this.#deps.keepHouse(nowMs);
    }
    return inhabited.length > 0 ? TICK_BASE_MS : IDLE_TICK_MS;
  }

  #attempt(step: (room: Room, nowMs: number) => void, room: Room, nowMs: number): void {
    try {
      step(room, nowMs);
    } catch (error) {
      this.failed(room.spec.room, error);
    }
  }
}
