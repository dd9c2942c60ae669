// What of a database a backup has: the tables of our schema and of the jobs', with the columns that are written, and where its
// sequences stand. Read from pg_catalog, so that a table nobody told of is in it too.

import type postgres from "postgres";
import { JOBS_SCHEMA } from "../../origin/jobs/queue.ts";

export const BACKED_UP_SCHEMAS = ["public", JOBS_SCHEMA] as const;

export type TableLayout = { readonly table: string; readonly columns: readonly string[] };
export type SequencePlace = { readonly sequence: string; readonly last: string; readonly isCalled: boolean };
export type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string };

/** Tables that hold rows themselves (of a partitioned one its parts), quoted and by name. */
export async function readTables(sql: postgres.ISql): Promise<TableLayout[]> {
  const rows = await sql<{ table: string; columns: string[] }[]>`
    SELECT format('%I.%I', n.nspname, c.relname) AS "table",
      array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE n.nspname = ANY(${[...BACKED_UP_SCHEMAS]}) AND c.relkind = 'r'
    GROUP BY 1 ORDER BY 1`;
  return rows.map(({ table, columns }) => ({ table, columns }));
}

export async function readSequences(sql: postgres.ISql): Promise<SequencePlace[]> {
  const names = await sql<{ sequence: string }[]>`
    SELECT format('%I.%I', schemaname, sequencename) AS sequence FROM pg_sequences
    WHERE schemaname = ANY(${[...BACKED_UP_SCHEMAS]}) ORDER BY 1`;
  const places: SequencePlace[] = [];
  for (const { sequence } of names) {
    const [row] = await sql.unsafe<{ last: string; isCalled: boolean }[]>(
      `SELECT last_value::text AS last, is_called AS "isCalled" FROM ${sequence}`,
    );
    if (row !== undefined) places.push({ sequence, last: row.last, isCalled: row.isCalled });
  }
  return places;
}

/** Those that were declared, not those that their parts have of them. */
export async function readForeignKeys(sql: postgres.ISql): Promise<ForeignKey[]> {
  return sql<ForeignKey[]>`
    SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
    WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ANY(${[...BACKED_UP_SCHEMAS]}) ORDER BY 1, 2`;
}

/** Triggers of ours that do something when a row is added: in a backup it is done already. */
export async function readInsertTriggers(
  sql: postgres.ISql,
): Promise<{ readonly table: string; readonly name: string }[]> {
  return sql<{ table: string; name: string }[]>`
    SELECT tgrelid::regclass::text AS "table", quote_ident(tgname) AS name
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT tgisinternal AND tgenabled = 'O' AND (tgtype & 4) <> 0 AND n.nspname = 'public' ORDER BY 1, 2`;
}

/** Which migrations made the schema, and the jobs' own version: rows only fit into what these made. */
export async function readVersion(sql: postgres.ISql): Promise<string> {
  const [row] = await sql<{ migrations: string | null }[]>`
    SELECT string_agg(hash, ' ' ORDER BY created_at) AS migrations FROM drizzle.__drizzle_migrations`;
  const [jobs] = await sql.unsafe<{ version: number }[]>(`SELECT version FROM ${JOBS_SCHEMA}.version`);
  const text = `${row?.migrations ?? ""} jobs ${jobs?.version ?? 0}`;
  return new Bun.CryptoHasher("sha256").update(text).digest("hex");
}
