// bun run db:restore <file>: fills an empty database from a backup, of pg_dump's custom format or of ours. It touches no database
// that has anything in it.

import postgres from "postgres";
import { createLog } from "../../shared/http/log.ts";
import { restoreDump } from "./logical-dump.ts";
import { NATIVE_MAGIC, restoreNatively } from "./native-dump.ts";

const USAGE = `Restores a backup into an empty database: DATABASE_URL=postgres://… bun run db:restore -- <file>

Make the database first (createdb), and start no origin on it before. To restore what bun run start keeps, give the URL of its
Postgres with the name of a new database.
`;
const EX_USAGE = 64;

const [path, ...more] = process.argv.slice(2).filter((arg) => arg !== "--");
// Said in full, never guessed: a restore into the wrong database is not to be had by forgetting a variable.
const databaseUrl = process.env["DATABASE_URL"];
if (path === undefined || path.startsWith("-") || more.length > 0 || !databaseUrl) {
  console.error(USAGE);
  process.exit(path === "--help" ? 0 : EX_USAGE);
}
const log = createLog({
  process: "restore",
  format: "pretty",
  nowMs: Date.now,
  write: (line) => console.error(line),
});
try {
  await requireEmpty(databaseUrl);
  const isNative = (await Bun.file(path).slice(0, NATIVE_MAGIC.length).text()) === NATIVE_MAGIC;
  if (isNative) await restoreNatively(databaseUrl, path);
  else console.log(`${await restoreDump(databaseUrl, path, log)} rows`);
  console.log("restored");
  process.exit(0);
} catch (error) {
  console.error(`Nothing was restored from ${path}: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

async function requireEmpty(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`;
    if ((row?.count ?? 0) > 0)
      throw new Error(
        `the database ${new URL(url).pathname.slice(1)} has ${row?.count} tables; name an empty one`,
      );
  } finally {
    await sql.end();
  }
}
