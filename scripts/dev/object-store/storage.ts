// Objects in a folder: bytes in one file each, everything about them in an SQLite index beside, so that a put is seen whole or
// not at all. The events that puts cause are rows of the same index, written in the same transaction: none is lost by a crash.

import { Database } from "bun:sqlite";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { MULTIPART_SCHEMA, type MultipartStorage, openMultipartStorage } from "./multipart-storage.ts";
import { S3Error } from "./s3-error.ts";

const KEY_MAX_BYTES = 1024;

/** What is known of one object. `etag` without quotes. */
export type StoredObject = {
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly modifiedAtMs: number;
  /** Headers that come back with the bytes: content-type, cache-control, x-amz-meta-*, x-amz-checksum-*. Lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Name of its file under blobs/. */
  readonly blob: string;
};

export type QueuedEvent = { readonly id: number; readonly body: string; readonly createdAtMs: number };

type ObjectRow = {
  bucket: string;
  key: string;
  size_bytes: number;
  etag: string;
  modified_at_ms: number;
  headers: string;
  blob: string;
};

const SCHEMA = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS objects (
  bucket TEXT NOT NULL, key TEXT NOT NULL, size_bytes INTEGER NOT NULL, etag TEXT NOT NULL,
  modified_at_ms INTEGER NOT NULL, headers TEXT NOT NULL, blob TEXT NOT NULL UNIQUE,
  PRIMARY KEY (bucket, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, created_at_ms INTEGER NOT NULL);
`;

export type Storage = {
  /** A fresh path to write bytes to; `commit` moves it into place, `discard` forgets it. */
  newBlob(): { readonly blob: string; readonly path: string };
  discard(blob: string): Promise<void>;
  /** Makes the object visible, with its event if it causes one, and removes what it replaces. */
  commit(object: StoredObject, eventBody: string | null): Promise<void>;
  find(bucket: string, key: string): StoredObject | null;
  pathOf(object: StoredObject): string;
  delete(bucket: string, key: string): Promise<void>;
  /** Objects whose key starts with `prefix` and sorts after `after` (UTF-8 byte order), at most `limit`. */
  list(bucket: string, prefix: string, after: string, limit: number): readonly StoredObject[];
  /** What comes in parts and is not whole yet. */
  readonly multipart: MultipartStorage;
  nextEvent(): QueuedEvent | null;
  countEvents(): number;
  removeEvent(id: number): void;
  close(): void;
};

/** Opens or makes the folder. Bytes of puts that a crash cut short are removed. */
export async function openStorage(folder: string): Promise<Storage> {
  const incoming = join(folder, "incoming");
  const blobs = join(folder, "blobs");
  await rm(incoming, { recursive: true, force: true });
  await Promise.all([incoming, blobs].map((path) => mkdir(path, { recursive: true, mode: 0o700 })));
  const db = new Database(join(folder, "index.sqlite"), { create: true, strict: true });
  db.exec(SCHEMA + MULTIPART_SCHEMA);
  const multipart = await openMultipartStorage(db, folder, incoming);

  const find = (bucket: string, key: string): StoredObject | null => {
    const row = db
      .query<ObjectRow, [string, string]>("SELECT * FROM objects WHERE bucket = ? AND key = ?")
      .get(bucket, key);
    return row === null ? null : toObject(row);
  };
  const insert = db.transaction((object: StoredObject, eventBody: string | null) => {
    db.query("INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?, ?, ?)").run(
      object.bucket,
      object.key,
      object.sizeBytes,
      object.etag,
      object.modifiedAtMs,
      JSON.stringify(object.headers),
      object.blob,
    );
    if (eventBody !== null)
      db.query("INSERT INTO events (body, created_at_ms) VALUES (?, ?)").run(eventBody, object.modifiedAtMs);
  });

  return {
    newBlob() {
      const blob = crypto.randomUUID();
      return { blob, path: join(incoming, blob) };
    },
    discard: (blob) => rm(join(incoming, blob), { force: true }),
    async commit(object, eventBody) {
      checkKey(object.key);
      const path = join(blobs, object.blob);
      await rename(join(incoming, object.blob), path);
      const replaced = find(object.bucket, object.key);
      try {
        insert(object, eventBody);
      } catch (error) {
        // A full disk, most likely: what no row tells of nobody would remove.
        await rm(path, { force: true });
        throw error;
      }
      if (replaced !== null) await rm(join(blobs, replaced.blob), { force: true });
    },
    find,
    pathOf: (object) => join(blobs, object.blob),
    async delete(bucket, key) {
      const object = find(bucket, key);
      if (object === null) return;
      db.query("DELETE FROM objects WHERE bucket = ? AND key = ?").run(bucket, key);
      await rm(join(blobs, object.blob), { force: true });
    },
    list: (bucket, prefix, after, limit) =>
      db
        .query<ObjectRow, [string, string, string, number]>(
          `SELECT * FROM objects WHERE bucket = ?1 AND key > ?2 AND key >= ?3
           AND substr(key, 1, length(?3)) = ?3 ORDER BY key LIMIT ?4`,
        )
        .all(bucket, after, prefix, limit)
        .map(toObject),
    multipart,
    nextEvent: () => {
      const row = db
        .query<{ id: number; body: string; created_at_ms: number }, []>(
          "SELECT id, body, created_at_ms FROM events ORDER BY id LIMIT 1",
        )
        .get();
      return row === null ? null : { id: row.id, body: row.body, createdAtMs: row.created_at_ms };
    },
    countEvents: () =>
      db.query<{ count: number }, []>("SELECT count(*) AS count FROM events").get()?.count ?? 0,
    removeEvent: (id) => void db.query("DELETE FROM events WHERE id = ?").run(id),
    close: () => db.close(),
  };
}

/** Throws S3Error KeyTooLongError, or InvalidArgument for no key at all. */
export function checkKey(key: string): void {
  if (key === "") throw new S3Error("InvalidArgument", "An object key must not be empty");
  if (Buffer.byteLength(key) > KEY_MAX_BYTES)
    throw new S3Error("KeyTooLongError", "Your key is too long", { MaxSizeAllowed: KEY_MAX_BYTES });
}

function toObject(row: ObjectRow): StoredObject {
  return {
    bucket: row.bucket,
    key: row.key,
    sizeBytes: row.size_bytes,
    etag: row.etag,
    modifiedAtMs: row.modified_at_ms,
    headers: JSON.parse(row.headers) as Record<string, string>,
    blob: row.blob,
  };
}
