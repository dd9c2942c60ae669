// The origin's lists, searches and rankings in a square of 100,000 worlds, 50,000 users and a million visits: how Postgres
// goes about each, by the statements that the stores really send. Nothing here looks at a clock: `bun run bench catalog` does.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { listUploads } from "../../origin/assets/store.ts";
import { listLikePage } from "../../origin/catalog/like-entry.ts";
import { listTags } from "../../origin/catalog/list-tags.ts";
import { searchCatalog } from "../../origin/catalog/search-catalog.ts";
import { parseQuery } from "../../origin/catalog/search-terms.ts";
import { listChanges } from "../../origin/changes/store.ts";
import { listEventPage } from "../../origin/events/get-event.ts";
import { listOpenRooms } from "../../origin/rooms/store.ts";
import { listFamilies } from "../../origin/sessions/store.ts";
import { listFriends } from "../../origin/social/list-friends.ts";
import { countRelated } from "../../origin/social/store.ts";
import { getProfile } from "../../origin/users/get-profile.ts";
import { listIdentities } from "../../origin/users/store.ts";
import { getWorldDetail, listOwnWorldPage, listRooms, listWorldPage } from "../../origin/worlds/get-world.ts";
import { fillAlone } from "../../scripts/seed/fill-alone.ts";
import { LARGE_PLAN, seedId } from "../../scripts/seed/plan.ts";
import { catalogKindSchema } from "../../shared/schema/catalog.ts";
import { userIdSchema, worldIdSchema } from "../../shared/schema/ids.ts";
import { createTestDatabase } from "../support/database.ts";
import { openExplained, type Plan } from "./explained.ts";

const FILL_MAX_MS = 300_000;
/** A small part of what a table of the square has. */
const VISITED_MAX = 25_000;
const SORTED_MAX = 5_000;
const PAGE = 24;
const DEEP_PAGES = 8;

const nowMs = Date.now();
const user = userIdSchema.parse(seedId(LARGE_PLAN, "user", 1_234));
const world = worldIdSchema.parse(seedId(LARGE_PLAN, "world", 7));

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let square: ReturnType<typeof openExplained>;
beforeAll(async () => {
  database = await createTestDatabase();
  await fillAlone(database.url, LARGE_PLAN.worlds, nowMs);
  square = openExplained(database.url);
  await addPrivateThings();
}, FILL_MAX_MS);
afterAll(async () => {
  await square.close();
  await database.drop();
});

/** What the seed makes none of, as it is nobody else's business: sessions, identities, uploads. */
async function addPrivateThings(): Promise<void> {
  await square.db.execute(sql`
    INSERT INTO session_families (id, user_id, created_at, last_used_at)
    SELECT id || device, id, created_at, created_at FROM users, generate_series(1, 2) AS device`);
  await square.db.execute(sql`
    INSERT INTO refresh_tokens (token_hash, family_id, created_at, expires_at, used_at)
    SELECT id || n, id, created_at, now() + interval '30 days', CASE WHEN n < 2 THEN created_at END
    FROM session_families, generate_series(1, 2) AS n`);
  await square.db.execute(sql`
    INSERT INTO identities (issuer, subject, user_id, created_at)
    SELECT 'https://issuer.test', id, id, created_at FROM users`);
  await square.db.execute(sql`
    INSERT INTO uploads (id, kind, owner_id, file_name, content_type, file_size_bytes, object_key, status, findings, created_at, expires_at)
    SELECT id || n, 'avatar', id, 'a.vrm', 'model/gltf-binary', 1, id || n, 'DONE', '[]', created_at + n * interval '1 day', created_at
    FROM users, generate_series(1, 2) AS n`);
  for (const table of ["session_families", "refresh_tokens", "identities", "uploads"])
    await square.db.execute(sql.raw(`VACUUM ANALYZE ${table}`));
}

const deps = () => ({ db: square.db, nowMs: () => nowMs, deliveryUrl: "https://delivery.test" });
type Paged = { readonly nextCursor: string | null };
type Query = Omit<Parameters<typeof listWorldPage>[1], "order" | "limit"> & {
  readonly order?: Parameters<typeof listWorldPage>[1]["order"];
};
const worlds = (query: Query, limit = PAGE) => listWorldPage(deps(), { order: "new", limit, ...query });
const search = (q: string, cursor?: string, limit = PAGE) =>
  searchCatalog(deps(), catalogKindSchema.options, { q, limit, cursor });

/** The cursor of a page far into a list. */
async function deepInto(page: (cursor: string | undefined) => Promise<Paged>): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let n = 0; n < DEEP_PAGES; n += 1) cursor = (await page(cursor)).nextCursor ?? cursor;
  return cursor;
}

function expectModest(plans: readonly Plan[]): void {
  expect(plans.length).toBeGreaterThan(0);
  for (const plan of plans) {
    // The statement is there to be read when it fails.
    const { statement, scannedTables } = plan;
    expect({ statement, scannedTables }).toEqual({ statement, scannedTables: [] });
    expect({ statement, isSortSmall: plan.sortedRows <= SORTED_MAX, rows: plan.sortedRows }).toMatchObject({
      isSortSmall: true,
    });
    expect({ statement, isScanShort: plan.visitedRows <= VISITED_MAX, rows: plan.visitedRows }).toMatchObject(
      {
        isScanShort: true,
      },
    );
  }
}

