import { describe, expect, test } from "bun:test";
import { coinValueTable, previewText, reconciliationText } from "../../../scripts/money/tables.ts";

describe("the books in a terminal", () => {
  const preview = { refundableAmount: 500, lossAmount: 0, isDisputed: false };

  test("say of one coin and one ticket that they are one", () => {
    const one = { ...preview, amount: 100, coinCount: 1, freeCoinCount: 1, ticketCount: 1 };
    expect(previewText(one, "jpy")).toContain("1 coin, 1 free coin and 1 ticket.");
    const many = { ...preview, amount: 100, coinCount: 2, freeCoinCount: 0, ticketCount: 3 };
    expect(previewText(many, "jpy")).toContain("2 coins, 0 free coins and 3 tickets.");
    const rule = {
      id: 1,
      currency: "jpy",
      amount: 1,
      fromAt: "2026-11-27T00:00:00.000Z",
      decidedAt: "2026-11-27T00:00:00.000Z",
      reason: "autumn",
    } as const;
    expect(coinValueTable([{ ...rule, coinCount: 1 }])).toContain("1 coin = 1 jpy");
    expect(coinValueTable([{ ...rule, coinCount: 10 }])).toContain("10 coins = 1 jpy");
  });

  test("say how many lines are alike, and how many are apart", () => {
    const times = { ranAt: "c", from: "a", until: "b" };
    const compared = (comparedCount: number, differenceCount: number) =>
      reconciliationText({ number: 1, ...times, comparedCount, differenceCount, differences: [] });
    expect(compared(1, 0)).toEndWith("1 line is alike in the books.");
    expect(compared(2, 0)).toEndWith("all 2 lines are alike in the books.");
    expect(compared(1, 1)).toContain("1 line was compared, and 1 is apart:");
    expect(compared(3, 2)).toContain("3 lines were compared, and 2 are apart:");
  });
});
