// From what a room reports to the changes it means for our rows. A report may come twice (its answer was lost), or
// overlap the last one: `seq` says what is new.

import type { UserId } from "../schema/ids.ts";
import type { RoomReport } from "../schema/internal/hosts.ts";
import type { RoomRow, VisitRow } from "./rows.ts";

export type ReportedChanges = {
  readonly joined: readonly VisitRow[];
  readonly left: readonly { readonly sid: number; readonly leftAt: Date }[];
  /** Users whose place was kept from allocation until they came. A ghost has taken none: whoever waits for one may still come. */
  readonly arrivedUserIds: readonly UserId[];
  /** After the last new entry; null when nothing was new. */
  readonly participantCount: number | null;
  /** The room has closed: everybody still in it left at this moment. */
  readonly closedAt: Date | null;
  readonly reportedSeq: number;
};

/** Sorts the entries by `seq` and drops those taken before. The caller has checked the epoch. */
export function toReportedChanges(room: RoomRow, report: RoomReport): ReportedChanges {
  const joined: VisitRow[] = [];
  const arrived = new Set<UserId>();
  const left: { sid: number; leftAt: Date }[] = [];
  let participantCount: number | null = null;
  let closedAt: Date | null = null;
  let reportedSeq = room.reportedSeq;
  for (const entry of report.entries.toSorted((a, b) => a.seq - b.seq)) {
    if (entry.seq <= reportedSeq) continue;
    reportedSeq = entry.seq;
    participantCount = entry.participantCount;
    const at = new Date(entry.atMs);
    if (entry.kind === "closed") closedAt = at;
    else if (entry.sid === null) continue;
    else if (entry.kind === "leave") left.push({ sid: entry.sid, leftAt: at });
    else {
      const { sid, user: userId, seat } = entry;
      joined.push({ roomId: room.id, epoch: room.epoch, sid, userId, seat, joinedAt: at });
      if (userId !== null && seat === "visible") arrived.add(userId);
    }
  }
  const arrivedUserIds = [...arrived];
  return { joined, left, arrivedUserIds, participantCount, closedAt, reportedSeq };
}
