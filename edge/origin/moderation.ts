// Keeping order, as the edge asks the origin for it: always for somebody, whose role the origin looks up itself.

import type { ReportId, SanctionId, UserId } from "../../shared/schema/ids.ts";
import { ACTING_USER_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type AppealText,
  type AuditPage,
  auditPageSchema,
  type CloseReport,
  type CreateReport,
  type CreateSanction,
  type DecideAppeal,
  type DecidedSanction,
  decidedSanctionSchema,
  type FiledReport,
  filedReportSchema,
  type LiftSanction,
  type Report,
  type ReportDetail,
  type ReportPage,
  type ReportQuery,
  type ReportTargetKind,
  reportDetailSchema,
  reportPageSchema,
  reportSchema,
  type Sanction,
  type SanctionPage,
  type SanctionQuery,
  type Standing,
  sanctionPageSchema,
  sanctionSchema,
  standingSchema,
  type Team,
  type TeamMember,
  teamMemberSchema,
  teamSchema,
} from "../../shared/schema/moderation.ts";
import {
  type PublishedNotice,
  type PublishNotice,
  publishedNoticeSchema,
} from "../../shared/schema/notice.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import type { PlatformRole } from "../../shared/schema/user.ts";
import type { AskOrigin, RequestId } from "./call.ts";

const as = (userId: UserId) => ({ [ACTING_USER_HEADER]: userId });

export function moderationCalls({ ask, askMaybe, tell }: AskOrigin) {
  return {
    fileReport: (requestId: RequestId, by: UserId, body: CreateReport): Promise<FiledReport> =>
      ask(requestId, filedReportSchema, {
        method: "POST",
        path: internalPath.reports,
        headers: as(by),
        body,
      }),
    publishNotice: (requestId: RequestId, by: UserId, body: PublishNotice): Promise<PublishedNotice> =>
      ask(requestId, publishedNoticeSchema, {
        method: "POST",
        path: internalPath.notices,
        headers: as(by),
        body,
      }),
    reports: (requestId: RequestId, by: UserId, query: ReportQuery): Promise<ReportPage> =>
      ask(requestId, reportPageSchema, {
        method: "GET",
        path: internalPath.reports,
        headers: as(by),
        query,
      }),
    report: (requestId: RequestId, by: UserId, reportId: ReportId): Promise<ReportDetail> =>
      ask(requestId, reportDetailSchema, {
        method: "GET",
        path: fillPath(internalPath.report, { reportId }),
        headers: as(by),
      }),
    /** Null when nothing waits. */
    claimNextReport: (
      requestId: RequestId,
      by: UserId,
      query: { readonly kind?: ReportTargetKind | undefined },
    ): Promise<Report | null> =>
      askMaybe(requestId, reportSchema, {
        method: "POST",
        path: internalPath.claimNextReport,
        headers: as(by),
        query,
      }),
    claimReport: (requestId: RequestId, by: UserId, reportId: ReportId): Promise<Report> =>
      ask(requestId, reportSchema, {
        method: "PUT",
        path: fillPath(internalPath.reportClaim, { reportId }),
        headers: as(by),
      }),
    releaseReport: (requestId: RequestId, by: UserId, reportId: ReportId): Promise<void> =>
      tell(requestId, {
        method: "DELETE",
        path: fillPath(internalPath.reportClaim, { reportId }),
        headers: as(by),
      }),
    closeReport: (requestId: RequestId, by: UserId, reportId: ReportId, body: CloseReport): Promise<Report> =>
      ask(requestId, reportSchema, {
        method: "POST",
        path: fillPath(internalPath.closeReport, { reportId }),
        headers: as(by),
        body,
      }),
    sanctions: (requestId: RequestId, by: UserId, query: SanctionQuery): Promise<SanctionPage> =>
      ask(requestId, sanctionPageSchema, {
        method: "GET",
        path: internalPath.sanctions,
        headers: as(by),
        query,
      }),
    decideSanction: (requestId: RequestId, by: UserId, body: CreateSanction): Promise<DecidedSanction> =>
      ask(requestId, decidedSanctionSchema, {
        method: "POST",
        path: internalPath.sanctions,
        headers: as(by),
        body,
      }),
    sanction: (requestId: RequestId, by: UserId, sanctionId: SanctionId): Promise<DecidedSanction> =>
      ask(requestId, decidedSanctionSchema, {
        method: "GET",
        path: fillPath(internalPath.sanction, { sanctionId }),
        headers: as(by),
      }),
    liftSanction: (
      requestId: RequestId,
      by: UserId,
      sanctionId: SanctionId,
      body: LiftSanction,
    ): Promise<DecidedSanction> =>
      ask(requestId, decidedSanctionSchema, {
        method: "POST",
        path: fillPath(internalPath.liftSanction, { sanctionId }),
        headers: as(by),
        body,
      }),
    appeal: (requestId: RequestId, by: UserId, sanctionId: SanctionId, body: AppealText): Promise<Sanction> =>
      ask(requestId, sanctionSchema, {
        method: "POST",
        path: fillPath(internalPath.appeal, { sanctionId }),
        headers: as(by),
        body,
      }),
    decideAppeal: (
      requestId: RequestId,
      by: UserId,
      sanctionId: SanctionId,
      body: DecideAppeal,
    ): Promise<DecidedSanction> =>
      ask(requestId, decidedSanctionSchema, {
        method: "POST",
        path: fillPath(internalPath.decideAppeal, { sanctionId }),
        headers: as(by),
        body,
      }),
    standing: (requestId: RequestId, userId: UserId): Promise<Standing> =>
      ask(requestId, standingSchema, {
        method: "GET",
        path: fillPath(internalPath.standing, { userId }),
      }),
    audit: (requestId: RequestId, by: UserId, query: PageQuery): Promise<AuditPage> =>
      ask(requestId, auditPageSchema, { method: "GET", path: internalPath.audit, headers: as(by), query }),
    team: (requestId: RequestId, by: UserId): Promise<Team> =>
      ask(requestId, teamSchema, { method: "GET", path: internalPath.team, headers: as(by) }),
    changeRole: (requestId: RequestId, by: UserId, userId: UserId, role: PlatformRole): Promise<TeamMember> =>
      ask(requestId, teamMemberSchema, {
        method: "PUT",
        path: fillPath(internalPath.teamMember, { userId }),
        headers: as(by),
        body: { role },
      }),
  };
}
