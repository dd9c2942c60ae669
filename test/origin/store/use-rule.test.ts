// Who may wear or use a thing, and whether it can be bought: the rules alone, as tables.

import { describe, expect, test } from "bun:test";
import { requireBuyable, type SaleTerms, type Wish } from "../../../origin/store/sale-rule.ts";
import { isForEverybody, isLicensable, type Sale } from "../../../origin/store/use-rule.ts";
import { Problem } from "../../../shared/http/problem.ts";
import type { VrmLicence } from "../../../shared/schema/asset.ts";

const licence = (avatarPermission: VrmLicence["avatarPermission"]): VrmLicence => ({
  name: "Any",
  authors: [],
  licenceUrl: null,
  avatarPermission,
  creditNotation: "required",
  allowRedistribution: false,
});
const FOR_SALE: Sale = { isForSale: true, soldCount: 0 };
const WITHDRAWN: Sale = { isForSale: false, soldCount: 0 };
const SOLD_BEFORE: Sale = { isForSale: false, soldCount: 1 };

describe("a thing is for everybody", () => {
  test.each<[string, VrmLicence | null, Sale | null, boolean]>([
    ["where its licence says so and it never was for sale", licence("everyone"), null, true],
    ["where it carries no licence, as items do", null, null, true],
    ["not where only its author may wear it", licence("onlyAuthor"), null, false],
    ["not where those may who are licensed", licence("onlySeparatelyLicensedPerson"), null, false],
    ["not while it is for sale", licence("everyone"), FOR_SALE, false],
    ["not while an item is for sale", null, FOR_SALE, false],
    ["where it was withdrawn and nobody had bought it", licence("everyone"), WITHDRAWN, true],
    ["not where somebody bought it before it was withdrawn", licence("everyone"), SOLD_BEFORE, false],
    ["not by being withdrawn against its licence", licence("onlyAuthor"), WITHDRAWN, false],
  ])("%s", (_name, of, sale, expected) => {
    expect(isForEverybody(of, sale)).toBe(expected);
  });
});

test("what only its author may wear is not licensed to those who buy it, all else is", () => {
  expect([null, licence("everyone"), licence("onlySeparatelyLicensedPerson")].map(isLicensable)).toEqual([
    true,
    true,
    true,
  ]);
  expect(isLicensable(licence("onlyAuthor"))).toBe(false);
});

describe("a thing that is for sale", () => {
  const terms = (more: Partial<SaleTerms> = {}): SaleTerms => ({
    priceCoins: 100,
    numberMax: 10,
    soldCount: 9,
    takesExchangeTickets: true,
    isForSale: true,
    ...more,
  });
  const refusal = (of: SaleTerms, wish: Wish): string => {
    try {
      requireBuyable(of, wish);
      return "bought";
    } catch (error) {
      return error instanceof Problem ? error.code : String(error);
    }
  };
  const coins: Wish = { priceCoins: 100, payWith: "coins" };
  const ticket: Wish = { priceCoins: 100, payWith: "exchange-ticket" };
  test.each<[string, Partial<SaleTerms>, Wish, string]>([
    ["is bought with coins", {}, coins, "bought"],
    ["is bought with a ticket where it takes any", {}, ticket, "bought"],
    ["is not where it takes none", { takesExchangeTickets: false }, ticket, "LISTING_TAKES_COINS_ONLY"],
    ["is bought where as many are sold as are wanted", { numberMax: null }, coins, "bought"],
    ["is not when all are sold", { soldCount: 10 }, coins, "LISTING_SOLD_OUT"],
    ["is not when it is withdrawn", { isForSale: false }, coins, "LISTING_NOT_FOR_SALE"],
    ["is not when it costs more by now", { priceCoins: 101 }, coins, "LISTING_PRICE_CHANGED"],
    ["is not when it costs less by now", { priceCoins: 99 }, coins, "LISTING_PRICE_CHANGED"],
    ["is not with a ticket either, then", { priceCoins: 99 }, ticket, "LISTING_PRICE_CHANGED"],
  ])("%s", (_name, more, wish, expected) => {
    expect(refusal(terms(more), wish)).toBe(expected);
  });
});
