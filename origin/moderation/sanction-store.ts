// All the SQL of sanctions.

import { and, desc, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ReportId, SanctionId, UserId } from "../../shared/schema/ids.ts";
import type { SanctionKind } from "../../shared/schema/moderation.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { sanctions } from "../db/schema/moderation.ts";
import { rooms } from "../db/schema/rooms.ts";
import { assets, users } from "../db/schema/users.ts";
import { worlds } from "../db/schema/worlds.ts";
import type { Cursor } from "../route-params.ts";

export type SanctionRecord = typeof sanctions.$inferSelect;
type Named = { readonly id: UserId; readonly displayName: string } | null;
export type NamedSanction = {
  readonly sanction: SanctionRecord;
  readonly targetName: string | null;
  readonly scopeName: string | null;
  readonly subject: Named;
  readonly by: Named;
  readonly liftedBy: Named;
  readonly appealDecidedBy: Named;
};

const subject = alias(users, "subject");
const by = alias(users, "acted");
const liftedBy = alias(users, "lifted");
const decidedBy = alias(users, "decided");
/** Null where nobody was joined. */
const byNamed = { id: by.id, displayName: by.displayName };
const liftedByNamed = { id: liftedBy.id, displayName: liftedBy.displayName };
const decidedByNamed = { id: decidedBy.id, displayName: decidedBy.displayName };
const subjectNamed = { id: subject.id, displayName: subject.displayName };

const targetName = sql<string | null>`CASE ${sanctions.targetKind}
  WHEN 'user' THEN (SELECT ${users.displayName} FROM ${users} WHERE ${users.id} = ${sanctions.targetId})
  WHEN 'world' THEN (SELECT ${worlds.name} FROM ${worlds} WHERE ${worlds.id} = ${sanctions.targetId})
  ELSE (SELECT ${assets.name} FROM ${assets} WHERE ${assets.id} = ${sanctions.targetId}) END`;
const scopeName = sql<string | null>`CASE ${sanctions.scope}
  WHEN 'world' THEN (SELECT ${worlds.name} FROM ${worlds} WHERE ${worlds.id} = ${sanctions.scopeId})
  WHEN 'room' THEN (SELECT ${worlds.name} FROM ${worlds} JOIN ${rooms} ON ${rooms.worldId} = ${worlds.id} WHERE ${rooms.id} = ${sanctions.scopeId})
  END`;

function selectNamed(db: DbOrTx) {
  return db
    .select({
      sanction: sanctions,
      targetName,
      scopeName,
      subject: subjectNamed,
      by: byNamed,
      liftedBy: liftedByNamed,
      appealDecidedBy: decidedByNamed,
    })
    .from(sanctions)
    .leftJoin(subject, eq(subject.id, sanctions.subjectId))
    .leftJoin(by, eq(by.id, sanctions.byId))
    .leftJoin(liftedBy, eq(liftedBy.id, sanctions.liftedBy))
    .leftJoin(decidedBy, eq(decidedBy.id, sanctions.appealDecidedBy));
}

export async function insertSanction(tx: DbOrTx, sanction: typeof sanctions.$inferInsert): Promise<void> {
  await tx.insert(sanctions).values(sanction);
}

export async function findSanction(db: DbOrTx, id: SanctionId): Promise<NamedSanction | null> {
  const [row] = await selectNamed(db).where(eq(sanctions.id, id));
  return row ?? null;
}

/** The sanction, locked until the transaction ends. */
export async function lockSanction(tx: DbOrTx, id: SanctionId): Promise<SanctionRecord | null> {
  const [row] = await tx.select().from(sanctions).where(eq(sanctions.id, id)).for("update");
  return row ?? null;
}

export async function updateSanction(
  tx: DbOrTx,
  id: SanctionId,
  change: Partial<
    Pick<
      SanctionRecord,
      | "liftedAt"
      | "liftedBy"
      | "liftReason"
      | "appealText"
      | "appealedAt"
      | "appealOutcome"
      | "appealAnswer"
      | "appealDecidedBy"
      | "appealDecidedAt"
    >
  >,
): Promise<void> {
  await tx.update(sanctions).set(change).where(eq(sanctions.id, id));
}

/** The newest first, from after the cursor. */
export async function listSanctions(
  db: DbOrTx,
  { userId, openAppeals }: { readonly userId?: UserId | undefined; readonly openAppeals: boolean },
  cursor: Cursor | null,
  limit: number,
): Promise<NamedSanction[]> {
  return selectNamed(db)
    .where(
      and(
        userId === undefined ? undefined : eq(sanctions.subjectId, userId),
        openAppeals ? and(isNotNull(sanctions.appealedAt), isNull(sanctions.appealOutcome)) : undefined,
        cursor === null ? undefined : before([sanctions.createdAt, sanctions.id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(sanctions.createdAt), desc(sanctions.id))
    .limit(limit);
}

/** That followed from a report, the newest first. */
export async function listSanctionsOfReport(
  db: DbOrTx,
  reportId: ReportId,
  limit: number,
): Promise<NamedSanction[]> {
  return selectNamed(db)
    .where(eq(sanctions.reportId, reportId))
    .orderBy(desc(sanctions.createdAt), desc(sanctions.id))
    .limit(limit);
}

/** Those in force at `now`, those that last longest first. */
export async function listInForce(
  db: DbOrTx,
  userId: UserId,
  kinds: readonly SanctionKind[],
  now: Date,
  limit: number,
): Promise<SanctionRecord[]> {
  return db
    .select()
    .from(sanctions)
    .where(
      and(
        eq(sanctions.subjectId, userId),
        inArray(sanctions.kind, [...kinds]),
        isNull(sanctions.liftedAt),
        or(isNull(sanctions.until), gt(sanctions.until, now)),
      ),
    )
    .orderBy(sql`${sanctions.until} DESC NULLS FIRST`)
    .limit(limit);
}

/** Whether another takedown than this one still keeps the thing from everybody. */
export async function hasOtherTakedown(
  tx: DbOrTx,
  { id, targetKind, targetId }: SanctionRecord,
): Promise<boolean> {
  const rows = await tx
    .select({ id: sanctions.id })
    .from(sanctions)
    .where(
      and(
        eq(sanctions.kind, "takedown"),
        eq(sanctions.targetKind, targetKind),
        eq(sanctions.targetId, targetId),
        isNull(sanctions.liftedAt),
        ne(sanctions.id, id),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
