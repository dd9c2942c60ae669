// Somebody reports a person or a thing. What happened in a room of late is asked of its host at once, and kept with the report.

import { Problem } from "../../shared/http/problem.ts";
import {
  assetIdSchema,
  eventIdSchema,
  newId,
  type RoomId,
  type UserId,
  userIdSchema,
  worldIdSchema,
} from "../../shared/schema/ids.ts";
import { roomTag } from "../../shared/schema/internal/changes.ts";
import {
  type CreateReport,
  type FiledReport,
  REPORTS_PER_DAY_MAX,
  type ReportTargetKind,
} from "../../shared/schema/moderation.ts";
import { EVIDENCE_LINES_MAX_MS } from "../../shared/schema/room-evidence.ts";
import { getAssetOwner } from "../assets/get-asset.ts";
import { recordRoomNews } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { requireEvent } from "../events/get-event.ts";
import { notFound } from "../route-params.ts";
import { requireUser } from "../users/get-user.ts";
import { getWorldDetail } from "../worlds/get-world.ts";
import { countReportsSince, findRoomState, insertReport, wasThere } from "./report-store.ts";

const DAY_MS = 24 * 60 * 60_000;
/** A host that has not answered by then will not. */
export const EVIDENCE_AWAITED_MS = 60_000;

type Deps = Pick<OriginDeps, "db" | "nowMs">;
type Target = { readonly kind: ReportTargetKind; readonly id: string };

/**
 * Throws USER_NOT_FOUND, WORLD_NOT_FOUND, EVENT_NOT_FOUND or ASSET_NOT_FOUND (404), ROOM_NOT_FOUND (404) for a room the
 * reporter was not in of late, REPORT_OF_SELF (422) or REPORTS_FULL (429).
 */
export async function fileReport(deps: Deps, reporterId: UserId, body: CreateReport): Promise<FiledReport> {
  const { target, room = null, reason, text } = body;
  const now = new Date(deps.nowMs());
  return deps.db.transaction(async (tx) => {
    const subjectId = await subjectOf(tx, reporterId, target);
    if (subjectId === reporterId) throw ofSelf();
    if (room !== null) await requireThere(tx, room, reporterId, now);
    await lockInTransaction(tx, "reporter", reporterId);
    const sinceDay = await countReportsSince(tx, reporterId, new Date(now.getTime() - DAY_MS));
    if (sinceDay >= REPORTS_PER_DAY_MAX) throw tooMany();
    const state = room === null ? null : await findRoomState(tx, room);
    const isAsked = room !== null && state?.isOpen === true;
    const id = newId("report");
    await insertReport(tx, {
      id,
      reporterId,
      targetKind: target.kind,
      targetId: target.id,
      subjectId,
      roomId: room,
      reason,
      text,
      createdAt: now,
      evidenceState: isAsked ? "awaited" : room === null ? "none" : "gone",
      evidenceUntil: isAsked ? new Date(now.getTime() + EVIDENCE_AWAITED_MS) : null,
    });
    if (isAsked) await recordRoomNews(tx, [roomTag.evidence(room)], now);
    return { id, createdAt: now.toISOString() };
  });
}

/** Whose doing the target is; null where it is the house's. */
async function subjectOf(tx: DbOrTx, reporterId: UserId, { kind, id }: Target): Promise<UserId | null> {
  switch (kind) {
    case "user":
      return (await requireUser(tx, idOr404(userIdSchema.safeParse(id), kind))).id;
    case "world": {
      const worldId = idOr404(worldIdSchema.safeParse(id), kind);
      return (await getWorldDetail({ db: tx }, worldId, reporterId)).owner?.id ?? null;
    }
    case "event":
      await requireEvent({ db: tx }, idOr404(eventIdSchema.safeParse(id), kind));
      return null;
    case "asset":
      return getAssetOwner(tx, idOr404(assetIdSchema.safeParse(id), kind));
  }
}

async function requireThere(tx: DbOrTx, room: RoomId, userId: UserId, now: Date): Promise<void> {
  const since = new Date(now.getTime() - EVIDENCE_LINES_MAX_MS);
  if (!(await wasThere(tx, room, userId, since))) throw notFound("room");
}

function idOr404<T>(parsed: { success: true; data: T } | { success: false }, noun: string): T {
  if (!parsed.success) throw notFound(noun);
  return parsed.data;
}

function ofSelf(): Problem {
  return new Problem({
    status: 422,
    code: "REPORT_OF_SELF",
    title: "One cannot report oneself, or what is one's own",
  });
}

function tooMany(): Problem {
  return new Problem({
    status: 429,
    code: "REPORTS_FULL",
    title: "You have reported as much as one user may in a day",
    detail: `At most ${REPORTS_PER_DAY_MAX} in 24 hours. What was reported is being looked into.`,
    headers: { "retry-after": "3600" },
  });
}