describe("no table is read from end to end, nor sorted as a whole,", () => {
  test.each<[string, () => Promise<unknown>]>([
    ["the newest worlds", () => worlds({})],
    ["worlds of a tag that many have", () => worlds({ tag: "雑談" })],
    ["worlds of a tag that hardly any has", () => worlds({ tag: "nowhere" })],
    ["worlds of an owner", () => worlds({ owner: user })],
    ["featured worlds", () => worlds({ order: "featured" })],
    ["a user's own worlds", () => listOwnWorldPage(deps(), user, { limit: PAGE })],
    ["a world", () => getWorldDetail(deps(), world, null)],
    ["rooms open in a world", () => listRooms(deps(), world)],
    [
      "rooms somebody may be let into",
      () =>
        listOpenRooms(square.db, { worldId: world, eventId: null, channel: "live" }, [user], new Date(nowMs)),
    ],
    ["events", () => listEventPage(deps(), { order: "soonest", limit: PAGE })],
    ["events of a tag", () => listEventPage(deps(), { order: "soonest", limit: PAGE, tag: "音楽" })],
    ["events in a world", () => listEventPage(deps(), { order: "soonest", limit: PAGE, world })],
    [
      "events found in a world",
      () => listEventPage(deps(), { order: "soonest", limit: PAGE, q: "集い", world }),
    ],
    ["likes of a user", () => listLikePage(deps(), user, { limit: PAGE })],
    ["friends, and where they are", () => listFriends(deps(), user)],
    ["how many friends there are", () => countRelated(square.db, user)],
    ["a profile", () => getProfile(deps(), user)],
    ["sessions of a user", () => listFamilies(square.db, user, new Date(nowMs))],
    ["identities of a user", () => listIdentities(square.db, user)],
    ["uploads of a user", () => listUploads(square.db, user, null, PAGE)],
    ["changes", () => listChanges(square.db, "public", { xid: 0n, seq: 0n }, PAGE)],
  ])("for %s", async (_name, call) => {
    expectModest(await square.plansOf(call));
  });

  test.each([
    "の",
    "s",
    "月",
    "月夜",
    "図書館",
    "quiet",
    "q",
    "cafe",
    "quiet harbour",
    "夜 カフェ",
    "です",
    "大丈夫",
    "初心者向けの案内",
    "a の",
    "zzz",
  ])("for a search for %s, in worlds, events or everything", async (q) => {
    expectModest(await square.plansOf(() => worlds({ q })));
    expectModest(await square.plansOf(() => listEventPage(deps(), { order: "soonest", q, limit: PAGE })));
    expectModest(await square.plansOf(() => search(q)));
  });

  test("for pages far into a list", async () => {
    const newest = await deepInto((cursor) => worlds({ cursor }, 100));
    expectModest(await square.plansOf(() => worlds({ cursor: newest })));
    const events = await deepInto((cursor) =>
      listEventPage(deps(), { order: "soonest", cursor, limit: 100 }),
    );
    expectModest(
      await square.plansOf(() => listEventPage(deps(), { order: "soonest", cursor: events, limit: PAGE })),
    );
    for (const q of ["の", "s", "quiet"]) {
      const found = await deepInto((cursor) => worlds({ q, cursor }, 100));
      expectModest(await square.plansOf(() => worlds({ q, cursor: found })));
      const all = await deepInto((cursor) => search(q, cursor, 100));
      expectModest(await square.plansOf(() => search(q, all)));
    }
  });

  test("for a page of a ranking, and of tags, once it is made", async () => {
    for (const order of ["popular", "trending"] as const) {
      const { nextCursor } = await worlds({ order });
      expectModest(await square.plansOf(() => worlds({ order })));
      expectModest(await square.plansOf(() => worlds({ order, cursor: nextCursor ?? "" })));
    }
    await listTags(deps(), "world");
    expectModest(await square.plansOf(() => listTags(deps(), "world")));
  });
});

test("a ranking is made without reading all entries, visits or likes", async () => {
  await square.db.execute(sql`DELETE FROM ranking_snapshots`);
  for (const order of ["popular", "trending"] as const)
    for (const { statement, scannedTables } of await square.plansOf(() => worlds({ order })))
      expect({
        statement,
        scanned: scannedTables.filter((table) => ["catalog_entries", "visits", "likes"].includes(table)),
      }).toEqual({ statement, scanned: [] });
});

describe("a search finds, in the same order, what one statement finds that sorts all there is:", () => {
  test.each(["s", "の", "quiet", "図書館", "夜 カフェ", "大丈夫", "a の", "quiet harbour"])(
    "%s",
    async (q) => {
      const query = parseQuery(q);
      const terms = sql`${sql.param([...(query?.terms ?? [])])}::text[]`;
      const phrases = (query?.phrases ?? []).map((phrase) => sql`AND position(${phrase} in search_text) > 0`);
      const all = await square.db.execute<{ id: string }>(sql`
      SELECT id FROM catalog_entries
      WHERE kind = 'world' AND visibility = 'public' AND terms @> ${terms} ${sql.join(phrases, sql` `)}
      ORDER BY CASE WHEN name_terms @> ${terms} THEN 2 WHEN tag_terms @> ${terms} THEN 1 ELSE 0 END DESC,
        popularity DESC, created_at DESC, id DESC
      LIMIT 300`);
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof worlds>> = await worlds(
          { q, ...(cursor === null ? {} : { cursor }) },
          60,
        );
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null && seen.length < 300);
      expect(seen.slice(0, 300)).toEqual(all.map(({ id }) => id));
    },
  );
});
