// The front of the edge: a catalog read that the cache holds fresh is answered here, before the app makes a context, an id or
// a line of log of it. Counts what it answered and says so now and then. Knows no route: a route tells it under which key the
// cache keeps what a path and query stand for.

import type { NowMs } from "../../shared/clock.ts";
import type { Log } from "../../shared/http/log.ts";
import type { CatalogCache, Changes, KeepAlive } from "./catalog.ts";
import type { CatalogAnswer } from "./catalog-answer.ts";
import type { Peeked } from "./read-cache.ts";

/** Spellings of reads that are known; the one not told again for longest goes first. */
const TARGETS_MAX = 10_000;
const TELL_INTERVAL_MS = 10_000;
/** "https://" and a host of at least one character. */
const HOST_ENDS_AFTER = 9;

export type WarmAnswers = {
  /** The answer to `request`, when it is a warm one; null sends it to the app. */
  answer(request: Request, keepAlive: KeepAlive): Response | null;
  /** Tells that a GET of this URL's path and query, as they are spelled, reads `key`. */
  remember(url: string, key: string, changes: Changes): void;
};

type Target = {
  readonly key: string;
  readonly changes: Changes;
  /** What the cache said last: most reads of a second come to the same. */
  last: Peeked<CatalogAnswer> | null;
};

/** Makes a front that knows nothing yet. */
export function createWarmAnswers(
  cache: CatalogCache,
  deps: { readonly log: Log; readonly nowMs: NowMs },
): WarmAnswers {
  const targets = new Map<string, Target>();
  let answeredCount = 0;
  let toldAtMs = deps.nowMs();

  /** Refills come here every now and then, so that counting needs no clock of its own. */
  function tellCount(): void {
    const nowMs = deps.nowMs();
    if (answeredCount === 0 || nowMs - toldAtMs < TELL_INTERVAL_MS) return;
    deps.log.info("catalog.warm-answers", { count: answeredCount, withinMs: nowMs - toldAtMs });
    answeredCount = 0;
    toldAtMs = nowMs;
  }

  function peek(target: Target, nowMs: number, keepAlive: KeepAlive): Peeked<CatalogAnswer> | null {
    const last = target.last;
    const isSame =
      last !== null && last.version === cache.version() && nowMs >= last.fromMs && nowMs < last.untilMs;
    if (!isSame) target.last = cache.peek(target.key, target.changes, nowMs, keepAlive);
    return target.last;
  }

  return {
    answer(request, keepAlive) {
      if (request.method !== "GET") return null;
      const target = targets.get(targetOf(request.url));
      if (target === undefined) return null;
      const held = peek(target, deps.nowMs(), keepAlive);
      if (held === null) return null;
      answeredCount += 1;
      return held.value.toResponse(held.from, held.ageMs, request.headers.get("if-none-match"));
    },
    remember(url, key, changes) {
      tellCount();
      const target = targetOf(url);
      targets.delete(target);
      targets.set(target, { key, changes, last: null });
      const oldest = targets.size > TARGETS_MAX ? targets.keys().next() : null;
      if (oldest?.done === false) targets.delete(oldest.value);
    },
  };
}

function targetOf(url: string): string {
  return url.slice(url.indexOf("/", HOST_ENDS_AFTER - 1));
}
