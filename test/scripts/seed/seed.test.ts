// bun run seed as it is typed, on a database of its own: what it adds, that it adds it once, and what it keeps away from.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { openDb } from "../../../origin/db/client.ts";
import { fill, isFilled } from "../../../scripts/seed/fill.ts";
import { fillAlone } from "../../../scripts/seed/fill-alone.ts";
import { DEMO_PLAN, scaledPlan } from "../../../scripts/seed/plan.ts";
import { createTestDatabase } from "../../support/database.ts";

const ROOT = join(import.meta.dir, "../../..");

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let opened: ReturnType<typeof openDb>;
beforeAll(async () => {
  database = await createTestDatabase();
  opened = openDb(database.url);
});
afterAll(async () => {
  await opened.close();
  await database.drop();
});

async function seed(databaseUrl: string, ...flags: string[]) {
  const child = Bun.spawn([process.execPath, "scripts/seed.ts", ...flags], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  return { stdout, stderr, exitCode: await child.exited };
}

const countOf = async (from: string) => {
  const [row] = await opened.db.execute<{ count: number }>(
    sql.raw(`SELECT count(*)::int AS count FROM ${from}`),
  );
  return row?.count;
};

test("fills a square with what the plan says, once", async () => {
  const first = await seed(database.url);
  expect(first).toMatchObject({ exitCode: 0 });
  expect(first.stdout).toContain(`${DEMO_PLAN.worlds} worlds`);
  expect(first.stderr).toContain("visits");
  expect(await countOf("worlds WHERE id LIKE 'wld_demo-%'")).toBe(DEMO_PLAN.worlds);
  expect(await countOf("visits")).toBe(DEMO_PLAN.visits);
  expect(await countOf("events WHERE ends_at > now()")).toBeGreaterThan(0);
  const again = await seed(database.url);
  expect(again).toMatchObject({ exitCode: 0, stdout: "Everything is there already; nothing was added.\n" });
});

test("what it makes is in the catalog as the square's own, and as liked as it has likes", async () => {
  expect(await countOf("worlds")).toBe(await countOf("catalog_entries WHERE kind = 'world'"));
  expect(
    await countOf(
      "catalog_entries WHERE like_count <> (SELECT count(*) FROM likes WHERE target_id = catalog_entries.id)",
    ),
  ).toBe(0);
});

test("a run that was interrupted is taken up where it was left", async () => {
  const plan = scaledPlan(200);
  const nowMs = Date.now();
  const cut = fill(opened.db, {
    plan,
    nowMs,
    progress: (table, done, of) => {
      if (table === "events" && done === of) throw new Error("cut off");
    },
  });
  expect(await cut.catch((error: Error) => error.message)).toBe("cut off");
  expect(await isFilled(opened.db, plan)).toBe(false);
  const later = { plan, nowMs: nowMs + 60_000, progress: () => {} };
  expect(await fill(opened.db, later)).toMatchObject({
    worlds: 0,
    avatars: plan.avatars,
    visits: plan.visits,
  });
  expect(await isFilled(opened.db, plan)).toBe(true);
  const nothing = Object.values(await fill(opened.db, later)).reduce((sum, rows) => sum + rows, 0);
  expect(nothing).toBe(0);
});

test("keeps away from a database that people depend on, unless it is told", async () => {
  await opened.db.execute(sql`
    INSERT INTO identities (issuer, subject, user_id, created_at)
    SELECT 'https://issuer.test', id, id, now() FROM users LIMIT 21`);
  const refused = await seed(database.url, "--large");
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain("21 people sign in to it");
  expect(await seed(database.url, "--yes")).toMatchObject({ exitCode: 0 });
});

test("says what is wrong with a database that has no tables, and with a flag it does not know", async () => {
  const empty = await createTestDatabase("empty");
  expect(await seed(empty.url)).toMatchObject({
    exitCode: 1,
    stderr: "This database has no tables of Hiroba yet: start an origin on it first.\n",
  });
  await empty.drop();
  expect((await seed(database.url, "--huge")).exitCode).toBe(64);
});

test("in a database of its own it makes as much in another way, with every index there was", async () => {
  const own = await createTestDatabase();
  const { db, close } = openDb(own.url);
  const shape = () =>
    db.execute(sql`SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname`);
  const before = await shape();
  const plan = await fillAlone(own.url, 400, Date.now());
  expect(plan).toEqual(scaledPlan(400));
  expect(await shape()).toEqual(before);
  expect(await isFilled(db, plan)).toBe(true);
  const orphans = await db.execute(sql`
    SELECT 1 FROM worlds LEFT JOIN users ON users.id = owner_id WHERE owner_id IS NOT NULL AND users.id IS NULL
    UNION ALL SELECT 1 FROM visits LEFT JOIN rooms ON rooms.id = room_id WHERE rooms.id IS NULL
    UNION ALL SELECT 1 FROM likes LEFT JOIN users ON users.id = user_id WHERE users.id IS NULL`);
  expect(orphans).toHaveLength(0);
  await close();
  await own.drop();
});
