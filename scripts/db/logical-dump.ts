// Our own backup, for where there is no pg_dump as new as the server: the rows of every table as of one moment, as COPY writes
// them, gzipped. The schema is not in it: the migrations of the same release make it.
//
//   {"format":"hiroba-backup","version":1,"schema":…,"sequences":[…]}
//   {"table":"public.users","columns":[…]}   then its rows, and a line \.
//   {"end":true,"rows":…}                    without which the file is not whole

import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import postgres from "postgres";
import * as z from "zod";
import { openDb } from "../../origin/db/client.ts";
import { migrate } from "../../origin/db/migrate.ts";
import { openBoss } from "../../origin/jobs/queue.ts";
import type { Log } from "../../shared/http/log.ts";
import { readForeignKeys, readInsertTriggers, readSequences, readTables, readVersion } from "./layout.ts";

const headerSchema = z.object({
  format: z.literal("hiroba-backup"),
  version: z.literal(1),
  schema: z.string(),
  sequences: z.array(z.object({ sequence: z.string(), last: z.string(), isCalled: z.boolean() })),
});
const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()) });
const endSchema = z.object({ end: z.literal(true), rows: z.number() });
const END_OF_ROWS = "\\.";

export class BackupUnusable extends Error {}

/** Writes the file, in place only when whole. Returns how many rows it has. Throws what the database and the disk throw. */
export async function dump(databaseUrl: string, path: string): Promise<number> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  let rows = 0;
  try {
    await sql.begin("isolation level repeatable read read only", async (tx) => {
      const file = createWriteStream(`${path}.new`, { mode: 0o600 });
      const counted = (count: number) => {
        rows = count;
      };
      await pipeline(Readable.from(linesOf(tx, counted)), createGzip(), file);
    });
    await rename(`${path}.new`, path);
    return rows;
  } finally {
    await rm(`${path}.new`, { force: true });
    await sql.end();
  }
}

async function* linesOf(tx: postgres.TransactionSql, done: (rows: number) => void) {
  const header = { format: "hiroba-backup", version: 1, schema: await readVersion(tx) } as const;
  yield `${JSON.stringify({ ...header, sequences: await readSequences(tx) })}\n`;
  let rows = 0;
  for (const { table, columns } of await readTables(tx)) {
    yield `${JSON.stringify({ table, columns })}\n`;
    const copied = await tx.unsafe(`COPY ${table} (${columns.join(", ")}) TO STDOUT`).readable();
    for await (const chunk of copied as AsyncIterable<Buffer>) {
      // A row has one line: a line break inside it is written as \n.
      for (const byte of chunk) if (byte === 0x0a) rows += 1;
      yield chunk;
    }
    // The driver stops its socket while we are slow, and starts it when more is read: after the last row nothing is.
    copied._read(0);
    yield `${END_OF_ROWS}\n`;
  }
  yield `${JSON.stringify({ end: true, rows })}\n`;
  done(rows);
}

/**
 * Fills an empty database from a file: all of it, or nothing of it. Returns how many rows there are. Throws BackupUnusable for a
 * file that is none, is not whole, or is of another release.
 */
export async function restoreDump(databaseUrl: string, path: string, log: Log): Promise<number> {
  const { db, close } = openDb(databaseUrl);
  await migrate(db).finally(close);
  await (await openBoss({ databaseUrl, log }, "visitor")).stop();
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    return await sql.begin(async (tx) => {
      const keys = await readForeignKeys(tx);
      // Tables refer to each other in circles: no order of filling them would do.
      for (const { table, name } of keys) await tx.unsafe(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
      const triggers = await readInsertTriggers(tx);
      for (const { table, name } of triggers) await tx.unsafe(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
      const lines = readLines(path);
      const rows = await fill(tx, lines).finally(() => lines.return(undefined));
      for (const { table, name, definition } of keys)
        await tx.unsafe(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
      for (const { table, name } of triggers) await tx.unsafe(`ALTER TABLE ${table} ENABLE TRIGGER ${name}`);
      return rows;
    });
  } finally {
    await sql.end();
  }
}

type Lines = AsyncGenerator<string, undefined, undefined>;

async function fill(tx: postgres.TransactionSql, lines: Lines): Promise<number> {
  const { schema, sequences } = headerSchema.parse(parse((await lines.next()).value));
  if (schema !== (await readVersion(tx)))
    throw new BackupUnusable(
      "it was made by a release with another schema: restore with that one, then upgrade",
    );
  const known = new Set((await readTables(tx)).map(({ table }) => table));
  await emptyWhatHasRows(tx, known);
  let rows = 0;
  for (;;) {
    const line = parse((await lines.next()).value);
    const end = endSchema.safeParse(line);
    if (end.success) {
      if (end.data.rows !== rows) throw new BackupUnusable(`it has ${rows} of ${end.data.rows} rows`);
      for (const { sequence, last, isCalled } of sequences)
        await tx.unsafe("SELECT setval($1::regclass, $2::bigint, $3)", [sequence, last, isCalled]);
      return rows;
    }
    const { table, columns } = tableSchema.parse(line);
    if (!known.has(table)) throw new BackupUnusable(`there is no table ${table}`);
    rows += await fillTable(tx, table, columns, lines);
  }
}

/** A new schema has rows of its own, such as the jobs' queues. Of a log that only grows there are none, and it may not be emptied. */
async function emptyWhatHasRows(tx: postgres.TransactionSql, tables: ReadonlySet<string>): Promise<void> {
  const full: string[] = [];
  for (const table of tables)
    if ((await tx.unsafe(`SELECT 1 FROM ${table} LIMIT 1`)).length > 0) full.push(table);
  if (full.length > 0) await tx.unsafe(`TRUNCATE ${full.join(", ")}`);
}

async function fillTable(
  tx: postgres.TransactionSql,
  table: string,
  columns: readonly string[],
  lines: Lines,
): Promise<number> {
  const copied = await tx.unsafe(`COPY ${table} (${columns.join(", ")}) FROM STDIN`).writable();
  let rows = 0;
  await pipeline(
    Readable.from(
      (async function* () {
        for (;;) {
          const { value, done } = await lines.next();
          if (done === true) throw new BackupUnusable(`it ends in the middle of ${table}`);
          if (value === END_OF_ROWS) return;
          rows += 1;
          yield `${value}\n`;
        }
      })(),
    ),
    copied,
  );
  return rows;
}

/** Throws BackupUnusable for what is not gzip, or ends too early. */
async function* readLines(path: string): Lines {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  try {
    for await (const chunk of createReadStream(path).pipe(createGunzip()) as AsyncIterable<Buffer>) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      yield* parts;
    }
  } catch (cause) {
    throw new BackupUnusable("it is not a whole backup of ours", { cause });
  }
  return undefined;
}

function parse(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? "");
  } catch (cause) {
    throw new BackupUnusable("it is not a whole backup of ours", { cause });
  }
}
