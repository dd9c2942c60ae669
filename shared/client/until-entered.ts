// Waiting for one's turn: asks again as the queue says, until there is a place. Pure but for what it is handed.

import type { Queued, RoomEntry } from "../schema/public-api.ts";

export type WaitOptions = {
  /** Told of each place in the queue, and with null once there is a place in the room. */
  readonly onQueued?: (queued: Queued | null) => void;
  /** Ends the waiting; the place in the queue goes by itself when nobody asks for it. */
  readonly signal?: AbortSignal;
};

/** Rejects with what `ask` rejects with, or with the signal's reason. */
export async function untilEntered(
  first: RoomEntry | Queued,
  deps: {
    readonly ask: (queued: Queued["queue"]) => Promise<RoomEntry | Queued>;
    readonly after: (delayMs: number) => Promise<void>;
  },
  { onQueued = () => {}, signal }: WaitOptions,
): Promise<RoomEntry> {
  let answer = first;
  let hasWaited = false;
  while ("queue" in answer) {
    hasWaited = true;
    onQueued(answer);
    await deps.after(answer.queue.pollAfterMs);
    signal?.throwIfAborted();
    answer = await deps.ask(answer.queue);
  }
  if (hasWaited) onQueued(null);
  return answer;
}
