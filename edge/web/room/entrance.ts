// How one gets in: a place, a place in the queue, or looking on as a ghost until there is a place. Knows the edge and nothing of
// the room.

import type { Door, EdgeClient } from "../../../shared/client/edge-client.ts";
import { Problem } from "../../../shared/http/problem.ts";
import type { Queued, RoomEntry } from "../../../shared/schema/public-api.ts";

/** After the edge did not answer somebody who looks on: nothing hurries. */
const ASK_AGAIN_MS = 5_000;

export type Waiting = {
  /** How many are before one: 0 is next. */
  readonly ahead: number;
  readonly canLookOn: boolean;
};

export type EntranceOptions = {
  readonly edge: Pick<EdgeClient, "enter" | "untilEntered">;
  readonly door: Door;
  /** What is wanted where every place is taken. */
  readonly ifFull: "queue" | "ghost";
  /** An answer of the edge that is still good: used for the first connection. */
  readonly given: RoomEntry | null;
  readonly on: {
    /** Told of each step in the queue, and null when nobody waits any more. */
    waiting(waiting: Waiting | null): void;
    seat(seat: RoomEntry["seat"]): void;
    /** Somebody who looked on may take a place. */
    turn(entry: RoomEntry): void;
  };
};

export type Entrance = {
  /** Asks for a ticket, and waits in the queue for it where it must. */
  enter(): Promise<RoomEntry>;
  /** Waits no more. */
  close(): void;
};

export function createEntrance({ edge, door, ifFull, given, on }: EntranceOptions): Entrance {
  const closing = new AbortController();
  /** Whoever came to look on waits for no place. */
  const isUnseenByChoice = door.kind === "event" && door.seat === "ghost";
  let first = given;
  let lookingOn: AbortController | null = null;
  const onQueued = (queued: Queued | null) =>
    on.waiting(
      queued === null ? null : { ahead: queued.queue.position, canLookOn: queued.ghostSeat === "free" },
    );

  /** Until it is a ghost's turn. Whoever lost their place in the queue, asleep perhaps, goes to its end. */
  async function waitForTurn(waiting: Queued | null, signal: AbortSignal): Promise<void> {
    for (let place = waiting; ; place = null) {
      try {
        const options = { ifFull: "queue", onQueued, signal } as const;
        const entry = await (place === null ? edge.enter(door, options) : edge.untilEntered(place, options));
        if (!signal.aborted) on.turn(entry);
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof Problem) || error.status < 500) on.waiting(null);
        if (error instanceof Problem && error.status !== 404 && error.status < 500) return;
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      }
    }
  }

  return {
    async enter() {
      lookingOn?.abort();
      const entry = first ?? (await edge.enter(door, { ifFull, onQueued, signal: closing.signal }));
      first = null;
      on.seat(entry.seat);
      if (entry.seat === "ghost" && !isUnseenByChoice) {
        lookingOn = new AbortController();
        if (entry.waiting !== null) onQueued(entry.waiting);
        void waitForTurn(entry.waiting, AbortSignal.any([closing.signal, lookingOn.signal]));
      }
      return entry;
    },
    close: () => closing.abort(),
  };
}
