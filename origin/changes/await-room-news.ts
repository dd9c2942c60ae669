// News for room hosts, waited for: a host hears of a change some milliseconds after its commit.

import type { ChangePage } from "../../shared/schema/internal/changes.ts";
import type { OriginDeps } from "../deps.ts";
import { listChangePage } from "./list-changes.ts";

/** A row is not read while an older transaction runs, and nobody rings when that ends: so it is looked for now and then. */
const LOOK_INTERVAL_MS = 1_000;
/** After a ring, until the row can be read. */
const LOOK_AGAIN_MS = 20;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "roomNewsBell" | "stopping">;

/**
 * What changed in rooms since `after`; without it, only where the feed stands. Answers nothing new after `waitMs`, or when the
 * process is to end. Throws CURSOR_INVALID (422).
 */
export async function awaitRoomNews(
  deps: Deps,
  { after, waitMs }: { readonly after?: string | undefined; readonly waitMs: number },
  hungUp: AbortSignal,
): Promise<ChangePage> {
  const signal = AbortSignal.any([hungUp, deps.stopping]);
  const endsAtMs = performance.now() + waitMs;
  let intervalMs = LOOK_INTERVAL_MS;
  while (true) {
    // Listening before looking: what commits in between rings.
    const leftMs = Math.max(0, endsAtMs - performance.now());
    const rung = deps.roomNewsBell.wait("", Math.min(leftMs, intervalMs), signal);
    const page = await listChangePage(deps, "rooms", after);
    const isNews = after === undefined || page.isReset || page.tags.length > 0 || page.hasMore;
    if (isNews || leftMs === 0 || signal.aborted) return page;
    intervalMs = (await rung) ? LOOK_AGAIN_MS : LOOK_INTERVAL_MS;
  }
}
