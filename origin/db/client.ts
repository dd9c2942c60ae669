// The connection pool and the typed queries on it.

import { sql as raw } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { boundWaiting, type WaitBounds } from "./bound-waiting.ts";
import * as schema from "./schema.ts";

/** Long enough for any query of ours; a stuck one must not hold a connection for ever. */
const STATEMENT_TIMEOUT_MS = 15_000;
/** Connections one origin process holds. A single Postgres allows 100. */
const CONNECTIONS_MAX = 10;

export type Db = ReturnType<typeof openDb>["db"];
/** The pool, or one transaction on it: what a store takes. */
export type DbOrTx = Db | Parameters<Parameters<Db["transaction"]>[0]>[0];

/** Opens the pool; connects when first asked. Without bounds whoever asks waits as long as it takes. `close` waits for running queries, at most a second. */
export function openDb(databaseUrl: string, bounds: WaitBounds | null = null) {
  const sql = postgres(databaseUrl, {
    max: CONNECTIONS_MAX,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: "hiroba-origin", statement_timeout: STATEMENT_TIMEOUT_MS },
  });
  return {
    db: drizzle(bounds === null ? sql : boundWaiting(sql, bounds), { schema }),
    /** Hears the payload of each notification, from a connection of its own that is made anew when it breaks. */
    listen: async (channel: string, heard: (payload: string) => void): Promise<void> => {
      await sql.listen(channel, heard);
    },
    close: () => sql.end({ timeout: 1 }),
  };
}

/** Postgres' own clock, milliseconds: it goes on within a transaction. */
export async function databaseNowMs(db: DbOrTx): Promise<number> {
  const [row] = await db.execute<{ ms: number }>(
    raw`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`,
  );
  return Math.floor(Number(row?.ms));
}
