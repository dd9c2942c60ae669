import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import postgres from "postgres";
import { type Db, openDb } from "../../../origin/db/client.ts";
import { describeCatalog } from "../../../origin/db/describe-catalog.ts";
import { openBoss } from "../../../origin/jobs/queue.ts";
import { insertLots } from "../../../origin/money/coin-store.ts";
import { grantCoins } from "../../../origin/money/grant-coins.ts";
import { postTransaction } from "../../../origin/money/post-transaction.ts";
import { coinsSold } from "../../../origin/money/postings/sales.ts";
import { spendCoins } from "../../../origin/money/spend-coins.ts";
import { readSequences, readTables } from "../../../scripts/db/layout.ts";
import { whyNotNative } from "../../../scripts/db/native-dump.ts";
import { createLog } from "../../../shared/http/log.ts";
import { orderIdSchema, userIdSchema } from "../../../shared/schema/ids.ts";
import { createTestDatabase } from "../../support/database.ts";

const log = createLog({ process: "test", format: "json", nowMs: Date.now, write: () => {} });
/** Who buys coins, is given some, and spends of both. */
const BUYER = userIdSchema.parse("usr_1");
const NOW_MS = Date.UTC(2026, 8, 1);
/** Bytes that a text format could trip over. */
const NASTY = "tab\t, line\nbreak, \\N, \\., 'quotes\", 広場 \u{1f3ee}, \u0001";

type Database = Awaited<ReturnType<typeof createTestDatabase>>;
let folder: string;
let source: Database;
let sql: postgres.Sql;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiroba-backup-"));
  source = await createTestDatabase();
  sql = postgres(source.url, { max: 2, onnotice: () => {} });
  const boss = await openBoss({ databaseUrl: source.url, log }, "visitor");
  await boss.send("sweep.sessions", {});
  await boss.stop();
  await sql`INSERT INTO users (id, display_name, role, locale, bio, created_at)
    SELECT 'usr_' || n, ${NASTY}, 'member', 'ja', ${NASTY}, now() FROM generate_series(1, 500) n`;
  await sql`INSERT INTO assets (id, kind, owner_id, name, object_key, sha256, size_bytes, facts, created_at)
    SELECT 'ast_' || n, 'avatar', 'usr_' || n, ${NASTY}, 'k', 's', n, ${sql.json({ said: NASTY })}, now()
    FROM generate_series(1, 500) n`;
  // A circle: a user refers to an asset, which refers to the user.
  await sql`UPDATE users SET avatar_id = 'ast_' || substr(id, 5) WHERE id LIKE 'usr_1%'`;
  // Into a log that only grows rows come, but none may be taken out on the way.
  await sql`INSERT INTO audit_entries (seq, act, actor_id, at, facts, hash, previous_hash, subject)
    VALUES (1, 'test', NULL, now(), ${NASTY}, 'hash', 'before', 'nobody')`;
  await inDatabase(source.url, keepBooks);
  await sql`INSERT INTO changes (tags, at) SELECT ARRAY[${NASTY}, n::text], now() FROM generate_series(1, 20) n`;
});
afterAll(async () => {
  await sql.end();
  await source.drop();
  await rm(folder, { recursive: true, force: true });
});

async function inDatabase<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = openDb(url);
  return work(db).finally(close);
}

async function keepBooks(db: Db): Promise<void> {
  const at = new Date(NOW_MS);
  const orderId = orderIdSchema.parse("ord_kept");
  const settled = { balanceTransactionId: "txn_kept", currency: "jpy", amount: 1_200, fee: 43 } as const;
  const payment = { currency: "jpy", total: 1_200, tax: 109, settled } as const;
  const sold = coinsSold({ orderId, userId: BUYER, coins: 100, freeCoins: 0, payment });
  await db.transaction(async (tx) => {
    const transactionId = await postTransaction(tx, sold, { at, orderId });
    if (transactionId === null) throw new Error("it was sold before");
    const paid = { amount: 1_091, currency: "jpy" } as const;
    const lot = { unit: "coin", issuedCount: 100, expiresAt: new Date(NOW_MS + 1), paid } as const;
    await insertLots(tx, [lot], { userId: BUYER, orderId, transactionId, at });
  });
  await grantCoins({ db, nowMs: () => NOW_MS }, { key: "gift", userId: BUYER, count: 10 });
  await spend(db, 30, "hat");
}

/** Before the coins expire. */
const spend = (db: Db, count: number, key: string) =>
  db.transaction((tx) =>
    spendCoins(tx, { key, userId: BUYER, count, units: ["coin", "free-coin"], earner: null }, NOW_MS),
  );

