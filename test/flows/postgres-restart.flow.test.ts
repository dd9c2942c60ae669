// The database goes down in the middle of a thousand writes, as in a crash, and comes back: whoever was told that something was
// done finds it done, and whoever asked again, because they were told nothing, has not done it twice.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { type EmbeddedPostgres, startPostgres } from "../../scripts/dev/postgres.ts";
import { ACTING_USER_HEADER, internalPath } from "../../shared/schema/internal-api.ts";
import { type Spawned, spawnListening } from "../runtimes/spawn-listening.ts";
import { eventually } from "../support/eventually.ts";

const WRITES = 1_000;
const USERS = 100;
/** So many have been told when the database goes down. */
const CRASH_AFTER = 250;
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

test("of 1,000 writes at once, through a crash of the database, each is done once, and none that was told is lost", async () => {
  const setUp = postgres(database.url, { max: 1, onnotice: () => {} });
  await setUp`INSERT INTO users (id, display_name, role, locale, created_at)
    SELECT 'usr_' || n, 'user', 'member', 'ja', now() FROM generate_series(0, ${USERS - 1}::int) n`;
  await setUp.end();

  const told: Told[] = [];
  let crash = Promise.resolve();
  let toldBeforeCrash = 0;
  const writes = Array.from({ length: WRITES }, async (_, index) => {
    const done = await createWorld(`usr_${index % USERS}`, `write-${index}`);
    told.push(done);
    if (told.length !== CRASH_AFTER) return;
    toldBeforeCrash = told.length;
    crash = (async () => {
      // Immediate shutdown: no checkpoint, no goodbye; what was committed is in the log on the disk and nowhere else.
      process.kill(database.pid, "SIGQUIT");
      await database.exited;
      database = await start(database.port);
    })();
    await crash;
  });
  await Promise.all(writes);
  await crash;

  expect(toldBeforeCrash).toBe(CRASH_AFTER);
  // Not a quiet moment: writes were under way, and were asked for again.
  expect(told.filter(({ tries }) => tries > 1).length).toBeGreaterThan(0);
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const worlds = await sql<
    { id: string; name: string }[]
  >`SELECT id, name FROM worlds WHERE owner_id IS NOT NULL`;
  const creations = await sql<{ worldId: string; key: string }[]>`
    SELECT world_id AS "worldId", idempotency_key AS key FROM world_creations`;
  const entries = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM catalog_entries WHERE kind = 'world' AND owner_id IS NOT NULL`;
  await sql.end();
  const byName = new Map(worlds.map(({ id, name }) => [name, id]));
  expect(told.filter(({ key, worldId }) => byName.get(key) !== worldId)).toEqual([]);
  expect(worlds).toHaveLength(WRITES);
  expect(creations).toHaveLength(WRITES);
  // What a write writes besides came with it, or not at all.
  expect(entries[0]?.count).toBe(WRITES);
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
