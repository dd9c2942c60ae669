// Postgres's own backup programs, where this machine has them and they are as new as the server: pg_dump refuses older ones.

import { rename, rm, writeFile } from "node:fs/promises";
import postgres from "postgres";

/** How a file of pg_dump's custom format begins. */
export const NATIVE_MAGIC = "PGDMP";

/** Why the pg_dump of this machine cannot back the database up, for whoever asked for a backup; null where it can. */
export async function whyNotNative(databaseUrl: string): Promise<string | null> {
  if (Bun.which("pg_dump") === null) return "there is no pg_dump here";
  const [said, server] = await Promise.all([versionOfPgDump(databaseUrl), majorOfServer(databaseUrl)]);
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(said)?.[1] ?? Number.NaN);
  if (Number.isNaN(major)) return `the pg_dump here does not say of which Postgres it is: ${said}`;
  return major >= server
    ? null
    : `the pg_dump here is of Postgres ${major}, and the server of ${server}, which is too new for it`;
}

/** Writes the file, in place only when whole. Throws with what pg_dump said. */
export async function dumpNatively(databaseUrl: string, path: string): Promise<void> {
  const unfinished = `${path}.new`;
  try {
    // It writes into what is there: nobody else is to read what everybody said and is.
    await writeFile(unfinished, "", { mode: 0o600 });
    const how = ["--format=custom", "--no-owner", "--no-privileges", `--file=${unfinished}`];
    await run(["pg_dump", ...how], databaseUrl);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** What it says of itself, or why it does not: Debian has a pg_dump that only looks for one, and there may be none. */
async function versionOfPgDump(databaseUrl: string): Promise<string> {
  try {
    return (await run(["pg_dump", "--version"], databaseUrl)).trim();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function majorOfServer(databaseUrl: string): Promise<number> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ major: number }[]>`
      SELECT current_setting('server_version_num')::int / 10000 AS major`;
    return row?.major ?? Number.POSITIVE_INFINITY;
  } finally {
    await sql.end();
  }
}

/** Into an empty database, all of it or nothing. */
export async function restoreNatively(databaseUrl: string, path: string): Promise<void> {
  const how = [
    "--no-owner",
    "--no-privileges",
    "--exit-on-error",
    "--single-transaction",
    "--clean",
    "--if-exists",
  ];
  await run(["pg_restore", ...how, `--dbname=${new URL(databaseUrl).pathname.slice(1)}`, path], databaseUrl);
}

/** The password goes by the environment: a command line is everybody's to read. Throws with what the program said. */
async function run(command: readonly string[], databaseUrl: string): Promise<string> {
  const url = new URL(databaseUrl);
  const child = Bun.spawn([...command], {
    env: {
      PATH: process.env["PATH"] ?? "",
      PGHOST: url.hostname,
      PGPORT: url.port || "5432",
      PGUSER: decodeURIComponent(url.username),
      PGPASSWORD: decodeURIComponent(url.password),
      PGDATABASE: url.pathname.slice(1),
      PGSSLMODE: url.searchParams.get("sslmode") ?? "prefer",
    },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, errors, exitCode] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  if (exitCode !== 0) throw new Error(`${command[0]} ended with ${exitCode}: ${errors.trim()}`);
  return out;
}
