// A sanction as whoever it is about is told of it, and as moderators see it.

import type { DecidedSanction, Sanction } from "../../shared/schema/moderation.ts";
import type { NamedSanction, SanctionRecord } from "./sanction-store.ts";

export function toSanction({ sanction, targetName, scopeName }: NamedSanction, nowMs: number): Sanction {
  const { id, kind, targetKind, targetId, scope, scopeId, reason, createdAt, until } = sanction;
  return {
    id,
    kind,
    target: { kind: targetKind, id: targetId, name: targetName },
    scope: scope === null ? null : { kind: scope, id: scopeId, name: scopeName },
    reason,
    createdAt: createdAt.toISOString(),
    until: until?.toISOString() ?? null,
    state: stateOf(sanction, nowMs),
    appeal: appealOf(sanction),
  };
}

export function toDecidedSanction(found: NamedSanction, nowMs: number): DecidedSanction {
  const { liftedAt, liftReason, reportId } = found.sanction;
  return {
    ...toSanction(found, nowMs),
    subject: found.subject,
    by: found.by,
    report: reportId,
    lifted: liftedAt === null ? null : { by: found.liftedBy, at: liftedAt.toISOString(), reason: liftReason },
    appealDecidedBy: found.appealDecidedBy,
  };
}

function stateOf({ kind, until, liftedAt }: SanctionRecord, nowMs: number): Sanction["state"] {
  if (liftedAt !== null) return "lifted";
  // A warning was given: there is nothing of it that goes on.
  if (kind === "warn") return "over";
  return until !== null && until.getTime() <= nowMs ? "over" : "in-force";
}

function appealOf(sanction: SanctionRecord): Sanction["appeal"] {
  const { appealText, appealedAt, appealOutcome, appealAnswer, appealDecidedAt } = sanction;
  if (appealText === null || appealedAt === null) return null;
  return {
    text: appealText,
    at: appealedAt.toISOString(),
    outcome: appealOutcome ?? "open",
    answer: appealAnswer,
    decidedAt: appealDecidedAt?.toISOString() ?? null,
  };
}
