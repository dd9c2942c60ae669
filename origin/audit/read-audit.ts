// Reads of the audit log: a page of it, and whether it is whole.

import * as z from "zod";
import { Problem } from "../../shared/http/problem.ts";
import type { AuditEntry, AuditPage } from "../../shared/schema/moderation.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { FIRST_HASH, findBreak } from "./chain.ts";
import { type AuditRecord, listEntriesAbout, listEntriesAfter, listNewestEntries } from "./store.ts";

const LINES_PER_STEP = 1_000;
const factsSchema = z.record(z.string(), z.unknown());

/** The newest first. Throws CURSOR_INVALID (422). */
export async function listAuditPage(
  deps: Pick<OriginDeps, "db">,
  { cursor, limit }: PageQuery,
): Promise<AuditPage> {
  const rows = await listNewestEntries(deps.db, placeOf(cursor), limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toAuditEntry),
    nextCursor: rows.length > limit && last !== undefined ? String(last.entry.seq) : null,
  };
}

/** What was done to one thing, the oldest first. */
export async function listActsOn(db: DbOrTx, subject: string, limit: number): Promise<AuditEntry[]> {
  return (await listEntriesAbout(db, subject, limit)).map(toAuditEntry);
}

function placeOf(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (/^[1-9]\d{0,14}$/.test(cursor)) return Number(cursor);
  throw new Problem({
    status: 422,
    code: "CURSOR_INVALID",
    title: "This cursor is not one of ours",
    detail: "Leave it out to begin at the first page.",
  });
}

function toAuditEntry({ entry, actorName }: { entry: AuditRecord; actorName: string | null }): AuditEntry {
  const { seq, at, actorId, act, subject, facts, hash } = entry;
  return {
    seq,
    at: at.toISOString(),
    actor: actorId === null ? null : { id: actorId, displayName: actorName },
    act,
    subject,
    facts: factsSchema.parse(JSON.parse(facts)),
    hash,
  };
}

/** Goes through the whole log: how many lines it has, and the first that does not follow from the one before it. */
export async function verifyAudit(
  deps: Pick<OriginDeps, "db">,
): Promise<{ readonly count: number; readonly brokenAt: number | null; readonly hash: string }> {
  let last: { seq: number; hash: string } = { seq: 0, hash: FIRST_HASH };
  for (;;) {
    const lines = await listEntriesAfter(deps.db, last.seq, LINES_PER_STEP);
    const brokenAt = await findBreak(lines, last);
    last = lines.at(-1) ?? last;
    if (brokenAt !== null || lines.length < LINES_PER_STEP)
      return { count: last.seq, brokenAt, hash: last.hash };
  }
}
