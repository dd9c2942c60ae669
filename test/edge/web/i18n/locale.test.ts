import { describe, expect, test } from "bun:test";
import { en } from "../../../../edge/web/i18n/en.ts";
import { createFormat } from "../../../../edge/web/i18n/format.ts";
import { ja } from "../../../../edge/web/i18n/ja.ts";
import { chooseLocale } from "../../../../edge/web/i18n/locale.tsx";
import { earningsEndpoints } from "../../../../shared/contract/earnings.ts";
import { storeEndpoints } from "../../../../shared/contract/store.ts";
import { ticketEndpoints } from "../../../../shared/contract/tickets.ts";
import { walletEndpoints } from "../../../../shared/contract/wallet.ts";

describe("the language", () => {
  test("is the one chosen here before, else the first the browser asks for that we have, else English", () => {
    expect(chooseLocale("en", ["ja-JP"])).toBe("en");
    expect(chooseLocale(null, ["fr-FR", "ja-JP", "en"])).toBe("ja");
    expect(chooseLocale("klingon", ["ja"])).toBe("ja");
    expect(chooseLocale(null, ["fr"])).toBe("en");
    expect(chooseLocale(null, [])).toBe("en");
  });
});

/** Every sentence, those made by functions with stand-ins for what they are given. */
function sentences(messages: object, path = ""): [path: string, text: unknown][] {
  return Object.entries(messages).flatMap(([key, value]) => {
    const at = `${path}.${key}`;
    if (typeof value === "function") return [[at, value("X", "Y")] as [string, unknown]];
    return typeof value === "object" && value !== null
      ? sentences(value, at)
      : [[at, value] as [string, unknown]];
  });
}

describe("the catalogue", () => {
  /** Names of things, the same in every language, and keys of a keyboard. */
  const SAME_IN_BOTH = new Set([
    ".books.times",
    ".upload.sent",
    ".upload.metres",
    ".upload.stepsDone",
    ".upload.variantProfile.compat",
  ]);

  test("says nothing in Japanese that it says in English", () => {
    const english = new Map(sentences(en));
    const same = sentences(ja).filter(
      ([path, text]) => text !== null && english.get(path) === text && !SAME_IN_BOTH.has(path),
    );
    expect(same).toEqual([]);
  });

  test("knows the same problems, reasons and notices in both", () => {
    for (const code of ["EDGE_AWAY", "RATE_LIMITED", "ROOMS_FULL", "AVATAR_NOT_YOURS", "NO_SUCH_CODE"])
      expect(en.problems.known(code) === null).toBe(ja.problems.known(code) === null);
    // What origin/sessions/rotate-session.ts ends a session with, and what origin/db/database-problem.ts says.
    for (const code of [
      "SESSION_ENDED",
      "SESSION_EXPIRED",
      "SESSION_REUSED",
      "DATABASE_AWAY",
      "DATABASE_BUSY",
    ])
      for (const words of [en, ja]) expect(words.problems.known(code)).not.toBeNull();
    for (const code of ["KICKED", "BANNED", "TAKEN_OVER", "WORLD_NOT_FOUND", "NO_SUCH_CODE"])
      expect(en.room.leftBecause(code) === null).toBe(ja.room.leftBecause(code) === null);
    for (const { room } of [en, ja]) expect(room.leftBecause("BANNED")).not.toBe(room.leftBecause("KICKED"));
    for (const code of [1, 2, 3, 4, 5, 99])
      expect(en.room.notice(code) === null).toBe(ja.room.notice(code) === null);
  });
});

describe("one coin, ticket, line, seat, person, report or minute", () => {
  const MANY_OF_ONE =
    /(?<!\d)1 (?:(?:free |exchange |more |other )?(?:coin|ticket|line|seat|thing|report|minute)s|people)\b/;

  /** Whatever a sentence is given is one; where among it the number is, each sentence knows. */
  function saidOfOne(messages: object, path = ""): [path: string, texts: string[]][] {
    return Object.entries(messages).flatMap(([key, value]): [string, string[]][] => {
      const at = `${path}.${key}`;
      if (typeof value === "function") return [[at, GIVEN.flatMap((given) => told(value, given))]];
      return typeof value === "object" && value !== null ? saidOfOne(value, at) : [];
    });
  }

  const GIVEN = [
    [1, "1", "1"],
    ["1", 1, "1"],
    ["1", "1", "1"],
  ] as const;

  /** Nothing where the sentence is given a text and got a number. */
  function told(sentence: (...given: unknown[]) => unknown, given: readonly unknown[]): string[] {
    try {
      return [String(sentence(...given))];
    } catch (error) {
      if (error instanceof TypeError) return [];
      throw error;
    }
  }

  test("is said to be one, in English", () => {
    const { money, tickets, store, earnings, books, gifts, events, worlds, moderation } = en;
    const wrong = saidOfOne({
      money,
      tickets,
      store,
      earnings,
      books,
      gifts,
      events,
      worlds,
      moderation,
    }).filter(([, texts]) => texts.every((text) => MANY_OF_ONE.test(text)));
    expect(wrong).toEqual([]);
  });
});

describe("the problems of money, tickets, the store and earnings", () => {
  /** The page asks for no such thing, or shows something else then. */
  const NEVER_ASKED = new Set<string>(["RETURN_TO_REFUSED", "RECIPIENT_IS_SELF", "HOLDING_NOT_FOUND"]);
  const asked = { ...walletEndpoints, ...ticketEndpoints, ...storeEndpoints, ...earningsEndpoints };

  test("are all told in words, in both languages", () => {
    const codes = Object.values(asked).flatMap((endpoint) => [...endpoint.problems]);
    const unsaid = [...new Set<string>(codes)].filter(
      (code) => !NEVER_ASKED.has(code) && [en, ja].some((words) => words.problems.known(code) === null),
    );
    expect(unsaid).toEqual([]);
  });
});

describe("formats", () => {
  const [english, japanese] = [createFormat("en", "Asia/Tokyo"), createFormat("ja", "Asia/Tokyo")];

  test("an event's time says its day once, in the reader's zone", () => {
    const [from, to] = ["2026-11-26T11:00:00Z", "2026-11-26T13:00:00Z"];
    expect(english.span(from, to)).toBe("Thu, 26 November 2026 20:00 – 22:00");
    expect(japanese.span(from, to)).toBe("2026年11月26日(木) 20:00 – 22:00");
    expect(english.span(from, "2026-11-26T16:00:00Z")).toBe(
      "Thu, 26 November 2026 20:00 – Fri, 27 November 2026 01:00",
    );
  });

  test("what is listed is told apart in both languages", () => {
    expect(createFormat("ja").list([".vrm", ".glb"])).toBe(".vrm、.glb");
    expect(createFormat("en").list([".vrm", ".glb"])).toBe(".vrm, .glb");
  });

  test("a limit of 100 MiB reads as 100 MB, and small files are counted in kilobytes", () => {
    expect(english.bytes(100 * 1024 * 1024)).toBe("100 MB");
    expect(english.bytes(1)).toBe("1 kB");
  });
});
