// What a database is made of, as text to be compared: tables, columns, constraints, indexes, views and functions of the public
// schema, from pg_catalog alone. It knows neither drizzle nor the migrations: it is what they are held to.

import { sql } from "drizzle-orm";
import type { DbOrTx } from "./client.ts";

type Line = { readonly owner: string; readonly line: string };

/** One block for each table, in the order of their names; the same database gives the same bytes. */
export async function describeCatalog(db: DbOrTx): Promise<string> {
  const columns = await db.execute<Line>(sql`
    SELECT c.relname AS owner,
      format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
        coalesce(CASE WHEN a.attgenerated = '' THEN ' DEFAULT ' ELSE ' GENERATED ' END
          || pg_get_expr(d.adbin, d.adrelid), '')) AS line
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
    ORDER BY c.relname COLLATE "C", a.attname COLLATE "C"`);
  // Not-null constraints (contype n, from Postgres 18 on) are said with their columns.
  const constraints = await db.execute<Line>(sql`
    SELECT c.relname AS owner, format('  CONSTRAINT %s %s', k.conname, pg_get_constraintdef(k.oid)) AS line
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE c.relnamespace = 'public'::regnamespace AND k.contype <> 'n'
    ORDER BY c.relname COLLATE "C", k.conname COLLATE "C"`);
  const indexes = await db.execute<Line>(sql`
    SELECT c.relname AS owner, '  ' || pg_get_indexdef(i.indexrelid) AS line
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace
    ORDER BY c.relname COLLATE "C", x.relname COLLATE "C"`);
  const triggers = await db.execute<Line>(sql`
    SELECT c.relname AS owner, '  ' || pg_get_triggerdef(t.oid) AS line
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
    ORDER BY c.relname COLLATE "C", t.tgname COLLATE "C"`);
  const functions = await db.execute<Line>(sql`
    SELECT 'functions' AS owner, pg_get_functiondef(p.oid) AS line
    FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p')
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    ORDER BY p.proname COLLATE "C", p.oid::regprocedure::text COLLATE "C"`);
  const extensions = await db.execute<Line>(sql`
    SELECT 'extensions' AS owner, '  ' || extname AS line FROM pg_extension ORDER BY extname COLLATE "C"`);
  const blocks = new Map<string, string[]>();
  for (const { owner, line } of [
    ...extensions,
    ...columns,
    ...constraints,
    ...indexes,
    ...triggers,
    ...functions,
  ])
    blocks.set(owner, [...(blocks.get(owner) ?? []), line]);
  return [...blocks].map(([owner, lines]) => `${owner}\n${lines.join("\n")}\n`).join("\n");
}
