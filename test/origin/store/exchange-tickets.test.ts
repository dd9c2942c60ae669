// Free exchange tickets: issued by the house, each for one thing, worth nothing to its creator, and in the books all the same.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { lotToRedeem } from "../../../origin/money/exchange-lots.ts";
import { expireExchangeTickets } from "../../../origin/money/expire-exchange-tickets.ts";
import { exchangeTicketsOf, redeemedOf } from "../../../origin/money/postings/exchange.ts";
import { getStatement, renderStatement } from "../../../origin/payouts/get-statement.ts";
import type { UserId } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { auditPageSchema } from "../../../shared/schema/moderation.ts";
import { walletSchema } from "../../../shared/schema/order.ts";
import { earningPageSchema, earningsSchema } from "../../../shared/schema/payout.ts";
import { holdingSchema } from "../../../shared/schema/store.ts";
import { openStorefront, PRICE, type Storefront } from "./storefront.ts";

const DAY_MS = 24 * 60 * 60_000;
const TICKET = { payWith: "exchange-ticket" };

let store: Storefront;
beforeAll(async () => {
  store = await openStorefront();
});
afterAll(() => store.close());

const walletOf = async (userId: UserId) =>
  walletSchema.parse((await store.ask(internalPath.wallet, { params: { userId } })).body);

test("the lot to redeem of is the one that expires first, of those that are good", () => {
  const lot = (id: string, leftCount: number, expiresAtMs: number) => ({ id, leftCount, expiresAtMs });
  expect(lotToRedeem([lot("c", 1, 30), lot("a", 1, 20), lot("b", 1, 20)], 10)?.id).toBe("a");
  expect(lotToRedeem([lot("spent", 0, 20), lot("over", 1, 10), lot("good", 1, 30)], 10)?.id).toBe("good");
  expect(lotToRedeem([lot("over", 1, 10)], 10)).toBeNull();
});

describe("a ticket", () => {
  test("gets one thing that takes them, whatever it costs, and its creator earns nothing", async () => {
    const { creatorId, assetId } = await store.createListed({ takesExchangeTickets: true });
    const user = await store.createMember();
    await store.sellCoins(user);
    await store.issueTickets(user, 2);
    expect((await store.buy(user, assetId, TICKET)).status).toBe(201);
    const { body } = await store.ask(internalPath.holding, { params: { userId: user, assetId } });
    expect(holdingSchema.parse(body).got).toBe("redeemed");
    expect(await walletOf(user)).toMatchObject({ coinCount: 100, exchangeTicketCount: 1 });
    expect(await store.holding(redeemedOf(creatorId))).toBe(1);
    expect(await store.holding({ kind: "creator-earnings", owner: creatorId, unit: "coin" })).toBe(0);
    expect((await store.wear(user, assetId)).status).toBe(200);
  });

  test("is told to the creator whose thing it got: free, and a line that earns nothing", async () => {
    const { creatorId, assetId } = await store.createListed({ takesExchangeTickets: true });
    const [buyer, first, second] = [
      await store.createMember(),
      await store.createMember(),
      await store.createMember(),
    ];
    await store.sellCoins(buyer);
    expect((await store.buy(buyer, assetId)).status).toBe(201);
    for (const user of [first, second]) {
      await store.issueTickets(user, 1);
      expect((await store.buy(user, assetId, TICKET)).status).toBe(201);
    }
    const params = { userId: creatorId };
    const free = { sale: "store", unit: "coin", grossAmount: 0, freeCount: 0, exchangeCount: 1, amount: 0 };
    const history = await store.ask(internalPath.earningHistory, { params });
    expect(earningPageSchema.parse(history.body).items).toMatchObject([
      free,
      free,
      { sale: "store", exchangeCount: 0, freeCount: 10, grossAmount: PRICE - 10 },
    ]);

    const month = new Date(store.clock.nowMs).toISOString().slice(0, 7);
    const earned = ((PRICE - 10) * 70) / 100;
    expect((await getStatement(store.deps, creatorId, month)).lines).toMatchObject([
      { kind: "store", count: 1, sharePercent: 70, amount: earned, balance: earned },
      { kind: "redeemed", count: 2, grossAmount: 0, sharePercent: null, amount: 0, balance: earned },
    ]);
    const fileOf = (form: "csv" | "html", locale: "en" | "ja") =>
      renderStatement(store.deps, creatorId, { month, form, locale });
    expect(await fileOf("csv", "en")).toContain(
      `"Store, for exchange tickets (free)",,coin,2,0,0,,0,${earned}`,
    );
    expect(await fileOf("html", "ja")).toContain("ストア(引換券・無償)");
  });

  test("and to a creator who never sold anything else, whose month is not empty then", async () => {
    const { creatorId, assetId } = await store.createListed({ takesExchangeTickets: true });
    const user = await store.createMember();
    await store.issueTickets(user, 1);
    await store.buy(user, assetId, TICKET);
    const { body } = await store.ask(internalPath.earnings, { params: { userId: creatorId } });
    expect(earningsSchema.parse(body)).toMatchObject({
      items: [],
      since: new Date(store.clock.nowMs).toISOString(),
    });
    const month = new Date(store.clock.nowMs).toISOString().slice(0, 7);
    const html = await renderStatement(store.deps, creatorId, { month, form: "html", locale: "en" });
    expect(html).toContain("Store, for exchange tickets (free)");
    expect(html).not.toContain("Nothing came or went.");
  });

  test("that was redeemed before there were such lines has one by the migration that brought them", async () => {
    const { creatorId, assetId } = await store.createListed({ takesExchangeTickets: true });
    const user = await store.createMember();
    await store.issueTickets(user, 1);
    await store.buy(user, assetId, TICKET);
    const file = new URL("../../../origin/db/migrations/0030_redeemed-earnings.sql", import.meta.url);
    const [, select = ""] = (await Bun.file(file).text()).split(/^INSERT INTO .*$/m);
    const made = await store.deps.db.execute<Record<string, unknown>>(
      sql.raw(`SELECT * FROM (${select.replace(";", "")}) AS made (transaction_id, user_id, sale, unit, gross_amount,
        exchange_count, share_percent, amount, earned_at, matures_at) WHERE user_id = '${creatorId}'`),
    );
    const kept = await store.deps.db.execute<Record<string, unknown>>(
      sql`SELECT transaction_id, user_id, sale, unit, gross_amount, exchange_count, share_percent, amount, earned_at,
        matures_at FROM earnings WHERE user_id = ${creatorId}`,
    );
    const comparable = (rows: Iterable<Record<string, unknown>>) =>
      [...rows].map((row) => Object.entries(row).map(([name, value]) => `${name} ${String(value)}`));
    expect(comparable(made)).toHaveLength(1);
    expect(comparable(made)).toEqual(comparable(kept));
  });

  test("gets nothing that takes none, and none is gone", async () => {
    const { assetId } = await store.createListed();
    const user = await store.createMember();
    await store.issueTickets(user, 1);
    expect(store.refusal(await store.buy(user, assetId, TICKET))).toBe("409 LISTING_TAKES_COINS_ONLY");
    expect((await walletOf(user)).exchangeTicketCount).toBe(1);
  });

  test("is redeemed once: of ten things at once whoever has three gets three", async () => {
    const user = await store.createMember();
    await store.issueTickets(user, 3);
    const things = await Promise.all(
      Array.from({ length: 10 }, () => store.createListed({ takesExchangeTickets: true })),
    );
    const answers = await Promise.all(things.map(({ assetId }) => store.buy(user, assetId, TICKET)));
    const outcomes = answers.map((answer) => (answer.status === 201 ? "got" : store.refusal(answer)));
    expect(Map.groupBy(outcomes, (one) => one).get("got")).toHaveLength(3);
    expect(Map.groupBy(outcomes, (one) => one).get("409 EXCHANGE_TICKETS_MISSING")).toHaveLength(7);
    expect(await store.holding(exchangeTicketsOf(user))).toBe(0);
  }, 30_000);

  test("may be one for a friend", async () => {
    const { assetId } = await store.createListed({ takesExchangeTickets: true });
    const [giver, friend] = [await store.createMember(), await store.createMember()];
    await store.befriend(giver, friend);
    await store.issueTickets(giver, 1);
    expect((await store.buy(giver, assetId, { ...TICKET, forUserId: friend })).status).toBe(201);
    expect((await store.wear(friend, assetId)).status).toBe(200);
  });

  test("that expired gets nothing, also before it is swept away, and then it is", async () => {
    const { assetId } = await store.createListed({ takesExchangeTickets: true });
    const user = await store.createMember();
    await store.issueTickets(user, 2, 1);
    await store.issueTickets(user, 1, 9);
    expect(await walletOf(user)).toMatchObject({ exchangeTicketCount: 3, nextTicketExpiry: { count: 2 } });
    await store.pass(DAY_MS);
    expect((await walletOf(user)).exchangeTicketCount).toBe(1);
    expect(await store.holding(exchangeTicketsOf(user))).toBe(3);
    for (let sweep = 0; sweep < 2; sweep++) await expireExchangeTickets(store.deps);
    expect(await store.holding(exchangeTicketsOf(user))).toBe(1);
    expect((await store.buy(user, assetId, TICKET)).status).toBe(201);
    expect(
      store.refusal(
        await store.buy(user, (await store.createListed({ takesExchangeTickets: true })).assetId, TICKET),
      ),
    ).toBe("409 EXCHANGE_TICKETS_MISSING");
  });
});

