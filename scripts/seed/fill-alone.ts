// A large set in a database that nobody else uses, for tests and measurements: the same rows in a fraction of the time. A
// twentieth of all things is made and copied in Postgres, no foreign key is asked, and indexes are built at the end.

import { type Column, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Db } from "../../origin/db/client.ts";
import * as schema from "../../origin/db/schema.ts";
import { fillThings, fillTraffic, settle } from "./fill.ts";
import { ID_DIGITS, type SeedPlan, scaledPlan } from "./plan.ts";

const COPIES = 20;
/** Copies are from different times, so that lists by time do not have all of them side by side. */
const COPY_APART = sql`interval '37 minutes'`;

/**
 * Fills an empty, migrated database with `worlds` worlds, a multiple of 20, and all that goes with them. Needs a superuser.
 * Returns the plan that was carried out.
 */
export async function fillAlone(databaseUrl: string, worlds: number, nowMs: number): Promise<SeedPlan> {
  const made = scaledPlan(worlds / COPIES);
  const plan = multiplied(made);
  const client = postgres(databaseUrl, {
    max: 1,
    onnotice: () => {},
    connection: { session_replication_role: "replica", maintenance_work_mem: "256MB" },
  });
  const db = drizzle(client, { schema });
  const progress = () => {};
  try {
    const indexes = await db.execute<{ name: string; made: string }>(sql`
      SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS made FROM pg_index
      JOIN pg_class ON pg_class.oid = indrelid WHERE relnamespace = 'public'::regnamespace AND NOT indisunique`);
    for (const { name } of indexes) await db.execute(sql.raw(`DROP INDEX ${name}`));
    await fillThings(db, { plan: made, nowMs, progress });
    for (const table of [schema.users, schema.worlds, schema.events, schema.assets, schema.catalogEntries])
      await copy(db, table, made);
    await fillTraffic(db, { plan, nowMs, progress });
    for (const index of indexes) await db.execute(sql.raw(index.made));
    await settle(db, nowMs);
    return plan;
  } finally {
    await client.end();
  }
}

function multiplied(plan: SeedPlan): SeedPlan {
  const counts = Object.entries(plan).filter(([, value]) => typeof value === "number");
  return { ...plan, ...Object.fromEntries(counts.map(([noun, count]) => [noun, Number(count) * COPIES])) };
}

/** Rows like those there are, under the numbers that come after theirs. */
async function copy(db: Db, table: PgTable, made: SeedPlan): Promise<void> {
  const columns = Object.values(getTableColumns(table));
  const values = columns.map((column) => copied(column, made));
  const names = columns.map(({ name }) => sql.identifier(name));
  await db.execute(sql`
    INSERT INTO ${table} (${sql.join(names, sql`, `)}) SELECT ${sql.join(values, sql`, `)}
    FROM ${table}, generate_series(1, ${COPIES - 1}::int) AS copy WHERE id LIKE ${`%\\_${made.name}-%`}`);
}

function copied(column: Column, made: SeedPlan): SQL {
  switch (column.name) {
    case "id":
      return renumbered(column, numbersOf(column, made));
    case "owner_id":
      return renumbered(column, sql`${made.users}::int`);
    case "world_id":
      return renumbered(column, sql`${made.worlds}::int`);
    default:
      return column.columnType === "PgTimestamp" ? sql`${column} - copy * ${COPY_APART}` : sql`${column}`;
  }
}

function renumbered(column: Column, count: SQL): SQL {
  const number = sql`right(${column}, ${ID_DIGITS}::int)::int + copy * ${count}`;
  return sql`left(${column}, ${-ID_DIGITS}::int) || lpad((${number})::text, ${ID_DIGITS}::int, '0')`;
}

/** How many of its noun were made: what the id begins with says which noun that is. */
function numbersOf(id: Column, made: SeedPlan): SQL {
  return sql`CASE WHEN ${id} LIKE 'usr%' THEN ${made.users}::int WHEN ${id} LIKE 'wld%' THEN ${made.worlds}::int
    WHEN ${id} LIKE 'evt%' THEN ${made.events}::int WHEN ${id} LIKE '%-a%' THEN ${made.avatars}::int
    ELSE ${made.items}::int END`;
}
