// All the SQL of the audit log: lines are added and read, and the database itself refuses everything else (migration 0009).

import { asc, desc, eq, gt, lt } from "drizzle-orm";
import type { DbOrTx } from "../db/client.ts";
import { auditEntries } from "../db/schema/audit.ts";
import { users } from "../db/schema/users.ts";

export type AuditRecord = typeof auditEntries.$inferSelect;

export async function insertAuditEntry(tx: DbOrTx, entry: AuditRecord): Promise<void> {
  await tx.insert(auditEntries).values(entry);
}

export async function findLastEntry(tx: DbOrTx): Promise<AuditRecord | null> {
  const [row] = await tx.select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1);
  return row ?? null;
}

/** The newest first, from before `beforeSeq`; with what the actor is called now. */
export async function listNewestEntries(
  db: DbOrTx,
  beforeSeq: number | null,
  limit: number,
): Promise<{ entry: AuditRecord; actorName: string | null }[]> {
  return db
    .select({ entry: auditEntries, actorName: users.displayName })
    .from(auditEntries)
    .leftJoin(users, eq(users.id, auditEntries.actorId))
    .where(beforeSeq === null ? undefined : lt(auditEntries.seq, beforeSeq))
    .orderBy(desc(auditEntries.seq))
    .limit(limit);
}

/** What was done to one thing, the oldest first; with what the actors are called now. */
export async function listEntriesAbout(
  db: DbOrTx,
  subject: string,
  limit: number,
): Promise<{ entry: AuditRecord; actorName: string | null }[]> {
  return db
    .select({ entry: auditEntries, actorName: users.displayName })
    .from(auditEntries)
    .leftJoin(users, eq(users.id, auditEntries.actorId))
    .where(eq(auditEntries.subject, subject))
    .orderBy(asc(auditEntries.seq))
    .limit(limit);
}

/** In their order, for whoever goes through all of them. */
export async function listEntriesAfter(db: DbOrTx, afterSeq: number, limit: number): Promise<AuditRecord[]> {
  return db
    .select()
    .from(auditEntries)
    .where(gt(auditEntries.seq, afterSeq))
    .orderBy(asc(auditEntries.seq))
    .limit(limit);
}
