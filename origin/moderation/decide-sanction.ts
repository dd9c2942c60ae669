// A moderator decides about a person, a world or an asset, or takes that back. What follows from it happens with it, in one
// transaction with its line in the audit log: sessions end, rooms and edges are told, what was taken down is gone.

import { Problem } from "../../shared/http/problem.ts";
import {
  type AssetId,
  assetIdSchema,
  newId,
  type SanctionId,
  type UserId,
  userIdSchema,
  type WorldId,
  worldIdSchema,
} from "../../shared/schema/ids.ts";
import { roomTag } from "../../shared/schema/internal/changes.ts";
import {
  type CreateSanction,
  type DecidedSanction,
  SANCTION_MAX_DAYS,
  type SanctionPage,
  type SanctionQuery,
} from "../../shared/schema/moderation.ts";
import { getAssetOwner } from "../assets/get-asset.ts";
import { takeDownAsset } from "../assets/take-down-asset.ts";
import { type WithdrawDeps, withdrawNow } from "../assets/withdraw-now.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { recordRoomNews } from "../changes/record-change.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { closeRooms } from "../rooms/close-rooms.ts";
import { forgetPlaces } from "../rooms/forget-places.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { endAllSessions } from "../sessions/end-sessions.ts";
import { requireUser } from "../users/get-user.ts";
import type { UserRecord } from "../users/store.ts";
import { getWorldOwner } from "../worlds/get-world.ts";
import { takeDownWorld } from "../worlds/take-down-world.ts";
import { findReport } from "./report-store.ts";
import { requireLower, requirePlatformRole } from "./require-moderator.ts";
import {
  findSanction,
  hasOtherTakedown,
  insertSanction,
  listSanctions,
  lockSanction,
  type SanctionRecord,
  updateSanction,
} from "./sanction-store.ts";
import { tellDecided } from "./tell-subject.ts";
import { toDecidedSanction } from "./to-sanction.ts";

/** A kick keeps somebody out of the room for this long. */
export const KICK_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "enqueue">;
type DecideDeps = Deps & WithdrawDeps;

/**
 * Throws PLATFORM_ROLE_REQUIRED or TARGET_NOT_LOWER (403), USER_NOT_FOUND, WORLD_NOT_FOUND, ASSET_NOT_FOUND or REPORT_NOT_FOUND
 * (404), or SANCTION_TIME_WRONG (422).
 */
export async function createSanction(
  deps: DecideDeps,
  byId: UserId,
  body: CreateSanction,
): Promise<DecidedSanction> {
  const nowMs = deps.nowMs();
  const now = new Date(nowMs);
  const decided = await deps.db.transaction(async (tx) => {
    const actor = await requirePlatformRole(tx, byId, "moderator");
    const subjectId = await subjectOf(tx, actor, body.target);
    if (body.report !== undefined && (await findReport(tx, body.report)) === null) throw notFound("report");
    const { kind, target, scope, reason, report = null } = body;
    const sanction = {
      id: newId("sanction"),
      kind,
      subjectId,
      targetKind: target.kind,
      targetId: target.id,
      scope: scope?.kind ?? null,
      scopeId: scope?.id ?? null,
      reason,
      byId,
      reportId: report,
      createdAt: now,
      until: untilOf(body, nowMs),
    };
    await insertSanction(tx, sanction);
    await putInForce(deps, tx, sanction, now);
    const decided = await requireDecided(tx, sanction.id, nowMs);
    await tellDecided(tx, decided, now);
    const { id, until } = sanction;
    const facts = { kind, target, scope: scope ?? null, reason, until: until?.toISOString() ?? null, report };
    await recordAudit(tx, { actorId: byId, act: "sanction.create", subject: id, facts }, now);
    return decided;
  });
  if (body.kind === "takedown" && body.target.kind === "asset")
    await withdrawNow(deps, body.target.id as AssetId);
  return decided;
}

/** Throws PLATFORM_ROLE_REQUIRED (403), SANCTION_NOT_FOUND (404) or SANCTION_LIFTED (409). */
export async function liftSanction(
  deps: Deps,
  byId: UserId,
  sanctionId: SanctionId,
  reason: string,
): Promise<DecidedSanction> {
  const nowMs = deps.nowMs();
  const now = new Date(nowMs);
  return deps.db.transaction(async (tx) => {
    await requirePlatformRole(tx, byId, "moderator");
    const sanction = await lockSanction(tx, sanctionId);
    if (sanction === null) throw notFound("sanction");
    if (sanction.liftedAt !== null) throw lifted();
    await lift(deps, tx, sanction, { byId, reason }, now);
    await recordAudit(
      tx,
      { actorId: byId, act: "sanction.lift", subject: sanctionId, facts: { reason } },
      now,
    );
    return requireDecided(tx, sanctionId, nowMs);
  });
}

