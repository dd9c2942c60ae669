// The books in a file, so that the next start goes on where this one ended: every change in a row of SQLite, in the transaction of
// the work that made it.

import { Database } from "bun:sqlite";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type Books, type Entry, emptyBooks, isTableName, type TableName } from "./tables.ts";
import type { Change } from "./work.ts";

export type KeptBooks = {
  readonly books: Books;
  save(changes: readonly Change[]): void;
  close(): void;
};

type Row = { readonly kind: string; readonly id: string; readonly owner: string; readonly object: string };

/** Opens `path`, or keeps nothing when it is null. Rows come back in the order they were first written. */
export function openBooks(path: string | null): KeptBooks {
  const books = emptyBooks();
  if (path === null) return { books, save: () => {}, close: () => {} };
  mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path, { create: true });
  // What a killed machine loses of the last moments, nobody paid for.
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;");
  db.exec(
    "CREATE TABLE IF NOT EXISTS kept (place INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, object TEXT NOT NULL, UNIQUE (kind, id))",
  );
  for (const { kind, id, owner, object } of db
    .query<Row, []>("SELECT kind, id, owner, object FROM kept ORDER BY place")
    .all())
    if (isTableName(kind)) keep(books, kind, id, { owner, object: JSON.parse(object) });
  const write = db.query(
    "INSERT INTO kept (kind, id, owner, object) VALUES (?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET owner = excluded.owner, object = excluded.object",
  );
  const erase = db.query("DELETE FROM kept WHERE kind = ? AND id = ?");
  const save = db.transaction((changes: readonly Change[]) => {
    for (const { table, id, entry } of changes)
      if (entry === null) erase.run(table, id);
      else write.run(table, id, entry.owner, JSON.stringify(entry.object));
  });
  return { books, save: (changes) => void save(changes), close: () => db.close() };
}

/** A request that was being executed when the process ended will not be answered: its key is free. */
function keep<T extends TableName>(books: Books, table: T, id: string, entry: Entry<T>): void {
  if (table === "answer" && (entry.object as Entry<"answer">["object"]).answer === null) return;
  (books[table] as Map<string, Entry<T>>).set(id, entry);
}
