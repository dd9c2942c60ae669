// A pool that is used up, a database that does not answer, deadlocks and connections that break: whoever asks is told in time, and what
// could be done is done afterwards. A real Postgres, behind a proxy that fails.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import type { WaitBounds } from "../../../origin/db/bound-waiting.ts";
import { openDb } from "../../../origin/db/client.ts";
import { problemOfDatabase } from "../../../origin/db/database-problem.ts";
import { createTestDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { type FaultProxy, startFaultProxy } from "../../support/fault-proxy.ts";

/** The pool's. */
const CONNECTIONS = 10;
const HOUR_MS = 3_600_000;
const PATIENT: WaitBounds = { waitingMax: 100, beginMaxMs: HOUR_MS, answerMaxMs: HOUR_MS };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let proxy: FaultProxy;
let pool: ReturnType<typeof openDb>;
beforeEach(async () => {
  database = await createTestDatabase("empty");
  const url = new URL(database.url);
  proxy = await startFaultProxy(Number(url.port));
});
afterEach(async () => {
  await pool.close();
  proxy.stop();
  await database.drop();
});

function open(bounds: WaitBounds): void {
  const url = new URL(database.url);
  url.port = String(proxy.port);
  pool = openDb(url.href, bounds);
}

/** Takes every connection. Answers what gives them back. */
async function takeAll(): Promise<() => Promise<unknown>> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let taken = 0;
  // On a busy machine the bounds of a test may be too short for a first connection.
  const take = (): Promise<void> =>
    pool.db
      .transaction(async () => {
        taken++;
        await released;
      })
      .catch(take);
  const all = Array.from({ length: CONNECTIONS }, take);
  await eventually("all connections", () => taken === CONNECTIONS);
  return () => {
    release();
    return Promise.all(all);
  };
}

const codeOf = async (work: Promise<unknown>): Promise<string | null | undefined> => {
  const error = await work.then(
    () => null,
    (failure: unknown) => failure,
  );
  return error === null ? null : problemOfDatabase(error)?.code;
};
const one = async () => (await pool.db.execute<{ one: number }>(sql`SELECT 1 AS one`))[0]?.one;

describe("a pool that is used up", () => {
  test("refuses a transaction that gets no connection in time, and does not begin it later", async () => {
    open({ ...PATIENT, beginMaxMs: 200 });
    const giveBack = await takeAll();
    const begun: string[] = [];
    const begin = (name: string) => pool.db.transaction(async () => void begun.push(name));
    const codes = await Promise.all([codeOf(begin("late")), codeOf(begin("too"))]);
    expect(codes).toEqual(["DATABASE_BUSY", "DATABASE_BUSY"]);
    await giveBack();
    await begin("now");
    expect([begun, await one()]).toEqual([["now"], 1]);
  });

  test("refuses at once what would wait beyond its bound, and does all that waited", async () => {
    open({ ...PATIENT, waitingMax: CONNECTIONS });
    const giveBack = await takeAll();
    const waiting = Array.from({ length: CONNECTIONS }, (_, index) =>
      index % 2 === 0 ? one() : pool.db.transaction(async () => 1),
    );
    expect(await codeOf(one())).toBe("DATABASE_BUSY");
    expect(await codeOf(pool.db.transaction(async () => 1))).toBe("DATABASE_BUSY");
    await giveBack();
    expect(await Promise.all(waiting)).toEqual(Array(CONNECTIONS).fill(1));
    expect(await one()).toBe(1);
  });
});

describe("a database that does not answer", () => {
  test("is told of in time, and asked again when it does", async () => {
    open({ ...PATIENT, answerMaxMs: 300, beginMaxMs: 300 });
    await eventually("a first answer", () => one().catch(() => false));
    proxy.stall();
    expect(await codeOf(one())).toBe("DATABASE_BUSY");
    expect(await codeOf(pool.db.transaction(async () => 1))).toBe("DATABASE_BUSY");
    proxy.flow();
    await eventually("an answer", () => one().catch(() => false));
  });

  test("is told of as away where it cannot be reached, and a stalled statement that is ended as too long", async () => {
    open(PATIENT);
    await one();
    proxy.cut();
    expect(await codeOf(one())).toBe("DATABASE_AWAY");
    proxy.mend();
    expect(await eventually("an answer", () => one().catch(() => false))).toBe(1);
    const long = pool.db.transaction(async (tx) => {
      await tx.execute(sql`SET LOCAL statement_timeout = 50`);
      await tx.execute(sql`SELECT pg_sleep(60)`);
    });
    expect(await codeOf(long)).toBe("DATABASE_BUSY");
  });
});

describe("a connection that breaks", () => {
  test("in the middle of transactions ends none but those, time and again, and what they would still do is done by nobody", async () => {
    open(PATIENT);
    await pool.db.execute(sql`CREATE TABLE marks (mark integer)`);
    for (let round = 0; round < 5; round++) {
      const { promise: broken, resolve: breaks } = Promise.withResolvers<void>();
      let begun = 0;
      const all = Array.from({ length: CONNECTIONS }, async (_, index) =>
        codeOf(
          pool.db.transaction(async (tx) => {
            begun++;
            // Half of them wait for Postgres when it happens, half for something else.
            if (index % 2 === 0) await tx.execute(sql`SELECT pg_sleep(60)`);
            await broken;
            await tx.execute(sql`INSERT INTO marks VALUES (${round})`);
          }),
        ),
      );
      await eventually("all begun", () => begun === CONNECTIONS);
      proxy.cut();
      proxy.mend();
      expect(new Set(await Promise.all(all))).toEqual(new Set(["DATABASE_AWAY"]));
      // Other transactions use the connections by now.
      const others = Array.from({ length: CONNECTIONS }, () =>
        pool.db.transaction(async (tx) => {
          await tx.execute(sql`INSERT INTO marks VALUES (100)`);
          breaks();
          await tx.execute(sql`SELECT pg_sleep(0.02)`);
          await tx.execute(sql`INSERT INTO marks VALUES (100)`);
        }),
      );
      await Promise.all(others);
    }
    const marks = await pool.db.execute<{ mark: number; count: number }>(
      sql`SELECT mark, count(*)::int AS count FROM marks GROUP BY mark`,
    );
    expect([...marks]).toEqual([{ mark: 100, count: 2 * 5 * CONNECTIONS }]);
  }, 30_000);
});

test("of two transactions in each other's way one is told to try again, the other is done", async () => {
  open(PATIENT);
  await pool.db.execute(sql`CREATE TABLE pairs AS SELECT n, 0 AS by FROM generate_series(1, 2) n`);
  const { promise: both, resolve: haveOne } = Promise.withResolvers<void>();
  let count = 0;
  const take = (first: number, second: number) =>
    pool.db.transaction(async (tx) => {
      await tx.execute(sql`UPDATE pairs SET by = ${first} WHERE n = ${first}`);
      if (++count === 2) haveOne();
      await both;
      await tx.execute(sql`UPDATE pairs SET by = ${first} WHERE n = ${second}`);
    });
  expect((await Promise.all([codeOf(take(1, 2)), codeOf(take(2, 1))])).toSorted()).toEqual([
    "DATABASE_BUSY",
    null,
  ] as never);
});

test("a failure that is no database's, or none of its being away, says nothing of it", async () => {
  open(PATIENT);
  const wrong = await pool.db.execute(sql`SELECT nothing`).catch((error: unknown) => error);
  const refused = Object.assign(new Error("no"), { code: "ECONNREFUSED" });
  expect([wrong, refused, new Error("x"), null].map(problemOfDatabase)).toEqual([null, null, null, null]);
});