/** What it kept away comes back, unless something else keeps it. The caller holds its lock. */
export async function lift(
  deps: Pick<OriginDeps, "enqueue">,
  tx: DbOrTx,
  sanction: SanctionRecord,
  { byId, reason }: { readonly byId: UserId; readonly reason: string },
  now: Date,
): Promise<void> {
  await updateSanction(tx, sanction.id, { liftedAt: now, liftedBy: byId, liftReason: reason });
  if (sanction.kind !== "takedown") return tellRooms(tx, sanction, now);
  if (await hasOtherTakedown(tx, sanction)) return;
  if (sanction.targetKind === "world") await takeDownWorld(tx, sanction.targetId as WorldId, null, now);
  else await takeDownAsset(deps, tx, sanction.targetId as AssetId, null, now);
}

/** Throws PLATFORM_ROLE_REQUIRED (403) or SANCTION_NOT_FOUND (404). */
export async function getSanction(
  deps: Deps,
  byId: UserId,
  sanctionId: SanctionId,
): Promise<DecidedSanction> {
  await requirePlatformRole(deps.db, byId, "moderator");
  return requireDecided(deps.db, sanctionId, deps.nowMs());
}

/** The newest first. Throws PLATFORM_ROLE_REQUIRED (403) or CURSOR_INVALID (422). */
export async function listSanctionPage(
  deps: Deps,
  byId: UserId,
  query: SanctionQuery,
): Promise<SanctionPage> {
  await requirePlatformRole(deps.db, byId, "moderator");
  const nowMs = deps.nowMs();
  const filter = { userId: query.user, openAppeals: query.appeal === "open" };
  const rows = await listSanctions(deps.db, filter, decodeCursor(query.cursor), query.limit + 1);
  return toPage(
    rows,
    query.limit,
    (row) => toDecidedSanction(row, nowMs),
    ({ sanction }) => ({ at: sanction.createdAt, id: sanction.id }),
  );
}

export async function requireDecided(
  db: DbOrTx,
  sanctionId: SanctionId,
  nowMs: number,
): Promise<DecidedSanction> {
  const found = await findSanction(db, sanctionId);
  if (found === null) throw notFound("sanction");
  return toDecidedSanction(found, nowMs);
}

/** Whom it is about; null where what is taken down is the house's. */
async function subjectOf(
  tx: DbOrTx,
  actor: UserRecord,
  { kind, id }: CreateSanction["target"],
): Promise<UserId | null> {
  switch (kind) {
    case "user": {
      const user = await requireUser(tx, idOr404(userIdSchema.safeParse(id), kind));
      requireLower(actor, user);
      return user.id;
    }
    case "world":
      return getWorldOwner(tx, idOr404(worldIdSchema.safeParse(id), kind));
    case "asset":
      return getAssetOwner(tx, idOr404(assetIdSchema.safeParse(id), kind));
  }
}

function untilOf({ kind, until }: CreateSanction, nowMs: number): Date | null {
  if (kind === "kick") return new Date(nowMs + KICK_MS);
  if (until === null) return null;
  const untilMs = Date.parse(until);
  if (untilMs <= nowMs || untilMs > nowMs + SANCTION_MAX_DAYS * DAY_MS) throw timeWrong(until);
  return new Date(untilMs);
}

type Decided = Pick<SanctionRecord, "kind" | "subjectId" | "targetKind" | "targetId" | "scope">;

async function putInForce(
  deps: Pick<OriginDeps, "enqueue">,
  tx: DbOrTx,
  sanction: Decided,
  now: Date,
): Promise<void> {
  const { kind, subjectId, targetKind, targetId, scope } = sanction;
  if (kind === "takedown" && targetKind === "world") {
    await takeDownWorld(tx, targetId as WorldId, now, now);
    return closeRooms(tx, targetId as WorldId, now);
  }
  if (kind === "takedown") return takeDownAsset(deps, tx, targetId as AssetId, now, now);
  if (kind === "warn" || subjectId === null) return;
  if (kind !== "mute") await forgetPlaces(tx, subjectId);
  if (kind === "ban" && scope === "platform") await endAllSessions(tx, subjectId, now);
  await tellRooms(tx, sanction, now);
}

async function tellRooms(tx: DbOrTx, { kind, subjectId }: Decided, now: Date): Promise<void> {
  if (kind !== "warn" && subjectId !== null) await recordRoomNews(tx, [roomTag.sanctions(subjectId)], now);
}

function idOr404<T>(parsed: { success: true; data: T } | { success: false }, noun: string): T {
  if (!parsed.success) throw notFound(noun);
  return parsed.data;
}

function lifted(): Problem {
  return new Problem({ status: 409, code: "SANCTION_LIFTED", title: "This was lifted already" });
}

function timeWrong(until: string): Problem {
  return new Problem({
    status: 422,
    code: "SANCTION_TIME_WRONG",
    title: "It cannot end then",
    detail: `Say a moment to come, within ${SANCTION_MAX_DAYS} days, or leave it out for good.`,
    errors: [{ name: "until", message: "in the past, or too far away", actual: until }],
  });
}
