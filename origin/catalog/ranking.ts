// Rankings move while people page through them, so a page is cut from a ranking as it was a moment ago: made at most once a
// minute, kept for half an hour, and named in the cursor. Nothing is shown twice or left out because something rose or fell. What
// is beyond its end is listed after it: of a tag or an owner that may be everything.

import type { CatalogKind, Ranking } from "../../shared/schema/catalog.ts";
import { cryptoBytes } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import {
  deleteSnapshotsBefore,
  findNewestSnapshot,
  findSnapshot,
  insertSnapshot,
  rankLively,
  rankPopular,
  type SnapshotRecord,
} from "./ranking-store.ts";
import { type Filter, listNewest } from "./store.ts";

const FRESH_MS = 60_000;
export const SNAPSHOT_KEPT_MS = 30 * 60_000;
/** Whoever pages further is shown the rest in an order that needs no snapshot. */
export const RANKED_MAX = 1_000;
const ID_BYTES = 9;

/**
 * What is lively now: who came in the last week, each person once and by their last visit, and likes, which take more
 * meaning than a visit; after two days either counts half. Two days, because a square that was full on Saturday should
 * still be seen on Monday, and not on Saturday after.
 */
const TREND = { halfLifeMs: 2 * 24 * 60 * 60_000, windowMs: 7 * 24 * 60 * 60_000, likeWeight: 3 } as const;

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** The ranking as of less than a minute ago. Racing callers make one. */
export async function currentSnapshot(
  deps: Deps,
  kind: CatalogKind,
  ranking: Ranking,
): Promise<SnapshotRecord> {
  const now = new Date(deps.nowMs());
  const since = new Date(now.getTime() - FRESH_MS);
  const known = await findNewestSnapshot(deps.db, kind, ranking, since);
  if (known !== null) return known;
  return deps.db.transaction(async (tx) => {
    await lockInTransaction(tx, "ranking", `${kind} ${ranking}`);
    const made = await findNewestSnapshot(tx, kind, ranking, since);
    if (made !== null) return made;
    const filter = { kinds: [kind], tag: undefined, ownerId: undefined, now };
    const trend = { ...TREND, since: new Date(now.getTime() - TREND.windowMs) };
    const ids =
      ranking === "popular"
        ? await rankPopular(tx, filter, RANKED_MAX)
        : await rankTrending(tx, filter, trend);
    const id = cryptoBytes(ID_BYTES).toBase64({ alphabet: "base64url" });
    const snapshot = { id, kind, ranking, ids, madeAt: now };
    await insertSnapshot(tx, snapshot);
    return snapshot;
  });
}

/** The most lively, and after them, where they are not enough, the newest. */
async function rankTrending(tx: DbOrTx, filter: Filter, trend: Parameters<typeof rankLively>[2]) {
  const lively = await rankLively(tx, filter, trend, RANKED_MAX);
  if (lively.length === RANKED_MAX) return lively;
  const newest = await listNewest(tx, filter, null, RANKED_MAX);
  return [...new Set([...lively, ...newest.map(({ id }) => id)])].slice(0, RANKED_MAX);
}

/** The ranking a cursor names; null once it is no longer kept. */
export async function snapshotOf(deps: Deps, id: string): Promise<SnapshotRecord | null> {
  return findSnapshot(deps.db, id);
}

export async function sweepSnapshots(deps: Deps): Promise<void> {
  await deleteSnapshotsBefore(deps.db, new Date(deps.nowMs() - SNAPSHOT_KEPT_MS));
}
