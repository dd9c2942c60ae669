// A creator's month: as the books have it, in JSON, as CSV and as a page to print.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { events } from "../../../origin/db/schema/events.ts";
import { decideRefund } from "../../../origin/money/return-money.ts";
import { settleOrder } from "../../../origin/money/settle-order.ts";
import { getStatement, renderStatement } from "../../../origin/payouts/get-statement.ts";
import { payCreator } from "../../../origin/payouts/pay-creator.ts";
import { type Movement, spanOf, toStatement } from "../../../origin/payouts/statement.ts";
import { decimal } from "../../../origin/payouts/statement-csv.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import { STATEMENT_LINES_MAX } from "../../../shared/schema/payout.ts";
import { TICKET_PRICE } from "../money/shop.ts";
import { openStage, type Stage } from "./stage.ts";

const MINA = userIdSchema.parse("usr_mina");
const movement = (more: Partial<Movement>): Movement => ({
  on: "2026-11-03",
  kind: "gift",
  about: null,
  unit: "coin",
  count: 1,
  grossAmount: 10,
  freeCount: 0,
  sharePercent: 50,
  amount: 5,
  ...more,
});
const about = { month: "2026-11", creator: { id: MINA, displayName: "Mina" } };

describe("a statement", () => {
  test("goes on from what there was, unit by unit, in the order of days", () => {
    const { lines, isWhole } = toStatement(about, {
      units: [
        { unit: "coin", openingAmount: 7, closingAmount: 9 },
        { unit: "jpy", openingAmount: 0, closingAmount: 100 },
      ],
      movements: [
        movement({ on: "2026-11-09", kind: "payout", amount: -3 }),
        movement({ on: "2026-11-09", unit: "jpy", kind: "ticket", amount: 100 }),
        movement({ on: "2026-11-02", amount: 5 }),
      ],
      payouts: [],
    });
    expect(lines.map(({ on, unit, balance }) => [on, unit, balance])).toEqual([
      ["2026-11-02", "coin", 12],
      ["2026-11-09", "jpy", 100],
      ["2026-11-09", "coin", 9],
    ]);
    expect(isWhole).toBeTrue();
  });

  test("says where there are more lines than fit", () => {
    const movements = Array.from({ length: STATEMENT_LINES_MAX + 1 }, () => movement({}));
    const statement = toStatement(about, { units: [], movements, payouts: [] });
    expect([statement.lines.length, statement.isWhole]).toEqual([STATEMENT_LINES_MAX, false]);
  });

  test("is of a month of UTC, also of the year's last", () => {
    expect(spanOf("2026-12")).toEqual({
      from: new Date("2026-12-01T00:00:00Z"),
      until: new Date("2027-01-01T00:00:00Z"),
    });
  });
});

test.each([
  [1_234, "usd", "12.34"],
  [-5, "usd", "-0.05"],
  [1_234, "jpy", "1234"],
  [0, "eur", "0.00"],
  [-7, "coin", "-7"],
] as const)("%p %s is written %s", (amount, unit, text) => {
  expect(decimal(amount, unit)).toBe(text);
});

describe("of a creator who earned, gave back and was paid", () => {
  let stage: Stage;
  let userId: Awaited<ReturnType<Stage["createCreator"]>>;
  /** Every one from the first sale to the last payout. */
  const months: string[] = [];
  const statements = async () => Promise.all(months.map((month) => getStatement(stage.deps, userId, month)));
  /** The one in which the tickets were earned. */
  const monthOfTickets = async () =>
    (await statements()).find(({ lines }) => lines.some(({ kind }) => kind === "ticket"))?.month ?? "";
  beforeAll(async () => {
    stage = await openStage();
    await stage.fund();
    userId = await stage.createCreator();
    const beganAtMs = stage.clock.nowMs;
    const { orderId, eventId } = await stage.sellTickets(userId, 2);
    await stage.deps.db.update(events).set({ name: '=HYPER"LINK", <b>' }).where(eq(events.id, eventId));
    for (const count of [60, 60, 41]) await stage.giveCoins(userId, count);
    await stage.mature();
    await decideRefund(stage.deps, orderId, { amount: TICKET_PRICE, reason: "operator" });
    await settleOrder(stage.deps, orderId);
    await stage.pass(30 * 24 * 3_600_000);
    await payCreator(stage.deps, userId);
    const [payout] = await stage.payoutsOf(userId);
    await stage.double.stripe.transfers.createReversal(payout?.stripeTransferId ?? "", { amount: 100 });
    for (let at = beganAtMs; ; at = spanOf(months.at(-1) ?? "").until.getTime()) {
      if (at > stage.clock.nowMs) break;
      months.push(new Date(at).toISOString().slice(0, 7));
    }
  }, 60_000);
  afterAll(() => stage.close());

  test("each month begins with what the one before ended with, and its lines make up the difference", async () => {
    const all = await statements();
    for (const [at, { units, lines, isWhole }] of all.entries()) {
      expect(isWhole).toBeTrue();
      for (const { unit, openingAmount, closingAmount } of units) {
        const moved = lines.reduce((sum, line) => sum + (line.unit === unit ? line.amount : 0), 0);
        expect([unit, closingAmount - openingAmount]).toEqual([unit, moved]);
        expect(lines.findLast((line) => line.unit === unit)?.balance ?? openingAmount).toBe(closingAmount);
        const before = all[at - 1]?.units.find((of) => of.unit === unit)?.closingAmount ?? 0;
        expect([unit, openingAmount]).toEqual([unit, before]);
      }
    }
    const last = all.at(-1)?.units.map(({ unit, closingAmount }) => [unit, closingAmount]);
    expect(last).toEqual([
      ["coin", await stage.earned(userId, "coin")],
      ["jpy", await stage.earned(userId)],
    ]);
  });

  test("gifts of one day are one line, and a payout says what it was of", async () => {
    const lines = (await statements()).flatMap((statement) => statement.lines);
    expect(lines.find(({ kind }) => kind === "gift")).toMatchObject({
      count: 3,
      grossAmount: 161,
      sharePercent: 50,
      amount: 80,
    });
    const payouts = (await statements()).flatMap((statement) => statement.payouts);
    expect(payouts).toMatchObject([
      { state: "paid", moneyAmount: (TICKET_PRICE * 80) / 100, coinCount: 80, coinAmount: 80 },
    ]);
    expect(lines.filter(({ kind }) => kind === "payout").map((line) => line.about)).toEqual([
      payouts[0]?.id ?? "",
      payouts[0]?.id ?? "",
    ]);
  });

  test("the spreadsheet is told no formula, whatever an event is called, and that it is UTF-8", async () => {
    const month = await monthOfTickets();
    const csv = await renderStatement(stage.deps, userId, { month, form: "csv", locale: "ja" });
    expect(csv).toStartWith("\ufeff日付,内容,対象,");
    expect(csv).toContain('"\'=HYPER""LINK"", <b>"');
    for (const line of csv.trimEnd().split("\r\n")) expect(line).not.toContain("\n");
  });

  test("the page is one that nothing runs on, and that fetches nothing", async () => {
    const month = await monthOfTickets();
    const html = await renderStatement(stage.deps, userId, { month, form: "html", locale: "en" });
    expect(html).toContain("=HYPER&quot;LINK&quot;, &lt;b&gt;");
    expect(html).not.toMatch(/<script|https?:\/\/|url\(/);
    expect(html).toContain("size: A4");
  });
});
