import { describe, expect, test } from "bun:test";
import { readSellDraft, sellDraftOf } from "../../../../edge/web/store/sell-draft.ts";

const draft = { priceCoins: "200", numberMax: "", takesExchangeTickets: false };
const wrongOf = (part: Partial<typeof draft>) => {
  const read = readSellDraft({ ...draft, ...part });
  return "wrong" in read ? [...read.wrong] : [];
};

describe("the form of a sale", () => {
  test("is the terms it was made of, and without a number as many are sold as are wanted", () => {
    const terms = { priceCoins: 300, numberMax: 1_000_000, takesExchangeTickets: true };
    const listing = { ...terms, leftCount: 999_999, isForSale: true, isForHolders: true };
    expect(readSellDraft(sellDraftOf(listing))).toEqual({ fields: terms });
    expect(readSellDraft(draft)).toEqual({
      fields: { priceCoins: 200, numberMax: null, takesExchangeTickets: false },
    });
  });

  test("wants a price, and whole numbers within bounds", () => {
    expect(readSellDraft(sellDraftOf(null))).toEqual({ wrong: new Set(["priceCoins"]) });
    for (const priceCoins of ["", "0", "-3", "1.5", "100001", "many"])
      expect(wrongOf({ priceCoins })).toEqual(["priceCoins"]);
    for (const numberMax of ["0", "1000001", "1.5", "some"])
      expect(wrongOf({ numberMax })).toEqual(["numberMax"]);
    expect(wrongOf({ priceCoins: "", numberMax: "0" })).toEqual(["priceCoins", "numberMax"]);
    expect(wrongOf({ priceCoins: " 100000 ", numberMax: "1000000" })).toEqual([]);
  });
});
