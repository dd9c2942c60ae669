import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { recordChange } from "../../../origin/changes/record-change.ts";
import { CHANGES_CHANNEL } from "../../../origin/changes/store.ts";
import { CHANGES_KEPT_MS, sweepChanges } from "../../../origin/changes/sweep-changes.ts";
import { openDb } from "../../../origin/db/client.ts";
import { type ChangePage, changePageSchema } from "../../../shared/schema/internal/changes.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { createTestDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.stop());

async function changes(after?: string): Promise<ChangePage> {
  const query = after === undefined ? "" : `?after=${after}`;
  const { status, body } = await origin.ask(internalPath.changes, { query });
  expect(status).toBe(200);
  return changePageSchema.parse(body);
}

const record = (...tags: string[]) =>
  origin.deps.db.transaction((tx) => recordChange(tx, tags, new Date(origin.deps.nowMs())));

describe("the feed of changes", () => {
  test("begins where it stands, and then tells each change once", async () => {
    await record("worlds");
    const start = await changes();
    expect(start).toMatchObject({ tags: [], isReset: false, hasMore: false });
    await record("worlds", "world:wld_a");
    await record("avatars", "worlds");
    const next = await changes(start.cursor);
    expect(next).toMatchObject({ tags: ["worlds", "world:wld_a", "avatars"], isReset: false });
    expect((await changes(next.cursor)).tags).toEqual([]);
  });

  test("a change that drew its number first and commits last is not missed", async () => {
    const start = await changes();
    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
    const { promise: drawn, resolve: hasDrawn } = Promise.withResolvers<void>();
    const slow = origin.deps.db.transaction(async (tx) => {
      await recordChange(tx, ["world:wld_slow"], new Date(origin.deps.nowMs()));
      hasDrawn();
      await mayCommit;
    });
    await drawn;
    await record("world:wld_fast");
    const during = await changes(start.cursor);
    // The fast one is committed, but told only once nothing below it can still come.
    expect(during.tags).toEqual([]);
    commit();
    await slow;
    expect((await changes(during.cursor)).tags).toEqual(["world:wld_slow", "world:wld_fast"]);
  });

  test("a transaction that began earlier and writes its change later is not missed either", async () => {
    const start = await changes();
    const { promise: mayWrite, resolve: write } = Promise.withResolvers<void>();
    const { promise: begun, resolve: hasBegun } = Promise.withResolvers<void>();
    const early = origin.deps.db.transaction(async (tx) => {
      await tx.execute(sql`SELECT pg_current_xact_id()`);
      hasBegun();
      await mayWrite;
      await recordChange(tx, ["world:wld_early"], new Date(origin.deps.nowMs()));
    });
    await begun;
    await record("world:wld_late");
    const during = await changes(start.cursor);
    write();
    await early;
    const seen = [...during.tags, ...(await changes(during.cursor)).tags];
    expect(seen.toSorted()).toEqual(["world:wld_early", "world:wld_late"]);
  });

  test("what was rolled back is never told", async () => {
    const start = await changes();
    await origin.deps.db
      .transaction(async (tx) => {
        await recordChange(tx, ["world:wld_undone"], new Date());
        throw new Error("undone");
      })
      .catch(() => {});
    await record("world:wld_done");
    expect((await changes(start.cursor)).tags).toEqual(["world:wld_done"]);
  });

  test("a cursor from before what was swept is told that everything may have changed", async () => {
    const start = await changes();
    await record("world:wld_swept");
    origin.clock.nowMs += CHANGES_KEPT_MS + 1;
    await sweepChanges(origin.deps);
    const next = await changes(start.cursor);
    expect(next).toMatchObject({ tags: [], isReset: true });
    expect(await changes(next.cursor)).toMatchObject({ tags: [], isReset: false });
  });

  test("a cursor of another database, whose numbers are higher, is told the same", async () => {
    expect(await changes(`999999999999.0.${origin.clock.nowMs}`)).toMatchObject({ tags: [], isReset: true });
  });

  test("a cursor that is none of ours is refused", async () => {
    for (const after of ["x", "1.2", "1.2.3.4", "-1.2.3", "99999999999999999999.1.1"]) {
      const { status, body } = await origin.ask(internalPath.changes, { query: `?after=${after}` });
      expect([status, body["code"]]).toEqual([422, "CURSOR_INVALID"]);
    }
  });

  test("many changes come in pages, none lost and none twice", async () => {
    const start = await changes();
    const ids = Array.from({ length: 1_050 }, (_, n) => `world:wld_${n}`);
    await origin.deps.db.transaction(async (tx) => {
      for (const id of ids) await recordChange(tx, [id], new Date(origin.deps.nowMs()));
    });
    const seen: string[] = [];
    let page = await changes(start.cursor);
    seen.push(...page.tags);
    while (page.hasMore) {
      page = await changes(page.cursor);
      seen.push(...page.tags);
    }
    expect(seen).toEqual(ids);
  });
});

describe("a listener", () => {
  test("hears a change after its commit, with its tags", async () => {
    const database = await createTestDatabase();
    const { db, listen, close } = openDb(database.url);
    const heard: string[] = [];
    await listen(CHANGES_CHANNEL, (payload) => heard.push(payload));
    await db.transaction((tx) => recordChange(tx, ["worlds", "world:wld_a"], new Date()));
    await eventually("the notification", () => heard.length > 0);
    expect(heard).toEqual(["worlds,world:wld_a"]);
    const many = Array.from({ length: 900 }, (_, n) => `world:wld_${n}`);
    await db.transaction((tx) => recordChange(tx, many, new Date()));
    await eventually("the second notification", () => heard.length > 1);
    expect(heard[1]).toBe("*");
    await close();
    await database.drop();
  });
});
