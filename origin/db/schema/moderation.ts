// Reports and what was decided.

import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { ReportId, RoomId, SanctionId, UserId } from "../../../shared/schema/ids.ts";
import type {
  Evidence,
  EvidenceState,
  ReportOutcome,
  ReportReason,
  ReportTargetKind,
  SanctionKind,
  SanctionTargetKind,
} from "../../../shared/schema/moderation.ts";
import type { SanctionScopeKind } from "../../../shared/schema/sanction-scope.ts";
import { rooms } from "./rooms.ts";
import { time } from "./time.ts";
import { users } from "./users.ts";

/** What people report, until somebody has looked into it, and after. */
export const reports = pgTable(
  "reports",
  {
    id: text("id").$type<ReportId>().primaryKey(),
    reporterId: text("reporter_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    targetKind: text("target_kind").$type<ReportTargetKind>().notNull(),
    targetId: text("target_id").notNull(),
    /** Whose doing it is: the user, or whoever owned the thing then. */
    subjectId: text("subject_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    roomId: text("room_id")
      .$type<RoomId>()
      .references(() => rooms.id, { onDelete: "set null" }),
    reason: text("reason").$type<ReportReason>().notNull(),
    text: text("text").notNull(),
    createdAt: time("created_at").notNull(),
    claimedBy: text("claimed_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    claimedUntil: time("claimed_until"),
    closedAt: time("closed_at"),
    closedBy: text("closed_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    outcome: text("outcome").$type<ReportOutcome>(),
    note: text("note").notNull().default(""),
    evidenceState: text("evidence_state").$type<EvidenceState>().notNull(),
    evidence: jsonb("evidence").$type<Evidence>(),
    /** Until then the room may answer, or what it answered is kept. */
    evidenceUntil: time("evidence_until"),
  },
  (t) => [
    index("reports_open").on(t.createdAt, t.id).where(sql`${t.closedAt} IS NULL`),
    index("reports_closed")
      .on(t.closedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.closedAt} IS NOT NULL`),
    index("reports_reporter").on(t.reporterId, t.createdAt),
    index("reports_target").on(t.targetKind, t.targetId),
    index("reports_awaited").on(t.roomId).where(sql`${t.evidenceState} = 'awaited'`),
    index("reports_evidence_until").on(t.evidenceUntil).where(sql`${t.evidenceUntil} IS NOT NULL`),
  ],
);

/** What moderators decided about people and what they published, with the one appeal there may be. */
export const sanctions = pgTable(
  "sanctions",
  {
    id: text("id").$type<SanctionId>().primaryKey(),
    kind: text("kind").$type<SanctionKind>().notNull(),
    /** Whom it is about: the user, or whoever owned the thing then; null where that is the house. */
    subjectId: text("subject_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "cascade" }),
    targetKind: text("target_kind").$type<SanctionTargetKind>().notNull(),
    targetId: text("target_id").notNull(),
    scope: text("scope").$type<SanctionScopeKind>(),
    scopeId: text("scope_id"),
    reason: text("reason").notNull(),
    byId: text("by_id")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    reportId: text("report_id")
      .$type<ReportId>()
      .references(() => reports.id, { onDelete: "set null" }),
    createdAt: time("created_at").notNull(),
    /** Null: until it is lifted. */
    until: time("until"),
    liftedAt: time("lifted_at"),
    liftedBy: text("lifted_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    liftReason: text("lift_reason").notNull().default(""),
    appealText: text("appeal_text"),
    appealedAt: time("appealed_at"),
    appealOutcome: text("appeal_outcome").$type<"upheld" | "overturned">(),
    appealAnswer: text("appeal_answer").notNull().default(""),
    appealDecidedBy: text("appeal_decided_by")
      .$type<UserId>()
      .references(() => users.id, { onDelete: "set null" }),
    appealDecidedAt: time("appeal_decided_at"),
  },
  (t) => [
    index("sanctions_newest").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("sanctions_subject").on(t.subjectId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("sanctions_target").on(t.targetKind, t.targetId),
    index("sanctions_report").on(t.reportId),
    index("sanctions_appealed")
      .on(t.appealedAt)
      .where(sql`${t.appealedAt} IS NOT NULL AND ${t.appealOutcome} IS NULL`),
  ],
);
