// Locks and conflicts in Postgres's words, told apart so that verbs can answer them.

import { sql } from "drizzle-orm";
import type { DbOrTx } from "./client.ts";

/** The first numbers of our advisory locks; the second is free for each to use. */
const LOCK_SPACE = {
  migrations: 4701,
  allocation: 4702,
  worldOwner: 4703,
  uploadOwner: 4704,
  ranking: 4705,
  eventOrganiser: 4711,
  shunsOf: 4706,
  relation: 4707,
  invitationsOf: 4714,
  audit: 4708,
  reporter: 4709,
  team: 4710,
  notices: 4712,
  uploadedFile: 4713,
  buyer: 4715,
  giver: 4716,
  giftsOfEvent: 4717,
  partyOf: 4720,
  payoutRuns: 4721,
} as const;

/** A migration or a backfill goes over whole tables, which takes longer than any query may (client.ts). */
const MIGRATION_STATEMENT_MAX_MS = 60 * 60_000;

/** Waits until no other origin brings the database up to date, and lets this transaction take as long as that takes. */
export async function lockMigrations(tx: DbOrTx): Promise<void> {
  await tx.execute(sql.raw(`SET LOCAL statement_timeout = ${MIGRATION_STATEMENT_MAX_MS}`));
  await lockInTransaction(tx, "migrations");
}

/** Waits until nobody else holds this lock; it is given back with the transaction. `of` narrows it, say to one user. */
export async function lockInTransaction(tx: DbOrTx, space: keyof typeof LOCK_SPACE, of = ""): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${LOCK_SPACE[space]}, hashtext(${of}))`);
}

/** Whether `error` is a violated unique index or primary key (SQLSTATE 23505), through drizzle's wrapping. */
export function isUniqueViolation(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && at.code === "23505") return true;
  return false;
}
