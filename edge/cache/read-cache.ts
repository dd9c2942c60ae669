// An in-memory cache of answers the origin gave: stale-while-revalidate, least recently used out first, one fill per key
// at a time (500 cold parallel reads are one call). Every entry carries tags; purging a tag makes what carries it count as
// old, and a fill that began before the purge is never taken for fresh after it. Knows neither HTTP nor the catalog.
//
// The Cache API is no help here: Bun lacks it, Deno ignores max-age, raw workerd leaves it unconfigured.

type ReadCacheOptions = {
  readonly entriesMax: number;
  readonly bytesMax: number;
  /** Younger than this: served when the refill fails for a reason `mayServeStale` accepts. */
  readonly staleMs: number;
  readonly mayServeStale: (error: unknown) => boolean;
  readonly nowMs: () => number;
};

/** How long an entry is good that no purge has named. */
export type Lifetime = {
  /** Younger than this: served as it is. */
  readonly freshMs: number;
  /** Younger than this: served at once, refilled behind the answer. Older: the reader waits for the refill. */
  readonly revalidateMs: number;
};

export type Filled<T> = { readonly value: T; readonly tags: readonly string[]; readonly sizeBytes: number };

export type CacheRead<T> = {
  readonly value: T;
  readonly ageMs: number;
  /** "miss": filled for this read. "hit": fresh. "stale": refilling behind. "away": stale, because the last refill failed. */
  readonly from: "miss" | "hit" | "stale" | "away";
};

/** A read that asked nobody, and how long the next one would come to the same: within these times, in this version. */
export type Peeked<T> = CacheRead<T> & {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly version: number;
};

type Entry<T> = Filled<T> & {
  readonly filledAtMs: number;
  /** The count of purges when its fill began. */
  readonly generation: number;
  /** "purged": kept for when the origin is away. "failing": so it was when last asked, and readers do not wait for it. */
  readonly state: "held" | "purged" | "failing";
  /** When it began to be "failing", or still was. */
  readonly failedAtMs: number;
};

type KeepAlive = (work: Promise<unknown>) => void;

export type ReadCache<T> = {
  /**
   * The value of `key`, filled by `fill` when needed. `keepAlive` is handed every fill, so that one whose reader went
   * away still ends. Rejects with what `fill` threw when nothing stale may be served.
   */
  read(
    key: string,
    fill: () => Promise<Filled<T>>,
    lifetime: Lifetime,
    keepAlive: KeepAlive,
  ): Promise<CacheRead<T>>;
  /**
   * What `read` would answer without asking or awaiting anybody: fresh, or stale while
   * somebody else's refill runs or none is due; or null.
   * Does not count as a use: what is read this way alone comes through `read` again when it is no longer fresh.
   */
  peek(key: string, lifetime: Lifetime, nowMs: number): Peeked<T> | null;
  /** Another number whenever something was filled or purged. */
  version(): number;
  /** Whether anything is kept under `key`, of whatever age. */
  holds(key: string): boolean;
  /** Makes whatever carries one of the tags, and every fill under way that will, count as old. */
  purge(tags: readonly string[] | "all"): void;
};

/** An origin that is away is asked for a key no more often than this: it has enough to do when it comes back. */
const RETRY_MS = 500;
/** Purges remembered for the fills under way; a fill that began before the oldest of them counts as purged. */
const PURGES_KEPT_MAX = 1_000;

