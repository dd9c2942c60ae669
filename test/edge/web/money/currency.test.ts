import { describe, expect, test } from "bun:test";
import {
  amountField,
  amountOf,
  chooseCurrency,
  currenciesOf,
  priceIn,
} from "../../../../edge/web/money/currency.ts";

describe("the currency", () => {
  test("is the one chosen here before, else what is usual where the browser says it is, else dollars", () => {
    expect(chooseCurrency("gbp", ["ja-JP"])).toBe("gbp");
    expect(chooseCurrency(null, ["ja-JP"])).toBe("jpy");
    expect(chooseCurrency(null, ["ja"])).toBe("jpy");
    expect(chooseCurrency(null, ["ko", "en-US"])).toBe("krw");
    expect(chooseCurrency(null, ["en", "de-DE"])).toBe("eur");
    expect(chooseCurrency(null, ["en-GB"])).toBe("gbp");
    expect(chooseCurrency(null, ["zh-Hant-TW", "en-US"])).toBe("usd");
    expect(chooseCurrency("doubloons", [])).toBe("usd");
  });

  test("of a price is the one looked at where it is sold in that, else the first it is sold in", () => {
    const prices = { jpy: 500, eur: 450 };
    expect(priceIn(prices, "eur")).toEqual({ currency: "eur", amount: 450 });
    expect(priceIn(prices, "krw")).toEqual({ currency: "jpy", amount: 500 });
    expect(priceIn(null, "eur")).toBeNull();
  });

  test("is offered to be chosen where anything is sold in it", () => {
    expect(currenciesOf([{ eur: 1 }, null, { jpy: 1, eur: 2 }])).toEqual(["jpy", "eur"]);
  });
});

describe("an amount", () => {
  test("is read as it is typed, with a point or a comma, no finer than its currency is", () => {
    expect(amountOf("12.50", "usd")).toBe(1_250);
    expect(amountOf(" 12,5 ", "eur")).toBe(1_250);
    expect(amountOf("12", "usd")).toBe(1_200);
    expect(amountOf("1500", "jpy")).toBe(1_500);
    expect(amountOf("0.07", "usd")).toBe(7);
    for (const [text, currency] of [
      ["15.5", "jpy"],
      ["12.505", "usd"],
      ["-3", "usd"],
      ["1,500,000", "jpy"],
      ["", "jpy"],
      ["free", "usd"],
    ] as const)
      expect(amountOf(text, currency)).toBeNull();
  });

  test("comes back from its field as it went in", () => {
    for (const amount of [1, 7, 99, 100, 1_250, 99_999_999])
      for (const currency of ["jpy", "usd"] as const)
        expect(amountOf(amountField(amount, currency), currency)).toBe(amount);
  });
});
