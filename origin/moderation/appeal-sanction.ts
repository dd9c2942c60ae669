// Whoever something was decided about says once why it is wrong, and another moderator than the one who decided it answers,
// where there is another.

import { Problem } from "../../shared/http/problem.ts";
import type { SanctionId, UserId } from "../../shared/schema/ids.ts";
import type { DecideAppeal, DecidedSanction, Sanction } from "../../shared/schema/moderation.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { countTeam } from "../users/team.ts";
import { lift, requireDecided } from "./decide-sanction.ts";
import { requirePlatformRole } from "./require-moderator.ts";
import { findSanction, lockSanction, type SanctionRecord, updateSanction } from "./sanction-store.ts";
import { tellAnswered } from "./tell-subject.ts";
import { toSanction } from "./to-sanction.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "enqueue">;

/** Throws SANCTION_NOT_FOUND (404, also for one about somebody else), SANCTION_LIFTED or APPEALED_ALREADY (409). */
export async function appealSanction(
  deps: Deps,
  userId: UserId,
  sanctionId: SanctionId,
  text: string,
): Promise<Sanction> {
  const nowMs = deps.nowMs();
  const now = new Date(nowMs);
  return deps.db.transaction(async (tx) => {
    const sanction = await lockSanction(tx, sanctionId);
    if (sanction === null || sanction.subjectId !== userId) throw notFound("sanction");
    if (sanction.liftedAt !== null) throw lifted();
    if (sanction.appealedAt !== null) throw appealedAlready();
    await updateSanction(tx, sanctionId, { appealText: text, appealedAt: now });
    await recordAudit(tx, { actorId: userId, act: "appeal.file", subject: sanctionId, facts: { text } }, now);
    const found = await findSanction(tx, sanctionId);
    if (found === null) throw notFound("sanction");
    return toSanction(found, nowMs);
  });
}

/**
 * "overturned" lifts it. Throws PLATFORM_ROLE_REQUIRED or APPEAL_NEEDS_ANOTHER (403), SANCTION_NOT_FOUND (404), or APPEAL_NOT_OPEN
 * (409).
 */
export async function decideAppeal(
  deps: Deps,
  byId: UserId,
  sanctionId: SanctionId,
  { outcome, answer }: DecideAppeal,
): Promise<DecidedSanction> {
  const nowMs = deps.nowMs();
  const now = new Date(nowMs);
  return deps.db.transaction(async (tx) => {
    await requirePlatformRole(tx, byId, "moderator");
    const sanction = await lockSanction(tx, sanctionId);
    if (sanction === null) throw notFound("sanction");
    if (sanction.appealedAt === null || sanction.appealOutcome !== null) throw notOpen();
    await requireAnother(tx, byId, sanction);
    await updateSanction(tx, sanctionId, {
      appealOutcome: outcome,
      appealAnswer: answer,
      appealDecidedBy: byId,
      appealDecidedAt: now,
    });
    if (outcome === "overturned" && sanction.liftedAt === null)
      await lift(deps, tx, sanction, { byId, reason: answer }, now);
    const decided = await requireDecided(tx, sanctionId, nowMs);
    await tellAnswered(tx, decided, now);
    const facts = { outcome, answer };
    await recordAudit(tx, { actorId: byId, act: "appeal.decide", subject: sanctionId, facts }, now);
    return decided;
  });
}

async function requireAnother(tx: DbOrTx, byId: UserId, sanction: SanctionRecord): Promise<void> {
  if (sanction.byId !== byId || (await countTeam(tx)) < 2) return;
  throw new Problem({
    status: 403,
    code: "APPEAL_NEEDS_ANOTHER",
    title: "Another moderator decides on this appeal",
    detail: "It is against a decision of your own, and you are not the only moderator here.",
  });
}

function lifted(): Problem {
  return new Problem({ status: 409, code: "SANCTION_LIFTED", title: "This was lifted already" });
}

function appealedAlready(): Problem {
  return new Problem({
    status: 409,
    code: "APPEALED_ALREADY",
    title: "You have appealed against this",
    detail: "Once for each decision.",
  });
}

function notOpen(): Problem {
  return new Problem({ status: 409, code: "APPEAL_NOT_OPEN", title: "No appeal waits for an answer here" });
}
