import { expect, test } from "bun:test";
import { localeOf, terminalLanguage } from "../../../scripts/visitor/locale.ts";
import { VisitFailed } from "../../../scripts/visitor/visit-failed.ts";

test("somebody at a terminal is spoken to in the language they ask for, else in the terminal's, else in English", () => {
  expect(localeOf("en", terminalLanguage({ LANG: "ja_JP.UTF-8" }))).toBe("en");
  expect(localeOf(undefined, terminalLanguage({ LANG: "ja_JP.UTF-8" }))).toBe("ja");
  // What overrides all comes first, and what is empty says nothing.
  expect(localeOf(undefined, terminalLanguage({ LC_ALL: "en_GB.UTF-8", LANG: "ja_JP.UTF-8" }))).toBe("en");
  expect(localeOf(undefined, terminalLanguage({ LC_ALL: "", LC_MESSAGES: "ja_JP", LANG: "C" }))).toBe("ja");
  expect(localeOf(undefined, terminalLanguage({}))).toBe("en");
  expect(() => localeOf("fr", "")).toThrow(VisitFailed);
});
