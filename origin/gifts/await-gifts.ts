// Gifts for the rooms of a host, waited for: it says of which events, and which it has heard of. Only hosts that have rooms of an
// event are woken by a gift there.

import { type AwaitGifts, GIFT_NEWS_MAX, type GiftNews } from "../../shared/schema/internal/gifts.ts";
import type { OriginDeps } from "../deps.ts";
import { listGiftsAfter } from "./store.ts";
import { toToldGift } from "./to-gift.ts";

/** What a room could not be told for longer is no news any more. */
const TOLD_WITHIN_MS = 10 * 60_000;
/** A ring may be lost while the connection that listens is made anew. */
const LOOK_INTERVAL_MS = 5_000;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "giftBell" | "stopping">;

/** In the order in which they were given. Answers nothing after `waitMs`, or when the process is to end. */
export async function awaitGifts(
  deps: Deps,
  { events, waitMs }: AwaitGifts,
  hungUp: AbortSignal,
): Promise<GiftNews> {
  const signal = AbortSignal.any([hungUp, deps.stopping]);
  const keys = events.map(({ event }) => event);
  const endsAtMs = performance.now() + waitMs;
  while (true) {
    // Listening before looking: what commits in between rings.
    const leftMs = Math.max(0, endsAtMs - performance.now());
    const rung = deps.giftBell.wait(keys, Math.min(leftMs, LOOK_INTERVAL_MS), signal);
    const since = new Date(deps.nowMs() - TOLD_WITHIN_MS);
    const rows = await listGiftsAfter(deps.db, events, since, GIFT_NEWS_MAX);
    if (rows.length > 0 || leftMs === 0 || signal.aborted)
      return {
        items: rows.map((row) => ({ event: row.gift.eventId, seq: row.gift.seq, gift: toToldGift(row) })),
      };
    await rung;
  }
}
