// What a host promised to peers that do not reach the origin: not to open a room that they serve, for a moment. Pure, by the steady
// clock. The other side is in host-lease.ts.

import type { RoomId } from "../../../shared/schema/ids.ts";

/** From the answering; more than a peer goes by it from the asking (PERMIT_MS, 2.5 s). */
export const PROMISE_MS = 3_000;
/** Rooms that promises stand about; what is more is not promised. */
const PROMISED_ROOMS_MAX = 20_000;

export class Promises {
  readonly #untilMs = new Map<RoomId, number>();
  /** Rooms this host has, or is about to open. */
  readonly #taken = new Set<RoomId>();

  /** A peer asks for these rooms; answers those of them that are promised. */
  ask(rooms: readonly RoomId[], nowMs: number): RoomId[] {
    if (this.#untilMs.size + rooms.length > PROMISED_ROOMS_MAX) this.#forgetKept(nowMs);
    return rooms.filter((room) => {
      if (this.#taken.has(room) || this.#untilMs.size >= PROMISED_ROOMS_MAX) return false;
      this.#untilMs.set(room, nowMs + PROMISE_MS);
      return true;
    });
  }

  /** The origin gave the room to this host: nothing more is promised about it. Answers how long to wait before it is opened, ms. */
  take(room: RoomId, nowMs: number): number {
    this.#taken.add(room);
    return Math.max(0, (this.#untilMs.get(room) ?? 0) - nowMs);
  }

  /** The room is no longer this host's, or was not opened after all. */
  release(room: RoomId): void {
    this.#taken.delete(room);
  }

  #forgetKept(nowMs: number): void {
    for (const [room, untilMs] of this.#untilMs) if (untilMs <= nowMs) this.#untilMs.delete(room);
  }
}
