import { describe, expect, test } from "bun:test";
import { fold, parseQuery, TERMS_MAX, termsOf } from "../../../origin/catalog/search-terms.ts";

/** What the database does with both: terms contained, phrases in the folded text. */
function finds(query: string, text: string): boolean {
  const parsed = parseQuery(query);
  if (parsed === null) return false;
  const terms = new Set(termsOf(text));
  return (
    parsed.terms.every((term) => terms.has(term)) &&
    parsed.phrases.every((phrase) => fold(text).includes(phrase))
  );
}

describe("folding", () => {
  test("makes width, case and kana alike", () => {
    for (const text of ["ﾋﾛﾊﾞ", "ヒロバ", "ひろば"]) expect(fold(text)).toBe("ひろば");
    expect(fold("Ｃａｆé")).toBe("cafe");
  });

  test("leaves the voicing of kana, which is another letter", () => {
    expect(fold("がぎぐ")).not.toBe(fold("かきく"));
    expect(fold("ｶﾞ")).toBe("が");
  });
});

describe("a search", () => {
  test.each([
    ["広場", "星の広場でお茶会"],
    ["桜", "夜桜の庭"],
    ["ひろば", "ヒロバ・プラザ"],
    ["ﾌﾟﾗｻﾞ", "ヒロバ・プラザ"],
    ["plaza", "Hiroba Plaza"],
    ["PLA", "Hiroba Plaza"],
    ["hiroba plaza", "Hiroba Plaza"],
    ["plaza hiroba", "Hiroba Plaza"],
    ["cafe", "Café du Soir"],
    ["お茶会", "星の広場でお茶会"],
    ["星 お茶", "星の広場でお茶会"],
    ["vrm 広場", "VRM 広場 2026"],
    ["2026", "VRM 広場 2026"],
    ["ライブ", "夕暮れのライブステージ"],
    ["internationalization", "On Internationalization of Squares"],
  ])("for %p finds %p", (query, text) => {
    expect(finds(query, text)).toBe(true);
  });

  test.each([
    ["広間", "星の広場"],
    ["茶広", "星の広場でお茶会"],
    ["laza", "Hiroba Plaza"],
    ["plaza moon", "Hiroba Plaza"],
    // Its pairs are all there, but not in a row.
    ["場広場", "広場広"],
    ["internationalizations", "On Internationalization of Squares"],
    ["かき", "がぎ"],
  ])("for %p does not find %p", (query, text) => {
    expect(finds(query, text)).toBe(false);
  });

  test("for nothing that is a letter or a digit is no search", () => {
    for (const query of ["", "   ", "!?…", "🎈"]) expect(parseQuery(query)).toBeNull();
  });
});

test("however long a text is, what it is found by is bounded", () => {
  const long = Array.from({ length: 5_000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join("");
  expect(termsOf(long).length).toBeLessThanOrEqual(TERMS_MAX);
  expect(parseQuery(long)?.terms.length).toBe(32);
});
