// Keeping order over HTTP: parse, call one verb, render.

import * as z from "zod";
import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { reportIdSchema, roomIdSchema, sanctionIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import {
  appealTextSchema,
  changeRoleSchema,
  closeReportSchema,
  createReportSchema,
  createSanctionSchema,
  decideAppealSchema,
  liftSanctionSchema,
  reportQuerySchema,
  reportTargetKindSchema,
  sanctionQuerySchema,
} from "../../shared/schema/moderation.ts";
import { roomEvidenceSchema } from "../../shared/schema/room-evidence.ts";
import { listAuditPage, verifyAudit } from "../audit/read-audit.ts";
import { actingOperator, actingUser, type OriginDeps, type OriginHandler } from "../deps.ts";
import { idParam, pageQuery } from "../route-params.ts";
import { changePlatformRole, getTeam } from "../users/team.ts";
import { appealSanction, decideAppeal } from "./appeal-sanction.ts";
import { createSanction, getSanction, liftSanction, listSanctionPage } from "./decide-sanction.ts";
import { fileReport } from "./file-report.ts";
import {
  claimNextReport,
  claimReport,
  closeReport,
  getReport,
  listReportPage,
  releaseReport,
} from "./look-into-report.ts";
import { requirePlatformRole } from "./require-moderator.ts";
import { getStanding } from "./standing.ts";
import { takeEvidence } from "./take-evidence.ts";

/** As much as people and lines of a full room come to. */
const EVIDENCE_MAX_BYTES = 1024 * 1024;
const claimQuerySchema = z.object({ kind: reportTargetKindSchema.optional() });

type Context = Parameters<OriginHandler>[0];

export function moderationRoutes(deps: OriginDeps) {
  const reportId = (c: Context) => idParam(c, "reportId", reportIdSchema);
  const sanctionId = (c: Context) => idParam(c, "sanctionId", sanctionIdSchema);
  const bodyOf = async <T extends z.ZodType>(c: Context, schema: T) =>
    parseOrProblem(schema, await readJson(c.req.raw), "body");

  const file: OriginHandler = async (c) =>
    c.json(await fileReport(deps, actingUser(c), await bodyOf(c, createReportSchema)), 201);
  const reports: OriginHandler = async (c) =>
    c.json(
      await listReportPage(deps, actingUser(c), parseOrProblem(reportQuerySchema, c.req.query(), "query")),
    );
  const report: OriginHandler = async (c) => c.json(await getReport(deps, actingUser(c), reportId(c)));
  const claimNext: OriginHandler = async (c) => {
    const { kind } = parseOrProblem(claimQuerySchema, c.req.query(), "query");
    const claimed = await claimNextReport(deps, actingUser(c), kind);
    return claimed === null ? c.body(null, 204) : c.json(claimed);
  };
  const claim: OriginHandler = async (c) => c.json(await claimReport(deps, actingUser(c), reportId(c)));
  const release: OriginHandler = async (c) => {
    await releaseReport(deps, actingUser(c), reportId(c));
    return c.body(null, 204);
  };
  const close: OriginHandler = async (c) =>
    c.json(await closeReport(deps, actingUser(c), reportId(c), await bodyOf(c, closeReportSchema)));
  const evidence: OriginHandler = async (c) => {
    const body = await readJson(c.req.raw, EVIDENCE_MAX_BYTES);
    const said = parseOrProblem(roomEvidenceSchema, body, "body");
    await takeEvidence(deps, idParam(c, "roomId", roomIdSchema), said);
    return c.body(null, 204);
  };

  const decide: OriginHandler = async (c) =>
    c.json(await createSanction(deps, actingUser(c), await bodyOf(c, createSanctionSchema)), 201);
  const sanctions: OriginHandler = async (c) => {
    const query = parseOrProblem(sanctionQuerySchema, c.req.query(), "query");
    return c.json(await listSanctionPage(deps, actingUser(c), query));
  };
  const sanction: OriginHandler = async (c) => c.json(await getSanction(deps, actingUser(c), sanctionId(c)));
  const lift: OriginHandler = async (c) => {
    const { reason } = await bodyOf(c, liftSanctionSchema);
    return c.json(await liftSanction(deps, actingUser(c), sanctionId(c), reason));
  };
  const appeal: OriginHandler = async (c) => {
    const { text } = await bodyOf(c, appealTextSchema);
    return c.json(await appealSanction(deps, actingUser(c), sanctionId(c), text));
  };
  const answerAppeal: OriginHandler = async (c) =>
    c.json(await decideAppeal(deps, actingUser(c), sanctionId(c), await bodyOf(c, decideAppealSchema)));
  const standing: OriginHandler = async (c) =>
    c.json(await getStanding(deps, idParam(c, "userId", userIdSchema)));

  const audit: OriginHandler = async (c) => {
    await requirePlatformRole(deps.db, actingUser(c), "admin");
    return c.json(await listAuditPage(deps, pageQuery(c)));
  };
  const verify: OriginHandler = async (c) => c.json(await verifyAudit(deps));
  const team: OriginHandler = async (c) => c.json(await getTeam(deps, actingUser(c)));
  const changeRole: OriginHandler = async (c) => {
    const actorId = actingOperator(c);
    const { role } = await bodyOf(c, changeRoleSchema);
    return c.json(await changePlatformRole(deps, actorId, idParam(c, "userId", userIdSchema), role));
  };

  return {
    file,
    reports,
    report,
    claimNext,
    claim,
    release,
    close,
    evidence,
    decide,
    sanctions,
    sanction,
    lift,
    appeal,
    decideAppeal: answerAppeal,
    standing,
    audit,
    verifyAudit: verify,
    team,
    changeRole,
  };
}
