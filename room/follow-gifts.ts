// Waits for gifts of the events that are on in this host's rooms. What was heard is the rooms' own to say: each call asks from where the
// one that has heard least stands, so that a call that fails, or a room that comes from elsewhere, costs nothing. SPEC [GIFT-2]

import type { Log } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import type { EventId } from "../shared/schema/ids.ts";
import { GIFT_NEWS_EVENTS_MAX, type GiftNewsItem } from "../shared/schema/internal/gifts.ts";
import type { OriginClient } from "./origin-client.ts";
import type { Room } from "./state/room.ts";

/** So long after an answer more is let gather, before it is asked for: a host asks at most some thirty times a second. */
const GATHER_MS = 30;
const RETRY_FIRST_MS = 100;
const RETRY_MAX_MS = 2_000;
/** An origin of the release before has none to tell. */
const RETRY_UNKNOWN_MS = 30_000;

export type GiftDeps = {
  readonly origin: Pick<OriginClient, "awaitGifts">;
  readonly log: Log;
  /** Those that are open here; not those that move just now, which hear where they go. */
  rooms(): Iterable<Pick<Room, "spec" | "giftSeq">>;
  told(item: GiftNewsItem): void;
  after(delayMs: number): Promise<void>;
};

export type GiftFollower = {
  /** A room is open that was not: from now on gifts of its event are waited for. Never rejects. */
  look(): Promise<void>;
  stop(): void;
};

export function createGiftFollower({ origin, log, rooms, told, after }: GiftDeps): GiftFollower {
  /** Which look is the last: one before it ends with the call that it waits for. */
  let current = 0;
  let isStopped = false;
  /** From where the last call asks, by event. */
  let asked: Wanted = new Map();
  let retryMs = RETRY_FIRST_MS;

  /** Answers how long to wait before the next call. */
  async function ask(): Promise<number> {
    try {
      const { items } = await origin.awaitGifts([...asked].map(([event, after]) => ({ event, after })));
      for (const item of items) told(item);
      retryMs = RETRY_FIRST_MS;
      return items.length > 0 ? GATHER_MS : 0;
    } catch (error) {
      log.warn("room.gifts.failed", { error });
      if (error instanceof Problem && error.status === 404) return RETRY_UNKNOWN_MS;
      const waitMs = retryMs;
      retryMs = Math.min(RETRY_MAX_MS, retryMs * 2);
      return waitMs;
    }
  }

  return {
    async look() {
      if (isStopped || isCovered(wantedBy(rooms()), asked)) return;
      const ours = ++current;
      while (ours === current) {
        asked = wantedBy(rooms());
        if (asked.size === 0) return;
        const waitMs = await ask();
        if (waitMs > 0) await after(waitMs);
      }
    },
    stop() {
      isStopped = true;
      current++;
    },
  };
}

type Wanted = ReadonlyMap<EventId, number>;

/** Whether a call that asks for `asked` is told all that is wanted. */
function isCovered(wanted: Wanted, asked: Wanted): boolean {
  return [...wanted].every(([event, after]) => (asked.get(event) ?? Number.POSITIVE_INFINITY) <= after);
}

/** Each event once, from the least that one of its rooms has heard. */
function wantedBy(rooms: Iterable<Pick<Room, "spec" | "giftSeq">>): Wanted {
  const byEvent = new Map<EventId, number>();
  for (const { spec, giftSeq } of rooms) {
    if (spec.gifts === null) continue;
    const { event } = spec.gifts;
    byEvent.set(event, Math.min(giftSeq, byEvent.get(event) ?? giftSeq));
  }
  return new Map([...byEvent].slice(0, GIFT_NEWS_EVENTS_MAX));
}
