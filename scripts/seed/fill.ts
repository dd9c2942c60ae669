// Fills a database by a plan, in batches that each commit by themselves: a run that ends half-way is taken up by the next, and
// one that finds everything there adds nothing.

import { count, eq, getTableColumns, like, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { findableAsset } from "../../origin/assets/index-asset.ts";
import { type Findable, toEntry } from "../../origin/catalog/index-entry.ts";
import { recordChange } from "../../origin/changes/record-change.ts";
import type { Db, DbOrTx } from "../../origin/db/client.ts";
import { catalogEntries, likes } from "../../origin/db/schema/catalog.ts";
import { events } from "../../origin/db/schema/events.ts";
import { rooms, visits } from "../../origin/db/schema/rooms.ts";
import { friendships } from "../../origin/db/schema/social.ts";
import { assets, users } from "../../origin/db/schema/users.ts";
import { worlds } from "../../origin/db/schema/worlds.ts";
import { findableEvent } from "../../origin/events/index-event.ts";
import { findableUser } from "../../origin/users/index-user.ts";
import { findableWorld } from "../../origin/worlds/index-world.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { insertFriendships, insertLikes, insertRooms, insertVisits, type Range } from "./made-in-sql.ts";
import { createMadeUp, HISTORY_MS } from "./made-up.ts";
import { idPrefix, type SeedPlan, seedId } from "./plan.ts";

const MADE_HERE_BATCH = 2_000;
const MADE_IN_SQL_BATCH = 50_000;
const LIKED_BATCH = 20_000;

/** How many rows of each table were added. */
export type Added = Readonly<Record<string, number>>;
export type Progress = (table: string, done: number, of: number) => void;
export type FillOptions = { readonly plan: SeedPlan; readonly nowMs: number; readonly progress: Progress };

/** Whether all of the plan is there: its visits, which come last, say so. */
export async function isFilled(db: Db, plan: SeedPlan): Promise<boolean> {
  const [row] = await db
    .select({ count: count() })
    .from(visits)
    .where(like(visits.roomId, `${idPrefix(plan, "room")}%`));
  return row?.count === plan.visits;
}

/** Adds what the plan has and the database has not. Throws what the database says; what was committed stays. */
export async function fill(db: Db, options: FillOptions): Promise<Added> {
  const things = await fillThings(db, options);
  const traffic = await fillTraffic(db, options);
  await settle(db, options.nowMs);
  return { ...things, ...traffic };
}

type Noun<Row> = {
  readonly name: string;
  readonly table: PgTable;
  readonly rows: number;
  readonly make: (n: number) => Row;
  readonly toFindable: (row: Row) => Findable | null;
};

/** Users, worlds, events and assets, and what stands of them in the catalog. */
export async function fillThings(db: Db, { plan, nowMs, progress }: FillOptions): Promise<Added> {
  const madeUp = createMadeUp(plan, (await baseOf(db, plan, nowMs)).getTime());
  const added: Record<string, number> = {};
  const write = async (name: string, table: PgTable, rows: readonly object[], entries: readonly object[]) => {
    await db.transaction(async (tx) => {
      const newRows = await insertNew(tx, table, rows);
      added[name] = (added[name] ?? 0) + newRows;
      await insertNew(tx, catalogEntries, entries);
    });
  };
  const fillNoun = async <Row extends object>({ name, table, rows, make, toFindable }: Noun<Row>) => {
    // While Postgres takes one batch, the next is made.
    let writing: Promise<void> = Promise.resolve();
    for (const { from, to } of batches(rows, MADE_HERE_BATCH)) {
      const made = Array.from({ length: to - from }, (_, n) => make(from + n));
      const entries = made.flatMap((row) => entryOf(toFindable(row), madeUp.likeCount()));
      await writing;
      progress(name, from, rows);
      writing = write(name, table, made, entries);
    }
    await writing;
    progress(name, rows, rows);
  };
  await fillNoun({
    name: "users",
    table: users,
    rows: plan.users,
    make: madeUp.user,
    toFindable: findableUser,
  });
  await fillNoun({
    name: "worlds",
    table: worlds,
    rows: plan.worlds,
    make: madeUp.world,
    toFindable: findableWorld,
  });
  await fillNoun({
    name: "events",
    table: events,
    rows: plan.events,
    make: madeUp.event,
    toFindable: findableEvent,
  });
  for (const kind of ["avatar", "item"] as const)
    await fillNoun({
      name: `${kind}s`,
      table: assets,
      rows: plan[`${kind}s`],
      make: (n) => madeUp.asset(kind, n),
      toFindable: findableAsset,
    });
  return added;
}

/** What people did: likes, friendships, rooms that were, visits. */
export async function fillTraffic(db: Db, { plan, nowMs, progress }: FillOptions): Promise<Added> {
  const base = await baseOf(db, plan, nowMs);
  const added: Record<string, number> = {};
  const make = async (
    name: string,
    { rows, batch }: { readonly rows: number; readonly batch: number },
    statement: (range: Range) => SQL,
  ) => {
    for (const range of batches(rows, batch)) {
      added[name] = (added[name] ?? 0) + (await db.execute(statement(range))).count;
      progress(name, range.to, rows);
    }
  };
  for (const noun of ["world", "event", "avatar", "item"] as const)
    await make(`likes of ${noun}s`, { rows: plan[`${noun}s`], batch: LIKED_BATCH }, (range) =>
      insertLikes(plan, noun, range, base),
    );
  const batch = MADE_IN_SQL_BATCH;
  await make("friendships", { rows: plan.friendships, batch }, (range) =>
    insertFriendships(plan, range, base),
  );
  await make("rooms", { rows: plan.rooms, batch }, (range) => insertRooms(plan, range, base));
  // Last, as they say that all is there.
  await make("visits", { rows: plan.visits, batch }, (range) => insertVisits(plan, range, base));
  return added;
}

/** The moment the set is reckoned from: the first run's, so that later ones make the same rows. */
async function baseOf(db: Db, plan: SeedPlan, nowMs: number): Promise<Date> {
  const firstId = userIdSchema.parse(seedId(plan, "user", 0));
  const [first] = await db.select({ at: users.createdAt }).from(users).where(eq(users.id, firstId));
  return new Date(first === undefined ? nowMs : first.at.getTime() + HISTORY_MS);
}

function entryOf(findable: Findable | null, likeCount: number) {
  if (findable === null) return [];
  const liked = findable.kind === "user" ? 0 : likeCount;
  return [
    {
      ...toEntry(findable),
      featuredAt: null,
      shownAs: null,
      likeCount: liked,
      popularity: Math.floor(Math.log2(1 + liked)),
    } satisfies typeof catalogEntries.$inferSelect,
  ];
}

/** Rows whose key is not there yet, as one parameter of JSON: a parameter for each value would be 65,535 at most. */
async function insertNew(tx: DbOrTx, table: PgTable, rows: readonly object[]): Promise<number> {
  const columns = Object.entries(getTableColumns(table));
  const named = rows.map((row) => {
    const values = new Map(Object.entries(row));
    return Object.fromEntries(columns.map(([key, column]) => [column.name, values.get(key)]));
  });
  const { count: inserted } = await tx.execute(
    sql`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, ${JSON.stringify(named)}::json) ON CONFLICT DO NOTHING`,
  );
  return inserted;
}

/** The planner learns what there is now, and edges that what they hold is old. */
export async function settle(db: Db, nowMs: number): Promise<void> {
  for (const table of [users, worlds, events, assets, catalogEntries, likes, friendships, rooms, visits])
    await db.execute(sql`VACUUM ANALYZE ${table}`);
  const lists = [cacheTag.worlds, cacheTag.events, cacheTag.avatars, cacheTag.items];
  await db.transaction((tx) => recordChange(tx, lists, new Date(nowMs)));
}

function batches(rows: number, size: number): Range[] {
  return Array.from({ length: Math.ceil(rows / size) }, (_, n) => ({
    from: n * size,
    to: Math.min(rows, (n + 1) * size),
  }));
}
