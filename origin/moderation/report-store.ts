// All the SQL of reports.

import { and, asc, count, desc, eq, gt, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ReportId, RoomId, UserId } from "../../shared/schema/ids.ts";
import type { ReportQuery, ReportTargetKind } from "../../shared/schema/moderation.ts";
import type { DbOrTx } from "../db/client.ts";
import { after, before } from "../db/keyset.ts";
import { events } from "../db/schema/events.ts";
import { reports } from "../db/schema/moderation.ts";
import { rooms, visits } from "../db/schema/rooms.ts";
import { assets, users } from "../db/schema/users.ts";
import { worlds } from "../db/schema/worlds.ts";
import type { Cursor } from "../route-params.ts";

export type ReportRecord = typeof reports.$inferSelect;
type Named = { readonly id: UserId; readonly displayName: string } | null;
/** A report as lists show it: without what it was filed with. */
type ListedReport = Omit<ReportRecord, "evidence">;
export type NamedReport = {
  readonly report: ListedReport;
  readonly targetName: string | null;
  readonly subject: Named;
  readonly reporter: Named;
  readonly claimedBy: Named;
  readonly closedBy: Named;
};

const subject = alias(users, "subject");
const reporter = alias(users, "reporter");
const claimedBy = alias(users, "claimed");
const closedBy = alias(users, "closed");
/** Null where nobody was joined. */
const reporterNamed = { id: reporter.id, displayName: reporter.displayName };
const claimedByNamed = { id: claimedBy.id, displayName: claimedBy.displayName };
const closedByNamed = { id: closedBy.id, displayName: closedBy.displayName };
const subjectNamed = { id: subject.id, displayName: subject.displayName };
const targetName = sql<string | null>`CASE ${reports.targetKind}
  WHEN 'user' THEN (SELECT ${users.displayName} FROM ${users} WHERE ${users.id} = ${reports.targetId})
  WHEN 'world' THEN (SELECT ${worlds.name} FROM ${worlds} WHERE ${worlds.id} = ${reports.targetId})
  WHEN 'event' THEN (SELECT ${events.name} FROM ${events} WHERE ${events.id} = ${reports.targetId})
  ELSE (SELECT ${assets.name} FROM ${assets} WHERE ${assets.id} = ${reports.targetId}) END`;
const { id, reporterId, targetKind, targetId, subjectId, roomId, reason, text, createdAt } = reports;
const { claimedUntil, closedAt, outcome, note, evidenceState, evidenceUntil } = reports;
const listed = {
  id,
  reporterId,
  targetKind,
  targetId,
  subjectId,
  roomId,
  reason,
  text,
  createdAt,
  claimedBy: reports.claimedBy,
  claimedUntil,
  closedAt,
  closedBy: reports.closedBy,
  outcome,
  note,
  evidenceState,
  evidenceUntil,
};

function selectNamed(db: DbOrTx) {
  return db
    .select({
      report: listed,
      targetName,
      subject: subjectNamed,
      reporter: reporterNamed,
      claimedBy: claimedByNamed,
      closedBy: closedByNamed,
    })
    .from(reports)
    .leftJoin(subject, eq(subject.id, reports.subjectId))
    .leftJoin(reporter, eq(reporter.id, reports.reporterId))
    .leftJoin(claimedBy, eq(claimedBy.id, reports.claimedBy))
    .leftJoin(closedBy, eq(closedBy.id, reports.closedBy));
}

export async function insertReport(tx: DbOrTx, report: typeof reports.$inferInsert): Promise<void> {
  await tx.insert(reports).values(report);
}

export async function countReportsSince(tx: DbOrTx, by: UserId, since: Date): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(reports)
    .where(and(eq(reports.reporterId, by), gt(reports.createdAt, since)));
  return row?.count ?? 0;
}

export async function countOthersAbout(db: DbOrTx, report: ListedReport): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(reports)
    .where(
      and(
        eq(reports.targetKind, report.targetKind),
        eq(reports.targetId, report.targetId),
        ne(reports.id, report.id),
      ),
    );
  return row?.count ?? 0;
}

export async function findReport(db: DbOrTx, reportId: ReportId): Promise<NamedReport | null> {
  const [row] = await selectNamed(db).where(eq(reports.id, reportId));
  return row ?? null;
}

export async function findEvidence(db: DbOrTx, reportId: ReportId): Promise<ReportRecord["evidence"]> {
  const [row] = await db.select({ evidence: reports.evidence }).from(reports).where(eq(reports.id, reportId));
  return row?.evidence ?? null;
}

/** The report, locked until the transaction ends. */
export async function lockReport(tx: DbOrTx, reportId: ReportId): Promise<ListedReport | null> {
  const [row] = await tx.select(listed).from(reports).where(eq(reports.id, reportId)).for("update");
  return row ?? null;
}

