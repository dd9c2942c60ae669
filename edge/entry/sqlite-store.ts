// Buckets in a file that all edges of one machine share, by way of the SQLite that Bun carries.

import { Database } from "bun:sqlite";
import { type Bucket, takeToken, WINDOW_S } from "../rate-limit/bucket.ts";
import type { RateLimitStore } from "../rate-limit/store.ts";

const BUSY_MAX_MS = 100;
const SWEEP_INTERVAL_MS = WINDOW_S * 1000;

/** Opens or makes the file. Throws when it is no such file or may not be written. */
export function openSqliteStore(path: string): RateLimitStore {
  const db = new Database(path, { create: true, strict: true });
  db.run(`PRAGMA busy_timeout = ${BUSY_MAX_MS}`);
  db.run("PRAGMA journal_mode = WAL");
  // A power cut may cost the last second of counting.
  db.run("PRAGMA synchronous = OFF");
  db.run(
    "CREATE TABLE IF NOT EXISTS buckets (key TEXT PRIMARY KEY, tokens REAL NOT NULL, atMs REAL NOT NULL) WITHOUT ROWID",
  );
  const find = db.query<Bucket, [string]>("SELECT tokens, atMs FROM buckets WHERE key = ?");
  const put = db.query<null, [string, number, number]>("INSERT OR REPLACE INTO buckets VALUES (?, ?, ?)");
  const sweep = db.query<null, [number]>("DELETE FROM buckets WHERE atMs < ?");
  let sweptAtMs = Number.NEGATIVE_INFINITY;

  const take = db.transaction((key: string, perMinute: number, nowMs: number) => {
    if (nowMs - sweptAtMs >= SWEEP_INTERVAL_MS) {
      // Full again, which is what no bucket means.
      sweep.run(nowMs - WINDOW_S * 1000);
      sweptAtMs = nowMs;
    }
    const { bucket, taken } = takeToken(find.get(key), perMinute, nowMs);
    put.run(key, bucket.tokens, bucket.atMs);
    return taken;
  });
  // Immediate: a reader that becomes a writer in mid-transaction is refused when another wrote meanwhile.
  return { take: (key, perMinute, nowMs) => take.immediate(key, perMinute, nowMs) };
}
