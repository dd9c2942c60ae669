// Multipart uploads that are under way: each a row, each of its parts a file and a row. What a crash cuts short is as if the part
// had not been sent; what is complete is an object like any other.

import type { Database } from "bun:sqlite";
import { createHash } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

export const MULTIPART_SCHEMA = `
CREATE TABLE IF NOT EXISTS multipart_uploads (
  id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, headers TEXT NOT NULL, created_at_ms INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS multipart_parts (
  upload_id TEXT NOT NULL REFERENCES multipart_uploads (id), number INTEGER NOT NULL, size_bytes INTEGER NOT NULL,
  md5 TEXT NOT NULL, blob TEXT NOT NULL, modified_at_ms INTEGER NOT NULL, PRIMARY KEY (upload_id, number)) WITHOUT ROWID;
`;

export type MultipartUpload = {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
};
export type StoredPart = {
  readonly number: number;
  readonly sizeBytes: number;
  /** Hexadecimal; the part's ETag. */
  readonly md5: string;
  readonly blob: string;
  readonly modifiedAtMs: number;
};

export type MultipartStorage = {
  begin(upload: MultipartUpload): void;
  find(id: string, bucket: string, key: string): MultipartUpload | null;
  list(bucket: string, limit: number): readonly MultipartUpload[];
  /** Takes a received blob over as a part; one of the same number is replaced. */
  putPart(uploadId: string, part: StoredPart): Promise<void>;
  /** In the order of their numbers. */
  parts(uploadId: string): readonly StoredPart[];
  /** The bytes of these parts, one after another. */
  read(parts: readonly StoredPart[]): AsyncGenerator<Uint8Array>;
  /** Forgets the upload and all its parts. */
  end(uploadId: string): Promise<void>;
};

type UploadRow = { id: string; bucket: string; key: string; headers: string; created_at_ms: number };
type PartRow = { number: number; size_bytes: number; md5: string; blob: string; modified_at_ms: number };

/** The ETag of an object put together of parts: the hash of their hashes, and how many they were. */
export function multipartEtag(parts: readonly StoredPart[]): string {
  const hash = createHash("md5");
  for (const { md5 } of parts) hash.update(Buffer.from(md5, "hex"));
  return `${hash.digest("hex")}-${parts.length}`;
}

/** Opens what is under way. `incoming` is where blobs are received. */
export async function openMultipartStorage(
  db: Database,
  folder: string,
  incoming: string,
): Promise<MultipartStorage> {
  const partsFolder = join(folder, "parts");
  await mkdir(partsFolder, { recursive: true, mode: 0o700 });
  const pathOf = ({ blob }: Pick<StoredPart, "blob">) => join(partsFolder, blob);
  const parts = (uploadId: string) =>
    db
      .query<PartRow, [string]>("SELECT * FROM multipart_parts WHERE upload_id = ? ORDER BY number")
      .all(uploadId)
      .map(toPart);
  const forget = db.transaction((uploadId: string) => {
    db.query("DELETE FROM multipart_parts WHERE upload_id = ?").run(uploadId);
    db.query("DELETE FROM multipart_uploads WHERE id = ?").run(uploadId);
  });
  return {
    begin: ({ id, bucket, key, headers, createdAtMs }) =>
      void db
        .query("INSERT INTO multipart_uploads VALUES (?, ?, ?, ?, ?)")
        .run(id, bucket, key, JSON.stringify(headers), createdAtMs),
    find(id, bucket, key) {
      const row = db
        .query<UploadRow, [string, string, string]>(
          "SELECT * FROM multipart_uploads WHERE id = ? AND bucket = ? AND key = ?",
        )
        .get(id, bucket, key);
      return row === null ? null : toUpload(row);
    },
    list: (bucket, limit) =>
      db
        .query<UploadRow, [string, number]>(
          "SELECT * FROM multipart_uploads WHERE bucket = ? ORDER BY key, created_at_ms LIMIT ?",
        )
        .all(bucket, limit)
        .map(toUpload),
    async putPart(uploadId, part) {
      await rename(join(incoming, part.blob), pathOf(part));
      const replaced = parts(uploadId).find(({ number }) => number === part.number);
      db.query("INSERT OR REPLACE INTO multipart_parts VALUES (?, ?, ?, ?, ?, ?)").run(
        uploadId,
        part.number,
        part.sizeBytes,
        part.md5,
        part.blob,
        part.modifiedAtMs,
      );
      if (replaced !== undefined) await rm(pathOf(replaced), { force: true });
    },
    parts,
    async *read(wanted) {
      for (const part of wanted) yield* Bun.file(pathOf(part)).stream();
    },
    async end(uploadId) {
      const gone = parts(uploadId);
      forget(uploadId);
      for (const part of gone) await rm(pathOf(part), { force: true });
    },
  };
}

function toUpload(row: UploadRow): MultipartUpload {
  return {
    id: row.id,
    bucket: row.bucket,
    key: row.key,
    headers: JSON.parse(row.headers) as Record<string, string>,
    createdAtMs: row.created_at_ms,
  };
}

function toPart(row: PartRow): StoredPart {
  return {
    number: row.number,
    sizeBytes: row.size_bytes,
    md5: row.md5,
    blob: row.blob,
    modifiedAtMs: row.modified_at_ms,
  };
}
