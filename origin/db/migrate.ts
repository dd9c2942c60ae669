// Brings the database up to date at boot. Several origins may boot at once: one migrates, the others wait for it.

import { sql } from "drizzle-orm";
import type { Db } from "./client.ts";
import { readMigrations } from "./migration-files.ts";
import { lockMigrations } from "./transaction.ts";

/** A change to a table waits no longer for those who use it: whoever comes after it waits behind it. */
const TABLE_WAIT_MAX_MS = 15_000;

/**
 * Applies every migration that is newer than the last one applied, all of them or none, under an advisory lock. Uses
 * drizzle's files and its table of applied migrations, so that its own tools agree with us; its migrate() takes no lock.
 */
export async function migrate(db: Db): Promise<void> {
  const migrations = readMigrations();
  await db.transaction(async (tx) => {
    await lockMigrations(tx);
    await tx.execute(sql.raw(`SET LOCAL lock_timeout = ${TABLE_WAIT_MAX_MS}`));
    await tx.execute(sql`SET LOCAL client_min_messages = warning`);
    await tx.execute(sql`CREATE SCHEMA IF NOT EXISTS drizzle`);
    await tx.execute(
      sql`CREATE TABLE IF NOT EXISTS drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint)`,
    );
    const [last] = await tx.execute<{ at: string | null }>(
      sql`SELECT max(created_at) AS at FROM drizzle.__drizzle_migrations`,
    );
    for (const migration of migrations) {
      if (migration.folderMillis <= Number(last?.at ?? 0)) continue;
      for (const statement of migration.sql) await tx.execute(sql.raw(statement));
      await tx.execute(
        sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES (${migration.hash}, ${migration.folderMillis})`,
      );
    }
  });
}
