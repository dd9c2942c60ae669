// bun run seed: a running square full of made-up things, to look at or to measure. Rim only: scripts/seed/ makes them.

import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { type Db, openDb } from "../origin/db/client.ts";
import { findRunningPostgres } from "./dev/postgres.ts";
import { readArguments, type SeedOptions, USAGE, UsageError } from "./seed/arguments.ts";
import { doubtsAbout } from "./seed/doubts.ts";
import { type Added, fill, isFilled } from "./seed/fill.ts";
import { DEMO_PLAN, LARGE_PLAN } from "./seed/plan.ts";
import { readStartConfig } from "./start/config.ts";

const EXIT_REFUSED = 1;
const EXIT_USAGE = 64; // EX_USAGE
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Something the person at the terminal can read and act on. */
class SeedRefused extends Error {}

async function main(argv: readonly string[]): Promise<number> {
  try {
    const options = readArguments(argv);
    if (options === "help") console.log(USAGE);
    else await seed(options);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof SeedRefused)) throw error;
    console.error(error.message);
    return error instanceof UsageError ? EXIT_USAGE : EXIT_REFUSED;
  }
}

async function seed({ size, isCertain }: SeedOptions): Promise<void> {
  const plan = size === "large" ? LARGE_PLAN : DEMO_PLAN;
  const url = await findDatabase();
  const { db, close } = openDb(url);
  try {
    const doubts = doubtsAbout({ url, memberCount: await countMembers(db) });
    if (doubts.length > 0 && !isCertain)
      throw new SeedRefused(
        `This database looks like one that people depend on: ${doubts.join(", and ")}. Nothing was added. If it is the right one, say --yes.`,
      );
    if (await isFilled(db, plan)) return console.log("Everything is there already; nothing was added.");
    const startedAtMs = performance.now();
    const added = await fill(db, { plan, nowMs: Date.now(), progress: tell });
    console.log(`${counts(added)}\nin ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`);
  } finally {
    await close();
  }
}

/** Yours where it is named, else the one of the square that runs here. */
async function findDatabase(): Promise<string> {
  const config = readStartConfig(process.env);
  if (config.databaseUrl !== null) return config.databaseUrl;
  const dataDir = resolve(ROOT, config.dataDir);
  const url = await findRunningPostgres(join(dataDir, "postgres"));
  if (url !== null) return url;
  throw new SeedRefused(
    `No square runs from ${dataDir}. Start one (bun run start), or name a database in DATABASE_URL.`,
  );
}

async function countMembers(db: Db): Promise<number> {
  const [tables] = await db.execute<{ known: boolean }>(
    sql`SELECT to_regclass('catalog_entries') IS NOT NULL AS known`,
  );
  if (tables?.known !== true)
    throw new SeedRefused("This database has no tables of Hiroba yet: start an origin on it first.");
  const [row] = await db.execute<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM (SELECT user_id FROM identities UNION SELECT user_id FROM passkeys) AS members`);
  return row?.count ?? 0;
}

function tell(table: string, done: number, of: number): void {
  if (process.stderr.isTTY === true)
    process.stderr.write(`\r\u001b[K${table}: ${done} of ${of}${done === of ? "\n" : ""}`);
  else if (done === of) process.stderr.write(`${table}: ${of}\n`);
}

function counts(added: Added): string {
  const lines = Object.entries(added).map(([table, rows]) => `  ${String(rows).padStart(9)} ${table}`);
  return ["added:", ...lines].join("\n");
}

process.exit(await main(Bun.argv.slice(2)));
