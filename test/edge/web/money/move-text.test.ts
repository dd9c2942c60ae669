import { describe, expect, test } from "bun:test";
import { en } from "../../../../edge/web/i18n/en.ts";
import { createFormat } from "../../../../edge/web/i18n/format.ts";
import { changesOf, moveText } from "../../../../edge/web/money/move-text.ts";
import type { CoinMove } from "../../../../shared/schema/coin-history.ts";
import { newId } from "../../../../shared/schema/ids.ts";

const NOTHING = { coinCount: 0, freeCoinCount: 0, exchangeTicketCount: 0, earnedCount: 0, redeemedCount: 0 };
const move = (kind: string, part: Partial<CoinMove>): CoinMove => ({
  kind,
  at: "2026-11-27T10:00:00.000Z",
  ...NOTHING,
  about: null,
  ...part,
});
const thing = { what: "asset", assetId: newId("asset"), name: "Lamp", forUserId: null } as const;
const textOf = (kind: string, part: Partial<CoinMove> = {}) => moveText(move(kind, part), en);

describe("what became of coins", () => {
  test("is told to the buyer by what they got, and to its creator by what they sold", () => {
    const paid = { coinCount: -175, freeCoinCount: -25, about: thing };
    expect(textOf("coins.spent", paid)).toBe("“Lamp”");
    const friend = newId("user");
    expect(textOf("coins.spent", { ...paid, about: { ...thing, forUserId: friend } })).toBe(
      "“Lamp”, for a friend",
    );
    expect(textOf("coins.spent", { earnedCount: 122, about: thing })).toBe("Somebody bought “Lamp” of yours");
    // All of it paid with free coins: nothing is earned, and it is a sale all the same.
    expect(textOf("coins.spent", { about: thing })).toBe("Somebody bought “Lamp” of yours");
    expect(textOf("exchange.redeemed", { redeemedCount: 1, about: thing })).toBe(
      "Somebody redeemed a ticket for “Lamp” of yours",
    );
    const gift = { what: "gift", giftId: "gft_1" } as const;
    expect(textOf("coins.spent", { coinCount: -10, about: gift })).toBe("A gift to somebody on stage");
    expect(textOf("coins.spent", { earnedCount: 5, about: gift })).toBe("A gift you were given on stage");
  });

  test("has a word for every kind of the books, also for one that is not known yet", () => {
    expect(textOf("refund.decided")).toBe("Went back with a payment");
    expect(textOf("dispute.lost")).toBe("Went back with a payment");
    expect(textOf("earnings.taken-back")).toBe("Went back with a payment");
    expect(textOf("payout.decided")).toBe("Paid out");
    expect(textOf("payout.returned")).toBe("A payout that did not arrive");
    expect(textOf("coins.doubled")).toBe("Something else");
  });

  test("is counted with a sign, and only where something changed", () => {
    const format = createFormat("en");
    expect(changesOf(move("coins.spent", { coinCount: -1_175, freeCoinCount: -25 }), en, format)).toEqual([
      "−1,175 bought",
      "−25 free",
    ]);
    expect(changesOf(move("exchange.redeemed", { exchangeTicketCount: -1 }), en, format)).toEqual([
      "−1 exchange ticket",
    ]);
    expect(changesOf(move("coins.spent", { earnedCount: 122 }), en, format)).toEqual(["+122 earned"]);
    expect(changesOf(move("exchange.redeemed", { redeemedCount: 1 }), en, format)).toEqual(["earns nothing"]);
  });
});
