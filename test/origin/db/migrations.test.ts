// Each migration, on a database that has rows in every table: what was there stays as it was, and the release before, which runs
// while it is deployed, goes on writing. Expand, migrate, contract: what a release no longer needs goes in the one after.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import postgres from "postgres";
import { openDb } from "../../../origin/db/client.ts";
import { describeCatalog } from "../../../origin/db/describe-catalog.ts";
import { migrate } from "../../../origin/db/migrate.ts";
import journal from "../../../origin/db/migrations/meta/_journal.json" with { type: "json" };
import { createTestDatabase } from "../../support/database.ts";

const ROOT = join(import.meta.dir, "../../..");
/** Took something away before there was a release that ran beside it. Nothing is ever added here. */
const BEFORE_THE_FIRST_RELEASE: readonly string[] = ["0003_uploads", "0004_catalog"];

const migrations = readMigrationFiles({ migrationsFolder: join(ROOT, "origin/db/migrations") }).map(
  (file, index) => ({ statements: file.sql, tag: journal.entries[index]?.tag ?? "" }),
);

type Column = {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly isArray: boolean;
};

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await createTestDatabase("empty");
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

async function tablesNow(): Promise<ReadonlyMap<string, readonly Column[]>> {
  const columns = await sql<Column[]>`
    SELECT c.relname AS "table", a.attname AS name, t.typname AS type, t.typcategory = 'A' AS "isArray"
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attgenerated = '' ORDER BY c.relname, a.attnum`;
  return Map.groupBy(columns, ({ table }) => table);
}

/** A value of the column's type that is alike in all tables, so that every foreign key finds its row. */
function sampleOf({ type, isArray }: Column, row: number): string {
  if (isArray) return "{}";
  switch (type) {
    case "text":
    case "varchar":
      return `row-${row}`;
    case "bool":
      return "false";
    case "timestamptz":
      return `2026-01-0${row}T00:00:00Z`;
    case "date":
      return `2026-01-0${row}`;
    case "jsonb":
    case "json":
      return `{"row": ${row}}`;
    default:
      return String(row);
  }
}

/** Writes one row into each table, as a release would that knows these columns alone. */
async function write(tables: ReadonlyMap<string, readonly Column[]>, row: number): Promise<void> {
  await sql.begin(async (tx) => {
    // Rows refer to each other in circles: keys are looked at once all are there.
    await tx`SET LOCAL session_replication_role = replica`;
    for (const [table, columns] of tables) {
      const names = columns.map(({ name }) => `"${name}"`).join(", ");
      const values = columns.map((column) => `'${sampleOf(column, row)}'`).join(", ");
      await tx.unsafe(`INSERT INTO "${table}" (${names}) VALUES (${values})`);
    }
  });
}

/** Also those that a trigger keeps from being emptied. */
async function empty(tables: Iterable<string>): Promise<void> {
  const names = [...tables];
  for (const name of names) await sql.unsafe(`ALTER TABLE "${name}" DISABLE TRIGGER USER`);
  for (const name of names) await sql.unsafe(`TRUNCATE "${name}" CASCADE`);
}

/** All rows by their columns of before, as text. */
async function read(tables: ReadonlyMap<string, readonly Column[]>): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const [table, columns] of tables) {
    const names = columns.map(({ name }) => `"${name}"`).join(", ");
    const found = await sql.unsafe<{ row: string }[]>(
      `SELECT to_jsonb(r)::text AS row FROM (SELECT ${names} FROM "${table}") r ORDER BY 1`,
    );
    rows[table] = found.map(({ row }) => row);
  }
  return rows;
}

/** Foreign keys that are broken now: each is looked at anew. */
async function brokenKeys(): Promise<string[]> {
  const keys = await sql<{ table: string; name: string; definition: string }[]>`
    SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
  const broken: string[] = [];
  for (const { table, name, definition } of keys)
    await sql
      .unsafe(`ALTER TABLE ${table} DROP CONSTRAINT "${name}", ADD CONSTRAINT "${name}" ${definition}`)
      .catch((error: unknown) => broken.push(`${name}: ${error}`));
  return broken;
}

describe("on a database with rows in every table", () => {
  for (const { tag, statements } of migrations)
    test(`${tag} loses nothing, and the release before goes on writing`, async () => {
      const before = await tablesNow();
      const isKept = !BEFORE_THE_FIRST_RELEASE.includes(tag);
      const kept = await read(before);
      await sql.begin(async (tx) => {
        for (const statement of statements) await tx.unsafe(statement);
      });
      if (isKept) {
        expect(await read(before)).toEqual(kept);
        await write(before, 2);
      }
      await empty((await tablesNow()).keys());
      await write(await tablesNow(), 1);
      expect(await brokenKeys()).toEqual([]);
    });
});

test("what the migrations make is what origin/db/catalog.txt says: bun run db:catalog writes it", async () => {
  const fresh = await createTestDatabase("empty");
  const { db, close } = openDb(fresh.url);
  await migrate(db);
  const catalog = await describeCatalog(db);
  await close();
  await fresh.drop();
  expect(catalog).toBe(await Bun.file(join(ROOT, "origin/db/catalog.txt")).text());
});
