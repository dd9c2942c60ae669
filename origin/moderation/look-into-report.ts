// The queue of reports: what waits, who looks into what, and what came of it. A report that is claimed is one moderator's until
// they close or release it, or have not done so for half an hour.

import { Problem } from "../../shared/http/problem.ts";
import type { ReportId, UserId } from "../../shared/schema/ids.ts";
import type {
  CloseReport,
  Report,
  ReportDetail,
  ReportPage,
  ReportQuery,
  ReportTargetKind,
} from "../../shared/schema/moderation.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import {
  countOthersAbout,
  findEvidence,
  findReport,
  listReports,
  lockNextReport,
  lockReport,
  type NamedReport,
  updateReport,
} from "./report-store.ts";
import { requirePlatformRole } from "./require-moderator.ts";
import { listSanctions, listSanctionsOfReport } from "./sanction-store.ts";
import { toDecidedSanction } from "./to-sanction.ts";

export const CLAIM_MS = 30 * 60_000;
const SANCTIONS_SHOWN_MAX = 20;

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** Throws PLATFORM_ROLE_REQUIRED (403) or CURSOR_INVALID (422). */
export async function listReportPage(deps: Deps, by: UserId, query: ReportQuery): Promise<ReportPage> {
  await requirePlatformRole(deps.db, by, "moderator");
  const nowMs = deps.nowMs();
  const filter = { ...query, by, now: new Date(nowMs) };
  const rows = await listReports(deps.db, filter, decodeCursor(query.cursor), query.limit + 1);
  return toPage(
    rows,
    query.limit,
    (row) => toReport(row, nowMs),
    ({ report }) => ({ at: report.closedAt ?? report.createdAt, id: report.id }),
  );
}

/** Throws PLATFORM_ROLE_REQUIRED (403) or REPORT_NOT_FOUND (404). */
export async function getReport(deps: Deps, by: UserId, reportId: ReportId): Promise<ReportDetail> {
  await requirePlatformRole(deps.db, by, "moderator");
  const nowMs = deps.nowMs();
  const found = await requireReport(deps.db, reportId);
  const { subjectId } = found.report;
  const followed = await listSanctionsOfReport(deps.db, reportId, SANCTIONS_SHOWN_MAX);
  const ofSubject =
    subjectId === null
      ? []
      : await listSanctions(deps.db, { userId: subjectId, openAppeals: false }, null, SANCTIONS_SHOWN_MAX);
  return {
    ...toReport(found, nowMs),
    window: await findEvidence(deps.db, reportId),
    sanctions: followed.map((row) => toDecidedSanction(row, nowMs)),
    earlierSanctions: ofSubject
      .filter(({ sanction }) => sanction.reportId !== reportId)
      .map((row) => toDecidedSanction(row, nowMs)),
    otherReportCount: await countOthersAbout(deps.db, found.report),
  };
}

/** The oldest that nobody looks into; null when there is none. Throws PLATFORM_ROLE_REQUIRED (403). */
export async function claimNextReport(
  deps: Deps,
  by: UserId,
  kind: ReportTargetKind | undefined,
): Promise<Report | null> {
  const nowMs = deps.nowMs();
  return deps.db.transaction(async (tx) => {
    await requirePlatformRole(tx, by, "moderator");
    const next = await lockNextReport(tx, kind, new Date(nowMs));
    return next === null ? null : claim(tx, by, next.id, nowMs);
  });
}

/** Again prolongs it. Throws PLATFORM_ROLE_REQUIRED (403), REPORT_NOT_FOUND (404), REPORT_CLOSED or REPORT_CLAIMED (409). */
export async function claimReport(deps: Deps, by: UserId, reportId: ReportId): Promise<Report> {
  const nowMs = deps.nowMs();
  return deps.db.transaction(async (tx) => {
    await requirePlatformRole(tx, by, "moderator");
    await requireOpen(tx, by, reportId, nowMs);
    return claim(tx, by, reportId, nowMs);
  });
}