function isFree(now: Date) {
  return or(isNull(reports.claimedUntil), lt(reports.claimedUntil, now));
}

/** The oldest that nobody looks into, locked; one that somebody is claiming at this moment is passed over. */
export async function lockNextReport(
  tx: DbOrTx,
  kind: ReportTargetKind | undefined,
  now: Date,
): Promise<ListedReport | null> {
  const [row] = await tx
    .select(listed)
    .from(reports)
    .where(
      and(
        isNull(reports.closedAt),
        isFree(now),
        kind === undefined ? undefined : eq(reports.targetKind, kind),
      ),
    )
    .orderBy(asc(reports.createdAt), asc(reports.id))
    .limit(1)
    .for("update", { skipLocked: true });
  return row ?? null;
}

export async function updateReport(
  tx: DbOrTx,
  reportId: ReportId,
  change: Partial<
    Pick<
      ReportRecord,
      "claimedBy" | "claimedUntil" | "closedAt" | "closedBy" | "outcome" | "note" | "evidenceUntil"
    >
  >,
): Promise<void> {
  await tx.update(reports).set(change).where(eq(reports.id, reportId));
}

/** Open ones oldest first, closed ones newest first, from after the cursor. */
export async function listReports(
  db: DbOrTx,
  { state, kind, by, now }: Pick<ReportQuery, "state" | "kind"> & { readonly by: UserId; readonly now: Date },
  cursor: Cursor | null,
  limit: number,
): Promise<NamedReport[]> {
  const ofKind = kind === undefined ? undefined : eq(reports.targetKind, kind);
  if (state === "closed")
    return selectNamed(db)
      .where(
        and(
          isNotNull(reports.closedAt),
          ofKind,
          cursor === null ? undefined : before([reports.closedAt, reports.id], [cursor.at, cursor.id]),
        ),
      )
      .orderBy(desc(reports.closedAt), desc(reports.id))
      .limit(limit);
  const isMine = and(eq(reports.claimedBy, by), gt(reports.claimedUntil, now));
  return selectNamed(db)
    .where(
      and(
        isNull(reports.closedAt),
        ofKind,
        state === "waiting" ? isFree(now) : state === "mine" ? isMine : undefined,
        cursor === null ? undefined : after([reports.createdAt, reports.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(asc(reports.createdAt), asc(reports.id))
    .limit(limit);
}

/** Gives what a room said to every report that waits for it. Returns how many there were. */
export async function keepEvidence(
  tx: DbOrTx,
  of: RoomId,
  evidence: NonNullable<ReportRecord["evidence"]>,
  keptUntil: Date,
): Promise<number> {
  const kept = await tx
    .update(reports)
    .set({ evidenceState: "kept", evidence, evidenceUntil: keptUntil })
    .where(and(eq(reports.roomId, of), eq(reports.evidenceState, "awaited")))
    .returning({ id: reports.id });
  return kept.length;
}

/** What a room did not say in time, or what was kept for long enough, is gone. Returns how many there were. */
export async function dropEvidence(db: DbOrTx, now: Date): Promise<number> {
  const gone = await db
    .update(reports)
    .set({ evidenceState: "gone", evidence: null, evidenceUntil: null })
    .where(and(isNotNull(reports.evidenceUntil), lt(reports.evidenceUntil, now)))
    .returning({ id: reports.id });
  return gone.length;
}

/** Who was in the room after `since`, the last to come first. */
export async function listVisitsSince(
  db: DbOrTx,
  of: RoomId,
  since: Date,
  limit: number,
): Promise<{ userId: UserId | null; name: string | null; joinedAt: Date; leftAt: Date | null }[]> {
  return db
    .select({
      userId: visits.userId,
      name: users.displayName,
      joinedAt: visits.joinedAt,
      leftAt: visits.leftAt,
    })
    .from(visits)
    .leftJoin(users, eq(users.id, visits.userId))
    .where(and(eq(visits.roomId, of), or(isNull(visits.leftAt), gt(visits.leftAt, since))))
    .orderBy(desc(visits.joinedAt))
    .limit(limit);
}

/** Whether the room is open on a host that speaks; null when there is no such room. */
export async function findRoomState(db: DbOrTx, of: RoomId): Promise<{ isOpen: boolean } | null> {
  const [row] = await db
    .select({ hostId: rooms.hostId, closedAt: rooms.closedAt })
    .from(rooms)
    .where(eq(rooms.id, of));
  return row === undefined ? null : { isOpen: row.hostId !== null && row.closedAt === null };
}

/** Whether somebody was in the room after `since`. */
export async function wasThere(db: DbOrTx, of: RoomId, userId: UserId, since: Date): Promise<boolean> {
  const rows = await db
    .select({ sid: visits.sid })
    .from(visits)
    .where(
      and(
        eq(visits.userId, userId),
        eq(visits.roomId, of),
        or(isNull(visits.leftAt), gt(visits.leftAt, since)),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
