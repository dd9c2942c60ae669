import { expect, test } from "bun:test";
import { amountText, readAmount } from "../../shared/amount-text.ts";
import { AMOUNT_MAX, type Currency } from "../../shared/schema/money.ts";

test("an amount is read in the currency's own units, however it is typed", () => {
  const cases: readonly (readonly [text: string, currency: Currency, amount: number | null])[] = [
    ["1200", "jpy", 1_200],
    ["1,200", "jpy", 1_200],
    ["１２００", "jpy", 1_200],
    ["12.5", "usd", 1_250],
    ["12.50", "usd", 1_250],
    ["12,5", "eur", 1_250],
    ["12,50", "eur", 1_250],
    ["1,200", "eur", 120_000],
    ["1,200.50", "usd", 120_050],
    ["1,234,567", "jpy", 1_234_567],
    ["12,50", "jpy", null],
    ["1,2,3", "jpy", null],
    ["1,2000", "jpy", null],
    [" 12 ", "eur", 1_200],
    ["0.01", "gbp", 1],
    ["12.5", "jpy", null],
    ["12.505", "usd", null],
    ["0", "jpy", null],
    ["-1", "jpy", null],
    ["1e3", "jpy", null],
    ["", "jpy", null],
    ["free", "usd", null],
    ["100000000", "jpy", null],
    ["99999999", "jpy", AMOUNT_MAX],
  ];
  for (const [text, currency, amount] of cases)
    expect([text, currency, readAmount(text, currency)]).toEqual([text, currency, amount]);
});

test("an amount that is written is read as the same", () => {
  for (const currency of ["jpy", "usd", "krw"] as const)
    for (const amount of [1, 7, 99, 100, 12_345, AMOUNT_MAX])
      expect(readAmount(amountText(amount, currency), currency)).toBe(amount);
});
