// An in-memory cache of answers the origin gave: stale-while-revalidate, least recently used out first, one fill per key
// at a time (500 cold parallel reads are one call), and a generation so that a fill begun before a write of ours is
// never taken for fresh after it. Knows neither HTTP nor the catalog.
//
// The Cache API is no help here: Bun lacks it, Deno ignores max-age, raw workerd leaves it unconfigured.

import type { NowMs } from "../../shared/clock.ts";

type ReadCacheOptions = {
  readonly entriesMax: number;
  /** Younger than this: served as it is. */
  readonly freshMs: number;
  /** Younger than this: served at once, refilled behind the answer. Older: the reader waits for the refill. */
  readonly revalidateMs: number;
  /** Younger than this: served when the refill fails for a reason `mayServeStale` accepts. */
  readonly staleMs: number;
  readonly mayServeStale: (error: unknown) => boolean;
  readonly nowMs: NowMs;
};

export type CacheRead<T> = {
  readonly value: T;
  readonly ageMs: number;
  /** "miss": filled for this read. "hit": fresh. "stale": refilling behind. "away": stale, because the last refill failed. */
  readonly from: "miss" | "hit" | "stale" | "away";
};

type Entry<T> = {
  readonly value: T;
  readonly filledAtMs: number;
  readonly generation: number;
  /** The last refill failed: readers are not made to wait for the next one. */
  readonly failing: boolean;
};

export type ReadCache<T> = {
  /**
   * The value of `key`, filled by `fill` when needed. `keepAlive` is handed every fill, so that one whose reader went
   * away still ends. Rejects with what `fill` threw when nothing stale may be served.
   */
  read(
    key: string,
    fill: () => Promise<T>,
    keepAlive: (work: Promise<unknown>) => void,
  ): Promise<CacheRead<T>>;
  /** Makes everything held, and every fill under way, count as not fresh. Kept only for when the origin is away. */
  invalidate(): void;
};

/** Makes an empty cache. */
export function createReadCache<T>(options: ReadCacheOptions): ReadCache<T> {
  const entries = new Map<string, Entry<T>>();
  const fills = new Map<string, { readonly generation: number; readonly done: Promise<T> }>();
  let generation = 0;

  function store(key: string, entry: Entry<T>): void {
    entries.delete(key);
    entries.set(key, entry);
    const oldest = entries.size > options.entriesMax ? entries.keys().next() : null;
    if (oldest?.done === false) entries.delete(oldest.value);
  }

  function refill(
    key: string,
    fill: () => Promise<T>,
    keepAlive: (work: Promise<unknown>) => void,
  ): Promise<T> {
    const underWay = fills.get(key);
    if (underWay !== undefined && underWay.generation === generation) return underWay.done;
    const startedIn = generation;
    const done = runFill(key, fill, startedIn).finally(() => {
      if (fills.get(key)?.done === done) fills.delete(key);
    });
    fills.set(key, { generation: startedIn, done });
    keepAlive(done.catch(() => {}));
    return done;
  }

  async function runFill(key: string, fill: () => Promise<T>, startedIn: number): Promise<T> {
    try {
      const value = await fill();
      const held = entries.get(key);
      if (held === undefined || held.generation <= startedIn)
        store(key, { value, filledAtMs: options.nowMs(), generation: startedIn, failing: false });
      return value;
    } catch (error) {
      const held = entries.get(key);
      // A fill from before a write says nothing about an entry from after it.
      if (held !== undefined && held.generation <= startedIn) {
        if (options.mayServeStale(error)) entries.set(key, { ...held, failing: true });
        else entries.delete(key);
      }
      throw error;
    }
  }

  return {
    async read(key, fill, keepAlive) {
      const held = entries.get(key);
      const ageMs = held === undefined ? Number.POSITIVE_INFINITY : options.nowMs() - held.filledAtMs;
      if (held !== undefined && held.generation === generation) {
        entries.delete(key);
        entries.set(key, held);
        if (ageMs < options.freshMs) return { value: held.value, ageMs, from: "hit" };
        if (ageMs < options.revalidateMs || (held.failing && ageMs < options.staleMs)) {
          void refill(key, fill, keepAlive).catch(() => {});
          return { value: held.value, ageMs, from: held.failing ? "away" : "stale" };
        }
      }
      try {
        return { value: await refill(key, fill, keepAlive), ageMs: 0, from: "miss" };
      } catch (error) {
        if (held === undefined || ageMs >= options.staleMs || !options.mayServeStale(error)) throw error;
        return { value: held.value, ageMs, from: "away" };
      }
    },
    invalidate() {
      generation += 1;
    },
  };
}
