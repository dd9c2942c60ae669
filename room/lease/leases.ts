// The leases of one host's rooms: which it may serve, until when, and what it promises others. Joins what lease.ts and promises.ts
// reckon with the host's clock; beats are membership.ts's, questions to heirs ask-heirs.ts's.

import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { HostId, RoomId } from "../../shared/schema/ids.ts";
import type { HeartbeatAnswer } from "../../shared/schema/internal/hosts.ts";
import type { RoomSpec } from "../../shared/schema/room-spec.ts";
import { ConnectRefusal } from "../door.ts";
import { type BeatHead, LEASE_MS, Lease } from "./lease.ts";
import { Promises } from "./promises.ts";

/** A room that was promised to nobody any more is asked for again; more often only where the origin is as slow as a lease is long. */
const OPENING_TRIES_MAX = 5;

export type LeasesDeps = {
  /** Never jumps. */
  steadyMs(): number;
  after(delayMs: number): Promise<void>;
  /** The room as it is to be opened. `seq`: of the newest beat. */
  askSpec(room: RoomId, requestId: string, seq: number): Promise<RoomSpec>;
};

/** What rooms ask of their leases. */
export type RoomLeases = {
  /** When `over` is to be asked at the latest; Infinity where no lease ends. */
  readonly dueAtMs: number;
  /** Rooms that may be served no more: nothing of them may be said from now on. */
  over(): readonly RoomId[];
  /** The spec to open the room by, once no other host can be serving it. Rejects with what askSpec did, or ConnectRefusal. */
  open(room: RoomId, requestId: string): Promise<RoomSpec>;
  /** Whether the room may be served now. */
  holds(room: RoomId): boolean;
  /** The room is served no more, or was not opened after all. */
  release(room: RoomId): void;
};

/** Of a host that nobody leases anything to: it serves what it opens. */
export function unleased(open: RoomLeases["open"]): RoomLeases {
  return { dueAtMs: Number.POSITIVE_INFINITY, over: () => [], open, holds: () => true, release: () => {} };
}

export class Leases implements RoomLeases {
  readonly #deps: LeasesDeps;
  readonly #lease = new Lease();
  readonly #promises = new Promises();
  /** An origin of the release before gives no leases ("none"): rooms are served until it says otherwise. */
  #origin: "unheard" | "leases" | "none" = "unheard";
  dueAtMs = Number.POSITIVE_INFINITY;

  constructor(deps: LeasesDeps) {
    this.#deps = deps;
  }

  over(): readonly RoomId[] {
    return this.#origin === "none" ? [] : this.#lease.over(this.#deps.steadyMs());
  }

  async open(room: RoomId, requestId: string): Promise<RoomSpec> {
    const { steadyMs, after, askSpec } = this.#deps;
    try {
      for (let tries = 1; tries <= OPENING_TRIES_MAX; tries++) {
        const askedAtMs = steadyMs();
        const spec = await askSpec(room, requestId, this.#lease.lastSeq);
        const waitMs = this.#promises.take(room, spec.suspects, steadyMs());
        if (waitMs > 0) await after(waitMs + 1);
        else if (steadyMs() < askedAtMs + LEASE_MS) {
          this.#lease.open(room, askedAtMs);
          this.#reckon();
          return spec;
        }
      }
    } catch (error) {
      this.release(room);
      throw error;
    }
    this.release(room);
    throw new ConnectRefusal(ReasonCode.serverUnavailable, "the room cannot be had in time: try again");
  }

  holds(room: RoomId): boolean {
    return this.#origin === "none" || this.#lease.untilMs(room) > this.#deps.steadyMs();
  }

  release(room: RoomId): void {
    this.#lease.forget(room);
    this.#promises.release(room);
    this.#reckon();
  }

  /** A beat is sent now that tells of these rooms. */
  beat(rooms: readonly RoomId[]): BeatHead {
    const head = this.#lease.beat(rooms, this.#deps.steadyMs());
    this.#reckon();
    return head;
  }

  /**
   * That beat was answered. Rooms to close are the caller's to close. Answers whether the origin would choose other heirs than it was
   * told: until it is told of them, nobody may have the rooms of a host that dies.
   */
  answered(seq: number, { close, lease }: HeartbeatAnswer): boolean {
    this.#origin = lease === null ? "none" : "leases";
    const heirs = lease?.heirs.map(({ hostId }) => hostId) ?? [];
    const isNews = this.#lease.answered(seq, { close, heirs });
    this.#reckon();
    return isNews;
  }

  /** Heirs whose promise is needed now. */
  toAsk(): readonly HostId[] {
    return this.#origin === "leases" ? this.#lease.toAsk(this.#deps.steadyMs()) : [];
  }

  /** An heir answered what was asked then; null: it promises nothing. */
  promised(heir: HostId, taken: readonly RoomId[] | null, askedAtMs: number): void {
    if (taken !== null) this.#lease.promised(heir, taken, askedAtMs);
    this.#reckon();
  }

  /** Another process answers in that heir's place. */
  gone(heir: HostId): void {
    this.#lease.gone(heir);
    this.#reckon();
  }

  /** A peer that does not reach the origin asks about its rooms. Answers those that are not promised; null: none is. */
  promise(peer: HostId): RoomId[] | null {
    return this.#promises.ask(peer, this.#deps.steadyMs());
  }

  #reckon(): void {
    this.dueAtMs = this.#origin === "none" ? Number.POSITIVE_INFINITY : this.#lease.dueAtMs();
  }
}
