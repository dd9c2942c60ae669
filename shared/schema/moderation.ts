// Keeping order in Hiroba as a whole: what people report, what moderators decide about it, what those it is about may say
// against it, and the log of all of that. What is decided within one room by those who keep order there is MOD (SPEC).

import * as z from "zod";
import { reportIdSchema, roomIdSchema, sanctionIdSchema, userIdSchema, worldIdSchema } from "./ids.ts";
import { pageQuerySchema } from "./public-api.ts";
import { EVIDENCE_PEOPLE_MAX, roomEvidenceSchema } from "./room-evidence.ts";
import { sanctionScopeKindSchema } from "./sanction-scope.ts";
import { prose } from "./text.ts";
import { platformRoleSchema } from "./user.ts";

export const REPORT_TEXT_MAX_CHARS = 1_000;
/** Of one user, in any 24 hours. */
export const REPORTS_PER_DAY_MAX = 20;
export const SANCTION_REASON_MAX_CHARS = 500;
export const APPEAL_TEXT_MAX_CHARS = 1_000;
/** A ban or mute for a time ends within this; longer is for ever. */
export const SANCTION_MAX_DAYS = 3_650;

const idText = z.string().min(1).max(64);
const named = z.object({ id: userIdSchema, displayName: z.string() });

export const reportTargetKindSchema = z.enum(["user", "world", "event", "asset"]);
export type ReportTargetKind = z.infer<typeof reportTargetKindSchema>;
export const reportReasonSchema = z.enum([
  "harassment",
  "hate",
  "sexual",
  "violence",
  "spam",
  "impersonation",
  "copyright",
  "other",
]);
export type ReportReason = z.infer<typeof reportReasonSchema>;

/** POST /v1/reports. `room` is where it happened: then what was said there of late is kept with the report. */
export const createReportSchema = z.strictObject({
  target: z.strictObject({ kind: reportTargetKindSchema, id: idText }),
  room: roomIdSchema.optional(),
  reason: reportReasonSchema,
  text: prose(z.string().trim().max(REPORT_TEXT_MAX_CHARS)).default(""),
});
export type CreateReport = z.infer<typeof createReportSchema>;
export const filedReportSchema = z.object({ id: reportIdSchema, createdAt: z.iso.datetime() });
export type FiledReport = z.infer<typeof filedReportSchema>;

/** The same as it is kept, with who had been there in the last minutes. */
export const evidenceWindowSchema = roomEvidenceSchema.extend({
  visits: z
    .array(
      z.object({
        user: userIdSchema.nullable(),
        name: z.string().nullable(),
        joinedAt: z.iso.datetime(),
        leftAt: z.iso.datetime().nullable(),
      }),
    )
    .max(EVIDENCE_PEOPLE_MAX),
});
export type Evidence = z.infer<typeof evidenceWindowSchema>;

/** "awaited": the room was asked. "gone": the room had closed, did not answer, or it was kept for as long as it is. */
export const evidenceStateSchema = z.enum(["none", "awaited", "kept", "gone"]);
export type EvidenceState = z.infer<typeof evidenceStateSchema>;

/** What something is about, as it is called now; null where it is no more. */
const targetSchema = z.object({
  kind: reportTargetKindSchema,
  id: z.string(),
  name: z.string().nullable(),
});

export const reportOutcomeSchema = z.enum(["acted", "dismissed"]);
export type ReportOutcome = z.infer<typeof reportOutcomeSchema>;
export const reportSchema = z.object({
  id: reportIdSchema,
  target: targetSchema,
  /** Whose doing it is: the user, or whoever owns the thing. */
  subject: named.nullable(),
  room: roomIdSchema.nullable(),
  reason: reportReasonSchema,
  text: z.string(),
  reporter: named.nullable(),
  createdAt: z.iso.datetime(),
  evidence: evidenceStateSchema,
  /** Who looks into it, until when nobody else may. */
  claim: z.object({ by: named, until: z.iso.datetime() }).nullable(),
  closed: z
    .object({
      by: named.nullable(),
      at: z.iso.datetime(),
      outcome: reportOutcomeSchema,
      note: z.string(),
    })
    .nullable(),
});
export type Report = z.infer<typeof reportSchema>;
export const reportPageSchema = z.object({
  items: z.array(reportSchema),
  /** Null on the last page. */
  nextCursor: z.string().nullable(),
});
export type ReportPage = z.infer<typeof reportPageSchema>;

