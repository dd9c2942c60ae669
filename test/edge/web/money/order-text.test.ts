import { describe, expect, test } from "bun:test";
import { en } from "../../../../edge/web/i18n/en.ts";
import { createFormat } from "../../../../edge/web/i18n/format.ts";
import { ja } from "../../../../edge/web/i18n/ja.ts";
import { outcomeOf, packText } from "../../../../edge/web/money/order-text.ts";

describe("an order", () => {
  test("that was paid is told as given back once all of it is, and not before", () => {
    const paid = { state: "paid", amount: 3_000 } as const;
    expect(outcomeOf({ ...paid, refundedAmount: 0 })).toBe("paid");
    expect(outcomeOf({ ...paid, refundedAmount: 2_999 })).toBe("paid");
    expect(outcomeOf({ ...paid, refundedAmount: 3_000 })).toBe("back");
    // Tax on top of the price goes back with it.
    expect(outcomeOf({ ...paid, refundedAmount: 3_300 })).toBe("back");
  });

  test("of what is free is never told as given back", () => {
    expect(outcomeOf({ state: "paid", amount: 0, refundedAmount: 0 })).toBe("paid");
  });

  test("of coins says how many, and how many on top", () => {
    const pack = { coinCount: 1_200, freeCoinCount: 100 };
    expect(packText(pack, en, createFormat("en"))).toBe("1,200 coins + 100 free");
    expect(packText({ ...pack, freeCoinCount: 0 }, en, createFormat("en"))).toBe("1,200 coins");
    expect(packText(pack, ja, createFormat("ja"))).toBe("1,200 コイン＋おまけ 100");
  });
});

describe("money", () => {
  test("is written with the digits its currency has, in the reader's way", () => {
    const [english, japanese] = [createFormat("en"), createFormat("ja")];
    expect(english.money(1_250, "usd")).toBe("$12.50");
    expect(english.money(1_250, "jpy")).toBe("¥1,250");
    expect(japanese.money(1_250, "jpy")).toBe("￥1,250");
    expect(japanese.currency("usd")).toBe("米ドル");
  });
});
