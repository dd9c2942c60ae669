// Earnings and payouts over the internal API: a creator's own, and what is whoever runs the house's.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { users } from "../../../origin/db/schema/users.ts";
import type { UserId } from "../../../shared/schema/ids.ts";
import {
  coinValueListSchema,
  housePayoutPageSchema,
  payoutRunListSchema,
  payoutRunSchema,
} from "../../../shared/schema/internal/payouts.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { earningPageSchema, earningsSchema, payoutPageSchema } from "../../../shared/schema/payout.ts";
import { TICKET_PRICE } from "../money/shop.ts";
import { runJobs } from "../run-jobs.ts";
import { openStage, type Stage } from "./stage.ts";

const EARNED = (TICKET_PRICE * 80) / 100;

let stage: Stage;
let mina: UserId;
let admin: UserId;
beforeAll(async () => {
  stage = await openStage();
  await stage.fund();
  mina = await stage.createCreator();
  admin = await stage.createUser();
  await stage.deps.db.update(users).set({ platformRole: "admin" }).where(eq(users.id, admin));
  await stage.sellTickets(mina);
  await stage.giveCoins(mina, 50);
  await stage.mature();
});
afterAll(() => stage.close());

const own = (path: string, query = "") => stage.ask(path, { params: { userId: mina }, query });

test("what one has says what may be paid, what it is worth, and what becomes of it when one leaves", async () => {
  const earnings = earningsSchema.parse((await own(internalPath.earnings)).body);
  expect(earnings).toMatchObject({
    items: [
      { unit: "coin", amount: 25, waitingAmount: 25, matureAmount: 0 },
      { unit: "jpy", amount: EARNED, waitingAmount: 0, heldAmount: 0, matureAmount: EARNED },
    ],
    coinValue: { currency: "jpy", amount: 1, coinCount: 1 },
    onLeaving: "paid",
  });
  const nobody = await stage.ask(internalPath.earnings, { params: { userId: admin } });
  expect(nobody.body).toMatchObject({ items: [], since: null, onLeaving: "forfeited" });
});

test("how it came to that is listed page by page, newest first", async () => {
  const first = earningPageSchema.parse((await own(internalPath.earningHistory, "?limit=1")).body);
  expect(first.items).toMatchObject([
    { sale: "ticket", unit: "jpy", grossAmount: TICKET_PRICE, sharePercent: 80, eventName: "Concert" },
  ]);
  const more = `?limit=1&cursor=${first.nextCursor}`;
  const second = earningPageSchema.parse((await own(internalPath.earningHistory, more)).body);
  expect(second).toMatchObject({ items: [{ sale: "gift", unit: "coin", amount: 25 }], nextCursor: null });
});

describe("whoever runs the house", () => {
  test("runs payouts now, which the audit log tells, and sees them", async () => {
    const begun = await stage.ask(internalPath.runPayouts, { method: "POST", as: admin });
    expect(begun.status).toBe(202);
    const run = payoutRunSchema.parse(begun.body);
    expect(run).toMatchObject({ endedAt: null, readyCount: 1, lookedCount: 0, decidedCount: 0 });
    // Asked again while it is under way, it is the same.
    const again = await stage.ask(internalPath.runPayouts, { method: "POST" });
    expect(payoutRunSchema.parse(again.body)).toEqual(run);
    await runJobs(stage);
    const { items } = payoutRunListSchema.parse((await stage.ask(internalPath.payoutRuns)).body);
    expect(items).toMatchObject([{ number: run.number, lookedCount: 1, decidedCount: 1, failedCount: 0 }]);
    expect(items[0]?.endedAt).not.toBeNull();
    const page = housePayoutPageSchema.parse(
      (await stage.ask(internalPath.housePayouts, { query: "?state=paid" })).body,
    );
    expect(page.items).toMatchObject([{ userId: mina, amount: EARNED, attempt: 1 }]);
    expect(page.items[0]?.stripeTransferId).toStartWith("tr_");
    const mine = payoutPageSchema.parse((await own(internalPath.payouts)).body);
    expect(mine.items).toMatchObject([{ state: "paid", amount: EARNED, currency: "jpy" }]);
    expect(JSON.stringify(mine)).not.toContain("tr_");
    const audit = await stage.ask(internalPath.audit, { as: admin });
    expect(audit.body["items"]).toMatchObject([{ act: "payouts.run" }, { act: "payouts.run" }]);
  });

  test("says what coins are worth, why, and from when: never for what is over", async () => {
    const json = { currency: "usd", amount: 7, coinCount: 10, fromAt: "2020-01-01T00:00:00.000Z" };
    const set = await stage.ask(internalPath.coinValues, {
      json: { ...json, reason: "we moved" },
      as: admin,
    });
    expect(set.status).toBe(201);
    const { items } = coinValueListSchema.parse(set.body);
    expect(items).toMatchObject([
      { currency: "usd", amount: 7, fromAt: new Date(stage.clock.nowMs).toISOString() },
    ]);
    expect((await stage.ask(internalPath.coinValues, { json, as: admin })).status).toBe(422);
    expect(earningsSchema.parse((await own(internalPath.earnings)).body).coinValue.currency).toBe("usd");
  });

  test.each([
    ["GET", internalPath.housePayouts, undefined],
    ["POST", internalPath.runPayouts, undefined],
    ["GET", internalPath.payoutRuns, undefined],
    ["GET", internalPath.coinValues, undefined],
    ["POST", internalPath.coinValues, { currency: "jpy", amount: 1, coinCount: 1, reason: "mine" }],
  ] as const)("and nobody else may %s %s", async (method, path, json) => {
    const answer = await stage.ask(path, { method, as: mina, ...(json === undefined ? {} : { json }) });
    expect(answer.body["code"]).toBe("PLATFORM_ROLE_REQUIRED");
  });
});