/** Makes an empty cache. */
export function createReadCache<T>(options: ReadCacheOptions): ReadCache<T> {
  const entries = new Map<string, Entry<T>>();
  const fills = new Map<string, { readonly generation: number; readonly done: Promise<Filled<T>> }>();
  const purges: { readonly generation: number; readonly tags: ReadonlySet<string> | "all" }[] = [];
  let generation = 0;
  let version = 0;
  let sizeBytes = 0;
  /** Also those that a newer fill of their key has taken the place of. */
  let runningCount = 0;

  function drop(key: string): void {
    sizeBytes -= entries.get(key)?.sizeBytes ?? 0;
    entries.delete(key);
  }

  function store(key: string, entry: Entry<T>): void {
    version += 1;
    drop(key);
    if (entry.sizeBytes > options.bytesMax) return;
    entries.set(key, entry);
    sizeBytes += entry.sizeBytes;
    for (const oldest of entries.keys()) {
      if (entries.size <= options.entriesMax && sizeBytes <= options.bytesMax) break;
      drop(oldest);
    }
  }

  /** Whether a fill that began at `startedIn` may have read what a purge since then says has changed. */
  function wasPurgedSince(startedIn: number, tags: readonly string[]): boolean {
    const oldest = purges[0];
    if (oldest !== undefined && startedIn < oldest.generation - 1) return true;
    return purges.some((purge) => purge.generation > startedIn && names(purge.tags, tags));
  }

  function refill(key: string, fill: () => Promise<Filled<T>>, keepAlive: KeepAlive): Promise<Filled<T>> {
    const underWay = fills.get(key);
    // Whoever asks after a purge does not take the answer of a question from before it.
    if (underWay !== undefined && underWay.generation === generation) return underWay.done;
    const startedIn = generation;
    runningCount += 1;
    const done = runFill(key, fill, startedIn).finally(() => {
      if (fills.get(key)?.done === done) fills.delete(key);
      runningCount -= 1;
      if (runningCount === 0) purges.length = 0;
    });
    fills.set(key, { generation: startedIn, done });
    keepAlive(done.catch(() => {}));
    return done;
  }

  async function runFill(key: string, fill: () => Promise<Filled<T>>, startedIn: number): Promise<Filled<T>> {
    try {
      const filled = await fill();
      const held = entries.get(key);
      const state = wasPurgedSince(startedIn, filled.tags) ? "purged" : "held";
      if (held === undefined || held.generation <= startedIn)
        store(key, { ...filled, filledAtMs: options.nowMs(), generation: startedIn, state, failedAtMs: 0 });
      return filled;
    } catch (error) {
      const held = entries.get(key);
      // A fill from before a purge says nothing about an entry from after it.
      if (held !== undefined && held.generation <= startedIn) {
        if (options.mayServeStale(error))
          entries.set(key, { ...held, state: "failing", failedAtMs: options.nowMs() });
        else drop(key);
      }
      throw error;
    }
  }

  function isRetryDue({ failedAtMs }: Entry<T>): boolean {
    return options.nowMs() - failedAtMs >= RETRY_MS;
  }

  return {
    async read(key, fill, lifetime, keepAlive) {
      const held = entries.get(key);
      const ageMs = held === undefined ? Number.POSITIVE_INFINITY : options.nowMs() - held.filledAtMs;
      if (held !== undefined && held.state !== "purged") {
        entries.delete(key);
        entries.set(key, held);
        const { value, state } = held;
        if (state === "held" && ageMs < lifetime.freshMs) return { value, ageMs, from: "hit" };
        const isFailing = state === "failing" && ageMs < options.staleMs;
        if (isFailing || (state === "held" && ageMs < lifetime.revalidateMs)) {
          if (!isFailing || isRetryDue(held)) void refill(key, fill, keepAlive).catch(() => {});
          return { value, ageMs, from: isFailing ? "away" : "stale" };
        }
      }
      try {
        const { value } = await refill(key, fill, keepAlive);
        return { value, ageMs: 0, from: "miss" };
      } catch (error) {
        if (held === undefined || ageMs >= options.staleMs || !options.mayServeStale(error)) throw error;
        return { value: held.value, ageMs, from: "away" };
      }
    },
    peek(key, lifetime, nowMs) {
      const held = entries.get(key);
      if (held === undefined || held.state === "purged") return null;
      const { value, filledAtMs } = held;
      const ageMs = nowMs - filledAtMs;
      const peeked = { value, ageMs, fromMs: nowMs, version };
      if (held.state === "held" && ageMs < lifetime.freshMs)
        return { ...peeked, from: "hit", untilMs: filledAtMs + lifetime.freshMs };
      const isRefilling = fills.get(key)?.generation === generation;
      if (held.state === "failing")
        return ageMs < options.staleMs && (isRefilling || !isRetryDue(held))
          ? { ...peeked, from: "away", untilMs: nowMs }
          : null;
      return isRefilling && ageMs < lifetime.revalidateMs
        ? { ...peeked, from: "stale", untilMs: nowMs }
        : null;
    },
    version: () => version,
    holds: (key) => entries.has(key),
    purge(tags) {
      generation += 1;
      version += 1;
      const purged = tags === "all" ? tags : new Set(tags);
      if (runningCount > 0) {
        purges.push({ generation, tags: purged });
        if (purges.length > PURGES_KEPT_MAX) purges.shift();
      }
      for (const [key, entry] of entries)
        if (names(purged, entry.tags)) entries.set(key, { ...entry, state: "purged" });
    },
  };
}

function names(purged: ReadonlySet<string> | "all", tags: readonly string[]): boolean {
  return purged === "all" || tags.some((tag) => purged.has(tag));
}