async function run(
  script: "backup" | "restore",
  args: readonly string[],
  databaseUrl: string,
  path = process.env["PATH"] ?? "",
) {
  const child = Bun.spawn([process.execPath, `scripts/db/${script}.ts`, ...args], {
    env: { PATH: path, DATABASE_URL: databaseUrl },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, errors] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  return { exitCode: await child.exited, text: out + errors };
}

/** Everything in a database that a backup is to bring back: the catalog, each table's rows, and the sequences. */
async function contentOf(url: string): Promise<Record<string, unknown>> {
  const { db, close } = openDb(url);
  const one = postgres(url, { max: 1, onnotice: () => {} });
  const content: Record<string, unknown> = {
    catalog: await describeCatalog(db),
    sequences: await readSequences(one),
  };
  for (const { table } of await readTables(one)) {
    const [row] = await one.unsafe<{ count: number; digest: string }[]>(
      `SELECT count(*)::int AS count, md5(coalesce(string_agg(r::text, E'\\n' ORDER BY r::text COLLATE "C"), '')) AS digest FROM ${table} r`,
    );
    content[table] = `${row?.count} ${row?.digest}`;
  }
  await one.end();
  await close();
  return content;
}

async function restored(path: string): Promise<Record<string, unknown>> {
  const target = await createTestDatabase("empty");
  expect(await run("restore", [path], target.url)).toMatchObject({ exitCode: 0 });
  const content = await contentOf(target.url);
  await expectLivingBooks(target.url);
  await target.drop();
  return content;
}

/** They sum up, refuse what books refuse, and go on where they were. */
async function expectLivingBooks(url: string): Promise<void> {
  const one = postgres(url, { max: 1, onnotice: () => {} });
  const refusal = (statement: string) =>
    one.unsafe(statement).then(
      () => "done",
      (error: Error) => error.message,
    );
  const [sums] = await one`SELECT
    (SELECT count(*)::int FROM ledger_entries) AS entries,
    (SELECT count(*)::int FROM (SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
      GROUP BY e.transaction_id, a.unit HAVING sum(e.amount) <> 0) AS t) AS unbalanced,
    (SELECT count(*)::int FROM ledger_accounts a WHERE a.balance IS NOT NULL AND a.balance <>
      (SELECT coalesce(sum(e.amount), 0) FROM ledger_entries e WHERE e.account_id = a.id)) AS apart`;
  expect(sums).toMatchObject({ unbalanced: 0, apart: 0 });
  expect(sums?.["entries"]).toBeGreaterThan(0);
  for (const table of [
    "ledger_transactions",
    "ledger_entries",
    "coin_takings",
    "ledger_accounts",
    "coin_lots",
  ])
    expect(await refusal(`DELETE FROM ${table}`)).toContain("the books are append-only");
  expect(await refusal("UPDATE ledger_entries SET amount = amount + 1")).toContain("append-only");
  expect(await refusal("UPDATE ledger_accounts SET balance = 0 WHERE balance <> 0")).toContain(
    "by entries alone",
  );
  expect(await refusal("UPDATE coin_lots SET left_count = issued_count")).toContain("by takings alone");
  const oneSided = `INSERT INTO ledger_transactions (key, kind, at, entry_count) VALUES ('odd', 'coins.granted', now(), 1)`;
  expect(await refusal(oneSided)).toContain("0 of 1 entries");
  await one.end();
  await inDatabase(url, async (db) => {
    expect(await spend(db, 30, "hat")).toBeNull();
    expect(await spend(db, 80, "coat")).not.toBeNull();
    await expect(spend(db, 1, "pin")).rejects.toMatchObject({ code: "COINS_MISSING" });
  });
}

describe("a backup of ours", () => {
  test("brings back every row of every table, jobs and sequences too, and the circle of keys", async () => {
    const path = join(folder, "whole.backup");
    expect(await run("backup", [path, "--own"], source.url)).toMatchObject({ exitCode: 0 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const before = await contentOf(source.url);
    expect(Object.keys(before).filter((name) => name.includes("."))).not.toBeEmpty();
    expect(await restored(path)).toEqual(before);
  }, 120_000);

  test("is of one moment, though the database is written to meanwhile", async () => {
    const path = join(folder, "busy.backup");
    let writing = true;
    let pairs = 0;
    // Each transaction writes to the first table by name and to one of the last: one without the other is a torn backup.
    const writer = (async () => {
      while (writing) {
        const id = `pair_${pairs}`;
        await sql.begin(async (tx) => {
          await tx`INSERT INTO users (id, display_name, role, locale, created_at) VALUES (${id}, 'p', 'member', 'ja', now())`;
          await tx`INSERT INTO assets (id, kind, owner_id, name, object_key, sha256, size_bytes, facts, created_at)
            VALUES (${id}, 'pair', ${id}, 'p', 'k', 's', 1, '{}', now())`;
        });
        pairs += 1;
      }
    })();
    while (pairs < 5) await Bun.sleep(1);
    expect(await run("backup", [path, "--own"], source.url)).toMatchObject({ exitCode: 0 });
    writing = false;
    await writer;
    const lines = gunzipSync(await readFile(path))
      .toString()
      .split("\n");
    const of = (table: string, prefix: string) => {
      const from = lines.findIndex((line) => line.startsWith(`{"table":"public.${table}"`));
      const to = lines.indexOf("\\.", from);
      return lines.slice(from, to).filter((line) => line.startsWith(prefix)).length;
    };
    expect(of("users", "pair_")).toBeGreaterThanOrEqual(5);
    expect(of("users", "pair_")).toBe(of("assets", "pair_"));
    await sql`DELETE FROM users WHERE id LIKE 'pair%'`;
  }, 120_000);

  test("that is not whole, or of another schema, is refused, and leaves the database empty of people", async () => {
    const path = join(folder, "damaged.backup");
    await run("backup", [path, "--own"], source.url);
    const text = gunzipSync(await readFile(path)).toString();
    const damaged: Readonly<Record<string, Uint8Array>> = {
      "cut as a file": (await readFile(path)).subarray(0, 2_000),
      "cut between lines": gzipSync(text.slice(0, text.indexOf("\\.\n", text.indexOf("public.users")))),
      "without its end": gzipSync(text.slice(0, text.lastIndexOf('{"end"'))),
      "a row short": gzipSync(text.replace(/^usr_400\t.*\n/m, "")),
      "of another schema": gzipSync(text.replace(/"schema":"[0-9a-f]{8}/, '"schema":"00000000')),
      "no backup": new TextEncoder().encode("hello"),
    };
    for (const [what, bytes] of Object.entries(damaged)) {
      const target = await createTestDatabase("empty");
      await writeFile(path, bytes);
      const { exitCode, text: said } = await run("restore", [path], target.url);
      expect(`${what}: ${exitCode}`).toBe(`${what}: 1`);
      expect(said).toContain("Nothing was restored");
      const one = postgres(target.url, { max: 1, onnotice: () => {} });
      expect((await one`SELECT 1 FROM users`).length).toBe(0);
      await one.end();
      await target.drop();
    }
  }, 120_000);
});

test("a restore touches no database that has tables, and none that was not named", async () => {
  const path = join(folder, "careful.backup");
  await run("backup", [path, "--own"], source.url);
  const full = await run("restore", [path], source.url);
  expect(full.exitCode).toBe(1);
  expect(full.text).toContain("name an empty one");
  expect((await run("restore", [path], "")).exitCode).toBe(64);
  expect((await run("backup", [], source.url)).exitCode).toBe(64);
});

describe("pg_dump's own format", () => {
  test("brings back the same, where there is a pg_dump as new as the server", async () => {
    if ((await whyNotNative(source.url)) !== null) return;
    const path = join(folder, "native.backup");
    expect((await run("backup", [path], source.url)).text).toContain("pg_dump");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await restored(path)).toEqual(await contentOf(source.url));
  }, 120_000);

  /** A machine whose pg_dump is this shell script. */
  async function withPgDump(script: string): Promise<string> {
    const bin = await mkdtemp(join(folder, "bin-"));
    await writeFile(join(bin, "pg_dump"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return `${bin}:${process.env["PATH"]}`;
  }

  test("gives way to ours where pg_dump is older, does not run, or is not there; which it was is said", async () => {
    const machines = {
      "of Postgres 15": await withPgDump('echo "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"'),
      "You must install one": await withPgDump('echo "You must install one" >&2; exit 1'),
      "there is no pg_dump here": await mkdtemp(join(folder, "bin-")),
    };
    const path = join(folder, "chosen.backup");
    for (const [why, machine] of Object.entries(machines)) {
      const { exitCode, text } = await run("backup", [path], source.url, machine);
      expect([exitCode, text]).toEqual([0, expect.stringMatching(/\d+ rows, in our own format: /)]);
      expect(text).toContain(why);
    }
    expect(await restored(path)).toEqual(await contentOf(source.url));
  }, 120_000);

  test("that fails on the way leaves the backup before it as it was", async () => {
    const failing = await withPgDump(
      'case "$*" in *--version*) echo "pg_dump (PostgreSQL) 99.0";; *) echo "disk full" >&2; exit 1;; esac',
    );
    const path = join(folder, "kept.backup");
    await writeFile(path, "the one before");
    const { exitCode, text } = await run("backup", [path], source.url, failing);
    expect([exitCode, text]).toEqual([1, expect.stringContaining("disk full")]);
    expect(await readFile(path, "utf8")).toBe("the one before");
    expect((await readdir(folder)).filter((name) => name.endsWith(".new"))).toEqual([]);
  });
});
