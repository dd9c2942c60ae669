// Postgres's own backup programs, where this machine has them and they are as new as the server: pg_dump refuses older ones.

import postgres from "postgres";

/** How a file of pg_dump's custom format begins. */
export const NATIVE_MAGIC = "PGDMP";

/** Whether pg_dump is here and not older than the server. */
export async function canDumpNatively(databaseUrl: string): Promise<boolean> {
  const program = Bun.which("pg_dump");
  if (program === null) return false;
  const version = await run([program, "--version"], databaseUrl);
  const [, major = "0"] = /\(PostgreSQL\) (\d+)/.exec(version) ?? [];
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ major: number }[]>`
      SELECT current_setting('server_version_num')::int / 10000 AS major`;
    return Number(major) >= (row?.major ?? Number.POSITIVE_INFINITY);
  } finally {
    await sql.end();
  }
}

export async function dumpNatively(databaseUrl: string, path: string): Promise<void> {
  await run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", `--file=${path}`], databaseUrl);
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
