// A real Postgres for tests: one server for the whole run, migrated and seeded once as a template, and a database of its
// own for each test file (a clone takes some 30 ms).

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { openDb } from "../../origin/db/client.ts";
import { migrate } from "../../origin/db/migrate.ts";
import { seedWhenEmpty } from "../../origin/db/seed.ts";
import { startPostgres } from "../../scripts/dev/postgres.ts";

const TEMPLATE = "hiroba_template";
/**
 * Bun's test runner runs no exit handlers. A shell that nobody owns any more waits for the end of our pipe, then removes
 * the folder once Postgres, which ends the same way, has let go of it. The child we know stays, or Bun closes the pipe.
 */
const REMOVE_AFTER_US = `exec 3<&0
( ( cat <&3 >/dev/null; for try in 1 2 3 4 5; do sleep 1; rm -rf "$0" && break; done ) & )
exec cat <&3 >/dev/null`;

type TestServer = {
  readonly urlOf: (database: string) => string;
  /** Held only because a forgotten process has its pipe closed. */
  readonly remover: Bun.Subprocess;
};
let server: Promise<TestServer> | null = null;
let clonesCount = 0;

/** Makes a database: "seeded" is what an origin finds after its first boot, "empty" has not even tables. */
export async function createTestDatabase(
  content: "seeded" | "empty" = "seeded",
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  server ??= startServer();
  const { urlOf } = await server;
  const name = `hiroba_test_${++clonesCount}`;
  await onServer(urlOf, (sql) =>
    sql.unsafe(`CREATE DATABASE ${name} ${content === "seeded" ? `TEMPLATE ${TEMPLATE}` : ""}`),
  );
  return {
    url: urlOf(name),
    drop: () => onServer(urlOf, (sql) => sql.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

async function startServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-test-postgres-"));
  const running = await startPostgres({
    dataDir: join(folder, "postgres"),
    port: 0,
    bind: "127.0.0.1",
    fsync: false,
  });
  // Nobody can say which test file is the last, so the server goes with the process, and its folder with it.
  const remover = Bun.spawn(["/bin/sh", "-c", REMOVE_AFTER_US, folder], {
    stdin: "pipe",
    stdout: "ignore",
    stderr: "ignore",
  });
  const urlOf = (database: string) => {
    const url = new URL(running.url);
    url.pathname = `/${database}`;
    return url.href;
  };
  await onServer(urlOf, (sql) => sql.unsafe(`CREATE DATABASE ${TEMPLATE}`));
  const { db, close } = openDb(urlOf(TEMPLATE));
  await migrate(db);
  await seedWhenEmpty(db, Date.now());
  await close();
  return { urlOf, remover };
}

async function onServer(
  urlOf: (database: string) => string,
  run: (sql: postgres.Sql) => Promise<unknown>,
): Promise<void> {
  const sql = postgres(urlOf("postgres"), { max: 1, onnotice: () => {} });
  try {
    await run(sql);
  } finally {
    await sql.end();
  }
}
