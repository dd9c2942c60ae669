import { expect, test } from "bun:test";
import { likelyCountry } from "../../../../edge/web/earnings/countries.ts";

test("a creator's country is likely the one their browser says, where money can be sent there", () => {
  expect(likelyCountry(["ja"])).toBe("JP");
  expect(likelyCountry(["en", "de-AT"])).toBe("AT");
  expect(likelyCountry(["zh-Hant-HK"])).toBe("HK");
  expect(likelyCountry(["fr-AQ", "en-GB"])).toBe("GB");
  expect(likelyCountry(["en", "eo"])).toBeNull();
});
