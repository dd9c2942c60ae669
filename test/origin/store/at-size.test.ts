// How Postgres goes about the store's lists where there are tens of thousands of things, holdings and transactions: by indices, and never
// through all of them.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { listHistoryPage } from "../../../origin/money/list-history.ts";
import { getListing, listListingPage, listOwnListingPage } from "../../../origin/store/get-listing.ts";
import { listHoldingPage } from "../../../origin/store/holdings.ts";
import { assetIdSchema, userIdSchema } from "../../../shared/schema/ids.ts";
import { listingQuerySchema } from "../../../shared/schema/store.ts";
import { createTestDatabase } from "../../support/database.ts";
import { openExplained } from "../explained.ts";

const FILL_MAX_MS = 120_000;
const THINGS = 40_000;
const TRANSACTIONS = 4_000;
/** Written at once: each changes the same balance, of which Postgres keeps every state until the commit. */
const WRITTEN_AT_ONCE = 400;
/** Of the busiest scan, and of the largest sort: a small part of what there is. */
const VISITED_MAX = 2_500;
const PAGE = 20;
const DEEP_PAGES = 5;

const somebody = userIdSchema.parse("usr_7");

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let square: ReturnType<typeof openExplained>;
beforeAll(async () => {
  database = await createTestDatabase();
  square = openExplained(database.url);
  const run = (statement: string) => square.db.execute(sql.raw(statement));
  await run(`INSERT INTO users (id, display_name, role, locale, created_at)
    SELECT 'usr_' || n, 'User', 'member', 'ja', now() FROM generate_series(0, 499) n`);
  await run(`INSERT INTO assets (id, kind, owner_id, name, object_key, sha256, size_bytes, facts, created_at)
    SELECT 'ast_' || n, CASE WHEN n % 50 = 0 THEN 'item' ELSE 'avatar' END, 'usr_' || n % 100, 'Thing', 'k' || n, 's', 1, '{}', now()
    FROM generate_series(1, ${THINGS}) n`);
  await run(`INSERT INTO listings (asset_id, owner_id, kind, price_coins, number_max, sold_count, takes_exchange_tickets, is_for_sale, created_at)
    SELECT id, owner_id, kind, 1 + length(id) * 7, NULL, 0, false, right(id, 1) <> '3', now() - right(id, 4)::int * interval '1 second'
    FROM (SELECT id, owner_id, kind FROM assets WHERE length(id) >= 8) a`);
  await run(`INSERT INTO holdings (holder_id, asset_id, got, purchase_id, created_at)
    SELECT 'usr_' || 7 + n % 10, 'ast_' || n, 'bought', 'pur_' || n, now() - n * interval '1 second' FROM generate_series(1, ${THINGS}) n`);
  await run(`INSERT INTO ledger_accounts (id, kind, owner_id, unit, side, balance) VALUES
    ('coins:usr_7:free-coin', 'coins', 'usr_7', 'free-coin', -1, 0), ('coins-issued::free-coin', 'coins-issued', NULL, 'free-coin', 1, NULL)`);
  for (let first = 1; first <= TRANSACTIONS; first += WRITTEN_AT_ONCE)
    await run(`WITH t AS (INSERT INTO ledger_transactions (key, kind, at, entry_count)
        SELECT 'k' || n, 'coins.granted', now(), 2 FROM generate_series(${first}, ${first + WRITTEN_AT_ONCE - 1}) n RETURNING id)
      INSERT INTO ledger_entries SELECT id, 'coins:usr_7:free-coin', -1 FROM t UNION ALL SELECT id, 'coins-issued::free-coin', 1 FROM t`);
  for (const table of ["users", "assets", "listings", "holdings", "ledger_entries", "ledger_transactions"])
    await run(`VACUUM ANALYZE ${table}`);
}, FILL_MAX_MS);
afterAll(async () => {
  await square.close();
  await database.drop();
});

const deps = () => ({ db: square.db, deliveryUrl: "https://delivery.test" });
const listed = (query: object) =>
  listListingPage(deps(), listingQuerySchema.parse({ limit: PAGE, ...query }));

async function deepInto(
  page: (cursor: string | undefined) => Promise<{ readonly nextCursor: string | null }>,
): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let n = 0; n < DEEP_PAGES; n += 1) cursor = (await page(cursor)).nextCursor ?? cursor;
  return cursor;
}

describe("no table is read from end to end, nor sorted as a whole,", () => {
  const own = (cursor?: string) => listOwnListingPage(deps(), somebody, { limit: PAGE, cursor });
  const held = (cursor?: string) => listHoldingPage(deps(), somebody, { limit: PAGE, cursor });
  const history = (cursor?: string) => listHistoryPage(deps(), somebody, { limit: PAGE, cursor });
  test.each<[string, (cursor?: string) => Promise<{ readonly nextCursor: string | null }>]>([
    ["what is newest", (cursor) => listed({ cursor })],
    ["what is cheapest", (cursor) => listed({ order: "price", cursor })],
    ["the newest of a rare kind", (cursor) => listed({ kind: "item", cursor })],
    ["the cheapest of a rare kind", (cursor) => listed({ kind: "item", order: "price", cursor })],
    ["a creator's newest", (cursor) => listed({ owner: somebody, cursor })],
    ["a creator's cheapest", (cursor) => listed({ owner: somebody, order: "price", cursor })],
    ["one's own listings", own],
    ["one's holdings", held],
    ["a history of coins", history],
  ])("for %s", async (_name, page) => {
    const cursor = await deepInto(page);
    for (const from of [undefined, cursor])
      for (const { statement, scannedTables, sortedRows, visitedRows } of await square.plansOf(() =>
        page(from),
      ))
        expect({
          statement,
          scannedTables,
          isModest: sortedRows <= VISITED_MAX && visitedRows <= VISITED_MAX,
          sortedRows,
          visitedRows,
        }).toEqual({ statement, scannedTables: [], isModest: true, sortedRows, visitedRows });
  });

  test("for one thing", async () => {
    for (const plan of await square.plansOf(() => getListing(deps(), assetIdSchema.parse("ast_20001"))))
      expect([plan.scannedTables, plan.visitedRows]).toEqual([[], 1]);
  });
});
