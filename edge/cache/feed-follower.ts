// Keeps the cache true when a purge is lost: looks at the origin's feed of changes every few seconds while anybody reads,
// and says whether what the cache holds may be trusted without asking. Has no timer, as an isolate may have none: readers
// wake it. Knows neither HTTP nor how the feed is fetched.

import type { NowMs } from "../../shared/clock.ts";
import type { ChangePage } from "../../shared/schema/internal/changes.ts";

/** From one look that succeeded to the next. */
const LOOK_INTERVAL_MS = 4_000;
/** From one look that failed to the next. */
const RETRY_INTERVAL_MS = 1_000;
/** From one look that neither succeeded nor failed to the next. */
const LOOK_MAX_MS = 30_000;
/** With a look this young, no write that is older can be missing from the cache. */
const TRUSTED_MS = 10_000;
/** An edge that is further behind forgets all it holds instead. */
const PAGES_MAX = 20;

export type FeedFollower = {
  /** Told of each read: begins a look when one is due. `keepAlive` is handed the look. */
  woken(nowMs: number, keepAlive: (work: Promise<unknown>) => void): void;
  /** When the next look is due. */
  nextLookAtMs(): number;
  /** Whether the last look is young enough for entries to be kept until a change names them. */
  isTrusted(nowMs: number): boolean;
};

type Deps = {
  readonly changes: (after: string | null) => Promise<ChangePage>;
  readonly purge: (tags: readonly string[] | "all") => void;
  readonly nowMs: NowMs;
};

/** Makes a follower that has not looked yet. */
export function createFeedFollower(deps: Deps): FeedFollower {
  let cursor: string | null = null;
  let nextLookAtMs = 0;
  let lookedAtMs = Number.NEGATIVE_INFINITY;

  async function look(): Promise<void> {
    const startedAtMs = deps.nowMs();
    // Only one at a time, unless this one is never heard of again: an isolate may drop what its request had begun.
    nextLookAtMs = startedAtMs + LOOK_MAX_MS;
    try {
      await catchUp();
      lookedAtMs = startedAtMs;
      nextLookAtMs = startedAtMs + LOOK_INTERVAL_MS;
    } catch {
      // The reads say that the origin is away; the cache only has to stop trusting itself.
      nextLookAtMs = deps.nowMs() + RETRY_INTERVAL_MS;
    }
  }

  async function catchUp(): Promise<void> {
    for (let pages = 0; pages < PAGES_MAX; pages += 1) {
      const page = await deps.changes(cursor);
      const isFirst = cursor === null;
      cursor = page.cursor;
      if (isFirst || page.isReset) return deps.purge("all");
      if (page.tags.length > 0) deps.purge(page.tags);
      if (!page.hasMore) return;
    }
    cursor = null;
    deps.purge("all");
  }

  return {
    woken(nowMs, keepAlive) {
      if (nowMs >= nextLookAtMs) keepAlive(look());
    },
    nextLookAtMs: () => nextLookAtMs,
    isTrusted: (nowMs) => nowMs - lookedAtMs < TRUSTED_MS,
  };
}