describe("the house issues them", () => {
  const issue = (json: object, as?: string) =>
    store.ask(internalPath.exchangeTickets, { json, ...(as === undefined ? {} : { as }) });
  test("once for each key, however often and at once it is told to, and the log says so once", async () => {
    const user = await store.createMember();
    const json = { key: "spring", userId: user, count: 5, liveDays: 30, reason: "spring campaign" };
    const answers = await Promise.all(Array.from({ length: 5 }, () => issue(json)));
    expect(answers.filter(({ body }) => body["isNew"] === true)).toHaveLength(1);
    expect((await walletOf(user)).exchangeTicketCount).toBe(5);
    const { body } = await store.ask(internalPath.teamMember, {
      method: "PUT",
      params: { userId: user },
      json: { role: "admin" },
    });
    expect(body["role"]).toBe("admin");
    const log = auditPageSchema.parse((await store.ask(internalPath.audit, { as: user })).body).items;
    expect(log.filter(({ act, subject }) => act === "exchange.issue" && subject === user)).toMatchObject([
      { subject: user, actor: null, facts: { count: 5, reason: "spring campaign" } },
    ]);
  });

  test("by an admin or whoever runs the server, in a bounded number and for a bounded time", async () => {
    const user = await store.createMember();
    const json = { key: "mine", userId: user, count: 1, liveDays: 30, reason: "because" };
    expect(store.refusal(await issue(json, user))).toBe("403 PLATFORM_ROLE_REQUIRED");
    for (const wrong of [{ count: 0 }, { count: 101 }, { liveDays: 366 }, { reason: "" }])
      expect(store.refusal(await issue({ ...json, ...wrong }))).toBe("422 VALIDATION_FAILED");
    expect(store.refusal(await issue({ ...json, userId: "usr_none" }))).toBe("404 USER_NOT_FOUND");
    expect((await walletOf(user)).exchangeTicketCount).toBe(0);
  });
});