/** "waiting": open, and nobody looks into it. "mine": open, and claimed by whoever asks. Both oldest first; "closed" newest first. */
export const reportStateSchema = z.enum(["waiting", "mine", "open", "closed"]);
export const reportQuerySchema = pageQuerySchema.extend({
  state: reportStateSchema.default("open"),
  kind: reportTargetKindSchema.optional(),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;

export const closeReportSchema = z.strictObject({
  outcome: reportOutcomeSchema,
  note: prose(z.string().trim().max(SANCTION_REASON_MAX_CHARS)).default(""),
});
export type CloseReport = z.infer<typeof closeReportSchema>;

/** A kick is a ban of a minute from one room; a takedown is of a world or an asset, the others are of people. */
export const sanctionKindSchema = z.enum(["warn", "mute", "kick", "ban", "takedown"]);
export type SanctionKind = z.infer<typeof sanctionKindSchema>;
export const sanctionTargetKindSchema = z.enum(["user", "world", "asset"]);
export type SanctionTargetKind = z.infer<typeof sanctionTargetKindSchema>;

/** Where a mute, kick or ban holds. `id` is the world's or the room's. */
export const sanctionScopeSchema = z.strictObject({
  kind: sanctionScopeKindSchema,
  id: idText.nullable().default(null),
});

/** POST /v1/moderation/sanctions */
export const createSanctionSchema = z
  .strictObject({
    kind: sanctionKindSchema,
    target: z.strictObject({ kind: sanctionTargetKindSchema, id: idText }),
    /** Of a mute, kick or ban. */
    scope: sanctionScopeSchema.optional(),
    /** Told to whoever it is about. */
    reason: prose(z.string().trim().min(1).max(SANCTION_REASON_MAX_CHARS)),
    /** Of a mute or ban: null or left out is for ever. */
    until: z.iso.datetime().nullable().default(null),
    /** What it follows from. */
    report: reportIdSchema.optional(),
  })
  .superRefine(({ kind, target, scope, until }, context) => {
    const offend = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if ((kind === "takedown") === (target.kind === "user"))
      offend("target", kind === "takedown" ? "must be a world or an asset" : "must be a user");
    const isScoped = kind === "mute" || kind === "kick" || kind === "ban";
    if (isScoped !== (scope !== undefined))
      offend("scope", isScoped ? "says where it holds" : "only a mute, kick or ban holds somewhere");
    if (kind === "kick" && scope?.kind !== "room") offend("scope", "a kick is out of a room");
    if (scope !== undefined && !fits(scope))
      offend("scope", "takes the id of its world or room, and no other");
    if (until !== null && kind !== "mute" && kind !== "ban")
      offend("until", "only a mute or ban ends by itself");
  });
export type CreateSanction = z.infer<typeof createSanctionSchema>;

function fits({ kind, id }: z.infer<typeof sanctionScopeSchema>): boolean {
  if (kind === "platform") return id === null;
  return (kind === "world" ? worldIdSchema : roomIdSchema).safeParse(id).success;
}

const appealSchema = z.object({
  text: z.string(),
  at: z.iso.datetime(),
  outcome: z.enum(["open", "upheld", "overturned"]),
  answer: z.string(),
  decidedAt: z.iso.datetime().nullable(),
});

/** What was decided, as whoever it is about is told of it: not by whom. */
export const sanctionSchema = z.object({
  id: sanctionIdSchema,
  kind: sanctionKindSchema,
  target: targetSchema,
  scope: z
    .object({
      kind: sanctionScopeKindSchema,
      id: z.string().nullable(),
      /** A world's, or that of a room's world. */
      name: z.string().nullable(),
    })
    .nullable(),
  reason: z.string(),
  createdAt: z.iso.datetime(),
  /** Null: for ever, or until it is lifted. */
  until: z.iso.datetime().nullable(),
  state: z.enum(["in-force", "over", "lifted"]),
  appeal: appealSchema.nullable(),
});
export type Sanction = z.infer<typeof sanctionSchema>;

/** The same for moderators. */
export const decidedSanctionSchema = sanctionSchema.extend({
  subject: named.nullable(),
  by: named.nullable(),
  report: reportIdSchema.nullable(),
  lifted: z.object({ by: named.nullable(), at: z.iso.datetime(), reason: z.string() }).nullable(),
  appealDecidedBy: named.nullable(),
});
export type DecidedSanction = z.infer<typeof decidedSanctionSchema>;
export const sanctionPageSchema = z.object({
  items: z.array(decidedSanctionSchema),
  nextCursor: z.string().nullable(),
});
export type SanctionPage = z.infer<typeof sanctionPageSchema>;

/** GET /v1/moderation/sanctions: the newest first; `appeal=open` those that somebody waits for. */
export const sanctionQuerySchema = pageQuerySchema.extend({
  user: userIdSchema.optional(),
  appeal: z.enum(["open"]).optional(),
});
export type SanctionQuery = z.infer<typeof sanctionQuerySchema>;

/** GET /v1/moderation/reports/{id} */
export const reportDetailSchema = reportSchema.extend({
  window: evidenceWindowSchema.nullable(),
  /** That followed from it. */
  sanctions: z.array(decidedSanctionSchema),
  /** Of whoever it is about, from before: the newest, at most 20. */
  earlierSanctions: z.array(decidedSanctionSchema),
  /** Other reports about the same. */
  otherReportCount: z.number().int().nonnegative(),
});
export type ReportDetail = z.infer<typeof reportDetailSchema>;

export const liftSanctionSchema = z.strictObject({
  reason: prose(z.string().trim().min(1).max(SANCTION_REASON_MAX_CHARS)),
});
export type LiftSanction = z.infer<typeof liftSanctionSchema>;
export const appealTextSchema = z.strictObject({
  text: prose(z.string().trim().min(1).max(APPEAL_TEXT_MAX_CHARS)),
});
export type AppealText = z.infer<typeof appealTextSchema>;
export const decideAppealSchema = z.strictObject({
  outcome: z.enum(["upheld", "overturned"]),
  /** Told to whoever appealed. */
  answer: prose(z.string().trim().min(1).max(SANCTION_REASON_MAX_CHARS)),
});
export type DecideAppeal = z.infer<typeof decideAppealSchema>;

export const SANCTIONS_SHOWN_MAX = 100;
/** GET /v1/me/standing: what one may do in Hiroba as a whole, and what was decided about one; the newest 100. */
export const standingSchema = z.object({
  platformRole: platformRoleSchema,
  /** One may do nothing but appeal. */
  ban: z.object({ reason: z.string(), until: z.iso.datetime().nullable() }).nullable(),
  sanctions: z.array(sanctionSchema),
});
export type Standing = z.infer<typeof standingSchema>;

export const changeRoleSchema = z.strictObject({ role: platformRoleSchema });
/** GET /v1/moderation/team: moderators and admins, by name. */
export const teamMemberSchema = z.object({ user: named, role: platformRoleSchema });
export type TeamMember = z.infer<typeof teamMemberSchema>;
export const teamSchema = z.object({ items: z.array(teamMemberSchema) });
export type Team = z.infer<typeof teamSchema>;

/** One line of the audit log. `hash` is of this line and of the hash before it. */
export const auditEntrySchema = z.object({
  seq: z.number().int().positive(),
  at: z.iso.datetime(),
  /** Null: whoever runs the server, from its console. */
  actor: z.object({ id: userIdSchema, displayName: z.string().nullable() }).nullable(),
  /** Such as "sanction.create". */
  act: z.string(),
  /** An id: of the sanction, the report, the user. */
  subject: z.string(),
  facts: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export const auditPageSchema = z.object({
  items: z.array(auditEntrySchema),
  nextCursor: z.string().nullable(),
});
export type AuditPage = z.infer<typeof auditPageSchema>;
