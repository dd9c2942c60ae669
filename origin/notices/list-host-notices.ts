// What a room host has to say in its rooms: it is told that there is something, and asks what.

import type { HostId } from "../../shared/schema/ids.ts";
import { HOST_NOTICES_MAX, type HostNotices } from "../../shared/schema/internal/notices.ts";
import type { OriginDeps } from "../deps.ts";
import {
  findLastSeq,
  type HostedRoom,
  listHostedRooms,
  listNoticesAfter,
  type NoticeRecord,
} from "./store.ts";

/** What a host could not fetch for longer is no news any more. */
const TOLD_WITHIN_MS = 10 * 60_000;

/** In order. Of a notice for none of the host's rooms it is not told. */
export async function listHostNotices(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  hostId: HostId,
  after: number,
): Promise<HostNotices> {
  const since = new Date(deps.nowMs() - TOLD_WITHIN_MS);
  // Asked before the rows: what commits in between is left for the next look.
  const lastSeq = await findLastSeq(deps.db);
  const rows = await listNoticesAfter(deps.db, after, since, HOST_NOTICES_MAX);
  const hosted = await listHostedRooms(deps.db, hostId, rows);
  const items = rows.flatMap((row) => {
    const rooms = hosted.filter((room) => isFor(row, room)).map(({ id }) => id);
    const { id, text, createdAt } = row;
    return rooms.length === 0 ? [] : [{ id, text, atMs: createdAt.getTime(), rooms }];
  });
  const hasMore = rows.length === HOST_NOTICES_MAX;
  const lastRead = rows.at(-1)?.seq ?? 0;
  // Whoever has heard more than there is heard it of another database, or all of it was swept: they begin anew.
  return { items, last: hasMore ? lastRead : Math.max(lastRead, lastSeq), hasMore };
}

function isFor({ targetKind, targetId }: NoticeRecord, { id, worldId, eventId }: HostedRoom): boolean {
  switch (targetKind) {
    case "all":
      return true;
    case "room":
      return targetId === id;
    case "world":
      return targetId === worldId;
    case "event":
      return targetId === eventId;
  }
}
