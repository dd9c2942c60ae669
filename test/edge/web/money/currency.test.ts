import { describe, expect, test } from "bun:test";
import { chooseCurrency, currenciesOf, priceIn } from "../../../../edge/web/money/currency.ts";

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
