// All the SQL of accounts as a whole: their copies, and their end. Which tables there are, personal-data.ts says.

import { and, asc, eq, getTableColumns, getTableName, isNull, lte, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { uploads } from "../db/schema/uploads.ts";
import { accountExports, users } from "../db/schema/users.ts";
import type { UserRecord } from "../users/store.ts";
import type { PersonalTable } from "./personal-data.ts";

export type ExportRecord = typeof accountExports.$inferSelect;

export async function findExport(db: DbOrTx, userId: UserId): Promise<ExportRecord | null> {
  const [row] = await db.select().from(accountExports).where(eq(accountExports.userId, userId));
  return row ?? null;
}

/** Writes a request in place of the one before. */
export async function upsertExport(db: DbOrTx, record: ExportRecord): Promise<void> {
  await db
    .insert(accountExports)
    .values(record)
    .onConflictDoUpdate({ target: accountExports.userId, set: record });
}

/** Says that the file of this request is there; false when another has taken its place meanwhile, or it was made before. */
export async function markExportReady(
  db: DbOrTx,
  exportId: string,
  made: { readonly readyAt: Date; readonly expiresAt: Date; readonly sizeBytes: number },
): Promise<boolean> {
  const changed = await db
    .update(accountExports)
    .set(made)
    .where(and(eq(accountExports.id, exportId), isNull(accountExports.readyAt)))
    .returning({ id: accountExports.id });
  return changed.length === 1;
}

export async function listExpiredExports(db: DbOrTx, now: Date, limit: number): Promise<ExportRecord[]> {
  return db
    .select()
    .from(accountExports)
    .where(lte(accountExports.expiresAt, now))
    .orderBy(asc(accountExports.expiresAt))
    .limit(limit);
}

export async function deleteExport(db: DbOrTx, exportId: string): Promise<void> {
  await db.delete(accountExports).where(eq(accountExports.id, exportId));
}

/** The user's rows of one table as their copy has them, at most `limit`. */
export async function listPersonalRows(
  db: DbOrTx,
  { table, of, copied }: PersonalTable,
  userId: UserId,
  limit: number,
): Promise<Record<string, unknown>[]> {
  const without = new Set(copied.how === "without" ? copied.columns : []);
  const columns: Record<string, PgColumn> = Object.fromEntries(
    Object.entries(getTableColumns(table)).filter(([name]) => !without.has(name)),
  );
  return db
    .select(columns)
    .from(table)
    .where((copied.how === "some" ? copied.of : of)(userId))
    .limit(limit);
}

/** Does to the user's rows of one table what the table says. */
export async function erasePersonalRows(
  db: DbOrTx,
  { table, of, erased }: PersonalTable,
  userId: UserId,
): Promise<void> {
  if (erased.how === "kept") return;
  if (erased.how === "deleted") {
    await db.delete(table).where(of(userId));
    return;
  }
  const columns = getTableColumns(table);
  const emptied = erased.columns.map((name) => {
    const column = columns[name];
    if (column === undefined) throw new Error(`${getTableName(table)} has no column ${name}`);
    return sql`${sql.identifier(column.name)} = NULL`;
  });
  await db.execute(sql`UPDATE ${table} SET ${sql.join(emptied, sql`, `)} WHERE ${of(userId)}`);
}

/** Says when the account is to be erased; null: not at all. */
export async function updateEraseAt(db: DbOrTx, userId: UserId, eraseAt: Date | null): Promise<void> {
  await db.update(users).set({ eraseAt }).where(eq(users.id, userId));
}

/** When the account is to be erased; null: it stays. Undefined where there is none. */
export async function findEraseAt(db: DbOrTx, userId: UserId): Promise<Date | null | undefined> {
  const [row] = await db.select({ eraseAt: users.eraseAt }).from(users).where(eq(users.id, userId));
  return row?.eraseAt;
}

/** Accounts whose time has come, the longest overdue first. */
export async function listDueErasures(db: DbOrTx, now: Date, limit: number): Promise<UserId[]> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(lte(users.eraseAt, now))
    .orderBy(asc(users.eraseAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** The account, which nobody else changes, and to which nobody adds, until the transaction ends. */
export async function lockForErasure(db: DbOrTx, userId: UserId): Promise<UserRecord | null> {
  const [row] = await db.select().from(users).where(eq(users.id, userId)).for("update");
  return row ?? null;
}

/** Keys in the upload bucket that the user's uploads have, and what the store keeps of those that come in parts. */
export async function listUploadKeys(
  db: DbOrTx,
  userId: UserId,
): Promise<{ objectKey: string; storeUploadId: string | null }[]> {
  const rows = await db
    .select({ objectKey: uploads.objectKey, multipart: uploads.multipart })
    .from(uploads)
    .where(eq(uploads.ownerId, userId));
  return rows.map(({ objectKey, multipart }) => ({
    objectKey,
    storeUploadId: multipart?.storeUploadId ?? null,
  }));
}
