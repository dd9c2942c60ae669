// What a host promised to peers that do not reach the origin: to open no room that they may still serve, for a moment. Pure, by the
// steady clock. The other side is in lease.ts.

import type { HostId, RoomId } from "../../shared/schema/ids.ts";

/** From the answering; more than a peer goes by it from the asking (PERMIT_MS, 2.5 s). */
export const PROMISE_MS = 3_000;
/** Peers that are promised something at once; what is more is not promised. */
const PEERS_MAX = 1_000;

export class Promises {
  readonly #untilMs = new Map<HostId, number>();
  /** Rooms this host has, or is about to open, that peers may still serve; no promise to those is about it from then on. */
  readonly #taken = new Map<RoomId, ReadonlyMap<HostId, { readonly untilMs: number }>>();

  /** A peer asks about all its rooms. Answers those that are not promised; null: none is. */
  ask(peer: HostId, nowMs: number): RoomId[] | null {
    if (this.#untilMs.size >= PEERS_MAX) this.#forgetKept(nowMs);
    if (this.#untilMs.size >= PEERS_MAX && !this.#untilMs.has(peer)) return null;
    this.#untilMs.set(peer, nowMs + PROMISE_MS);
    return [...this.#taken].flatMap(([room, from]) => (from.has(peer) ? [room] : []));
  }

  /**
   * The origin gave the room to this host, and those in `from` may still serve it: what they are promised from now on is not about
   * it. Answers how long to wait before it is opened, ms.
   */
  take(room: RoomId, from: readonly HostId[], nowMs: number): number {
    if (from.length === 0) return 0;
    const before = this.#taken.get(room);
    const promised = from.map(
      (peer) => [peer, before?.get(peer) ?? { untilMs: this.#untilMs.get(peer) ?? 0 }] as const,
    );
    this.#taken.set(room, new Map(promised));
    return promised.reduce((waitMs, [, { untilMs }]) => Math.max(waitMs, untilMs - nowMs), 0);
  }

  /** The room is no longer this host's, or was not opened after all. */
  release(room: RoomId): void {
    this.#taken.delete(room);
  }

  #forgetKept(nowMs: number): void {
    for (const [peer, untilMs] of this.#untilMs) if (untilMs <= nowMs) this.#untilMs.delete(peer);
  }
}
