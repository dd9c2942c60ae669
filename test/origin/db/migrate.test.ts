import { afterAll, beforeAll, expect, test } from "bun:test";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { sql } from "drizzle-orm";
import { openDb } from "../../../origin/db/client.ts";
import { migrate } from "../../../origin/db/migrate.ts";
import journal from "../../../origin/db/migrations/meta/_journal.json" with { type: "json" };
import * as schema from "../../../origin/db/schema.ts";
import { seedWhenEmpty } from "../../../origin/db/seed.ts";
import { lockMigrations } from "../../../origin/db/transaction.ts";
import { createTestDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let opened: ReturnType<typeof openDb>;
beforeAll(async () => {
  database = await createTestDatabase("empty");
  opened = openDb(database.url);
});
afterAll(async () => {
  await opened.close();
  await database.drop();
});

const countOf = async (table: string) => {
  const [row] = await opened.db.execute<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM ${sql.raw(table)}`,
  );
  return row?.count;
};

test("origins that boot at once on an empty database make it once, and seed it once", async () => {
  const nowMs = Date.UTC(2026, 10, 24);
  const boots = Array.from({ length: 5 }, async () => {
    await migrate(opened.db);
    return seedWhenEmpty(opened.db, nowMs);
  });
  const seeded = await Promise.all(boots);
  expect(seeded.filter((isFirst) => isFirst)).toHaveLength(1);
  expect(await countOf("drizzle.__drizzle_migrations")).toBe(journal.entries.length);
  expect([await countOf("worlds"), await countOf("events")]).toEqual([3, 1]);
});

test("a boot on a database that is up to date changes nothing, and seeds no house that has worlds", async () => {
  await migrate(opened.db);
  expect(await seedWhenEmpty(opened.db, Date.now())).toBe(false);
  expect(await countOf("drizzle.__drizzle_migrations")).toBe(journal.entries.length);
});

test("a boot waits for the one that migrates longer than a query may take", async () => {
  // As Postgres' own bound on a statement, which here is short.
  const impatient = openDb(`${database.url}?statement_timeout=300`);
  const { promise: migrated, resolve: end } = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const other = opened.db.transaction(async (tx) => {
    await lockMigrations(tx);
    locked.resolve();
    await migrated;
  });
  try {
    await locked.promise;
    const query = async () => impatient.db.execute(sql`SELECT pg_sleep(10)`);
    await expect(query()).rejects.toMatchObject({ cause: { code: "57014" } });
    const boot = migrate(impatient.db).then(
      () => "booted",
      (error: unknown) => error,
    );
    const waitsForLong = async () => {
      const [waiting] = await opened.db.execute(
        sql`SELECT pid FROM pg_stat_activity WHERE datname = current_database()
          AND wait_event = 'advisory' AND clock_timestamp() - query_start > interval '600 milliseconds'`,
      );
      return waiting !== undefined;
    };
    await Promise.race([boot, eventually("a boot that waits", waitsForLong)]);
    end();
    expect(await boot).toBe("booted");
  } finally {
    end();
    await other;
    await impatient.close();
  }
});

test("the migrations make what schema.ts says: nothing is left to generate", async () => {
  const last = journal.entries.at(-1);
  const name = `${String(last?.idx).padStart(4, "0")}_snapshot.json`;
  const { default: snapshot } = await import(`../../../origin/db/migrations/meta/${name}`);
  const statements = await generateMigration(snapshot, generateDrizzleJson(schema, snapshot.id));
  expect(statements).toEqual([]);
});
