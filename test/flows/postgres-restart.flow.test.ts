// The database is killed again and again in the middle of a thousand writes, and comes back: whoever was told that something was
// done finds it done, whoever asked again, because they were told nothing, has not done it twice, and nothing is there by half.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { type EmbeddedPostgres, startPostgres } from "../../scripts/dev/postgres.ts";
import { ACTING_USER_HEADER, internalPath } from "../../shared/schema/internal-api.ts";
import { type Spawned, spawnListening } from "../runtimes/spawn-listening.ts";
import { eventually } from "../support/eventually.ts";

const WRITES = 1_000;
const USERS = 100;
/** So many have been told when the database is killed. */
const KILL_AFTER = [150, 300, 450, 600, 750];
const TOKEN = "token-of-the-test";
const RETRY_AFTER_MS = 50;
const RETRIES_MAX = 2_000;

let folder: string;
let database: EmbeddedPostgres;
let origin: Spawned;

const start = (port: number) =>
  startPostgres({ dataDir: join(folder, "postgres"), port, bind: "127.0.0.1", fsync: true });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiroba-restart-"));
  database = await start(0);
  origin = await startOrigin();
}, 60_000);
afterAll(async () => {
  await origin.stop();
  await database.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}, 30_000);

const startOrigin = (): Promise<Spawned> =>
  spawnListening({
    command: [process.execPath, "origin/entry/bun.ts"],
    event: "origin.listening",
    env: {
      DATABASE_URL: database.url,
      HIROBA_ORIGIN_PORT: "0",
      HIROBA_INTERNAL_TOKEN: TOKEN,
      S3_ACCESS_KEY_ID: "unused",
      S3_SECRET_ACCESS_KEY: "unused",
    },
  });

type Told = { readonly key: string; readonly worldId: string; readonly tries: number };

/** Asks until told that it is done, with the same key each time: what a client that keeps its promise does. */
async function createWorld(userId: string, key: string): Promise<Told> {
  for (let tries = 1; tries <= RETRIES_MAX; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${origin.port}${internalPath.worlds}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${TOKEN}`,
        "content-type": "application/json",
        "idempotency-key": key,
        [ACTING_USER_HEADER]: userId,
      },
      body: JSON.stringify({ name: key, description: "" }),
    }).catch(() => null);
    if (answer?.status === 201) return { key, worldId: ((await answer.json()) as { id: string }).id, tries };
    const text = (await answer?.text()) ?? "";
    if (answer !== null && answer.status < 500) throw new Error(`${answer.status} ${text}`);
    await Bun.sleep(RETRY_AFTER_MS);
  }
  throw new Error(`${key} was never done`);
}

/**
 * Ends the database and everything it runs at once, as a machine does that loses power but for its disk: no word to anybody, no
 * checkpoint; what was committed is in the log and nowhere else. Answers how many processes that were.
 */
async function killDatabase(): Promise<number> {
  // Stopped, it starts no further process while we look for them.
  process.kill(database.pid, "SIGSTOP");
  const backends = await childrenOf(database.pid);
  for (const pid of [database.pid, ...backends]) process.kill(pid, "SIGKILL");
  await database.stop();
  return 1 + backends.length;
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")));
  // Behind the name, which may be anything: state, then parent.
  const parents = stats.map((stat) => Number(stat.slice(stat.lastIndexOf(")")).split(" ")[2]));
  return pids.map(Number).filter((_, index) => parents[index] === parent);
}

/** What the database says of worlds that people made, in one snapshot: a write is of three rows. */
async function readWrites() {
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const rows = await sql<
    { world: string | null; creation: string | null; entry: string | null; key: string }[]
  >`
    SELECT w.id AS world, c.world_id AS creation, e.id AS entry, coalesce(w.name, c.idempotency_key) AS key
    FROM (SELECT id, name FROM worlds WHERE owner_id IS NOT NULL) w
    FULL JOIN world_creations c ON c.world_id = w.id
    FULL JOIN (SELECT id FROM catalog_entries WHERE kind = 'world' AND owner_id IS NOT NULL) e
      ON e.id = coalesce(w.id, c.world_id)`;
  await sql.end();
  return {
    halves: rows.filter(
      ({ world, creation, entry }) => world === null || creation === null || entry === null,
    ),
    idOf: new Map(rows.map(({ key, world }) => [key, world])),
    count: rows.length,
  };
}

test("of 1,000 writes at once, while the database is killed five times, each is done once, none that was told is lost, and none is there by half", async () => {
  const setUp = postgres(database.url, { max: 1, onnotice: () => {} });
  await setUp`INSERT INTO users (id, display_name, role, locale, created_at)
    SELECT 'usr_' || n, 'user', 'member', 'ja', now() FROM generate_series(0, ${USERS - 1}::int) n`;
  await setUp.end();

  const told: Told[] = [];
  const waiting: { readonly count: number; resolve(): void }[] = [];
  const untilTold = (count: number): Promise<void> =>
    told.length >= count
      ? Promise.resolve()
      : new Promise((resolve) => {
          waiting.push({ count, resolve });
        });
  const writes = Promise.all(
    Array.from({ length: WRITES }, async (_, index) => {
      told.push(await createWorld(`usr_${index % USERS}`, `write-${index}`));
      for (const { count, resolve } of waiting) if (told.length >= count) resolve();
    }),
  );

  const kills = (async () => {
    for (const count of KILL_AFTER) {
      await untilTold(count);
      // The server and at least one that serves the origin.
      expect(await killDatabase()).toBeGreaterThan(1);
      expect(told.length).toBeLessThan(WRITES);
      const ledger = [...told];
      database = await start(database.port);
      const { idOf, halves } = await readWrites();
      expect(ledger.filter(({ key, worldId }) => idOf.get(key) !== worldId)).toEqual([]);
      expect(halves).toEqual([]);
    }
  })();
  await Promise.all([writes, kills]);

  // Not quiet moments: writes were under way, and were asked for again.
  expect(told.filter(({ tries }) => tries > 1).length).toBeGreaterThan(0);
  const { idOf, halves, count } = await readWrites();
  expect(told.filter(({ key, worldId }) => idOf.get(key) !== worldId)).toEqual([]);
  expect(halves).toEqual([]);
  expect(count).toBe(WRITES);
}, 180_000);

test("the origin is well again by itself, its queue of jobs too", async () => {
  const readyz = () => fetch(`http://127.0.0.1:${origin.port}/readyz`).catch(() => null);
  await eventually("an origin that is ready", async () => (await readyz())?.status === 200);
  const asked = await fetch(
    `http://127.0.0.1:${origin.port}${internalPath.accountExport.replace(":userId", "usr_0")}`,
    { method: "POST", headers: { authorization: `Bearer ${TOKEN}` } },
  );
  expect(asked.status).toBe(202);
  // It is the process of before.
  expect(await Promise.race([origin.exited, Promise.resolve("runs")])).toBe("runs");
});