async function claim(tx: DbOrTx, by: UserId, reportId: ReportId, nowMs: number): Promise<Report> {
  const claimedUntil = new Date(nowMs + CLAIM_MS);
  await updateReport(tx, reportId, { claimedBy: by, claimedUntil });
  const facts = { until: claimedUntil.toISOString() };
  await recordAudit(tx, { actorId: by, act: "report.claim", subject: reportId, facts }, new Date(nowMs));
  return toReport(await requireReport(tx, reportId), nowMs);
}

/** Gives it back. One that is not theirs stays as it is. Throws as claimReport does. */
export async function releaseReport(deps: Deps, by: UserId, reportId: ReportId): Promise<void> {
  const nowMs = deps.nowMs();
  await deps.db.transaction(async (tx) => {
    await requirePlatformRole(tx, by, "moderator");
    const report = await requireOpen(tx, by, reportId, nowMs);
    if (report.claimedBy !== by) return;
    await updateReport(tx, reportId, { claimedBy: null, claimedUntil: null });
    await recordAudit(
      tx,
      { actorId: by, act: "report.release", subject: reportId, facts: {} },
      new Date(nowMs),
    );
  });
}

/** Throws as claimReport does: also one that nobody claimed can be closed, but none that somebody else looks into. */
export async function closeReport(
  deps: Deps,
  by: UserId,
  reportId: ReportId,
  { outcome, note }: CloseReport,
): Promise<Report> {
  const nowMs = deps.nowMs();
  const now = new Date(nowMs);
  return deps.db.transaction(async (tx) => {
    await requirePlatformRole(tx, by, "moderator");
    await requireOpen(tx, by, reportId, nowMs);
    const change = { closedAt: now, closedBy: by, outcome, note, claimedBy: null, claimedUntil: null };
    await updateReport(tx, reportId, change);
    await recordAudit(
      tx,
      { actorId: by, act: "report.close", subject: reportId, facts: { outcome, note } },
      now,
    );
    return toReport(await requireReport(tx, reportId), nowMs);
  });
}

async function requireReport(db: DbOrTx, reportId: ReportId): Promise<NamedReport> {
  const found = await findReport(db, reportId);
  if (found === null) throw notFound("report");
  return found;
}

async function requireOpen(tx: DbOrTx, by: UserId, reportId: ReportId, nowMs: number) {
  const report = await lockReport(tx, reportId);
  if (report === null) throw notFound("report");
  if (report.closedAt !== null) throw closed();
  const { claimedBy, claimedUntil } = report;
  if (claimedBy !== null && claimedBy !== by && claimedUntil !== null && claimedUntil.getTime() > nowMs)
    throw claimed(claimedUntil);
  return report;
}

function toReport(found: NamedReport, nowMs: number): Report {
  const { report, targetName, subject, reporter, claimedBy, closedBy } = found;
  const { closedAt, outcome, claimedUntil } = report;
  const isClaimed = claimedBy !== null && claimedUntil !== null && claimedUntil.getTime() > nowMs;
  return {
    id: report.id,
    target: { kind: report.targetKind, id: report.targetId, name: targetName },
    subject,
    room: report.roomId,
    reason: report.reason,
    text: report.text,
    reporter,
    createdAt: report.createdAt.toISOString(),
    evidence: report.evidenceState,
    claim: isClaimed ? { by: claimedBy, until: claimedUntil.toISOString() } : null,
    closed:
      closedAt === null || outcome === null
        ? null
        : { by: closedBy, at: closedAt.toISOString(), outcome, note: report.note },
  };
}

function closed(): Problem {
  return new Problem({ status: 409, code: "REPORT_CLOSED", title: "Somebody has closed this report" });
}

function claimed(until: Date): Problem {
  return new Problem({
    status: 409,
    code: "REPORT_CLAIMED",
    title: "Another moderator looks into this report",
    detail: `It is theirs until ${until.toISOString()}, unless they give it back.`,
  });
}
