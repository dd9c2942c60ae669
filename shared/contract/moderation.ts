// Keeping order: what everybody may report and appeal against, what moderators do about it, and what admins see of that.

import * as z from "zod";
import { reportIdSchema, sanctionIdSchema, userIdSchema } from "../schema/ids.ts";
import {
  appealTextSchema,
  auditPageSchema,
  changeRoleSchema,
  closeReportSchema,
  createReportSchema,
  createSanctionSchema,
  decideAppealSchema,
  decidedSanctionSchema,
  filedReportSchema,
  liftSanctionSchema,
  reportDetailSchema,
  reportPageSchema,
  reportQuerySchema,
  reportSchema,
  reportTargetKindSchema,
  sanctionPageSchema,
  sanctionQuerySchema,
  sanctionSchema,
  standingSchema,
  teamMemberSchema,
  teamSchema,
} from "../schema/moderation.ts";
import { pageQuerySchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

const reportParams = z.object({ reportId: reportIdSchema });
const sanctionParams = z.object({ sanctionId: sanctionIdSchema });
/** Also for whoever is banned: no scope is asked for. */
const ofAnybody = { auth: "session", caching: "private" } as const;
const ofModerators = { auth: "session", scope: "moderate", caching: "private" } as const;
const ofAdmins = { auth: "session", scope: "administer", caching: "private" } as const;
const ROLE = ["PLATFORM_ROLE_REQUIRED", "USER_NOT_FOUND", "BANNED", "ORIGIN_AWAY"] as const;

export const moderationEndpoints = {
  "reports.create": {
    method: "POST",
    path: "/v1/reports",
    about:
      "Reports a person, a world, an event or an asset to the moderators. With the room one is in, what was said there of late is kept for them.",
    auth: "session",
    scope: "account",
    caching: "private",
    limit: "social",
    body: createReportSchema,
    answers: { 201: filedReportSchema },
    problems: [
      "USER_NOT_FOUND",
      "WORLD_NOT_FOUND",
      "EVENT_NOT_FOUND",
      "ASSET_NOT_FOUND",
      "ROOM_NOT_FOUND",
      "REPORT_OF_SELF",
      "REPORTS_FULL",
      "BANNED",
      "ORIGIN_AWAY",
    ],
  },
  "me.standing": {
    method: "GET",
    path: "/v1/me/standing",
    about:
      "Tells what one may do in Hiroba as a whole, and what moderators decided about one, the newest first.",
    ...ofAnybody,
    answers: { 200: standingSchema },
    problems: ["USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "me.appeal": {
    method: "POST",
    path: "/v1/me/standing/:sanctionId/appeal",
    about:
      "Says why a decision about one is wrong, once. Another moderator than the one who decided it answers.",
    ...ofAnybody,
    limit: "social",
    params: sanctionParams,
    body: appealTextSchema,
    answers: { 200: sanctionSchema },
    problems: ["SANCTION_NOT_FOUND", "SANCTION_LIFTED", "APPEALED_ALREADY", "ORIGIN_AWAY"],
  },
  "moderation.reports": {
    method: "GET",
    path: "/v1/moderation/reports",
    about: "Lists reports: the open ones oldest first, or the closed ones newest first. For moderators.",
    ...ofModerators,
    query: reportQuerySchema,
    answers: { 200: reportPageSchema },
    problems: [...ROLE, "CURSOR_INVALID"],
  },
  "moderation.claimNext": {
    method: "POST",
    path: "/v1/moderation/reports/claim",
    about:
      "Takes the oldest report that nobody looks into: nobody else may for half an hour. 204 when there is none. For moderators.",
    ...ofModerators,
    query: z.strictObject({ kind: reportTargetKindSchema.optional() }),
    answers: { 200: reportSchema, 204: null },
    problems: ROLE,
  },
  "moderation.report": {
    method: "GET",
    path: "/v1/moderation/reports/:reportId",
    about: "Tells of one report, with what the room said when it was filed. For moderators.",
    ...ofModerators,
    params: reportParams,
    answers: { 200: reportDetailSchema },
    problems: [...ROLE, "REPORT_NOT_FOUND"],
  },
  "moderation.claim": {
    method: "PUT",
    path: "/v1/moderation/reports/:reportId/claim",
    about: "Takes this report, or keeps it for half an hour more. For moderators.",
    ...ofModerators,
    params: reportParams,
    answers: { 200: reportSchema },
    problems: [...ROLE, "REPORT_NOT_FOUND", "REPORT_CLAIMED", "REPORT_CLOSED"],
  },
  "moderation.release": {
    method: "DELETE",
    path: "/v1/moderation/reports/:reportId/claim",
    about: "Gives a report back that one has taken. For moderators.",
    ...ofModerators,
    params: reportParams,
    answers: { 204: null },
    problems: [...ROLE, "REPORT_NOT_FOUND", "REPORT_CLAIMED", "REPORT_CLOSED"],
  },
  "moderation.close": {
    method: "POST",
    path: "/v1/moderation/reports/:reportId/close",
    about: "Closes a report: something was done about it, or there was nothing to do. For moderators.",
    ...ofModerators,
    params: reportParams,
    body: closeReportSchema,
    answers: { 200: reportSchema },
    problems: [...ROLE, "REPORT_NOT_FOUND", "REPORT_CLAIMED", "REPORT_CLOSED"],
  },
  "moderation.sanctions": {
    method: "GET",
    path: "/v1/moderation/sanctions",
    about:
      "Lists what moderators decided, the newest first: about one person, or what somebody appeals against. For moderators.",
    ...ofModerators,
    query: sanctionQuerySchema,
    answers: { 200: sanctionPageSchema },
    problems: [...ROLE, "CURSOR_INVALID"],
  },
  "moderation.decide": {
    method: "POST",
    path: "/v1/moderation/sanctions",
    about:
      "Warns, mutes, kicks or bans a person, in a room, a world or everywhere, for a time or for good; or takes a world or an asset down. It holds within a second. For moderators.",
    ...ofModerators,
    body: createSanctionSchema,
    answers: { 201: decidedSanctionSchema },
    example: {
      body: {
        kind: "ban",
        target: { kind: "user", id: "usr_0v3kq1" },
        scope: { kind: "world", id: "wld_hiroba-plaza" },
        reason: "You were warned twice.",
        until: "2030-01-01T00:00:00.000Z",
      },
    },
    problems: [
      ...ROLE,
      "TARGET_NOT_LOWER",
      "WORLD_NOT_FOUND",
      "ASSET_NOT_FOUND",
      "REPORT_NOT_FOUND",
      "SANCTION_TIME_WRONG",
    ],
  },
  "moderation.sanction": {
    method: "GET",
    path: "/v1/moderation/sanctions/:sanctionId",
    about: "Tells of one decision. For moderators.",
    ...ofModerators,
    params: sanctionParams,
    answers: { 200: decidedSanctionSchema },
    problems: [...ROLE, "SANCTION_NOT_FOUND"],
  },
  "moderation.lift": {
    method: "POST",
    path: "/v1/moderation/sanctions/:sanctionId/lift",
    about: "Takes a decision back; what was taken down is there again. For moderators.",
    ...ofModerators,
    params: sanctionParams,
    body: liftSanctionSchema,
    answers: { 200: decidedSanctionSchema },
    problems: [...ROLE, "SANCTION_NOT_FOUND", "SANCTION_LIFTED"],
  },
  "moderation.decideAppeal": {
    method: "POST",
    path: "/v1/moderation/sanctions/:sanctionId/appeal/decide",
    about:
      "Answers an appeal: the decision is upheld, or overturned and lifted. Not by whoever decided it, where there is another moderator. For moderators.",
    ...ofModerators,
    params: sanctionParams,
    body: decideAppealSchema,
    answers: { 200: decidedSanctionSchema },
    problems: [...ROLE, "SANCTION_NOT_FOUND", "APPEAL_NOT_OPEN", "APPEAL_NEEDS_ANOTHER"],
  },
  "moderation.audit": {
    method: "GET",
    path: "/v1/moderation/audit",
    about:
      "Lists what moderators and admins did, the newest first, from a log that nobody can edit. For admins.",
    ...ofAdmins,
    query: pageQuerySchema,
    answers: { 200: auditPageSchema },
    problems: [...ROLE, "CURSOR_INVALID"],
  },
  "moderation.team": {
    method: "GET",
    path: "/v1/moderation/team",
    about: "Lists moderators and admins, by name. For admins.",
    ...ofAdmins,
    answers: { 200: teamSchema },
    problems: ROLE,
  },
  "moderation.changeRole": {
    method: "PUT",
    path: "/v1/moderation/team/:userId",
    about: "Makes somebody a moderator or an admin, or neither. For admins.",
    ...ofAdmins,
    params: z.object({ userId: userIdSchema }),
    body: changeRoleSchema,
    answers: { 200: teamMemberSchema },
    problems: [...ROLE, "LAST_ADMIN"],
  },
} as const satisfies Endpoints;
