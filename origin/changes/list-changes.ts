// The feeds of changes: what an edge that missed a purge finds out by itself, and what a room host waits for.

import * as z from "zod";
import { Problem } from "../../shared/http/problem.ts";
import { type ChangePage, type Feed, PURGE_TAGS_MAX } from "../../shared/schema/internal/changes.ts";
import type { OriginDeps } from "../deps.ts";
import { type FeedPlace, findHorizon, listChanges } from "./store.ts";
import { CHANGES_KEPT_MS } from "./sweep-changes.ts";

const ROWS_PER_PAGE = 500;
/** A cursor this much older than the oldest row that is surely kept is not believed: clocks differ. */
const MARGIN_MS = 60_000;

/** `xid.seq.ms`: the place, and when it was handed out by our clock. */
const cursorSchema = z
  .string()
  .regex(/^\d{1,19}\.\d{1,19}\.\d{1,15}$/)
  .transform((raw) => raw.split(".").map(BigInt) as [bigint, bigint, bigint]);

/** What changed after `after`; without it, only where the feed stands. Throws CURSOR_INVALID (422). */
export async function listChangePage(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  feed: Feed,
  after: string | undefined,
): Promise<ChangePage> {
  const nowMs = deps.nowMs();
  // Asked before the rows: a change that commits in between is read twice rather than never.
  const horizon: FeedPlace = { xid: await findHorizon(deps.db), seq: 0n };
  const place = after === undefined ? null : decode(after);
  if (place === null || hasLostRows(place, horizon, nowMs))
    return { tags: [], cursor: encode(horizon, nowMs), isReset: place !== null, hasMore: false };
  const rows = await listChanges(deps.db, feed, place, ROWS_PER_PAGE);
  const tags = [...new Set(rows.flatMap((row) => row.tags))];
  const last = rows.at(-1);
  const hasMore = rows.length === ROWS_PER_PAGE;
  const cursor = encode(hasMore && last !== undefined ? last : furthest(place, last, horizon), nowMs);
  if (tags.length > PURGE_TAGS_MAX) return { tags: [], cursor, isReset: true, hasMore };
  return { tags, cursor, isReset: false, hasMore };
}

/** Nothing lies between the last row and the horizon, so the next look may begin there. */
function furthest(place: FeedPlace, last: FeedPlace | undefined, horizon: FeedPlace): FeedPlace {
  const read = last ?? place;
  return horizon.xid > read.xid ? horizon : read;
}

/** Rows after the place may be swept, or belong to another database whose transactions count from elsewhere. */
function hasLostRows(place: FeedPlace & { atMs: bigint }, horizon: FeedPlace, nowMs: number): boolean {
  return BigInt(nowMs) - place.atMs > BigInt(CHANGES_KEPT_MS - MARGIN_MS) || place.xid > horizon.xid;
}

function encode({ xid, seq }: FeedPlace, nowMs: number): string {
  return `${xid}.${seq}.${Math.floor(nowMs)}`;
}

function decode(raw: string): FeedPlace & { atMs: bigint } {
  const parsed = cursorSchema.safeParse(raw);
  if (!parsed.success)
    throw new Problem({
      status: 422,
      code: "CURSOR_INVALID",
      title: "This cursor is not one of ours",
      detail: "Leave it out to begin where the feed stands now.",
    });
  const [xid, seq, atMs] = parsed.data;
  return { xid, seq, atMs };
}
